import type pg from 'pg'
import type { ClearingDecision, ClearingStatus, ClearingType } from '../../domain/fund/fund-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

export interface ClearingRow {
  readonly id: string
  readonly hospitalCode: string
  /** Of the fund that pays. */
  readonly region: string
  readonly month: string
  readonly clearingType: ClearingType
  readonly applicationNo: string
  readonly inputHash: string
  readonly settlements: number
  readonly reversals: number
  readonly adjustments: number
  readonly total: string
  readonly basicPaid: string
  readonly criticalIllnessPaid: string
  readonly otherPaid: string
  readonly aidPaid: string
  readonly hospitalPaid: string
  readonly personPaid: string
  readonly status: ClearingStatus
  readonly appliedAt: string
  readonly callerId: string
}

export interface DecisionRow {
  readonly decision: ClearingDecision | 'withdraw'
  readonly reason: string | null
  readonly decidedAt: string
  readonly callerId: string
  /** The bank's day and number of a payment. */
  readonly paidOn: string | null
  readonly paymentNo: string | null
}

export interface StoredClearing extends ClearingRow {
  readonly decisions: readonly DecisionRow[]
  /** What it takes back of settlements and had come back already, as it was approved. */
  readonly setOff: string
}

/** Column, field and how it is read, in the order of the table. */
const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const moneyColumns = [
  ['total', 'total'],
  ['basic_paid', 'basicPaid'],
  ['critical_illness_paid', 'criticalIllnessPaid'],
  ['other_paid', 'otherPaid'],
  ['aid_paid', 'aidPaid'],
  ['hospital_paid', 'hospitalPaid'],
  ['person_paid', 'personPaid'],
] as const

const fields = `c.id, c.hospital_code AS "hospitalCode", c.region, c.month, c.clearing_type AS "clearingType",
  c.application_no AS "applicationNo", 'sha256:' || encode(c.input_hash, 'hex') AS "inputHash", c.settlements, c.reversals,
  c.adjustments, ${moneyColumns.map(([name, field]) => `c.${name}::text AS "${field}"`).join(', ')}, c.status,
  ${instant('c.applied_at')} AS "appliedAt", c.caller_id AS "callerId",
  (SELECT coalesce(json_agg(json_build_object('decision', d.decision, 'reason', d.reason, 'decidedAt', ${instant('d.decided_at')},
    'callerId', d.caller_id, 'paidOn', d.paid_on, 'paymentNo', d.payment_no) ORDER BY d.seq), '[]')
   FROM clearing_decisions d WHERE d.clearing_id = c.id) AS decisions,
  (SELECT coalesce(sum(o.amount), 0.00) FROM clearing_set_offs o WHERE o.clearing_id = c.id)::text AS "setOff"`

export async function insertClearing(client: pg.ClientBase, row: ClearingRow): Promise<void> {
  await client.query(
    `INSERT INTO clearings (id, hospital_code, region, month, clearing_type, application_no, input_hash, settlements, reversals,
       adjustments, ${moneyColumns.map(([name]) => name).join(', ')}, status, applied_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, decode(substr($7, 8), 'hex'), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      ...[row.id, row.hospitalCode, row.region, row.month, row.clearingType, row.applicationNo, row.inputHash],
      ...[row.settlements, row.reversals, row.adjustments, ...moneyColumns.map(([, field]) => row[field])],
      ...[row.status, row.appliedAt, row.callerId],
    ],
  )
}

export async function findClearing(client: Queryable, id: string): Promise<StoredClearing | null> {
  const { rows } = await client.query<StoredClearing>(`SELECT ${fields} FROM clearings c WHERE c.id = $1`, [id])
  return rows[0] ?? null
}

/** Locked until the transaction ends, and read after the wait. */
export async function lockClearing(client: pg.ClientBase, id: string): Promise<StoredClearing | null> {
  await client.query('SELECT FROM clearings WHERE id = $1 FOR UPDATE', [id])
  return findClearing(client, id)
}

export async function findByApplication(
  client: Queryable,
  hospitalCode: string,
  applicationNo: string,
): Promise<StoredClearing | null> {
  const { rows } = await client.query<StoredClearing>(
    `SELECT ${fields} FROM clearings c WHERE c.hospital_code = $1 AND c.application_no = $2`,
    [hospitalCode, applicationNo],
  )
  return rows[0] ?? null
}

export interface ClearingFilter {
  readonly hospitalCode: string | null
  readonly month: string | null
  readonly status: ClearingStatus | null
  readonly regionPrefix: string
}

/** Newest first. */
export async function listClearingRows(
  client: Queryable,
  filter: ClearingFilter,
  { after, take }: KeyPage,
): Promise<StoredClearing[]> {
  const { rows } = await client.query<StoredClearing>(
    `SELECT ${fields} FROM clearings c
     WHERE ($1::text IS NULL OR c.hospital_code = $1) AND ($2::text IS NULL OR c.month = $2)
       AND ($3::text IS NULL OR c.status = $3) AND starts_with(c.region, $4) AND ($5::uuid IS NULL OR c.id < $5::uuid)
     ORDER BY c.id DESC LIMIT $6`,
    [filter.hospitalCode, filter.month, filter.status, filter.regionPrefix, after, take],
  )
  return rows
}

/** Writes what was decided and where the clearing stands after it. */
export async function writeDecision(
  client: pg.ClientBase,
  clearing: StoredClearing,
  status: ClearingStatus,
  decision: DecisionRow,
): Promise<void> {
  await client.query('UPDATE clearings SET status = $2 WHERE id = $1', [clearing.id, status])
  await client.query(
    `INSERT INTO clearing_decisions (clearing_id, seq, decision, reason, decided_at, caller_id, paid_on, payment_no)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      clearing.id,
      clearing.decisions.length + 1,
      decision.decision,
      decision.reason,
      decision.decidedAt,
      decision.callerId,
      decision.paidOn,
      decision.paymentNo,
    ],
  )
}
