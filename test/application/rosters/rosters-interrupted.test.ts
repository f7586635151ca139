import { beforeEach, describe, expect, test } from 'vitest'
import { listIdentities } from '../../../src/application/registers/identities.ts'
import { applyRoster } from '../../../src/application/rosters/apply-roster.ts'
import { getRoster } from '../../../src/application/rosters/read-rosters.ts'
import { withdrawRoster } from '../../../src/application/rosters/withdraw-roster.ts'
import { cancelJobRow } from '../../../src/db/jobs/jobs.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'
import { csvOf, newcomer, type Row, type Sent, sendRoster } from '../../support/files/rosters.ts'
import { jining, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

const send = (rows: readonly Row[], sent: Sent = {}) => sendRoster(desk.service, csvOf(rows), sent)
const start = (id: string) => applyRoster(desk.service, bureau, id)
const giveUp = (id: string) => withdrawRoster(desk.service, bureau, id)
const statusOf = async (id: string) => (await getRoster(desk.service, bureau, id)).status
const cancel = (jobId: string) => cancelJobRow(desk.service.db.pool, jobId, desk.service.clock().toISOString())

/** A list by mistake: it was begun, and its job cancelled after `applied` of its changes. */
async function interrupted(rows: readonly Row[], { applied = 0, ...sent }: Sent & { applied?: number } = {}) {
  const { id } = await send(rows, sent)
  const { jobId } = await start(id)
  if (applied > 0)
    await desk.service.db.pool.query('UPDATE rosters SET applied = $2, applied_through = $3 WHERE id = $1', [
      id,
      applied,
      rows[0]?.personNo ?? '',
    ])
  await cancel(jobId)
  return id
}

async function applies(id: string) {
  expect(await runJob(desk.service, (await start(id)).jobId)).toMatchObject({ status: 'succeeded' })
  expect(await statusOf(id)).toBe('applied')
}

describe('a list that was cancelled halfway', () => {
  test('says so, and goes on when it is asked to', async () => {
    const id = await interrupted([newcomer(1)])
    expect(await statusOf(id)).toBe('interrupted')
    await applies(id)
  })

  test('is given up once, keeps what it did, and may be sent again', async () => {
    const rows = [newcomer(1), newcomer(2)]
    const id = await interrupted(rows, { applied: 1 })
    const given = await giveUp(id)
    expect(given).toMatchObject({ replayed: false, roster: { status: 'withdrawn', applied: 1, opened: 2 } })
    expect(await giveUp(id)).toEqual({ ...given, replayed: true })
    expect(await refusalOf(start(id))).toMatchObject({ code: 'roster-withdrawn', params: { applied: '1' } })
    const { rows: kept } = await desk.service.db.pool.query(
      `SELECT (SELECT count(*)::int FROM roster_people) AS people, detail FROM register_changes WHERE action = 'roster.withdrawn'`,
    )
    expect(kept).toEqual([{ people: 0, detail: { id, region: '140500', applied: 1, left: 1 } }])
    const again = await send(rows)
    expect(again.id).not.toBe(id)
    await applies(again.id)
  })

  test('is given up by the department’s next list, which corrects it', async () => {
    const [first, second] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
    const removed = (personNo: string): Row => ({ change: 'removed', personNo, category: 'dibao', to: '2024-04-30' })
    const wrong = await interrupted([removed(first), removed(second)])
    const right = await send([removed(second)])
    await applies(right.id)
    expect(await statusOf(wrong)).toBe('withdrawn')
    const until = async (personNo: string) =>
      (await listIdentities(desk.service, bureau, { personNo })).items.map(({ to }) => to)
    expect([await until(first), await until(second)]).toEqual([[null], ['2024-04-30']])
  })

  test('of a later month keeps an older list away only when it changed something', async () => {
    const may = await send([newcomer(1)])
    const june = await interrupted([newcomer(2)], { month: '2024-06', applied: 1 })
    for (const status of ['interrupted', 'withdrawn']) {
      expect(await statusOf(june)).toBe(status)
      expect(await refusalOf(start(may.id))).toMatchObject({ code: 'roster-superseded', params: { newer: june } })
      await giveUp(june)
    }
    const july = await interrupted([newcomer(3)], { month: '2024-07', department: 'rural-revitalization' })
    await giveUp(july)
    const { id } = await send([newcomer(4, { category: 'poverty-returned' })], { department: 'rural-revitalization' })
    await applies(id)
  })

  test('is given up by bureaus of its region only', async () => {
    const id = await interrupted([newcomer(1)])
    expect((await refusalOf(withdrawRoster(desk.service, jining, id))).code).toBe('not-found')
    expect((await refusalOf(withdrawRoster(desk.service, shanxiAuditor, id))).code).toBe('forbidden')
    expect(await statusOf(id)).toBe('interrupted')
  })
})

test('a list that was not interrupted is not given up, and the answer says what to do', async () => {
  const { id } = await send([newcomer(1)])
  const early = await refusalOf(giveUp(id))
  expect(early).toMatchObject({
    code: 'roster-not-interrupted',
    params: { next: { en: expect.stringContaining('never begun') } },
  })
  const { jobId } = await start(id)
  const running = await refusalOf(giveUp(id))
  expect(running.params['next']).toMatchObject({ en: expect.stringContaining(`/v1/jobs/${jobId}/withdraw`) })
  expect((await refusalOf(start((await send([newcomer(2)])).id))).code).toBe('roster-busy')
  await runJob(desk.service, jobId)
  expect((await refusalOf(giveUp(id))).code).toBe('roster-applied')
})

test('nothing runs of a list that was given up, whatever job comes late', async () => {
  const id = await interrupted([newcomer(1)])
  await giveUp(id)
  await desk.service.db.pool.query(
    `INSERT INTO jobs (id, kind, region, input, status, created_at, created_by, updated_at)
     SELECT '00000000-0000-7000-8000-00000000aaaa', kind, region, input, 'queued', created_at, created_by, updated_at FROM jobs LIMIT 1`,
  )
  expect(await runJob(desk.service, '00000000-0000-7000-8000-00000000aaaa')).toMatchObject({ done: 0 })
  expect(await statusOf(id)).toBe('withdrawn')
})
