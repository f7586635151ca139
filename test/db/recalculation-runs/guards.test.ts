import { beforeAll, expect, test } from 'vitest'
import {
  approveRecalculationRun,
  startRecalculationRun,
  withdrawRecalculationRun,
} from '../../../src/application/recalculation-runs/start-run.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

const reviewer = { ...bureau, id: '00000000-0000-7000-8000-000000000002' }

let desk: Desk
let owner: Awaited<ReturnType<Desk['owner']>>
let approved: string
let withdrawn: string

async function started(runNo: string, personNo: string): Promise<string> {
  const asked = { region: '140500', runNo, year: 2023, reason: 'x', personNos: [personNo] }
  const { run } = await startRecalculationRun(desk.service, bureau, asked)
  await runJob(desk.service, run.listing?.jobId ?? '')
  return run.id
}

beforeAll(async () => {
  desk = await openDesk()
  const personNo = await desk.person()
  await desk.settle(personNo, { on: '2023-04-01', inScope: '1000.00' })
  await desk.identity(personNo, { category: 'dibao' })
  approved = await started('A', personNo)
  await approveRecalculationRun(desk.service, reviewer, approved)
  withdrawn = await started('B', 'NOBODY')
  await withdrawRecalculationRun(desk.service, bureau, { id: withdrawn, reason: 'x' })
  owner = await desk.owner()
})

test.each([
  ['what was asked for', `UPDATE recalculation_runs SET reason = 'y' WHERE run_no = 'B'`],
  ['one that is posted', `UPDATE recalculation_runs SET withdrawn_for = 'y' WHERE run_no = 'A'`],
  ['one that is withdrawn', `UPDATE recalculation_runs SET withdrawn_for = 'y' WHERE run_no = 'B'`],
  ['a line', 'UPDATE recalculation_run_lines SET funds_pay = 0'],
  ['who is looked at', 'DELETE FROM recalculation_run_people'],
])('%s never changes, not by the owner either', async (_, change) => {
  await expect(owner.query(change)).rejects.toMatchObject({ code: '23001' })
})

const job = (run: () => string, approvedBy: string) => async () =>
  owner.query(
    `INSERT INTO recalculation_run_jobs (job_id, run_id, stage, asked_at, caller_id, approved_by)
     SELECT j.id, $1, 'posting', now(), 'somebody', $2 FROM jobs j
     WHERE j.id NOT IN (SELECT job_id FROM recalculation_run_jobs) LIMIT 1`,
    [run(), approvedBy],
  )

test.each([
  ['one that is withdrawn', job(() => withdrawn, 'other')],
  ['one that its maker approves', job(() => approved, bureau.id)],
])('%s is not posted', async (_, insert) => {
  await owner.query(
    `INSERT INTO jobs (id, kind, region, input, status, created_at, created_by, updated_at)
     VALUES (gen_random_uuid(), 'x-y', '140500', '{}', 'queued', now(), 'x', now())`,
  )
  await expect(insert()).rejects.toMatchObject({ code: '23514' })
})

test.each([
  ['what people get back is from the funds and the hospital', '{"funds_pay": 1}', 'recalculation_run_lines_sum'],
  ['a line with a problem has no settlement', '{"problem": "internal"}', 'recalculation_run_lines_problem'],
  ['one without has one', '{"settlement_id": null}', 'recalculation_run_lines_problem'],
])('%s', async (_, change, constraint) => {
  const copied = `INSERT INTO recalculation_run_lines
    SELECT (jsonb_populate_record(l, ('{"seq": 99}'::jsonb || '${change}'::jsonb))).* FROM recalculation_run_lines l
    WHERE l.problem IS NULL AND l.stage = 'listing'`
  await expect(owner.query(copied)).rejects.toMatchObject({ constraint })
})
