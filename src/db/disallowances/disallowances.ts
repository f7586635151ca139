import type pg from 'pg'
import type { DisallowanceState, DisallowanceStep } from '../../domain/disallowances/disallowance-names.ts'
import { figureSql } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

export interface DisallowanceRow {
  readonly id: string
  readonly disallowanceNo: string
  readonly clearingId: string
  readonly region: string
  readonly hospitalCode: string
  readonly settlementId: string
  readonly settlementNo: string
  readonly personNo: string
  readonly item: string | null
  readonly amount: string
  readonly reason: string
  readonly clause: string
  readonly answerBy: string
  readonly inputHash: string
  readonly raisedAt: string
  readonly callerId: string
}

export interface DisallowanceStepRow {
  readonly step: DisallowanceStep
  readonly agrees: boolean | null
  readonly words: string
  readonly takenAt: string
  readonly callerId: string
}

export interface StoredDisallowance extends DisallowanceRow {
  readonly steps: readonly DisallowanceStepRow[]
}

const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const fields = `d.id, d.disallowance_no AS "disallowanceNo", d.clearing_id AS "clearingId", d.region, d.hospital_code AS "hospitalCode",
  d.settlement_id AS "settlementId", d.settlement_no AS "settlementNo", d.person_no AS "personNo", d.item, d.amount::text AS amount,
  d.reason, d.clause, to_char(d.answer_by, 'YYYY-MM-DD') AS "answerBy", 'sha256:' || encode(d.input_hash, 'hex') AS "inputHash",
  ${instant('d.raised_at')} AS "raisedAt", d.caller_id AS "callerId",
  (SELECT coalesce(json_agg(json_build_object('step', s.step, 'agrees', s.agrees, 'words', s.words, 'takenAt', ${instant('s.taken_at')},
    'callerId', s.caller_id) ORDER BY s.taken_at, s.step), '[]') FROM disallowance_steps s WHERE s.disallowance_id = d.id) AS steps`

export async function insertDisallowance(client: pg.ClientBase, row: DisallowanceRow): Promise<void> {
  await client.query(
    `INSERT INTO disallowances (id, disallowance_no, clearing_id, region, hospital_code, settlement_id, settlement_no, person_no,
       item, amount, reason, clause, answer_by, input_hash, raised_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, decode(substr($14, 8), 'hex'), $15, $16)`,
    [
      ...[row.id, row.disallowanceNo, row.clearingId, row.region, row.hospitalCode, row.settlementId, row.settlementNo],
      ...[row.personNo, row.item, row.amount, row.reason, row.clause, row.answerBy, row.inputHash, row.raisedAt],
      row.callerId,
    ],
  )
}

export async function findDisallowance(client: Queryable, id: string): Promise<StoredDisallowance | null> {
  const { rows } = await client.query<StoredDisallowance>(`SELECT ${fields} FROM disallowances d WHERE d.id = $1`, [id])
  return rows[0] ?? null
}

export async function findDisallowanceByNo(
  client: Queryable,
  { region, disallowanceNo }: Pick<DisallowanceRow, 'region' | 'disallowanceNo'>,
): Promise<StoredDisallowance | null> {
  const { rows } = await client.query<StoredDisallowance>(
    `SELECT ${fields} FROM disallowances d WHERE d.region = $1 AND d.disallowance_no = $2`,
    [region, disallowanceNo],
  )
  return rows[0] ?? null
}

export async function insertDisallowanceStep(
  client: pg.ClientBase,
  disallowanceId: string,
  { step, agrees, words, takenAt, callerId }: DisallowanceStepRow,
): Promise<void> {
  await client.query(
    `INSERT INTO disallowance_steps (disallowance_id, step, agrees, words, taken_at, caller_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [disallowanceId, step, agrees, words, takenAt, callerId],
  )
}

export interface DisallowanceFilter {
  readonly regionPrefix: string
  readonly hospitalCode: string | null
  readonly clearingId: string | null
  readonly state: DisallowanceState | null
}

const stateOf = `coalesce((SELECT s.step FROM disallowance_steps s WHERE s.disallowance_id = d.id
  ORDER BY s.step = 'answered' LIMIT 1), 'raised')`

/** Newest first. */
export async function listDisallowanceRows(
  client: Queryable,
  { regionPrefix, hospitalCode, clearingId, state }: DisallowanceFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<StoredDisallowance[]> {
  const { rows } = await client.query<StoredDisallowance>(
    `SELECT ${fields} FROM disallowances d
     WHERE starts_with(d.region, $1) AND ($2::text IS NULL OR d.hospital_code = $2) AND ($3::uuid IS NULL OR d.clearing_id = $3)
       AND ($4::text IS NULL OR ${stateOf} = $4) AND ($5::uuid IS NULL OR d.id < $5) ORDER BY d.id DESC LIMIT $6`,
    [regionPrefix, hospitalCode, clearingId, state, after, take],
  )
  return rows
}

/** A settlement of a clearing, with what of its aid can still be taken out: the aid that it stands with, less what is being asked about. */
export interface Disallowable {
  readonly settlementId: string
  readonly settlementNo: string
  readonly personNo: string
  readonly left: string
  /** What other disallowances of it ask that nobody has decided. */
  readonly asked: string
  readonly reversed: boolean
}

export async function findDisallowable(
  client: Queryable,
  { clearingId, settlementId }: Pick<DisallowanceRow, 'clearingId' | 'settlementId'>,
): Promise<Disallowable | null> {
  const { rows } = await client.query<Disallowable>(
    `SELECT s.settlement_id AS "settlementId", s.settlement_no AS "settlementNo", s.person_no AS "personNo",
       (stands.aid - others.asked)::text AS left, others.asked::text, stands.reversed
     FROM clearing_entries k JOIN entries m USING (person_no, region, year, seq)
     JOIN settlements s ON s.person_no = m.person_no AND s.year = m.year AND s.settlement_id = m.settlement_id
     CROSS JOIN LATERAL (SELECT sum(${figureSql.aid('e')}) AS aid, bool_or(e.kind = 'reversal') AS reversed
       FROM entries e WHERE e.person_no = s.person_no AND e.year = s.year AND e.settlement_id = s.settlement_id) stands
     CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount), 0.00) AS asked FROM disallowances d
       WHERE d.settlement_id = s.settlement_id AND NOT EXISTS (
         SELECT FROM disallowance_steps t WHERE t.disallowance_id = d.id AND t.step <> 'answered')) others
     WHERE k.clearing_id = $1 AND m.settlement_id = $2 LIMIT 1`,
    [clearingId, settlementId],
  )
  return rows[0] ?? null
}

/** One at a time asks about a settlement, until the transaction ends: together they take out no more than there is. */
export async function lockDisallowances(client: pg.ClientBase, settlementId: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`disallowances ${settlementId}`])
}
