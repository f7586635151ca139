import type pg from 'pg'
import type { RunStage } from '../../domain/names/run-stages.ts'
import type { JobStatus } from '../jobs/jobs.ts'
import type { Queryable } from '../sql.ts'

/** A run, by whom it looks at: whom a list changed, of whom something was recorded on some days, whom it names, or everybody. */
export interface RecalculationRunRow {
  readonly id: string
  readonly region: string
  readonly runNo: string
  readonly inputHash: string
  readonly year: number
  readonly rosterId: string | null
  readonly recordedFrom: string | null
  readonly recordedTo: string | null
  readonly namesPeople: boolean
  readonly reason: string
  readonly startedAt: string
  readonly callerId: string
  readonly withdrawnAt: string | null
  readonly withdrawnBy: string | null
  readonly withdrawnFor: string | null
}

/** The last job of a stage, with where it stands. */
export interface RecalculationRunJobRow {
  readonly jobId: string
  readonly stage: RunStage
  readonly askedAt: string
  readonly callerId: string
  readonly approvedBy: string | null
  readonly status: JobStatus
  readonly done: number
  readonly total: number | null
  readonly cursor: { readonly [name: string]: unknown } | null
  readonly input: { readonly [name: string]: unknown }
}

const instant = (name: string) => `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const fields = `r.id, r.region, r.run_no AS "runNo", 'sha256:' || encode(r.input_hash, 'hex') AS "inputHash", r.year::int AS year,
  r.roster_id AS "rosterId", to_char(r.recorded_from, 'YYYY-MM-DD') AS "recordedFrom",
  to_char(r.recorded_to, 'YYYY-MM-DD') AS "recordedTo", r.names_people AS "namesPeople", r.reason,
  ${instant('r.started_at')} AS "startedAt", r.caller_id AS "callerId", ${instant('r.withdrawn_at')} AS "withdrawnAt",
  r.withdrawn_by AS "withdrawnBy", r.withdrawn_for AS "withdrawnFor"`

/** Answers whether it is new; of a number that is known nothing is written. */
export async function insertRecalculationRun(client: pg.ClientBase, run: RecalculationRunRow): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO recalculation_runs (id, region, run_no, input_hash, year, roster_id, recorded_from, recorded_to, names_people, reason,
       started_at, caller_id)
     VALUES ($1, $2, $3, decode(substr($4, 8), 'hex'), $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (region, run_no) DO NOTHING`,
    [
      ...[run.id, run.region, run.runNo, run.inputHash, run.year, run.rosterId, run.recordedFrom, run.recordedTo],
      ...[run.namesPeople, run.reason, run.startedAt, run.callerId],
    ],
  )
  return rowCount === 1
}

type Found = { readonly id: string } | { readonly region: string; readonly runNo: string }

export async function findRecalculationRun(client: Queryable, by: Found): Promise<RecalculationRunRow | null> {
  const [where, values] =
    'id' in by ? ['r.id = $1', [by.id]] : ['r.region = $1 AND r.run_no = $2', [by.region, by.runNo]]
  const { rows } = await client.query<RecalculationRunRow>(
    `SELECT ${fields} FROM recalculation_runs r WHERE ${where}`,
    values,
  )
  return rows[0] ?? null
}

/** Locked until the transaction ends: whoever approves, withdraws or goes on with it waits for the others. */
export async function lockRecalculationRun(client: pg.ClientBase, id: string): Promise<RecalculationRunRow | null> {
  await client.query('SELECT FROM recalculation_runs WHERE id = $1 FOR UPDATE', [id])
  return findRecalculationRun(client, { id })
}

export async function withdrawRunRow(
  client: pg.ClientBase,
  { id, at, by, reason }: { readonly id: string; readonly at: string; readonly by: string; readonly reason: string },
): Promise<void> {
  await client.query(
    'UPDATE recalculation_runs SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_for = $4 WHERE id = $1',
    [id, at, by, reason],
  )
}

export async function insertRecalculationRunJob(
  client: pg.ClientBase,
  job: Pick<RecalculationRunJobRow, 'jobId' | 'stage' | 'askedAt' | 'callerId' | 'approvedBy'> & {
    readonly runId: string
  },
): Promise<void> {
  await client.query(
    `INSERT INTO recalculation_run_jobs (job_id, run_id, stage, asked_at, caller_id, approved_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [job.jobId, job.runId, job.stage, job.askedAt, job.callerId, job.approvedBy],
  )
}

/** The last job of each stage of a run. */
export async function recalculationRunJobs(client: Queryable, runId: string): Promise<RecalculationRunJobRow[]> {
  const { rows } = await client.query<RecalculationRunJobRow>(
    `SELECT DISTINCT ON (c.stage) c.job_id AS "jobId", c.stage, ${instant('c.asked_at')} AS "askedAt", c.caller_id AS "callerId",
       c.approved_by AS "approvedBy", j.status, j.done, j.total, j.cursor, j.input
     FROM recalculation_run_jobs c JOIN jobs j ON j.id = c.job_id WHERE c.run_id = $1 ORDER BY c.stage, c.job_id DESC`,
    [runId],
  )
  return rows
}

export interface RecalculationRunFilter {
  readonly regionPrefix: string
  readonly year: number | null
  readonly runNo: string | null
}

/** Newest first. */
export async function listRecalculationRunRows(
  client: Queryable,
  { regionPrefix, year, runNo }: RecalculationRunFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<RecalculationRunRow[]> {
  const { rows } = await client.query<RecalculationRunRow>(
    `SELECT ${fields} FROM recalculation_runs r
     WHERE starts_with(r.region, $1) AND ($2::int IS NULL OR r.year = $2)
       AND ($3::text IS NULL OR r.run_no = $3) AND ($4::uuid IS NULL OR r.id < $4)
     ORDER BY r.id DESC LIMIT $5`,
    [regionPrefix, year, runNo, after, take],
  )
  return rows
}
