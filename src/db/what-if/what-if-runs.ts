import type pg from 'pg'
import type { WrittenTally } from '../../domain/what-if/tally.ts'
import type { JobStatus } from '../jobs/jobs.ts'
import type { Queryable } from '../sql.ts'

/** What is in `draft` and `asked` is the application's: it wrote them and looks at them again. */
export interface WhatIfRunRow {
  readonly id: string
  readonly region: string
  readonly year: number
  readonly from: string
  readonly to: string
  readonly title: string
  readonly baseHash: string
  readonly draft: unknown
  readonly draftHash: string
  readonly asked: unknown
  readonly startedAt: string
  readonly callerId: string
}

/** The job that counts, with where it stands. */
export interface WhatIfJobRow {
  readonly jobId: string
  readonly status: JobStatus
  readonly done: number
  readonly total: number | null
  readonly cursor: { readonly [name: string]: unknown } | null
  readonly input: { readonly [name: string]: unknown }
}

const instant = (name: string) => `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const fields = `r.id, r.region, r.year, r.from_on AS "from", r.to_on AS "to", r.title, r.base_hash AS "baseHash", r.draft,
  r.draft_hash AS "draftHash", r.asked, ${instant('r.started_at')} AS "startedAt", r.caller_id AS "callerId"`

/** Whoever starts or goes on with a run of a region waits for the others, and then finds what they made. */
export async function lockWhatIfRuns(client: pg.ClientBase, region: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('what-if-runs'), $1::int)`, [region])
}

export async function insertWhatIfRun(client: pg.ClientBase, run: WhatIfRunRow): Promise<void> {
  await client.query(
    `INSERT INTO what_if_runs (id, region, year, from_on, to_on, title, base_hash, draft, draft_hash, asked, started_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[run.id, run.region, run.year, run.from, run.to, run.title, run.baseHash, JSON.stringify(run.draft)],
      ...[run.draftHash, JSON.stringify(run.asked), run.startedAt, run.callerId],
    ],
  )
}

export async function insertWhatIfJob(
  client: pg.ClientBase,
  job: { readonly jobId: string; readonly runId: string; readonly askedAt: string; readonly callerId: string },
): Promise<void> {
  await client.query('INSERT INTO what_if_jobs (job_id, run_id, asked_at, caller_id) VALUES ($1, $2, $3, $4)', [
    ...[job.jobId, job.runId, job.askedAt, job.callerId],
  ])
}

export async function findWhatIfRun(client: Queryable, id: string): Promise<WhatIfRunRow | null> {
  const { rows } = await client.query<WhatIfRunRow>(`SELECT ${fields} FROM what_if_runs r WHERE r.id = $1`, [id])
  return rows[0] ?? null
}

export async function lastWhatIfJob(client: Queryable, runId: string): Promise<WhatIfJobRow | null> {
  const { rows } = await client.query<WhatIfJobRow>(
    `SELECT w.job_id AS "jobId", j.status, j.done, j.total, j.cursor, j.input
     FROM what_if_jobs w JOIN jobs j ON j.id = w.job_id WHERE w.run_id = $1 ORDER BY w.job_id DESC LIMIT 1`,
    [runId],
  )
  return rows[0] ?? null
}

/** Newest first. */
export async function listWhatIfRuns(
  client: Queryable,
  { regionPrefix }: { readonly regionPrefix: string },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<WhatIfRunRow[]> {
  const { rows } = await client.query<WhatIfRunRow>(
    `SELECT ${fields} FROM what_if_runs r
     WHERE starts_with(r.region, $1) AND ($2::uuid IS NULL OR r.id < $2)
     ORDER BY r.id DESC LIMIT $3`,
    [regionPrefix, after, take],
  )
  return rows
}

interface Part {
  readonly runId: string
  readonly after: string
  readonly through: string
  readonly tally: WrittenTally
}

/** In the transaction of the piece of the job that reckoned it. */
export async function insertWhatIfPart(client: pg.ClientBase, { runId, after, through, tally }: Part): Promise<void> {
  await client.query('INSERT INTO what_if_parts (run_id, after, through, tally) VALUES ($1, $2, $3, $4)', [
    ...[runId, after, through, JSON.stringify(tally)],
  ])
}

/** Whether a part is the sum of all: it begins nowhere and ends nowhere. */
const isTheWhole = `p.after = '' AND p.through = ''`

/** What the run came to; null until its last piece. It was written by this version's like. */
export async function readWhatIfResult(client: Queryable, runId: string): Promise<WrittenTally | null> {
  const { rows } = await client.query<{ tally: WrittenTally }>(
    `SELECT p.tally FROM what_if_parts p WHERE p.run_id = $1 AND ${isTheWhole}`,
    [runId],
  )
  return rows[0]?.tally ?? null
}

/** The parts of a run, some at a time: all of them at once might be more than a process holds. */
export async function* eachWhatIfPart(client: Queryable, runId: string): AsyncGenerator<WrittenTally> {
  for (let last: string | null = null; ; ) {
    const { rows }: { rows: { tally: WrittenTally; through: string }[] } = await client.query(
      `SELECT p.tally, p.through FROM what_if_parts p
       WHERE p.run_id = $1 AND NOT (${isTheWhole}) AND ($2::text IS NULL OR p.through > $2) ORDER BY p.through LIMIT 8`,
      [runId, last],
    )
    for (const { tally } of rows) yield tally
    last = rows.at(-1)?.through ?? null
    if (last === null) return
  }
}
