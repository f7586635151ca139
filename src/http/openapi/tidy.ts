import { bodyExamples, parameterExamples, practicePerson, requiredExamples } from './examples.ts'
import { type Paths, shareResponses } from './shared-responses.ts'

type Json = { [key: string]: unknown }

const prefix = '#/components/schemas/'

/**
 * Finishes the document that the schemas gave.
 *
 * The converter emits every named schema twice, once as a request (`XInput`) and once as an answer. Only
 * what the routes refer to is kept, and a request whose answer form nobody refers to gets its plain name.
 */
export function tidy<D extends object>(document: D): D {
  const { components, ...rest } = structuredClone(document) as { components?: { schemas?: Json } & Json } & Json
  const schemas = components?.schemas ?? {}
  const kept = reachable(rest, schemas)
  const names = new Map([...kept].map((name) => [name, plainName(name, kept)]))
  const whole = {
    ...rest,
    components: {
      ...components,
      schemas: Object.fromEntries([...kept].sort().map((name) => [names.get(name), schemas[name]])),
    },
  }
  return withSharedResponses(withExamples(rename(withoutMachineBounds(whole), names))) as D
}

function withSharedResponses(document: Json): Json {
  const responses = shareResponses(document['paths'] as Paths)
  return { ...document, components: { ...(document['components'] as Json), responses } }
}

function refsIn(value: unknown): string[] {
  const found: string[] = []
  JSON.stringify(value, (key, part) => {
    if (key === '$ref' && typeof part === 'string' && part.startsWith(prefix)) found.push(part.slice(prefix.length))
    return part
  })
  return found
}

function reachable(from: unknown, schemas: Json): Set<string> {
  const seen = new Set<string>()
  const waiting = refsIn(from)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    waiting.push(...refsIn(schemas[name]))
  }
  return seen
}

function plainName(name: string, kept: ReadonlySet<string>): string {
  const plain = name.replace(/Input$/, '')
  return kept.has(plain) ? name : plain
}

/** Whole numbers come with the bounds of exact arithmetic, which tell nobody anything and which Swagger UI shows as examples. */
function withoutMachineBounds(document: Json): Json {
  const bounds: Readonly<Record<string, number>> = {
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  }
  const text = JSON.stringify(document, (key, part) => (part === bounds[key] ? undefined : part))
  return JSON.parse(text) as Json
}

function rename(document: unknown, names: ReadonlyMap<string, string>): Json {
  const text = JSON.stringify(document, (key, part) => {
    if (key !== '$ref' || typeof part !== 'string' || !part.startsWith(prefix)) return part
    const name = part.slice(prefix.length)
    return prefix + (names.get(name) ?? name)
  })
  return JSON.parse(text) as Json
}

/** Request bodies get the examples that Swagger UI offers by name; parameters get the demo people's numbers. */
function withExamples(document: Json): Json {
  for (const [path, methods] of Object.entries(document['paths'] as Json)) {
    for (const [method, operation] of Object.entries(methods as Json))
      addExamples(operation as Operation, method !== 'get' && path.startsWith(ofAPerson))
  }
  return document
}

interface Operation {
  readonly requestBody?: { readonly content?: Record<string, { schema?: { $ref?: string }; examples?: unknown }> }
  readonly parameters?: { readonly name: string; readonly required?: boolean; example?: unknown }[]
}

/** What changes something of a person is tried on another one than what reads. */
const ofAPerson = '/v1/beneficiaries/{personNo}/'

function addExamples({ requestBody, parameters }: Operation, changesAPerson: boolean): void {
  const media = requestBody?.content?.['application/json']
  const examples = bodyExamples[media?.schema?.$ref?.slice(prefix.length) ?? '']
  if (media && examples) media.examples = examples
  for (const parameter of parameters ?? []) {
    // Swagger UI sends an example along, so one that is only a form would filter everything away.
    delete parameter.example
    const { name, required } = parameter
    const byName = parameterExamples[name] ?? (required ? requiredExamples[name] : undefined)
    const example = changesAPerson && name === 'personNo' ? practicePerson : byName
    if (example !== undefined) parameter.example = example
  }
}
