import type pg from 'pg'
import type { BatchStatus } from '../../domain/payouts/payout-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

export interface PayoutBatchRow {
  readonly id: string
  /** The bureau's own number. */
  readonly batchNo: string
  /** Of the fund that pays. */
  readonly region: string
  readonly status: BatchStatus
  readonly lines: number
  readonly amount: string
  readonly inputHash: string
  readonly madeAt: string
  readonly madeBy: string
}

export interface StoredBatch extends PayoutBatchRow {
  readonly approvedAt: string | null
  readonly approvedBy: string | null
  readonly sentAt: string | null
  readonly sentBy: string | null
  readonly sentOn: string | null
  readonly withdrawnAt: string | null
  readonly withdrawnBy: string | null
  readonly reason: string | null
  readonly sums: Readonly<Record<'waiting' | 'paid' | 'returned', { readonly lines: number; readonly amount: string }>>
}

const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const summed = (state: string) => `'${state}', json_build_object('lines', count(*) FILTER (WHERE l.state = '${state}'),
  'amount', coalesce(sum(l.amount) FILTER (WHERE l.state = '${state}'), 0.00)::text)`

const fields = `b.id, b.batch_no AS "batchNo", b.region, b.status, b.lines, b.amount::text AS amount,
  'sha256:' || encode(b.input_hash, 'hex') AS "inputHash", ${instant('b.made_at')} AS "madeAt", b.made_by AS "madeBy",
  ${instant('b.approved_at')} AS "approvedAt", b.approved_by AS "approvedBy", ${instant('b.sent_at')} AS "sentAt",
  b.sent_by AS "sentBy", b.sent_on AS "sentOn", ${instant('b.withdrawn_at')} AS "withdrawnAt",
  b.withdrawn_by AS "withdrawnBy", b.reason,
  (SELECT json_build_object(${['waiting', 'paid', 'returned'].map(summed).join(', ')})
   FROM payout_batch_lines l WHERE l.batch_id = b.id) AS sums`

export async function findPayoutBatch(client: Queryable, id: string): Promise<StoredBatch | null> {
  const { rows } = await client.query<StoredBatch>(`SELECT ${fields} FROM payout_batches b WHERE b.id = $1`, [id])
  return rows[0] ?? null
}

/** Locked until the transaction ends, and read after the wait. */
export async function lockBatch(client: pg.ClientBase, id: string): Promise<StoredBatch | null> {
  await client.query('SELECT FROM payout_batches WHERE id = $1 FOR UPDATE', [id])
  return findPayoutBatch(client, id)
}

export async function findBatchByNo(client: Queryable, region: string, batchNo: string): Promise<StoredBatch | null> {
  const { rows } = await client.query<StoredBatch>(
    `SELECT ${fields} FROM payout_batches b WHERE b.region = $1 AND b.batch_no = $2`,
    [region, batchNo],
  )
  return rows[0] ?? null
}

export async function listBatchRows(
  client: Queryable,
  filter: { readonly regionPrefix: string; readonly status: BatchStatus | null },
  { after, take }: KeyPage,
): Promise<StoredBatch[]> {
  const { rows } = await client.query<StoredBatch>(
    `SELECT ${fields} FROM payout_batches b WHERE starts_with(b.region, $1)
       AND ($2::text IS NULL OR b.status = $2) AND ($3::uuid IS NULL OR b.id < $3::uuid) ORDER BY b.id DESC LIMIT $4`,
    [filter.regionPrefix, filter.status, after, take],
  )
  return rows
}

export interface Ready {
  readonly payoutId: string
  readonly payoutNo: string
  readonly personNo: string
  readonly accountRound: number
  readonly amount: string
  /** What is owed beyond what is under way, without this payout; less than `amount` where something was reversed meanwhile. */
  readonly owed: string
}

/** Of a payout `p`: its payee is a person who has died since. */
const isOfTheDead = `(p.payee_kind = 'person' AND EXISTS (SELECT FROM person_facts f WHERE f.person_no = p.person_no
  AND f.kind = 'death' AND f.standing AND NOT f.withdrawn))`

/**
 * Payouts of a fund that no batch holds, whose newest account no bank has sent back and whose payee lives, oldest first; locked.
 */
export async function lockReady(
  client: pg.ClientBase,
  region: string,
  named: readonly string[] | null,
  take: number,
): Promise<Ready[]> {
  const { rows } = await client.query<Ready>(
    `SELECT p.id AS "payoutId", p.payout_no AS "payoutNo", p.person_no AS "personNo", r.round AS "accountRound",
       p.amount::text AS amount, owed_to_person(p.person_no, p.region)::text AS owed
     FROM payouts p CROSS JOIN LATERAL (SELECT max(round)::int AS round FROM payout_accounts a WHERE a.payout_id = p.id) r
     WHERE p.region = $1 AND p.withdrawn_at IS NULL AND ($2::uuid[] IS NULL OR p.id = ANY ($2)) AND NOT ${isOfTheDead}
       AND NOT EXISTS (SELECT FROM payout_batch_lines l WHERE l.payout_id = p.id
         AND (l.state IN ('waiting', 'paid') OR (l.state = 'returned' AND l.account_round = r.round)))
     ORDER BY p.id LIMIT $3 FOR SHARE OF p`,
    [region, named, take],
  )
  return rows
}

export async function insertBatch(
  client: pg.ClientBase,
  row: PayoutBatchRow,
  payouts: readonly Ready[],
): Promise<void> {
  await client.query(
    `INSERT INTO payout_batches (id, batch_no, region, status, lines, amount, input_hash, made_at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, decode(substr($7, 8), 'hex'), $8, $9)`,
    [row.id, row.batchNo, row.region, row.status, row.lines, row.amount, row.inputHash, row.madeAt, row.madeBy],
  )
  await client.query(
    `INSERT INTO payout_batch_lines (batch_id, line_no, payout_id, account_round, amount, state)
     SELECT $1, line.line_no, line.payout_id, line.account_round, line.amount, 'waiting'
     FROM unnest($2::uuid[], $3::smallint[], $4::numeric[]) WITH ORDINALITY AS line (payout_id, account_round, amount, line_no)`,
    [
      row.id,
      payouts.map(({ payoutId }) => payoutId),
      payouts.map(({ accountRound }) => accountRound),
      payouts.map(({ amount }) => amount),
    ],
  )
}

interface By {
  readonly at: string
  readonly callerId: string
}

export async function approveBatchRow(client: pg.ClientBase, id: string, { at, callerId }: By): Promise<void> {
  await client.query(
    `UPDATE payout_batches SET status = 'approved', approved_at = $2, approved_by = $3 WHERE id = $1`,
    [id, at, callerId],
  )
}

export async function sendBatchRow(
  client: pg.ClientBase,
  id: string,
  { at, callerId, on }: By & { readonly on: string },
): Promise<void> {
  await client.query(
    `UPDATE payout_batches SET status = 'sent', sent_at = $2, sent_by = $3, sent_on = $4 WHERE id = $1`,
    [id, at, callerId, on],
  )
}

export async function withdrawBatchRow(
  client: pg.ClientBase,
  id: string,
  { at, callerId, reason }: By & { readonly reason: string },
): Promise<void> {
  await client.query(
    `UPDATE payout_batches SET status = 'withdrawn', withdrawn_at = $2, withdrawn_by = $3, reason = $4 WHERE id = $1`,
    [id, at, callerId, reason],
  )
  await client.query(`UPDATE payout_batch_lines SET state = 'withdrawn' WHERE batch_id = $1`, [id])
}

export async function closeBatchRow(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `UPDATE payout_batches b SET status = 'closed' WHERE b.id = $1 AND b.status = 'sent'
       AND NOT EXISTS (SELECT FROM payout_batch_lines l WHERE l.batch_id = b.id AND l.state = 'waiting')`,
    [id],
  )
}

/** The payouts of a batch of which less is owed now than they would pay, as they stand in it. */
/** Payouts of a batch whose payee died after they were made, at most twenty. */
export async function listOfTheDead(client: Queryable, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ payoutNo: string }>(
    `SELECT p.payout_no AS "payoutNo" FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
     WHERE l.batch_id = $1 AND ${isOfTheDead} ORDER BY l.line_no LIMIT 20`,
    [batchId],
  )
  return rows.map(({ payoutNo }) => payoutNo)
}

export async function listOverpaying(
  client: Queryable,
  batchId: string,
): Promise<{ payoutNo: string; personNo: string }[]> {
  const { rows } = await client.query<{ payoutNo: string; personNo: string }>(
    `SELECT p.payout_no AS "payoutNo", p.person_no AS "personNo" FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
     WHERE l.batch_id = $1 AND owed_to_person(p.person_no, p.region) < 0 ORDER BY l.line_no LIMIT 20`,
    [batchId],
  )
  return rows
}
