import type pg from 'pg'
import type { Input } from '../../domain/claim/input.ts'
import type { JobStatus } from '../jobs/jobs.ts'
import { storedInput } from '../ledger/stored.ts'
import type { Queryable } from '../sql.ts'
import { type AnswerCounts, answerCounts } from './answers.ts'

/** A batch as it was received; it is a job, and has its id. */
export interface SettlementBatchRow {
  readonly id: string
  readonly region: string
  readonly callerId: string
  readonly callerKind: 'hospital' | 'bureau'
  readonly hospitalCode: string | null
  readonly lines: number
  readonly receivedAt: string
}

const fields = `b.id, b.region, b.caller_id AS "callerId", b.caller_kind AS "callerKind", b.hospital_code AS "hospitalCode", b.lines,
  to_char(b.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "receivedAt"`

export async function insertSettlementBatch(
  client: pg.ClientBase,
  batch: SettlementBatchRow,
  contentHash: Buffer,
): Promise<void> {
  const { id, region, callerId, callerKind, hospitalCode, lines, receivedAt } = batch
  await client.query(
    `INSERT INTO settlement_batches (id, region, caller_id, caller_kind, hospital_code, content_hash, lines, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, region, callerId, callerKind, hospitalCode, contentHash, lines, receivedAt],
  )
}

export async function findSettlementBatch(client: Queryable, id: string): Promise<SettlementBatchRow | null> {
  const { rows } = await client.query<SettlementBatchRow>(
    `SELECT ${fields} FROM settlement_batches b WHERE b.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

export interface SettlementBatchFilter {
  /** A hospital's own alone; null for those of a region. */
  readonly hospitalCode: string | null
  readonly regionPrefix: string
  readonly status: JobStatus | null
}

/** A batch, how its job stands and how many of its lines are answered. */
export interface BatchListRow extends SettlementBatchRow, AnswerCounts {
  readonly status: JobStatus
  readonly finishedAt: string | null
}

/** Newest first. */
export async function listSettlementBatchRows(
  client: Queryable,
  { hospitalCode, regionPrefix, status }: SettlementBatchFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<BatchListRow[]> {
  const { rows } = await client.query<BatchListRow>(
    `SELECT ${fields}, j.status, a.settled, a.replayed, a.refused,
       to_char(j.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "finishedAt"
     FROM settlement_batches b JOIN jobs j ON j.id = b.id
     CROSS JOIN LATERAL (SELECT ${answerCounts} FROM settlement_batch_answers WHERE batch_id = b.id) a
     WHERE ($1::text IS NULL OR b.hospital_code = $1) AND starts_with(b.region, $2)
       AND ($3::text IS NULL OR j.status = $3) AND ($4::uuid IS NULL OR b.id < $4)
     ORDER BY b.id DESC LIMIT $5`,
    [hospitalCode, regionPrefix, status, after, take],
  )
  return rows
}

/** The newest of the same content by the same caller whose job has not ended. */
export async function findUnfinishedBatch(
  client: Queryable,
  callerId: string,
  contentHash: Buffer,
): Promise<SettlementBatchRow | null> {
  const { rows } = await client.query<SettlementBatchRow>(
    `SELECT ${fields} FROM settlement_batches b JOIN jobs j ON j.id = b.id
     WHERE b.caller_id = $1 AND b.content_hash = $2 AND j.finished_at IS NULL
     ORDER BY b.id DESC LIMIT 1`,
    [callerId, contentHash],
  )
  return rows[0] ?? null
}

/** Batches of a caller whose jobs have not ended. */
export async function countUnfinishedBatches(client: Queryable, callerId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM settlement_batches b JOIN jobs j ON j.id = b.id
     WHERE b.caller_id = $1 AND j.finished_at IS NULL`,
    [callerId],
  )
  return rows[0]?.count ?? 0
}

export interface BatchClaimRow {
  readonly lineNo: number
  readonly personNo: string
  /** Day of discharge or service. */
  readonly eventOn: string
  readonly input: Input
}

export async function insertBatchClaims(
  client: pg.ClientBase,
  batchId: string,
  claims: readonly BatchClaimRow[],
): Promise<void> {
  await client.query(
    `INSERT INTO settlement_batch_claims (batch_id, person_no, event_on, line_no, input)
     SELECT $1, person_no, event_on, line_no, input
     FROM unnest($2::text[], $3::date[], $4::int[], $5::jsonb[]) AS t(person_no, event_on, line_no, input)`,
    [
      batchId,
      claims.map(({ personNo }) => personNo),
      claims.map(({ eventOn }) => eventOn),
      claims.map(({ lineNo }) => lineNo),
      claims.map(({ input }) => JSON.stringify(input)),
    ],
  )
}

/** Where a job is in the order of people and their days. */
export interface BatchPlace {
  readonly personNo: string
  readonly eventOn: string
  readonly lineNo: number
}

/** The next claims after a place, in the order in which they are settled. */
export async function nextBatchClaims(
  client: Queryable,
  batchId: string,
  after: BatchPlace | null,
  take: number,
): Promise<BatchClaimRow[]> {
  const { personNo = '', eventOn = '0001-01-01', lineNo = 0 } = after ?? {}
  const { rows } = await client.query<Omit<BatchClaimRow, 'input'> & { readonly input: unknown }>(
    `SELECT line_no AS "lineNo", person_no AS "personNo", to_char(event_on, 'YYYY-MM-DD') AS "eventOn", input
     FROM settlement_batch_claims
     WHERE batch_id = $1 AND (person_no, event_on, line_no) > ($2::text COLLATE "C", $3::date, $4::int)
     ORDER BY person_no, event_on, line_no LIMIT $5`,
    [batchId, personNo, eventOn, lineNo, take],
  )
  return rows.map((row) => ({ ...row, input: storedInput(row.input) }))
}

/**
 * Removes the oldest batch from before an instant whose job has ended, with its lines. Answers its id, or null where there is
 * none.
 */
export async function removeOldBatch(client: pg.ClientBase, before: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `DELETE FROM settlement_batches WHERE id = (
       SELECT b.id FROM settlement_batches b JOIN jobs j ON j.id = b.id
       WHERE b.received_at < $1 AND j.finished_at IS NOT NULL
       ORDER BY b.received_at LIMIT 1)
     RETURNING id`,
    [before],
  )
  const id = rows[0]?.id ?? null
  if (id === null) return null
  await client.query('DELETE FROM settlement_batch_claims WHERE batch_id = $1', [id])
  await client.query('DELETE FROM settlement_batch_answers WHERE batch_id = $1', [id])
  return id
}
