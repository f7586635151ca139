import type pg from 'pg'
import type { Queryable } from '../sql.ts'

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

type Json = { readonly [name: string]: unknown }

export interface JobRow<Document = Json> {
  readonly id: string
  readonly kind: string
  readonly region: string
  readonly input: Document
  readonly status: JobStatus
  readonly cursor: Document | null
  readonly done: number
  readonly total: number | null
  readonly failures: number
  readonly problem: Document | null
  readonly result: Document | null
  readonly createdAt: string
  readonly createdBy: string
  readonly startedAt: string | null
  readonly updatedAt: string
  readonly finishedAt: string | null
  readonly attempts: number
}

const instant = (name: string, field: string) =>
  `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${field}"`

const fields = `id, kind, region, input, status, cursor, done, total, failures, problem, result, attempts,
  created_by AS "createdBy", ${instant('created_at', 'createdAt')}, ${instant('started_at', 'startedAt')},
  ${instant('updated_at', 'updatedAt')}, ${instant('finished_at', 'finishedAt')}`

export async function insertJob(
  client: pg.ClientBase,
  job: Pick<JobRow, 'id' | 'kind' | 'region'> & { input: object; callerId: string; at: string },
): Promise<void> {
  await client.query(
    `INSERT INTO jobs (id, kind, region, input, status, created_at, created_by, updated_at)
     VALUES ($1, $2, $3, $4, 'queued', $5, $6, $5)`,
    [job.id, job.kind, job.region, job.input, job.at, job.callerId],
  )
}

export async function findJob<Document = Json>(client: Queryable, id: string): Promise<JobRow<Document> | null> {
  const { rows } = await client.query<JobRow<Document>>(`SELECT ${fields} FROM jobs WHERE id = $1`, [id])
  return rows[0] ?? null
}

/** Locked until the transaction ends, so that one piece of a job is worked on at a time, whoever has its task. */
export async function lockJob<Document = Json>(client: pg.ClientBase, id: string): Promise<JobRow<Document> | null> {
  await client.query('SELECT FROM jobs WHERE id = $1 FOR UPDATE', [id])
  return findJob(client, id)
}

export interface JobFilter {
  readonly kind: string | null
  readonly region: string | null
  readonly regionPrefix: string
  readonly status: JobStatus | null
}

/** Newest first. */
export async function listJobRows(
  client: Queryable,
  { kind, region, regionPrefix, status }: JobFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<JobRow[]> {
  const { rows } = await client.query<JobRow>(
    `SELECT ${fields} FROM jobs
     WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR region = $2) AND starts_with(region, $3)
       AND ($4::text IS NULL OR status = $4) AND ($5::uuid IS NULL OR id < $5)
     ORDER BY id DESC LIMIT $6`,
    [kind, region, regionPrefix, status, after, take],
  )
  return rows
}

/** A process has taken the job up. `attempts` counts how often it was begun: once, and once more after each failure. */
export async function startJob(client: Queryable, id: string, at: string, again: boolean): Promise<void> {
  await client.query(
    `UPDATE jobs SET status = 'running', started_at = coalesce(started_at, $2), updated_at = $2,
       attempts = CASE WHEN started_at IS NULL OR $3 THEN attempts + 1 ELSE attempts END
     WHERE id = $1 AND finished_at IS NULL AND (status = 'queued' OR $3)`,
    [id, at, again],
  )
}

export interface Advance {
  readonly cursor: object
  readonly done: number
  readonly total: number | null
  readonly failures: number
  readonly result: object | null
  readonly finished: boolean
}

export async function advanceJob(client: pg.ClientBase, id: string, at: string, step: Advance): Promise<void> {
  await client.query(
    `UPDATE jobs SET cursor = $3, done = $4, total = $5, failures = failures + $6, result = $7, updated_at = $2, problem = NULL,
       status = CASE WHEN $8 THEN 'succeeded' ELSE 'running' END, finished_at = CASE WHEN $8 THEN $2::timestamptz END,
       started_at = coalesce(started_at, $2)
     WHERE id = $1`,
    [id, at, step.cursor, step.done, step.total, step.failures, step.result, step.finished],
  )
}

/** What went wrong, while it is still tried again. */
export async function noteProblem(client: Queryable, id: string, at: string, problem: object): Promise<void> {
  await client.query(`UPDATE jobs SET problem = $3, updated_at = $2 WHERE id = $1 AND finished_at IS NULL`, [
    id,
    at,
    problem,
  ])
}

/** Ends a job that has not ended. `problem` stands where none was noted before, or always with `anew`. */
export async function failJob(
  client: Queryable,
  id: string,
  at: string,
  problem: object,
  { anew }: { readonly anew: boolean },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE jobs SET status = 'failed', problem = CASE WHEN $4 THEN $3::jsonb ELSE coalesce(problem, $3::jsonb) END,
       updated_at = $2, finished_at = $2
     WHERE id = $1 AND finished_at IS NULL`,
    [id, at, problem, anew],
  )
  return rowCount === 1
}

export async function cancelJobRow(client: Queryable, id: string, at: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE jobs SET status = 'cancelled', updated_at = $2, finished_at = $2 WHERE id = $1 AND finished_at IS NULL`,
    [id, at],
  )
  return rowCount === 1
}
