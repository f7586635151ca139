import { listSubsidyLines } from '../../../src/application/premiums/read-subsidy-lines.ts'
import { startSubsidyRun } from '../../../src/application/premiums/start-subsidy-run.ts'
import { bureau, type Desk } from './desk.ts'
import { runJob } from './jobs.ts'

export interface RunSketch {
  readonly region?: string
  readonly year?: number
  readonly dryRun?: boolean
}

/** Starts a run and takes it to its end. Answers its id. */
export async function subsidise(desk: Desk, sketch: RunSketch = {}): Promise<string> {
  const { region = '140500', year = 2024, dryRun = false } = sketch
  const { runId, jobId } = await startSubsidyRun(desk.service, bureau, { region, year, dryRun })
  const job = await runJob(desk.service, jobId)
  if (job.status !== 'succeeded') throw new Error(`the run ended as ${job.status}: ${JSON.stringify(job.problem)}`)
  return runId
}

export async function linesOf(desk: Desk, runId: string) {
  const { items } = await listSubsidyLines(desk.service, bureau, runId, { limit: 500 }, 'en')
  return items
}

export async function lineFor(desk: Desk, runId: string, personNo: string) {
  const line = (await linesOf(desk, runId)).find((one) => one.personNo === personNo)
  if (!line) throw new Error(`the run has no line of ${personNo}`)
  return line
}

/** Everything that was ever posted of premium subsidies, without when. */
export async function postings(desk: Desk) {
  const { rows } = await desk.service.db.pool.query<{ personNo: string; seq: number; amount: string; subsidy: string }>(
    `SELECT person_no AS "personNo", year, seq, region, category, tier, contribution, subsidy, amount, clause_id
     FROM premium_subsidy_entries ORDER BY person_no, year, seq`,
  )
  return rows
}
