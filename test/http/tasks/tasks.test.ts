import { beforeAll, describe, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type Signed, signedIn } from '../../support/people/operators.ts'

const it = testApp()
let clerk: Signed
let reviewer: Signed
let both: Signed
beforeAll(async () => {
  clerk = await signedIn(it, { posts: ['clerk'] })
  reviewer = await signedIn(it, { posts: ['reviewer'] })
  both = await signedIn(it, { posts: ['clerk', 'reviewer'] })
})

let number = 0
const posted = async () => {
  const settlementNo = `T-${++number}`
  const day = String(number).padStart(2, '0')
  const days = { admittedOn: `2023-02-${day}`, dischargedOn: `2023-02-${day}` }
  const { body } = await clerk.send('POST', '/v1/settlements', { ...stay, settlementNo, ...days })
  return { settlementNo, id: body.id as string }
}
const reversalOf = (settlementNo: string) => ({
  ...{
    hospitalCode: stay.hospitalCode,
    settlementNo,
    reversalNo: `R-${settlementNo}`,
    reason: '录入有误',
    resettleLater: true,
  },
})
const statusOf = async (id: string) => (await clerk.send('GET', `/v1/settlements/${id}`)).body.status

const reversed = async () => {
  const done = `SELECT count(*)::int AS n FROM audit_events WHERE operation = 'createReversal' AND actor_id = $1 AND status = 201`
  return (await it.service.db.pool.query(done, [clerk.id])).rows[0].n as number
}

describe('a reversal by an operator', () => {
  test('waits for a second person, and is then done in the first one’s name', async () => {
    const { settlementNo, id } = await posted()
    const held = await clerk.send('POST', '/v1/reversals', reversalOf(settlementNo))
    expect(held).toMatchObject({
      status: 202,
      headers: { location: `/v1/tasks/${held.body.id}` },
      body: { state: 'waiting', operation: 'createReversal', madeBy: { id: clerk.id }, body: { settlementNo } },
    })
    const before = await statusOf(id)
    expectProblem(await clerk.send('POST', `/v1/tasks/${held.body.id}/approve`), 403, 'post-missing')
    const approved = await reviewer.send('POST', `/v1/tasks/${held.body.id}/approve`)
    expect(approved).toMatchObject({
      status: 200,
      body: { state: 'done', status: 201, decidedBy: { id: reviewer.id }, answer: { settlementId: id } },
    })
    expect(await statusOf(id)).not.toBe(before)
    const trail = await send(it, 'GET', `/v1/audit?actorId=${clerk.id}`, undefined, { key: it.keys.auditor })
    expect(trail.body.items[0]).toMatchObject({ operation: 'createReversal', approvedBy: reviewer.id, status: 201 })
    expectProblem(await reviewer.send('POST', `/v1/tasks/${held.body.id}/approve`), 409, 'task-decided')
  })

  test('is never approved by whoever asked, whatever posts they have', async () => {
    const { settlementNo } = await posted()
    const held = await both.send('POST', '/v1/reversals', reversalOf(settlementNo))
    expectProblem(await both.send('POST', `/v1/tasks/${held.body.id}/approve`), 403, 'second-pair-of-eyes')
    expectProblem(
      await send(it, 'POST', `/v1/tasks/${held.body.id}/approve`, undefined, { key: it.keys.bureau }),
      403,
      'forbidden',
    )
    expect((await both.send('POST', `/v1/tasks/${held.body.id}/withdraw`, { reason: '不需要了' })).body).toMatchObject({
      state: 'withdrawn',
      reason: '不需要了',
    })
  })

  test('that is refused moves nothing', async () => {
    const { settlementNo, id } = await posted()
    const held = await clerk.send('POST', '/v1/reversals', reversalOf(settlementNo))
    const refused = await reviewer.send('POST', `/v1/tasks/${held.body.id}/refuse`, { reason: '金额无误' })
    expect(refused.body).toMatchObject({ state: 'refused', status: null })
    expect(await statusOf(id)).toBe('settled')
  })

  test('two reviewers at once do it once', async () => {
    const { settlementNo } = await posted()
    const held = await clerk.send('POST', '/v1/reversals', reversalOf(settlementNo))
    const other = await signedIn(it, { posts: ['reviewer'] })
    const before = await reversed()
    const answers = await Promise.all(
      [reviewer, other].map((person) => person.send('POST', `/v1/tasks/${held.body.id}/approve`)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await reversed()).toBe(before + 1)
    expect((await clerk.send('GET', `/v1/tasks/${held.body.id}`)).body.state).toBe('done')
  })

  test('whose request is wrong is refused at once, and one that cannot be done any more says why', async () => {
    expect((await clerk.send('POST', '/v1/reversals', { settlementNo: 'x' })).status).toBe(400)
    const held = await clerk.send('POST', '/v1/reversals', reversalOf('NEVER-POSTED'))
    const approved = await reviewer.send('POST', `/v1/tasks/${held.body.id}/approve`)
    expect(approved.body).toMatchObject({ state: 'failed', status: 404, answer: { code: 'not-found' } })
  })

  test('by a key is done at once, as before', async () => {
    const { settlementNo } = await posted()
    expect((await send(it, 'POST', '/v1/reversals', reversalOf(settlementNo), { key: it.keys.bureau })).status).toBe(
      201,
    )
  })
})

test('nobody sends a request as somebody’s task from outside', async () => {
  const headers = { 'x-yizhan-task': 'a'.repeat(96) }
  expectProblem(await send(it, 'GET', '/v1/tasks', undefined, { headers }), 401, 'unauthenticated')
})

test('a trial run of the year’s end is not held', async () => {
  const run = await clerk.send('POST', '/v1/year-end-runs', { region: '370800', year: 2023, dryRun: true })
  expect(run.status).not.toBe(202 + 1)
  expect(run.body.state).toBeUndefined()
})

test('the list is of the region, by state', async () => {
  const elsewhere = await signedIn(it, { posts: ['reviewer'], region: '370800' })
  expect((await elsewhere.send('GET', '/v1/tasks')).body.items).toEqual([])
  const { body } = await reviewer.send('GET', '/v1/tasks?state=done')
  expect(body.items.length).toBeGreaterThan(0)
  expect(new Set(body.items.map(({ state }: { state: string }) => state))).toEqual(new Set(['done']))
  const { id } = body.items[0]
  expectProblem(await elsewhere.send('GET', `/v1/tasks/${id}`), 404, 'not-found')
})
