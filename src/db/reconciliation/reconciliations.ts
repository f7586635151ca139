import type pg from 'pg'
import type { ClearingType } from '../../domain/fund/fund-names.ts'
import type { ActionCode, DifferenceType } from '../../domain/reconciliation/differences.ts'
import type { Result } from '../../domain/reconciliation/totals.ts'
import type { KeyPage } from '../ledger/rows.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export interface ReconciliationRow {
  readonly id: string
  readonly hospitalCode: string
  /** Where the hospital was at the time. */
  readonly region: string
  readonly from: string
  readonly to: string
  readonly clearingType: ClearingType
  readonly fileNo: string
  readonly result: Result
  readonly hereCount: number
  readonly hereTotal: string
  readonly hereFund: string
  readonly thereCount: number
  readonly thereTotal: string
  readonly thereFund: string
  /** Lines of the file that could not be read and were not compared. */
  readonly faults: number
  readonly differences: number
  readonly comparedAt: string
  readonly callerId: string
}

export interface StoredReconciliation extends ReconciliationRow {
  readonly types: Partial<Record<DifferenceType, number>>
}

export async function insertReconciliation(client: pg.ClientBase, row: ReconciliationRow): Promise<void> {
  await client.query(
    `INSERT INTO reconciliations (id, hospital_code, from_on, to_on, file_no, result, here_count, here_total, here_fund,
       there_count, there_total, there_fund, faults, differences, compared_at, caller_id, clearing_type, region)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ...[row.id, row.hospitalCode, row.from, row.to, row.fileNo, row.result],
      ...[row.hereCount, row.hereTotal, row.hereFund, row.thereCount, row.thereTotal, row.thereFund],
      ...[row.faults, row.differences, row.comparedAt, row.callerId, row.clearingType, row.region],
    ],
  )
}

const fields = `r.id, r.hospital_code AS "hospitalCode", r.region, r.from_on AS "from", r.to_on AS "to", r.clearing_type AS "clearingType", r.file_no AS "fileNo",
  r.result,
  r.here_count AS "hereCount", r.here_total::text AS "hereTotal", r.here_fund::text AS "hereFund",
  r.there_count AS "thereCount", r.there_total::text AS "thereTotal", r.there_fund::text AS "thereFund", r.faults, r.differences,
  to_char(r.compared_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "comparedAt", r.caller_id AS "callerId",
  (SELECT coalesce(json_object_agg(type, count), '{}') FROM (
    SELECT type, count(*) FROM reconciliation_differences d WHERE d.reconciliation_id = r.id GROUP BY type) c) AS types`

export async function findReconciliation(client: Queryable, id: string): Promise<StoredReconciliation | null> {
  const { rows } = await client.query<StoredReconciliation>(`SELECT ${fields} FROM reconciliations r WHERE r.id = $1`, [
    id,
  ])
  return rows[0] ?? null
}

/** Newest first. */
export async function listReconciliationRows(
  client: Queryable,
  filter: { readonly hospitalCode: string | null; readonly regionPrefix: string },
  { after, take }: KeyPage,
): Promise<StoredReconciliation[]> {
  const { rows } = await client.query<StoredReconciliation>(
    `SELECT ${fields} FROM reconciliations r
     WHERE ($1::text IS NULL OR r.hospital_code = $1) AND r.region BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR r.id < $4::uuid)
     ORDER BY r.id DESC LIMIT $5`,
    [filter.hospitalCode, ...regionRange(filter.regionPrefix), after, take],
  )
  return rows
}

export interface DifferenceRow {
  readonly seq: number
  readonly type: DifferenceType
  readonly action: ActionCode
  readonly refunded: boolean
  readonly settlementId: string | null
  readonly settlementNo: string | null
  readonly personNo: string | null
  /** Whose it is in the file, where that is somebody else. */
  readonly therePersonNo: string | null
  readonly visitId: string | null
  readonly lineNo: number | null
  /** The day on which the ledger has it. */
  readonly postedOn: string | null
  readonly hereTotal: string | null
  readonly hereFund: string | null
  readonly hereAccount: string | null
  readonly thereTotal: string | null
  readonly thereFund: string | null
  readonly thereAccount: string | null
}

export async function listDifferences(
  client: Queryable,
  reconciliationId: string,
  { after, take }: { readonly after: number; readonly take: number },
): Promise<DifferenceRow[]> {
  const { rows } = await client.query<DifferenceRow>(
    `SELECT seq, type, action, refunded, settlement_id::text AS "settlementId", settlement_no AS "settlementNo", person_no AS "personNo",
       there_person_no AS "therePersonNo", visit_id AS "visitId", line_no AS "lineNo", posted_on AS "postedOn", here_total::text AS "hereTotal",
       here_fund::text AS "hereFund", here_account::text AS "hereAccount", there_total::text AS "thereTotal",
       there_fund::text AS "thereFund", there_account::text AS "thereAccount"
     FROM reconciliation_differences WHERE reconciliation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [reconciliationId, after, take],
  )
  return rows
}
