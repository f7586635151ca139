import { beforeAll, expect, test } from 'vitest'
import { getRun } from '../../src/application/premiums/read-subsidy-runs.ts'
import { startSubsidyRun } from '../../src/application/premiums/start-subsidy-run.ts'
import { findJob } from '../../src/db/jobs/jobs.ts'
import { bureau, type Desk, openDesk } from '../support/database/desk.ts'
import { runJob } from '../support/database/jobs.ts'
import { postings } from '../support/database/subsidies.ts'
import { fillWithPeople } from '../support/people/many-people.ts'
import { type CrashPoint, crashWorker } from '../support/processes/crash.ts'

/** Three pieces, the last of them short. */
const people = 4100

async function foundBy(desk: Desk, runId: string) {
  const { rows } = await desk.service.db.pool.query(
    `SELECT person_no, status, category, department, tier, due, before, amount, reasons FROM premium_subsidy_lines
     WHERE run_id = $1 ORDER BY person_no`,
    [runId],
  )
  return rows
}

async function stateOf(desk: Desk, runId: string) {
  const { id: _, job, requestedAt, finishedAt, ...run } = await getRun(desk.service, bureau, runId)
  return { run, lines: await foundBy(desk, runId), postings: await postings(desk) }
}

async function startedOn(desk: Desk) {
  await fillWithPeople(desk, people)
  return startSubsidyRun(desk.service, bureau, { region: '140500', year: 2024, dryRun: false })
}

let undisturbed: Awaited<ReturnType<typeof stateOf>>
beforeAll(async () => {
  const desk = await openDesk()
  const { runId, jobId } = await startedOn(desk)
  await runJob(desk.service, jobId)
  undisturbed = await stateOf(desk, runId)
})

test('an undisturbed run comes to what is worked by hand', () => {
  // 4,100 people, 164 of them not enrolled: every 25th is a fifth or a tenth of ten, so 82 poverty-returned and 82 tekun. What youfu get is left open (140500/J3).
  const { run } = undisturbed
  expect(run).toMatchObject({ status: 'succeeded', done: people, total: people, failures: 0 })
  const people_ = Object.fromEntries(run.byStatus.map((one) => [one.status, one.people]))
  expect(people_).toMatchObject({ recorded: 3116, nothing: 410, 'left-open': 410, 'not-enrolled': 164, failed: 0 })
  // tekun 328 × 380 + dibao 4 × 410 × 304 + poverty-returned 328 × 342 + monitored 820 × 280.
  expect(run.totals.amount).toBe('964976.00')
})

const points: readonly (readonly [string, CrashPoint])[] = [
  ['before its second piece', { piece: 2, when: 'before' }],
  ['with its second piece written and not committed', { piece: 2, when: 'uncommitted' }],
  ['with its last piece written and not committed', { piece: 3, when: 'uncommitted' }],
]

test.each(points)('a run killed %s ends as an undisturbed one', async (_, crash) => {
  const desk = await openDesk()
  const { runId, jobId } = await startedOn(desk)
  await crashWorker(desk.database, { crash })
  const left = await findJob(desk.service.db.pool, jobId)
  const pieces = 'piece' in crash ? crash.piece - 1 : 0
  expect(left).toMatchObject({ status: 'running', done: pieces * 2000 })
  expect(await foundBy(desk, runId)).toHaveLength(pieces * 2000)
  await runJob(desk.service, jobId)
  expect(await stateOf(desk, runId)).toEqual(undisturbed)
  expect(await desk.differences()).toEqual([])
})
