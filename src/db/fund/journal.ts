import type pg from 'pg'
import type { FundEntryKind, FundLine } from '../../domain/fund/journal.ts'
import type { Moved } from '../../domain/fund/statement.ts'
import type { FundScope } from '../../domain/policies/funds.ts'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'
import type { RecoveredPart } from './recovered.ts'

export interface FundEntryRow {
  readonly entryId: string
  readonly region: string
  readonly kind: FundEntryKind
  /** The bank slip's, payment's or recovery's own number, or the clearing's id: booked once. */
  readonly reference: string
  /** The payment that a recovery takes back. */
  readonly recovers: string | null
  /** The receipt that this entry takes back. */
  readonly withdraws: string | null
  /** A slip whose receipt was taken back is entered again in the next round. */
  readonly round: number
  /** Of the bank, for the payment of a clearing. */
  readonly paymentNo: string | null
  readonly happenedOn: string
  readonly postedAt: string
  readonly note: string
  readonly inputHash: string
  readonly callerId: string
}

/** The funds that are read together: one, or those of the counties of a city. */
export type FundRange = Pick<FundScope, 'first' | 'last'>

export interface StoredFundEntry extends FundEntryRow {
  readonly lines: readonly FundLine[]
  /** What a recovery of a clearing takes back. */
  readonly settlements: readonly RecoveredPart[]
}

export async function insertEntry(client: pg.ClientBase, row: FundEntryRow): Promise<void> {
  await client.query(
    `INSERT INTO fund_entries (entry_id, region, kind, reference, recovers, happened_on, posted_at, note, input_hash, caller_id,
       withdraws, round, payment_no)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, decode(substr($9, 8), 'hex'), $10, $11, $12, $13)`,
    [
      ...[row.entryId, row.region, row.kind, row.reference, row.recovers, row.happenedOn, row.postedAt],
      ...[row.note, row.inputHash, row.callerId, row.withdraws, row.round, row.paymentNo],
    ],
  )
}

/** All lines of an entry in one statement: the database refuses those that do not cancel out, and keeps the balances. */
export async function insertFundLines(
  client: pg.ClientBase,
  entryId: string,
  lines: readonly FundLine[],
): Promise<void> {
  await client.query(
    `INSERT INTO fund_lines (entry_id, line_no, account, amount)
     SELECT $1, line_no, account, amount::numeric FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS line (account, amount, line_no)`,
    [entryId, lines.map(({ account }) => account), lines.map(({ amount }) => amount)],
  )
}

const fields = `e.entry_id AS "entryId", e.region, e.kind, e.reference, e.recovers, e.withdraws, e.round, e.payment_no AS "paymentNo", e.happened_on AS "happenedOn",
  to_char(e.posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "postedAt", e.note,
  'sha256:' || encode(e.input_hash, 'hex') AS "inputHash", e.caller_id AS "callerId",
  (SELECT coalesce(json_agg(json_build_object('account', l.account, 'amount', l.amount::text) ORDER BY l.line_no), '[]')
   FROM fund_lines l WHERE l.entry_id = e.entry_id) AS lines,
  (SELECT coalesce(json_agg(json_build_object('settlementId', r.settlement_id, 'amount', r.amount::text) ORDER BY r.settlement_id), '[]')
   FROM fund_recovered r WHERE r.entry_id = e.entry_id) AS settlements`

/** The entry of a number; of a receipt that was entered in several rounds, that of the one that is named, or the last. */
export async function findEntry(
  client: Queryable,
  {
    region,
    kind,
    reference,
    round = null,
  }: Pick<FundEntryRow, 'kind' | 'reference'> & { readonly region: string | null; readonly round?: number | null },
): Promise<StoredFundEntry | null> {
  const { rows } = await client.query<StoredFundEntry>(
    `SELECT ${fields} FROM fund_entries e WHERE ($1::text IS NULL OR e.region = $1) AND e.kind = $2 AND e.reference = $3
       AND ($4::int IS NULL OR e.round = $4) ORDER BY e.round DESC LIMIT 1`,
    [region, kind, reference, round],
  )
  return rows[0] ?? null
}

/** An entry of a fund by its id; null where it is another fund's. */
export async function findEntryById(
  client: Queryable,
  { region, entryId }: Pick<FundEntryRow, 'region' | 'entryId'>,
): Promise<StoredFundEntry | null> {
  const { rows } = await client.query<StoredFundEntry>(
    `SELECT ${fields} FROM fund_entries e WHERE e.entry_id = $1 AND e.region = $2`,
    [entryId, region],
  )
  return rows[0] ?? null
}

/** Whether a receipt was taken back. */
export async function isWithdrawn(client: Queryable, entryId: string): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM fund_entries WHERE withdraws = $1', [entryId])
  return rows.length > 0
}

export async function fundBalance(client: Queryable, region: string): Promise<string> {
  const { rows } = await client.query<{ balance: string }>(
    `SELECT coalesce(sum(balance), 0.00)::text AS balance FROM fund_balances WHERE region = $1 AND account = 'fund:' || $1`,
    [region],
  )
  return rows[0]?.balance ?? '0.00'
}

/** Newest first. */
export async function listFundEntries(
  client: Queryable,
  { first, last }: FundRange,
  { after, take }: KeyPage,
): Promise<StoredFundEntry[]> {
  const { rows } = await client.query<StoredFundEntry>(
    `SELECT ${fields} FROM fund_entries e WHERE e.region BETWEEN $1 AND $4 AND ($2::uuid IS NULL OR e.entry_id < $2::uuid)
     ORDER BY e.entry_id DESC LIMIT $3`,
    [first, after, take, last],
  )
  return rows
}

/** What each kind of entry moved on each account, before a quarter and within it, by the day it happened. */
export async function readMoved(
  client: Queryable,
  { first, last }: FundRange,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Moved[]> {
  const { rows } = await client.query<Moved>(
    `SELECT l.account, e.kind, coalesce(sum(l.amount) FILTER (WHERE e.happened_on < $2), 0.00)::text AS before,
       coalesce(sum(l.amount) FILTER (WHERE e.happened_on >= $2), 0.00)::text AS within
     FROM fund_entries e JOIN fund_lines l USING (entry_id) WHERE e.region BETWEEN $1 AND $4 AND e.happened_on <= $3
     GROUP BY l.account, e.kind ORDER BY l.account, e.kind`,
    [first, from, to, last],
  )
  return rows
}

/** Entries of a quarter that were written only after it had ended. */
export async function countLate(
  client: Queryable,
  { first, last }: FundRange,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM fund_entries
     WHERE region BETWEEN $1 AND $4 AND happened_on BETWEEN $2 AND $3 AND (posted_at AT TIME ZONE INTERVAL '8 hours')::date > $3::date`,
    [first, from, to, last],
  )
  return rows[0]?.count ?? 0
}

export interface PaidAndRecovered {
  readonly paid: string
  readonly recovered: string
}

/** What a payment took out of the fund, and what has come back of it. */
export async function readRecovered(client: Queryable, paymentId: string): Promise<PaidAndRecovered> {
  const { rows } = await client.query<PaidAndRecovered>(
    `SELECT coalesce(-sum(l.amount) FILTER (WHERE e.entry_id = $1), 0.00)::text AS paid,
       coalesce(sum(l.amount) FILTER (WHERE e.recovers = $1), 0.00)::text AS recovered
     FROM fund_entries e JOIN fund_lines l USING (entry_id)
     WHERE (e.entry_id = $1 OR e.recovers = $1) AND l.account = 'fund:' || e.region`,
    [paymentId],
  )
  return rows[0] as PaidAndRecovered
}
