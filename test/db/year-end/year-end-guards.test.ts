import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertJob } from '../../../src/db/jobs/jobs.ts'
import { insertYearEndLines, insertYearEndRun, type YearEndLineRow } from '../../../src/db/year-end/year-end-runs.ts'
import { closeYears, quotaVisit, underQuota } from '../../support/claims/year-end.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { copyEntries } from '../../support/database/ledger-rows.ts'

let desk: Desk
let personNo: string
let runId: string
beforeAll(async () => {
  desk = await openDesk()
  desk.setDay('2024-02-01')
  personNo = await desk.person({ as: 'dibao', registered: underQuota })
  await desk.settle(personNo, quotaVisit('1000.00'))
  runId = (await closeYears(desk)).id
})

async function newRun({ dryRun = false, startedAt = '2024-02-01T00:00:00Z' } = {}): Promise<string> {
  const id = randomUUID()
  const client = await desk.service.db.pool.connect()
  try {
    await insertJob(client, { id, kind: 'year-end', region: '140500', input: {}, callerId: bureau.id, at: startedAt })
    await insertYearEndRun(client, {
      ...{ id, region: '140500', year: 2023, kind: 'quota', available: null, dryRun, startedAt, callerId: bureau.id },
    })
    return id
  } finally {
    client.release()
  }
}

async function write(id: string, change: Partial<YearEndLineRow> = {}): Promise<void> {
  const line = {
    personNo,
    householdNo: null,
    visits: 1,
    base: '1000.00',
    due: '300.00',
    assistance: '300.00',
    reAid: '0.00',
    tilt: '0.00',
    remaining: null,
    problem: null,
  }
  const client = await desk.service.db.pool.connect()
  try {
    await insertYearEndLines(client, id, [{ ...line, ...change }])
  } finally {
    client.release()
  }
}

test('a run gives money only after its year, in China', async () => {
  await expect(newRun({ startedAt: '2023-12-31T15:59:59Z' })).rejects.toMatchObject({
    constraint: 'year_end_runs_after_the_year',
  })
  await expect(newRun({ startedAt: '2023-12-31T16:00:00Z' })).resolves.toBeTruthy()
  await expect(newRun({ startedAt: '2023-06-01T00:00:00Z', dryRun: true })).resolves.toBeTruthy()
})

describe('a line', () => {
  test.each<[string, Partial<YearEndLineRow>, string]>([
    ['pays no more than there was', { assistance: '1000.01' }, 'year_end_lines_within'],
    ['has visits unless it has a problem', { visits: 0 }, 'year_end_lines_problem'],
    ['with a problem paid nothing', { problem: 'figure-missing' }, 'year_end_lines_problem'],
    ['takes nothing back', { tilt: '-0.01' }, 'year_end_lines_tilt_check'],
  ])('%s', async (_, change, constraint) => {
    await expect(write(await newRun({ dryRun: true }), change)).rejects.toMatchObject({ constraint })
  })

  test('is what was posted under its run, to the fen', async () => {
    const says = /must be what was posted/
    await expect(write(await newRun())).rejects.toMatchObject({ message: says })
    await expect(write(runId, { personNo: 'SOMEBODY' })).rejects.toMatchObject({ message: says })
    await expect(
      write(await newRun(), { visits: 0, base: '0.00', due: '0.00', assistance: '0.00', problem: 'internal' }),
    ).resolves.toBeUndefined()
  })

  test('is there once a run and person, and stays as it is', async () => {
    await expect(write(runId)).rejects.toMatchObject({ code: '23505' })
    const owner = await desk.owner()
    await expect(owner.query(`UPDATE year_end_lines SET assistance = 0`)).rejects.toMatchObject({ code: '23001' })
    await expect(owner.query(`DELETE FROM year_end_runs`)).rejects.toMatchObject({ code: '23001' })
  })
})

test('a visit is aided at the end of the year once, whoever writes it', async () => {
  const owner = await desk.owner()
  const again = owner.query(
    copyEntries(
      `jsonb_build_object('seq', e.seq + 1, 'entry_id', gen_random_uuid())`,
      `person_no = $1 AND cause = 'year-end'`,
    ),
    [personNo],
  )
  await expect(again).rejects.toMatchObject({ message: /the end of the year aids it once/ })
})
