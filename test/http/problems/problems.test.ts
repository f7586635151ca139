import { describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import type { Service } from '../../../src/application/service.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { problems, Refusal } from '../../../src/domain/refusals/refusal.ts'
import { httpStatuses } from '../../../src/http/problems/statuses.ts'
import { problemDocument } from '../../../src/http/server/problems.ts'
import { expectProblem, now, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

describe('addresses', () => {
  test('an unknown one', async () => {
    expectProblem(await send(it, 'GET', '/v2/settlements'), 404, 'not-found')
    expectProblem(await send(it, 'GET', '/v1/nothing', undefined, { key: it.keys.bureau }), 404, 'not-found')
  })

  test('a method that is not answered there names those that are', async () => {
    const answer = await send(it, 'DELETE', '/v1/settlements', undefined, { key: it.keys.bureau })
    expectProblem(answer, 405, 'method-not-allowed')
    expect(answer.headers['allow']).toBe('GET, HEAD, POST')
    expect((await send(it, 'PATCH', '/v1/beneficiaries/1')).headers['allow']).toBe('GET, HEAD, PUT')
  })

  test.each(['/v1/policies/%E0%A4%A', `/v1/policies/${'1'.repeat(129)}`])(
    'one that cannot be read: %s',
    async (url) => {
      const answer = await send(it, 'GET', url, undefined, { key: it.keys.bureau, headers: { 'x-request-id': 'mine' } })
      expectProblem(answer, 400, 'invalid-request')
      expect(answer.headers['x-request-id']).toBe('mine')
    },
  )

  test('the query is not repeated: it may name a person', async () => {
    const answer = await send(it, 'GET', '/v1/settlements?personNo=1&from=yesterday', undefined, {
      key: it.keys.bureau,
    })
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.instance).toBe('/v1/settlements')
    expect(answer.body.errors).toEqual([{ pointer: '/from', detail: expect.stringContaining('YYYY-MM-DD') }])
  })

  test('an unknown filter is named, not dropped', async () => {
    const answer = await send(it, 'GET', '/v1/settlements?person=1', undefined, { key: it.keys.bureau })
    expect(answer.body.errors).toEqual([{ pointer: '/person', detail: expect.stringContaining('no field "person"') }])
  })
})

describe('errors of our own', () => {
  test('say nothing of where they come from, and the log says all but the values', async () => {
    const clock = () => {
      throw new Error('the clock of ward 7 stands still')
    }
    Object.assign(it.service, { clock })
    const answer = await send(it, 'GET', '/v1/policies/140500', undefined, { key: it.keys.bureau })
    expectProblem(answer, 500, 'internal')
    expect(JSON.stringify(answer.body)).not.toContain('ward 7')
    expect(it.logged()).toContain('the clock of ward 7 stands still')
    Object.assign(it.service, { clock: () => now })
  })
})

test('a database that is away is named, and readiness says so', async () => {
  const away = testServiceAway(it.service)
  const app = await buildApp({ service: away, checkAnswers: true })
  try {
    const answer = await send({ app }, 'GET', '/v1/policies', undefined, { key: it.keys.auditor })
    expectProblem(answer, 503, 'database-unavailable')
    expect(answer.headers['retry-after']).toBe('1')
    const ready = await send({ app }, 'GET', '/readyz')
    expect(ready.status).toBe(503)
    expect(ready.body).toMatchObject({
      status: 'not-ready',
      checks: { database: 'failed', migrations: 'failed', policies: 'ok' },
    })
    expect((await send({ app }, 'GET', '/healthz')).status).toBe(200)
  } finally {
    await app.close()
    await away.db.close()
  }
})

/** Port 1 is reserved and nobody listens there. */
function testServiceAway(service: Service): Service {
  return { ...service, db: openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' }) }
}

describe('the list of codes', () => {
  test('is a page for browsers and JSON for programs', async () => {
    const page = await send(it, 'GET', '/problems', undefined, { headers: { accept: 'text/html,*/*' } })
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    const list = await send(it, 'GET', '/problems')
    const codes = list.body.items.map((item: { code: string }) => item.code)
    expect(codes).toEqual(Object.keys(problems))
    for (const code of codes) expect(page.body).toContain(`id="${code}"`)
  })

  test('each type leads to its page', async () => {
    const { type } = problemDocument(new Refusal('forbidden', { reason: 'x' }), 'en', '/')
    expect((await send(it, 'GET', type)).body).toMatchObject({ code: 'forbidden', status: 403 })
    expectProblem(await send(it, 'GET', '/problems/none-such'), 404, 'not-found')
  })
})

test('further members of a refusal are members of the document', () => {
  const refusal = new Refusal('later-settlements-depend', { count: '2' }, { extra: { settlements: ['a', 'b'] } })
  expect(problemDocument(refusal, 'zh', '/v1/reversals')).toMatchObject({
    status: 409,
    instance: '/v1/reversals',
    settlements: ['a', 'b'],
    detail: expect.stringContaining('2 笔'),
  })
})

/** A caller acts by the status, a job by the kind: they must not say different things. */
const statusesOfKind: Readonly<Record<Refusal['kind'], readonly number[]>> = {
  rejected: [400, 405, 408, 413, 415, 422, 431],
  forbidden: [401, 403],
  'not-found': [404],
  conflict: [409],
  limited: [429],
  unavailable: [503],
  internal: [500],
}

test.each(Object.keys(httpStatuses) as (keyof typeof httpStatuses)[])('the status of %s fits its kind', (code) => {
  expect(statusesOfKind[new Refusal(code).kind]).toContain(httpStatuses[code])
})
