import { expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { namedOperations, postsOf } from '../../../src/domain/operators/rights.ts'

interface Operations {
  readonly paths: Record<
    string,
    Record<string, { readonly operationId?: string; readonly security?: readonly object[] }>
  >
}

const { paths } = JSON.parse((await documents())['openapi/openapi.json'] as string) as Operations
const operations = Object.entries(paths)
  .filter(([path]) => path.startsWith('/v1/'))
  .flatMap(([, methods]) => Object.entries(methods).map(([method, { operationId = '' }]) => ({ method, operationId })))

test('no right is of an operation that is gone, and none is named twice', () => {
  const known = new Set(operations.map(({ operationId }) => operationId))
  expect(namedOperations.filter((name) => !known.has(name))).toEqual([])
  expect(new Set(namedOperations).size).toBe(namedOperations.length)
})

test('every operation of /v1 has a post that may ask it', () => {
  const nobodys = operations.filter(
    ({ method, operationId }) => postsOf(operationId, method.toUpperCase()).length === 0,
  )
  expect(nobodys.map(({ operationId }) => operationId)).toEqual(['signIn'])
})

test('what writes and was forgotten belongs to nobody', () => {
  expect(postsOf('somethingNew', 'POST')).toEqual([])
  expect(postsOf('somethingNew', 'GET')).not.toContain('admin')
})
