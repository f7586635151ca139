import { parameterExamples, requiredExamples } from '../../../src/http/openapi/examples.ts'
import type { World } from './world.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly examples?: Record<string, { value: object }> }>>
  }
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** A request of an operation that works, and what of it can be another value. */
export interface Sample {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly inPath: Readonly<Record<string, string>>
  /** Every parameter behind the `?`, with a value where it must be sent. */
  readonly inQuery: Readonly<Record<string, string | undefined>>
  readonly body: object | null
}

const nobody = '0190f5fe-7c00-7a00-8000-000000000001'
const extra: Readonly<Record<string, string>> = { infno: '2001', fileName: 'x.csv', eventId: nobody, format: 'html' }
const exampleOf = (name: string) => String(parameterExamples[name] ?? requiredExamples[name] ?? extra[name] ?? 'x')

/** Every operation under the paths, each as one request that works. */
export function samplesOf({ paths }: Document, world: World): Sample[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => sampleOf(path, method, operation, world)),
  )
}

function sampleOf(path: string, method: string, { parameters = [], requestBody }: Operation, world: World): Sample {
  const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => [name, idAt(path, name, world)])
  const inQuery = parameters
    .filter((one) => one.in === 'query')
    .map(({ name, required }) => [name, required ? exampleOf(name) : undefined])
  const examples = requestBody?.content['application/json']?.examples ?? {}
  return {
    name: `${method} ${path}`,
    method: method.toUpperCase() as Sample['method'],
    path,
    inPath: Object.fromEntries(inPath),
    inQuery: Object.fromEntries(inQuery),
    body: Object.values(examples)[0]?.value ?? null,
  }
}

function idAt(path: string, name: string, world: World): string {
  if (name !== 'id') return exampleOf(name)
  const before = path.split('/{id}')[0]?.split('/').at(-1) ?? ''
  return world[before] ?? nobody
}

export function urlOf({ path, inPath, inQuery }: Sample, change: Readonly<Record<string, string>> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(change[name] ?? inPath[name] ?? ''))
  const query = Object.keys(inQuery).flatMap((name) => {
    const value = change[name] ?? inQuery[name]
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  })
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

/** Where the leaves of a body are. */
export function leavesOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, [...at, Array.isArray(value) ? Number(name) : name]),
  )
}

export function withLeaf(body: unknown, at: readonly (string | number)[], leaf: unknown): unknown {
  const [first, ...rest] = at
  if (first === undefined) return leaf
  const inner = (body as Record<string | number, unknown> | undefined)?.[first]
  if (Array.isArray(body)) return body.map((one, place) => (place === first ? withLeaf(one, rest, leaf) : one))
  return { ...(body as object), [first]: withLeaf(inner, rest, leaf) }
}

export function leafAt(body: unknown, at: readonly (string | number)[]): unknown {
  return at.reduce<unknown>((inner, name) => (inner as Record<string | number, unknown>)[name], body)
}
