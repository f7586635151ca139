import type pg from 'pg'
import type { LineState } from '../../domain/payouts/payout-names.ts'
import type { Queryable } from '../sql.ts'

export interface BatchLine {
  readonly lineNo: number
  readonly payoutId: string
  readonly payoutNo: string
  readonly personNo: string
  readonly personName: string
  readonly payeeName: string
  readonly amount: string
  readonly state: LineState
  readonly accountRound: number
  readonly accountEnc: Buffer
  readonly tail: string
  readonly bankName: string
  readonly bankCode: string | null
  readonly paidOn: string | null
  /** The bank's own number of the payment. */
  readonly bankNo: string | null
  readonly returnedOn: string | null
  readonly reason: string | null
}

const fields = `l.line_no AS "lineNo", l.payout_id AS "payoutId", p.payout_no AS "payoutNo", p.person_no AS "personNo",
  n.name AS "personName", p.payee_name AS "payeeName", l.amount::text AS amount, l.state, l.account_round AS "accountRound",
  a.account_enc AS "accountEnc", a.tail, a.bank_name AS "bankName", a.bank_no AS "bankCode", l.paid_on AS "paidOn",
  l.bank_no AS "bankNo", l.returned_on AS "returnedOn", l.reason`

export async function listBatchLines(
  client: Queryable,
  batchId: string,
  { after, take }: { readonly after: number | null; readonly take: number },
): Promise<BatchLine[]> {
  const { rows } = await client.query<BatchLine>(
    `SELECT ${fields} FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
     JOIN beneficiaries n ON n.person_no = p.person_no
     JOIN payout_accounts a ON a.payout_id = l.payout_id AND a.round = l.account_round
     WHERE l.batch_id = $1 AND l.line_no > $2 ORDER BY l.line_no LIMIT $3`,
    [batchId, after ?? 0, take],
  )
  return rows
}

export interface AnsweredBatchLine {
  readonly lineNo: number
  readonly outcome: 'paid' | 'returned'
  readonly on: string
  readonly bankNo: string | null
  readonly reason: string | null
}

/** Writes what a bank said, with the answer that said it. */
export async function writeAnswer(
  client: pg.ClientBase,
  answer: { readonly id: string; readonly batchId: string; readonly answeredAt: string; readonly callerId: string },
  told: readonly AnsweredBatchLine[],
): Promise<void> {
  const count = (outcome: AnsweredBatchLine['outcome']) => told.filter((line) => line.outcome === outcome).length
  await client.query(
    `INSERT INTO payout_answers (id, batch_id, paid, returned, answered_at, caller_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [answer.id, answer.batchId, count('paid'), count('returned'), answer.answeredAt, answer.callerId],
  )
  await client.query(
    `UPDATE payout_batch_lines l SET state = t.outcome,
       paid_answer = CASE t.outcome WHEN 'paid' THEN $2::uuid ELSE l.paid_answer END,
       paid_on = CASE t.outcome WHEN 'paid' THEN t.told_on ELSE l.paid_on END,
       bank_no = coalesce(t.bank_no, l.bank_no),
       returned_answer = CASE t.outcome WHEN 'returned' THEN $2::uuid END,
       returned_on = CASE t.outcome WHEN 'returned' THEN t.told_on END,
       reason = t.reason
     FROM unnest($3::int[], $4::text[], $5::date[], $6::text[], $7::text[]) AS t (line_no, outcome, told_on, bank_no, reason)
     WHERE l.batch_id = $1 AND l.line_no = t.line_no`,
    [
      ...[answer.batchId, answer.id, told.map(({ lineNo }) => lineNo), told.map(({ outcome }) => outcome)],
      ...[told.map(({ on }) => on), told.map(({ bankNo }) => bankNo), told.map(({ reason }) => reason)],
    ],
  )
}

export interface DaysToPay {
  readonly payouts: number
  readonly amount: string
  /** Whole days from receipt to payment; null where nothing was paid. */
  readonly fastest: number | null
  readonly median: string | null
  readonly average: string | null
  readonly slowest: number | null
}

/** Of what a fund's people were paid in a period, by the bank's day; what was returned does not count. */
export async function readDaysToPay(
  client: Queryable,
  regionPrefix: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<DaysToPay> {
  const { rows } = await client.query<DaysToPay>(
    `SELECT count(*)::int AS payouts, coalesce(sum(amount), 0.00)::text AS amount, min(days)::int AS fastest,
       round((percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::numeric, 1)::text AS median,
       round(avg(days), 1)::text AS average, max(days)::int AS slowest
     FROM (SELECT l.amount, l.paid_on - p.received_on AS days FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
       WHERE l.state = 'paid' AND l.paid_on BETWEEN $2 AND $3 AND starts_with(p.region, $1)) d`,
    [regionPrefix, from, to],
  )
  return rows[0] as DaysToPay
}
