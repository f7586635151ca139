import { describe, expect, test, vi } from 'vitest'
import { ask } from '../../support/claims/messages.ts'
import { type Answer, expectProblem, send, testApp } from '../../support/database/test-app.ts'

const limits = { perAddress: 8, perKey: 12, wrongKeys: 5 }
const it = testApp({ limits, trustProxy: ['10.9.9.9'] })

const wrongKey = (n: number) => `yz_bureau_${String(n).padStart(43, 'x')}`
const guess = (from: string, key: string, url = '/v1/policies') => send(it, 'GET', url, undefined, { key, from })

async function guesses(from: string, count: number): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let n = 0; n < count; n++) answers.push(await guess(from, wrongKey(n)))
  return answers
}

function expectToWait({ headers }: { headers: Answer['headers'] }, maxSeconds: number): void {
  const seconds = Number(headers['retry-after'])
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual(maxSeconds)
}

describe('wrong keys', () => {
  test('are told to wait after a few, with the time', async () => {
    const answers = await guesses('10.0.0.1', limits.wrongKeys + 2)
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429])
    const last = answers.at(-1) as Answer
    expectProblem(last, 429, 'too-many-wrong-keys')
    expectToWait(last, 600)
    expect(last.body.detail).toContain(String(last.headers['retry-after']))
  })

  test('do not shut out a right key at the same address, also one that was never used before', async () => {
    await guesses('10.0.0.2', limits.wrongKeys + 1)
    const fresh = await it.issue({ kind: 'auditor', name: 'test', region: '140500' })
    expect((await guess('10.0.0.2', fresh)).status).toBe(200)
  })

  test('of one address say nothing of another', async () => {
    await guesses('10.0.0.3', limits.wrongKeys + 1)
    expectProblem(await guess('10.0.0.4', wrongKey(1)), 401, 'unauthenticated')
  })

  test('of one address do not shut out the first key, which people choose, where it was in use', async () => {
    expect((await guess('10.0.0.5', it.keys.bureau)).status).toBe(200)
    await guesses('10.0.0.5', limits.wrongKeys + 1)
    expect((await guess('10.0.0.5', it.keys.bureau)).status).toBe(200)
  })

  test('stop whoever guesses the first key, even when the guess is right', async () => {
    await guesses('10.0.0.6', limits.wrongKeys + 1)
    expectProblem(await guess('10.0.0.6', it.keys.bureau), 429, 'too-many-wrong-keys')
  })

  test('are counted by the address that a trusted proxy names, and by nobody else’s word', async () => {
    const through = (proxy: string, client: string, key: string) =>
      send(it, 'GET', '/v1/policies', undefined, { key, from: proxy, headers: { 'x-forwarded-for': client } })
    for (let n = 0; n <= limits.wrongKeys; n++) await through('10.9.9.9', '192.0.2.1', wrongKey(n))
    expect((await through('10.9.9.9', '192.0.2.1', wrongKey(1))).status).toBe(429)
    expect((await through('10.9.9.9', '192.0.2.2', wrongKey(1))).status).toBe(401)
    const made = []
    for (let n = 0; n <= limits.wrongKeys; n++) made.push(await through('10.8.8.8', `192.0.2.${n + 10}`, wrongKey(n)))
    expect(made.at(-1)?.status).toBe(429)
  })

  test('are refused in the national envelope too, and the right key is answered', async () => {
    const from = '10.0.0.7'
    for (let n = 0; n < limits.wrongKeys; n++) await ask(it, '9001', {}, { key: wrongKey(n), from })
    const stopped = await ask(it, '9001', {}, { key: wrongKey(9), from })
    expect(stopped.status).toBe(429)
    expect(stopped.body).toMatchObject({ infcode: -1, output: null })
    expect(stopped.body.err_msg).toMatch(/密钥/)
    expectToWait(stopped, 600)
    const signIn = { signIn: { opter_no: '001', mac: 'x', ip: '10.0.0.7' } }
    expect((await ask(it, '9001', signIn, { from })).status).toBe(200)
  })

  test('are free again when their time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      await guesses('10.0.0.8', limits.wrongKeys + 1)
      vi.setSystemTime(Date.now() + 10 * 60_000)
      expect((await guess('10.0.0.8', wrongKey(1))).status).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('requests without a right key', () => {
  test('are limited by address, on every page but those that say how it is', async () => {
    const ask = (url: string, from: string) => send(it, 'GET', url, undefined, { from })
    const urls = ['/openapi.json', '/problems', '/v1/policies', '/nowhere']
    for (let n = 0; n < limits.perAddress; n++)
      expect((await ask(urls[n % urls.length] as string, '10.0.1.1')).status).not.toBe(429)
    for (const url of urls) {
      const stopped = await ask(url, '10.0.1.1')
      expectProblem(stopped, 429, 'too-many-requests')
      expectToWait(stopped, 60)
    }
    for (let n = 0; n < limits.perAddress; n++) {
      expect((await ask('/healthz', '10.0.1.1')).status).toBe(200)
      expect((await ask('/readyz', '10.0.1.1')).status).toBe(200)
    }
    expect((await ask('/problems', '10.0.1.2')).status).toBe(200)
  })

  test('cost those with a key nothing', async () => {
    for (let n = 0; n <= limits.perAddress; n++) await send(it, 'GET', '/problems', undefined, { from: '10.0.1.3' })
    const key = await it.issue({ kind: 'auditor', name: 'test', region: '140500' })
    expect((await guess('10.0.1.3', key)).status).toBe(200)
  })

  test('count for all of a home’s network of version 6, whose addresses are free', async () => {
    for (let n = 1; n <= limits.perAddress; n++)
      await send(it, 'GET', '/problems', undefined, { from: `2001:db8:1:2::${n}` })
    expect((await send(it, 'GET', '/problems', undefined, { from: '2001:db8:1:2::abcd' })).status).toBe(429)
    expect((await send(it, 'GET', '/problems', undefined, { from: '2001:db8:1:3::1' })).status).toBe(200)
  })
})

describe('requests with a key', () => {
  test('are limited by the key, wherever they come from', async () => {
    const key = await it.issue({ kind: 'auditor', name: 'test', region: '140500' })
    for (let n = 0; n < limits.perKey; n++) expect((await guess(`10.0.2.${n}`, key)).status).toBe(200)
    const stopped = await guess('10.0.2.200', key)
    expectProblem(stopped, 429, 'too-many-requests')
    expectToWait(stopped, 60)
    const other = await it.issue({ kind: 'auditor', name: 'test', region: '140500' })
    expect((await guess('10.0.2.1', other)).status).toBe(200)
  })

  test('are limited in the national envelope as well', async () => {
    const key = await it.issue({ kind: 'hospital', name: 'test', hospitalCode: 'H14050000001' })
    for (let n = 0; n < limits.perKey; n++) await ask(it, '9999', {}, { key })
    const stopped = await ask(it, '9999', {}, { key })
    expect(stopped.status).toBe(429)
    expect(stopped.body).toMatchObject({ infcode: -1, output: null, err_msg: expect.stringMatching(/请求过多|秒后/) })
    expectToWait(stopped, 60)
  })
})
