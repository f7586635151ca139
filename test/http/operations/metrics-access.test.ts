import { describe, expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const metricsKey = 'a-key-for-the-metrics-alone'
const wrongKeys = 3
const open = testApp()
const keyed = testApp({ metricsKey, limits: { perAddress: 1_000, perKey: 1_000, wrongKeys } })
const proxied = testApp({ trustProxy: ['127.0.0.1'] })

const scrape = (it: typeof open, asked: Parameters<typeof send>[4] = {}) =>
  send(it, 'GET', '/metrics', undefined, asked)

describe('without a key of its own /metrics answers this machine only', () => {
  test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('%s', async (from) => {
    expect((await scrape(open, { from })).status).toBe(200)
  })

  test.each(['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '2001:db8::1'])('and not %s', async (from) => {
    const refused = await scrape(open, { from })
    expectProblem(refused, 403, 'metrics-closed')
    expect(refused.body.detail).toContain('YIZHAN_METRICS_KEY')
  })

  test.each([
    ['x-forwarded-for', '10.0.0.1'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=10.0.0.1'],
    ['x-real-ip', '10.0.0.1'],
  ])('nor whoever comes through a proxy on it: %s: %s', async (header, value) => {
    expectProblem(await scrape(open, { headers: { [header]: value } }), 403, 'metrics-closed')
  })

  test('behind a trusted proxy the address is what it says', async () => {
    expectProblem(await scrape(proxied, { headers: { 'x-forwarded-for': '10.0.0.1' } }), 403, 'metrics-closed')
    const forged = { 'x-forwarded-for': '127.0.0.1, 10.0.0.1' }
    expectProblem(await scrape(proxied, { headers: forged }), 403, 'metrics-closed')
    expect((await scrape(proxied)).status).toBe(200)
  })

  test('no key of the API opens it from elsewhere', async () => {
    expectProblem(await scrape(open, { from: '10.0.0.1', key: open.keys.bureau }), 403, 'metrics-closed')
  })
})

describe('with a key of its own', () => {
  test('it opens from anywhere, and nothing else does, this machine included', async () => {
    expect((await scrape(keyed, { from: '10.0.0.1', key: metricsKey })).status).toBe(200)
    expectProblem(await scrape(keyed), 401, 'unauthenticated')
    expectProblem(await scrape(keyed, { key: keyed.keys.bureau, from: '10.0.0.2' }), 401, 'unauthenticated')
  })

  test('the key opens nothing else', async () => {
    const answer = await send(keyed, 'GET', '/v1/policies', undefined, { key: metricsKey, from: '10.0.0.3' })
    expectProblem(answer, 401, 'unauthenticated')
  })

  test('wrong keys are counted, and a right one is not looked at after too many', async () => {
    const from = '10.0.0.4'
    for (let n = 0; n < wrongKeys; n++) expect((await scrape(keyed, { from, key: `wrong-key-${n}` })).status).toBe(401)
    expectProblem(await scrape(keyed, { from, key: 'wrong-key' }), 429, 'too-many-wrong-keys')
    expectProblem(await scrape(keyed, { from, key: metricsKey }), 429, 'too-many-wrong-keys')
    expect((await scrape(keyed, { from: '10.0.0.1', key: metricsKey })).status).toBe(200)
  })
})
