import type pg from 'pg'
import type { CorrectedVisit, Debtor } from '../../domain/adjudication/corrected-visit.ts'
import { mergedCorrections } from '../../domain/claim/merged-corrections.ts'
import { correctedShape } from '../ledger/corrected-shape.ts'
import { shaped } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

/** What was put right of a settlement under one number. Amounts are yuan in text. */
export interface SettlementCorrectionRow {
  readonly id: string
  readonly settlementId: string
  readonly correctionNo: string
  readonly personNo: string
  readonly year: number
  readonly insuredRegion: string
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly changes: CorrectedVisit
  /** Whom somebody else has paid since; null where nobody did. */
  readonly paidTo: Debtor | null
  /** Whose the settlement was, where it stood under the wrong person. */
  readonly newPersonNo: string | null
  readonly reason: string
  readonly inputHash: string
  /** RFC 3339. */
  readonly correctedAt: string
  readonly callerId: string
}

const columns = `c.id, c.settlement_id AS "settlementId", c.correction_no AS "correctionNo", c.person_no AS "personNo", c.year,
  c.insured_region AS "insuredRegion", c.hospital_code AS "hospitalCode", c.settlement_no AS "settlementNo", c.changes,
  c.paid_to AS "paidTo", c.new_person_no AS "newPersonNo", c.reason, 'sha256:' || encode(c.input_hash, 'hex') AS "inputHash",
  to_char(c.corrected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "correctedAt", c.caller_id AS "callerId"`

const read = (row: SettlementCorrectionRow): SettlementCorrectionRow => ({
  ...row,
  changes: shaped('settlement_corrections.changes', correctedShape, row.changes),
})

export async function insertSettlementCorrection(client: pg.ClientBase, row: SettlementCorrectionRow): Promise<void> {
  await client.query(
    `INSERT INTO settlement_corrections (id, settlement_id, correction_no, person_no, year, insured_region, hospital_code,
       settlement_no, changes, paid_to, new_person_no, reason, input_hash, corrected_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, decode(substr($13, 8), 'hex'), $14, $15)`,
    [
      ...[row.id, row.settlementId, row.correctionNo, row.personNo, row.year, row.insuredRegion, row.hospitalCode],
      ...[row.settlementNo, JSON.stringify(row.changes), row.paidTo, row.newPersonNo, row.reason, row.inputHash],
      ...[row.correctedAt, row.callerId],
    ],
  )
}

export async function findSettlementCorrection(
  client: Queryable,
  { settlementId, correctionNo }: Pick<SettlementCorrectionRow, 'settlementId' | 'correctionNo'>,
): Promise<SettlementCorrectionRow | null> {
  const { rows } = await client.query<SettlementCorrectionRow>(
    `SELECT ${columns} FROM settlement_corrections c WHERE c.settlement_id = $1 AND c.correction_no = $2`,
    [settlementId, correctionNo],
  )
  return rows[0] ? read(rows[0]) : null
}

/** Of one settlement, in the order in which they were made. */
export async function correctionsOf(client: Queryable, settlementId: string): Promise<SettlementCorrectionRow[]> {
  const { rows } = await client.query<SettlementCorrectionRow>(
    `SELECT ${columns} FROM settlement_corrections c WHERE c.settlement_id = $1 ORDER BY c.id`,
    [settlementId],
  )
  return rows.map(read)
}

/** What corrections have come to of each settlement of a person; ids rise with time. */
export async function correctedOf(client: Queryable, personNo: string): Promise<Map<string, CorrectedVisit>> {
  const { rows } = await client.query<SettlementCorrectionRow>(
    `SELECT ${columns} FROM settlement_corrections c WHERE c.person_no = $1 AND c.new_person_no IS NULL ORDER BY c.id`,
    [personNo],
  )
  const merged = new Map<string, CorrectedVisit>()
  for (const { settlementId, changes } of rows.map(read))
    merged.set(settlementId, mergedCorrections(merged.get(settlementId), changes))
  return merged
}

export interface SettlementCorrectionFilter {
  readonly regionPrefix: string
  readonly hospitalCode: string | null
  readonly settlementNo: string | null
  readonly personNo: string | null
}

/** Newest first. */
export async function listSettlementCorrectionRows(
  client: Queryable,
  { regionPrefix, hospitalCode, settlementNo, personNo }: SettlementCorrectionFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<SettlementCorrectionRow[]> {
  const { rows } = await client.query<SettlementCorrectionRow>(
    `SELECT ${columns} FROM settlement_corrections c
     WHERE starts_with(c.insured_region, $1) AND ($2::text IS NULL OR c.hospital_code = $2)
       AND ($3::text IS NULL OR c.settlement_no = $3) AND ($4::text IS NULL OR c.person_no = $4)
       AND ($5::uuid IS NULL OR c.id < $5) ORDER BY c.id DESC LIMIT $6`,
    [regionPrefix, hospitalCode, settlementNo, personNo, after, take],
  )
  return rows.map(read)
}
