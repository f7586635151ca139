import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generated, generatedFile } from '../../clients/typescript/generate.ts'
import { createClient, dataOf, ProblemError, type YizhanClient } from '../../clients/typescript/src/index.ts'
import { mayRepeat, retryAfterMs, type Send, withRetries } from '../../clients/typescript/src/retries.ts'
import { stay } from '../../src/http/openapi/examples.ts'
import { testApp } from '../support/database/test-app.ts'

const it = testApp()
let baseUrl = ''

beforeAll(async () => {
  baseUrl = await it.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => it.app.close())

const quick = { attempts: 3, firstPauseMs: 1 }
const visit = { ...stay, care: 'inpatient', referral: 'proper' } as const

/** The first `count` answers are lost after the service has given them. */
function losing(count: number): { readonly send: Send; readonly sent: string[] } {
  const sent: string[] = []
  const send: Send = async (request) => {
    sent.push(await request.clone().text())
    const response = await fetch(request)
    if (sent.length > count) return response
    await response.body?.cancel()
    throw new TypeError('connection reset')
  }
  return { send, sent }
}

const answering = (...answers: readonly Response[]) => {
  let count = 0
  const send: Send = async () => answers[count++] as Response
  return { send, count: () => count }
}

const client = (send?: Send): YizhanClient =>
  createClient({ baseUrl, key: it.keys.hospital, retries: quick, language: () => 'zh', ...(send ? { send } : {}) })

const post = (path: string) => new Request(`http://127.0.0.1${path}`, { method: 'POST', body: '{}' })

describe('the client is in step with the contract', async () => {
  const files = await generated()
  test.each(Object.keys(files))('src/generated/%s; `npm run client` writes it', (name) => {
    expect(readFileSync(generatedFile(name), 'utf8')).toBe(files[name])
  })

  test('its version is that of the service', () => {
    const version = (path: string) =>
      (JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as { version: string }).version
    expect(version('clients/typescript/package.json')).toBe(version('package.json'))
  })
})

describe('against the service', () => {
  test('settles once though two answers are lost, by the same bytes and the same number', async () => {
    const { send, sent } = losing(2)
    const { data, response } = await client(send).POST('/v1/settlements', { body: visit })
    expect(response.status).toBe(200)
    expect(response.headers.get('idempotent-replayed')).toBe('true')
    expect(new Set(sent).size).toBe(1)
    expect(sent).toHaveLength(3)
    const { data: list } = await client().GET('/v1/settlements', {
      params: { query: { settlementNo: visit.settlementNo, hospitalCode: visit.hospitalCode } },
    })
    expect(list?.items.map(({ id }) => id)).toEqual([data?.id])
  })

  test('a refusal is typed, in the language that was asked for, and is not sent again', async () => {
    const { send, sent } = losing(0)
    const costs = { ...visit.costs, total: '1.00' }
    const asked = dataOf(client(send).POST('/v1/settlements/quote', { body: { ...visit, costs } }))
    const error = await asked.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problem).toMatchObject({ code: 'costs-do-not-add-up', status: 422 })
    expect((error as ProblemError).problem.detail).toMatch(/[一-龥]/)
    expect(sent).toHaveLength(1)
  })

  test('the third loss is handed on, and nothing was settled twice', async () => {
    const again = { ...visit, settlementNo: 'H140500000012023031512000077', admittedOn: '2023-05-01' }
    const body = { ...again, dischargedOn: '2023-05-09' }
    const { send, sent } = losing(3)
    await expect(client(send).POST('/v1/settlements', { body })).rejects.toThrow('connection reset')
    expect(sent).toHaveLength(3)
    const { response } = await client().POST('/v1/settlements', { body })
    expect(response.headers.get('idempotent-replayed')).toBe('true')
  })
})

describe('what is sent again', () => {
  test.each([
    ['a settlement', 'POST', '/v1/settlements', true],
    ['a reversal', 'POST', '/v1/reversals', true],
    ['a batch that is approved', 'POST', '/v1/payout-batches/0190/approve', true],
    ['a read', 'GET', '/v1/audit', true],
    ['a new first password', 'POST', '/v1/operators/0190/reset-password', false],
    ['a key that is issued', 'POST', '/v1/callers', false],
    ['what is below an operation that may', 'POST', '/v1/settlements/0190', false],
    ['a change by PATCH', 'PATCH', '/v1/operators/0190', false],
  ])('%s: %s %s', (_, method, path, may) => {
    expect(mayRepeat({ method, url: `http://127.0.0.1${path}` })).toBe(may)
  })

  test('after `retry-after`, for whatever was refused unread', async () => {
    const { send, count } = answering(
      new Response(null, { status: 429, headers: { 'retry-after': '0' } }),
      new Response(null, { status: 204 }),
    )
    const answer = await withRetries(send, { ...quick, firstPauseMs: 60_000, maxPauseMs: 1_000 })(post('/v1/callers'))
    expect([answer.status, count()]).toEqual([204, 2])
  })

  test('not when it would take longer than the caller waits', async () => {
    const { send, count } = answering(new Response(null, { status: 429, headers: { 'retry-after': '901' } }))
    const answer = await withRetries(send, { ...quick, maxPauseMs: 1_000 })(post('/v1/sessions'))
    expect([answer.status, count()]).toEqual([429, 1])
  })

  test('an outcome that is unknown only where a second time is a replay', async () => {
    const down = () => new Response(null, { status: 503 })
    const retries = { ...quick, maxPauseMs: 1_000 }
    const key = answering(down())
    expect((await withRetries(key.send, retries)(post('/v1/callers'))).status).toBe(503)
    expect(key.count()).toBe(1)
    const settlement = answering(down(), down(), down())
    expect((await withRetries(settlement.send, retries)(post('/v1/settlements'))).status).toBe(503)
    expect(settlement.count()).toBe(3)
  })

  test('nothing after the caller has given up', async () => {
    const controller = new AbortController()
    const send: Send = async () => {
      controller.abort(new Error('left the page'))
      throw new TypeError('connection reset')
    }
    const request = new Request('http://127.0.0.1/v1/audit', { signal: controller.signal })
    await expect(withRetries(send, { ...quick, maxPauseMs: 1_000 })(request)).rejects.toThrow('connection reset')
  })

  test.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Thu, 01 Jan 2015 00:00:00 GMT', 0],
    ['soon', null],
    ['', null],
  ])('reads retry-after %j', (told, ms) => {
    expect(retryAfterMs(new Headers({ 'retry-after': told }), Date.parse('2026-01-01T00:00:00Z'))).toBe(ms)
  })
})
