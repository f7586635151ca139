import { describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import * as codes from '../../../src/domain/names/codes.ts'
import { problems } from '../../../src/domain/refusals/refusal.ts'
import { rosterLineFaults } from '../../../src/domain/rosters/line-faults.ts'

interface Answer {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Readonly<Record<string, unknown>>
}
interface Operation {
  readonly operationId?: string
  readonly description?: string
  readonly responses: Readonly<Record<string, Answer>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>>
    readonly responses: Readonly<Record<string, Answer>>
  }
}
interface Listed extends Operation {
  readonly path: string
  readonly method: string
}

const document = JSON.parse((await documents())['openapi/openapi.json'] as string) as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): Listed => ({ path, method, ...operation })),
)
const nameOf = ({ method, path }: Listed) => `${method.toUpperCase()} ${path}`

/** Clients made from the document are called by these names, so none may be missing, doubled or no name. */
function nameless(listed: readonly Listed[]): string[] {
  const count = new Map<string, number>()
  for (const { operationId = '' } of listed) count.set(operationId, (count.get(operationId) ?? 0) + 1)
  return listed
    .filter(({ operationId = '' }) => !/^[a-z][A-Za-z]{2,39}$/.test(operationId) || count.get(operationId) !== 1)
    .map(nameOf)
}

/** An error that is described in place is one that clients get as a type of its own. Readiness is no error. */
function unshared(listed: readonly Listed[]): string[] {
  return listed
    .filter(({ path }) => path !== '/readyz')
    .filter(({ responses }) =>
      Object.entries(responses).some(([status, { $ref }]) => Number(status) >= 400 && $ref === undefined),
    )
    .map(nameOf)
}

const preferred = ({ description = '' }: Operation) =>
  /^Another spelling of `([A-Z]+ [^`]+)`/.exec(description)?.[1] ?? null

/** A file's address ends with its form, and what was given is taken back by `withdraw`; else the address names the one that does. */
function spelledOtherwise(listed: readonly Listed[]): string[] {
  const all = new Set(listed.map(nameOf))
  const isFile = ({ responses }: Listed) =>
    Object.keys(responses['200']?.content ?? {}).some((type) => /csv|spreadsheet/.test(type))
  return listed
    .filter(
      (one) =>
        (isFile(one) && !/\.(csv|xlsx)$/.test(one.path)) ||
        one.method === 'delete' ||
        /\/(cancel|void|revoke|undo|delete)$/.test(one.path),
    )
    .filter((one) => !all.has(preferred(one) ?? ''))
    .map(nameOf)
}

describe('every operation', () => {
  test('has a name of its own', () => {
    expect(operations.length).toBeGreaterThan(100)
    expect(nameless(operations)).toEqual([])
  })

  test('answers errors by what all share, and says which codes', () => {
    expect(unshared(operations)).toEqual([])
    for (const { responses } of operations) {
      for (const { $ref, description } of Object.values(responses)) {
        if ($ref)
          expect([$ref, document.components.responses[$ref.split('/').at(-1) as string]]).not.toContain(undefined)
        expect(description).toBeTruthy()
      }
    }
  })

  test('is spelt as the others are, or names the one that is', () => {
    expect(spelledOtherwise(operations)).toEqual([])
  })

  const sample = (path: string, more: Partial<Listed> = {}): Listed => ({ path, method: 'get', responses: {}, ...more })
  const csv = { 200: { content: { 'text/csv': {} } } }

  test.each([
    ['one without a name', [sample('/v1/a')]],
    ['a name that is none', [sample('/v1/a', { operationId: 'list a' })]],
    ['two of one name', [sample('/v1/a', { operationId: 'listA' }), sample('/v1/b', { operationId: 'listA' })]],
  ])('sees %s', (_, listed) => {
    expect(nameless(listed)).toHaveLength(listed.length)
  })

  test('sees an error that stands by itself', () => {
    expect(unshared([sample('/v1/a', { responses: { 409: { description: 'x' } } })])).toHaveLength(1)
  })

  test.each([
    ['an export', sample('/v1/a/export', { responses: csv })],
    ['a deletion', sample('/v1/a/{id}', { method: 'delete' })],
    ['a cancellation', sample('/v1/a/{id}/cancel', { method: 'post' })],
    [
      'one that names what is not there',
      sample('/v1/a/{id}', { method: 'delete', description: 'Another spelling of `POST /v1/a/{id}/withdraw`' }),
    ],
  ])('sees %s under another spelling', (_, one) => {
    expect(spelledOtherwise([one])).toHaveLength(1)
  })

  test('lets through what names the spelling that is preferred', () => {
    const withdraw = sample('/v1/a/{id}/withdraw', { method: 'post' })
    const description = 'Another spelling of `POST /v1/a/{id}/withdraw`, which is preferred.'
    expect(spelledOtherwise([withdraw, sample('/v1/a/{id}', { method: 'delete', description })])).toEqual([])
  })
})

test.each([
  ['ProblemCode', Object.keys(problems)],
  ['ReasonCode', codes.reasonCodes],
  ['StepCode', codes.stepCodes],
  ['WarningCode', codes.warningCodes],
  ['RosterWarningCode', codes.rosterWarningCodes],
  ['RosterLineFault', Object.keys(rosterLineFaults)],
])('%s lists the codes of the domain', (name, expected) => {
  expect(document.components.schemas[name]?.enum).toEqual(expected)
})
