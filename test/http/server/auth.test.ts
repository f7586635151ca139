import { describe, expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

describe('every route of the API wants a key', () => {
  test.each([
    ['none', {}],
    ['an unknown one', { authorization: 'Bearer yz_bureau_unknown' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['a key with a space', { authorization: 'Bearer a b' }],
  ])('%s', async (_, headers) => {
    const answer = await send(it, 'GET', '/v1/policies', undefined, { headers })
    expectProblem(answer, 401, 'unauthenticated')
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  })

  test('before the body is looked at', async () => {
    expectProblem(await send(it, 'POST', '/v1/settlements', '{'), 401, 'unauthenticated')
  })

  test('and no route is left out', async () => {
    const { paths } = it.app.swagger() as { paths: Record<string, Record<string, unknown>> }
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({ path, method })),
    )
    // Signing in is how one comes to be known; and whoever holds the number of a receipt asks how the bill stands.
    const open = ['post /v1/sessions', 'get /v1/reimbursement-receipts/{id}']
    const inApi = routes.filter(({ path, method }) => path.startsWith('/v1/') && !open.includes(`${method} ${path}`))
    expect(inApi.length).toBeGreaterThan(25)
    for (const { path, method } of inApi) {
      const url = path.replaceAll(/\{\w+\}/g, '140500')
      const answer = await send(it, method.toUpperCase() as 'GET', url)
      expect([path, answer.status]).toEqual([path, 401])
    }
  })
})

describe('what is open', () => {
  test.each(['/healthz', '/readyz', '/metrics', '/docs', '/openapi.json', '/problems'])('%s', async (url) => {
    expect((await send(it, 'GET', url)).status).toBe(200)
  })
})

test('a revoked key is refused', async () => {
  const made = await send(
    it,
    'POST',
    '/v1/callers',
    { kind: 'auditor', name: 'x', region: '140500' },
    { key: it.keys.bureau },
  )
  expect(made.status).toBe(201)
  const { id, key } = made.body
  expect((await send(it, 'GET', '/v1/policies', undefined, { key })).status).toBe(200)
  expect((await send(it, 'DELETE', `/v1/callers/${id}`, undefined, { key: it.keys.bureau })).status).toBe(204)
  expectProblem(await send(it, 'GET', '/v1/policies', undefined, { key }), 401, 'unauthenticated')
  const listed = await send(it, 'GET', '/v1/callers?limit=500', undefined, { key: it.keys.bureau })
  expect(JSON.stringify(listed.body)).not.toContain(key)
})

test('answers of the API are kept by no cache, and carry the caller’s request id', async () => {
  const answer = await send(it, 'GET', '/v1/policies', undefined, {
    key: it.keys.bureau,
    headers: { 'x-request-id': 'his-1' },
  })
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-request-id': 'his-1',
    'x-content-type-options': 'nosniff',
  })
})
