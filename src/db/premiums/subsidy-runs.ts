import type pg from 'pg'
import type { JobStatus } from '../jobs/jobs.ts'
import type { Queryable } from '../sql.ts'

export interface NewRun {
  readonly id: string
  readonly jobId: string
  readonly region: string
  readonly year: number
  readonly dryRun: boolean
  readonly requestedAt: string
  readonly requestedBy: string
}

/** A run with where its job stands. */
export interface SubsidyRunRow extends NewRun {
  readonly status: JobStatus
  readonly done: number
  readonly total: number | null
  readonly failures: number
  readonly finishedAt: string | null
}

const instant = (name: string, field: string) =>
  `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${field}"`
const runs = `SELECT r.id, r.job_id AS "jobId", r.region, r.year, r.dry_run AS "dryRun", r.requested_by AS "requestedBy",
  ${instant('r.requested_at', 'requestedAt')}, j.status, j.done, j.total, j.failures, ${instant('j.finished_at', 'finishedAt')}
FROM premium_subsidy_runs r JOIN jobs j ON j.id = r.job_id`

/** Two requests at once begin one run: the second waits here and then finds the first. */
export async function lockRequests(client: pg.ClientBase, region: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('premium-subsidy-requests'), $1::int)`, [region])
}

export async function insertSubsidyRun(client: pg.ClientBase, run: NewRun): Promise<void> {
  await client.query(
    `INSERT INTO premium_subsidy_runs (id, job_id, region, year, dry_run, requested_at, requested_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [run.id, run.jobId, run.region, run.year, run.dryRun, run.requestedAt, run.requestedBy],
  )
}

export async function findSubsidyRun(client: Queryable, id: string): Promise<SubsidyRunRow | null> {
  const { rows } = await client.query<SubsidyRunRow>(`${runs} WHERE r.id = $1`, [id])
  return rows[0] ?? null
}

/** One of the same region and year that has not ended. */
export async function findOpenRun(
  client: Queryable,
  { region, year, dryRun }: Pick<NewRun, 'region' | 'year' | 'dryRun'>,
): Promise<SubsidyRunRow | null> {
  const { rows } = await client.query<SubsidyRunRow>(
    `${runs} WHERE r.region = $1 AND r.year = $2 AND r.dry_run = $3 AND j.finished_at IS NULL ORDER BY r.id LIMIT 1`,
    [region, year, dryRun],
  )
  return rows[0] ?? null
}

export interface SubsidyRunFilter {
  readonly regionPrefix: string
  readonly year: number | null
}

/** Newest first. */
export async function listSubsidyRunRows(
  client: Queryable,
  { regionPrefix, year }: SubsidyRunFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<SubsidyRunRow[]> {
  const { rows } = await client.query<SubsidyRunRow>(
    `${runs} WHERE starts_with(r.region, $1) AND ($2::int IS NULL OR r.year = $2)
       AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
    [regionPrefix, year, after, take],
  )
  return rows
}
