import type pg from 'pg'
import type { PayeeKind, PayoutStatus } from '../../domain/payouts/payout-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

export interface PayoutRow {
  readonly id: string
  /** The bureau's own number. */
  readonly payoutNo: string
  /** Of the fund that owes it. */
  readonly region: string
  readonly personNo: string
  readonly payeeKind: PayeeKind
  readonly payeeName: string
  readonly grounds: string | null
  readonly amount: string
  readonly receivedOn: string
  readonly inputHash: string
  readonly madeAt: string
  readonly callerId: string
}

export interface PaidEntry {
  readonly region: string
  readonly year: number
  readonly seq: number
  readonly settlementId: string
  readonly settlementNo: string
  readonly hospitalCode: string
  /** `top-up`, `resettle`, `year-end`; `reimbursement` for a bill that was handed in paid; null for an adjustment by a reversal. */
  readonly cause: string | null
  readonly postedAt: string
  readonly amount: string
}

export interface AccountShown {
  readonly round: number
  readonly kind: 'card' | 'account'
  readonly tail: string
  readonly bankName: string
  readonly bankNo: string | null
  readonly reason: string | null
  readonly setAt: string
}

/** A batch that the payout was in, and what came of it there. */
export interface PayoutAttempt {
  readonly batchId: string
  readonly batchNo: string
  readonly lineNo: number
  readonly state: string
  readonly tail: string
  readonly sentOn: string | null
  readonly paidOn: string | null
  readonly bankNo: string | null
  readonly returnedOn: string | null
  readonly reason: string | null
}

export interface StoredPayout extends PayoutRow {
  readonly status: PayoutStatus
  readonly withdrawnAt: string | null
  readonly withdrawnReason: string | null
  /** The number of its newest account. */
  readonly accountRound: number
  readonly entries: readonly PaidEntry[]
  readonly accounts: readonly AccountShown[]
  readonly attempts: readonly PayoutAttempt[]
}

const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The last line of a payout that counts, with where its batch stands; and the number of its newest account. */
const newest = `LEFT JOIN LATERAL (
    SELECT l.state, l.account_round, b.status FROM payout_batch_lines l JOIN payout_batches b ON b.id = l.batch_id
    WHERE l.payout_id = p.id AND l.state <> 'withdrawn' ORDER BY l.account_round DESC LIMIT 1) l ON true
  CROSS JOIN LATERAL (SELECT max(round)::int AS round FROM payout_accounts a WHERE a.payout_id = p.id) r`

const statusSql = `CASE
    WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'
    WHEN l.state IS NULL OR (l.state = 'returned' AND r.round > l.account_round) THEN 'open'
    WHEN l.state IN ('paid', 'returned') THEN l.state
    WHEN l.status = 'made' THEN 'batched'
    WHEN l.status = 'approved' THEN 'approved'
    ELSE 'sent' END`

const fields = `p.id, p.payout_no AS "payoutNo", p.region, p.person_no AS "personNo", p.payee_kind AS "payeeKind",
  p.payee_name AS "payeeName", p.grounds, p.amount::text AS amount, p.received_on AS "receivedOn",
  'sha256:' || encode(p.input_hash, 'hex') AS "inputHash", ${instant('p.made_at')} AS "madeAt", p.caller_id AS "callerId",
  ${statusSql} AS status, ${instant('p.withdrawn_at')} AS "withdrawnAt", p.withdrawn_reason AS "withdrawnReason",
  r.round AS "accountRound",
  (SELECT coalesce(json_agg(json_build_object('region', t.region, 'year', t.year, 'seq', t.seq, 'settlementId', e.settlement_id,
      'settlementNo', s.settlement_no, 'hospitalCode', s.hospital_code, 'cause', CASE e.kind WHEN 'settlement' THEN 'reimbursement' ELSE e.cause END, 'postedAt', ${instant('e.posted_at')},
      'amount', t.amount::text) ORDER BY t.year, t.seq), '[]')
    FROM payout_entries t JOIN entries e USING (person_no, region, year, seq)
    JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
    WHERE t.payout_id = p.id) AS entries,
  (SELECT json_agg(json_build_object('round', a.round, 'kind', a.account_kind, 'tail', a.tail, 'bankName', a.bank_name,
      'bankNo', a.bank_no, 'reason', a.reason, 'setAt', ${instant('a.set_at')}) ORDER BY a.round)
    FROM payout_accounts a WHERE a.payout_id = p.id) AS accounts,
  (SELECT coalesce(json_agg(json_build_object('batchId', t.batch_id, 'batchNo', b.batch_no, 'lineNo', t.line_no, 'state', t.state,
      'tail', a.tail, 'sentOn', b.sent_on, 'paidOn', t.paid_on, 'bankNo', t.bank_no, 'returnedOn', t.returned_on,
      'reason', coalesce(t.reason, CASE t.state WHEN 'withdrawn' THEN b.reason END)) ORDER BY b.made_at, b.id), '[]')
    FROM payout_batch_lines t JOIN payout_batches b ON b.id = t.batch_id
    JOIN payout_accounts a ON a.payout_id = t.payout_id AND a.round = t.account_round
    WHERE t.payout_id = p.id) AS attempts`

export async function insertPayout(client: pg.ClientBase, row: PayoutRow): Promise<void> {
  await client.query(
    `INSERT INTO payouts (id, payout_no, region, person_no, payee_kind, payee_name, grounds, amount, received_on, input_hash,
       made_at, caller_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode(substr($10, 8), 'hex'), $11, $12)`,
    [
      ...[row.id, row.payoutNo, row.region, row.personNo, row.payeeKind, row.payeeName, row.grounds, row.amount],
      ...[row.receivedOn, row.inputHash, row.madeAt, row.callerId],
    ],
  )
}

export interface PayoutAccountRow {
  readonly payoutId: string
  readonly round: number
  readonly accountEnc: Uint8Array
  readonly kind: 'card' | 'account'
  readonly tail: string
  readonly bankName: string
  readonly bankNo: string | null
  readonly reason: string | null
  readonly setAt: string
  readonly callerId: string
}

export async function insertAccount(client: pg.ClientBase, row: PayoutAccountRow): Promise<void> {
  await client.query(
    `INSERT INTO payout_accounts (payout_id, round, account_enc, account_kind, tail, bank_name, bank_no, reason, set_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.payoutId, row.round, row.accountEnc, row.kind, row.tail, row.bankName, row.bankNo, row.reason],
      ...[row.setAt, row.callerId],
    ],
  )
}

export async function findPayout(client: Queryable, id: string): Promise<StoredPayout | null> {
  const { rows } = await client.query<StoredPayout>(`SELECT ${fields} FROM payouts p ${newest} WHERE p.id = $1`, [id])
  return rows[0] ?? null
}

/** Where a payout stands, as SQL over its id: of a statement that reads other things as well. */
export const payoutStatusOf = (payout: string): string =>
  `(SELECT ${statusSql.replaceAll('p.', 'q.')} FROM payouts q ${newest.replaceAll('p.id', 'q.id')} WHERE q.id = ${payout}.id)`

/** Locked until the transaction ends, and read after the wait. */
export async function lockPayout(client: pg.ClientBase, id: string): Promise<StoredPayout | null> {
  await client.query('SELECT FROM payouts WHERE id = $1 FOR UPDATE', [id])
  return findPayout(client, id)
}

export async function findPayoutByNo(
  client: Queryable,
  region: string,
  payoutNo: string,
): Promise<StoredPayout | null> {
  const { rows } = await client.query<StoredPayout>(
    `SELECT ${fields} FROM payouts p ${newest} WHERE p.region = $1 AND p.payout_no = $2`,
    [region, payoutNo],
  )
  return rows[0] ?? null
}

export interface PayoutFilter {
  readonly personNo: string | null
  readonly settlementId: string | null
  readonly batchId: string | null
  readonly status: PayoutStatus | null
  readonly regionPrefix: string
}

/** Newest first. */
export async function listPayoutRows(
  client: Queryable,
  { personNo, settlementId, batchId, status, regionPrefix }: PayoutFilter,
  { after, take }: KeyPage,
): Promise<StoredPayout[]> {
  const { rows } = await client.query<StoredPayout>(
    `SELECT ${fields} FROM payouts p ${newest}
     WHERE starts_with(p.region, $1) AND ($2::text IS NULL OR p.person_no = $2)
       AND ($3::uuid IS NULL OR EXISTS (SELECT FROM payout_entries t JOIN entries e USING (person_no, region, year, seq)
         WHERE t.payout_id = p.id AND e.settlement_id = $3))
       AND ($4::uuid IS NULL OR EXISTS (SELECT FROM payout_batch_lines t WHERE t.payout_id = p.id AND t.batch_id = $4))
       AND ($5::text IS NULL OR ${statusSql} = $5) AND ($6::uuid IS NULL OR p.id < $6::uuid)
     ORDER BY p.id DESC LIMIT $7`,
    [regionPrefix, personNo, settlementId, batchId, status, after, take],
  )
  return rows
}

/** Gives the entries back to the person's name, in the transaction that withdraws the payout. */
export async function withdrawPayoutRow(
  client: pg.ClientBase,
  id: string,
  { at, callerId, reason }: { readonly at: string; readonly callerId: string; readonly reason: string },
): Promise<void> {
  await client.query('UPDATE payouts SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 WHERE id = $1', [
    id,
    at,
    callerId,
    reason,
  ])
  await client.query('UPDATE payout_entries SET released_at = $2 WHERE payout_id = $1', [id, at])
}
