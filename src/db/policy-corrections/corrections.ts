import type pg from 'pg'
import type { RunStage } from '../../domain/names/run-stages.ts'
import type { JobStatus } from '../jobs/jobs.ts'
import type { Queryable } from '../sql.ts'

export interface PolicyCorrectionRow {
  readonly id: string
  readonly region: string
  readonly policyHash: string
  readonly correctedHash: string
  readonly reason: string
  readonly startedAt: string
  readonly callerId: string
}

/** The last job of a stage, with where it stands. */
export interface PolicyCorrectionJobRow {
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

const fields = `r.id, r.region, r.policy_hash AS "policyHash", r.corrected_hash AS "correctedHash", r.reason,
  ${instant('r.started_at')} AS "startedAt", r.caller_id AS "callerId"`

/** Whoever starts, posts or goes on with a run of a region waits for the others, and then finds what they made. */
export async function lockCorrections(client: pg.ClientBase, region: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('policy-corrections'), $1::int)`, [region])
}

export async function insertCorrection(client: pg.ClientBase, run: PolicyCorrectionRow): Promise<void> {
  await client.query(
    `INSERT INTO policy_corrections (id, region, policy_hash, corrected_hash, reason, started_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [run.id, run.region, run.policyHash, run.correctedHash, run.reason, run.startedAt, run.callerId],
  )
}

export async function insertCorrectionJob(
  client: pg.ClientBase,
  job: Pick<PolicyCorrectionJobRow, 'jobId' | 'stage' | 'askedAt' | 'callerId' | 'approvedBy'> & {
    readonly runId: string
  },
): Promise<void> {
  await client.query(
    `INSERT INTO policy_correction_jobs (job_id, run_id, stage, asked_at, caller_id, approved_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [job.jobId, job.runId, job.stage, job.askedAt, job.callerId, job.approvedBy],
  )
}

export async function findCorrection(client: Queryable, id: string): Promise<PolicyCorrectionRow | null> {
  const { rows } = await client.query<PolicyCorrectionRow>(
    `SELECT ${fields} FROM policy_corrections r WHERE r.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** One for the same two packs whose list is still being made. */
export async function findOpenCorrection(
  client: Queryable,
  { region, policyHash, correctedHash }: Pick<PolicyCorrectionRow, 'region' | 'policyHash' | 'correctedHash'>,
): Promise<PolicyCorrectionRow | null> {
  const { rows } = await client.query<PolicyCorrectionRow>(
    `SELECT ${fields} FROM policy_corrections r
     WHERE r.region = $1 AND r.policy_hash = $2 AND r.corrected_hash = $3 AND EXISTS (
       SELECT FROM policy_correction_jobs c JOIN jobs j ON j.id = c.job_id
       WHERE c.run_id = r.id AND c.stage = 'listing' AND j.finished_at IS NULL)
     ORDER BY r.id LIMIT 1`,
    [region, policyHash, correctedHash],
  )
  return rows[0] ?? null
}

/** The last job of each stage of a run. */
export async function correctionJobs(client: Queryable, runId: string): Promise<PolicyCorrectionJobRow[]> {
  const { rows } = await client.query<PolicyCorrectionJobRow>(
    `SELECT DISTINCT ON (c.stage) c.job_id AS "jobId", c.stage, ${instant('c.asked_at')} AS "askedAt", c.caller_id AS "callerId",
       c.approved_by AS "approvedBy", j.status, j.done, j.total, j.cursor, j.input
     FROM policy_correction_jobs c JOIN jobs j ON j.id = c.job_id WHERE c.run_id = $1 ORDER BY c.stage, c.job_id DESC`,
    [runId],
  )
  return rows
}

export interface PolicyCorrectionFilter {
  readonly regionPrefix: string
}

/** Newest first. */
export async function listCorrectionRows(
  client: Queryable,
  { regionPrefix }: PolicyCorrectionFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<PolicyCorrectionRow[]> {
  const { rows } = await client.query<PolicyCorrectionRow>(
    `SELECT ${fields} FROM policy_corrections r
     WHERE starts_with(r.region, $1) AND ($2::uuid IS NULL OR r.id < $2)
     ORDER BY r.id DESC LIMIT $3`,
    [regionPrefix, after, take],
  )
  return rows
}
