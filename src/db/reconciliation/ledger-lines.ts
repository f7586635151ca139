import type { Insurance } from '../../domain/names/insurances.ts'
import type { LedgerTotals } from '../../domain/reconciliation/totals.ts'
import type { Queryable } from '../sql.ts'
import { chinaDayStart, everyRegion, figureSql } from './sums.ts'

/** A hospital's period; both days are included. */
export interface HospitalPeriod {
  readonly hospitalCode: string
  readonly from: string
  readonly to: string
  /** Kinds of care that are compared. */
  readonly cares: readonly string[]
}

/**
 * The lines of a hospital's period as the ledger has them: settlements posted in it with the amounts that stand, and
 * reversals posted in it with the negated amounts. Parameters $1 hospital, $2 first and $3 last day, $4 kinds of care.
 */
export const ledgerLines = `SELECT e.settlement_id, e.kind = 'reversal' AS refunded, s.settlement_no, e.person_no, e.posted_at,
  coalesce(s.insurance, 'residents') AS insurance, e.total, ${figureSql.fundPaid('e')} + coalesce(later.fund_paid, 0) AS fund_paid,
  ${figureSql.personPaid('e')} + coalesce(later.person_paid, 0) AS person_paid, e.hospital + coalesce(later.hospital_paid, 0) AS hospital_paid
FROM entries e
JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
LEFT JOIN LATERAL (
  SELECT sum(${figureSql.fundPaid('a')}) AS fund_paid, sum(${figureSql.personPaid('a')}) AS person_paid, sum(a.hospital) AS hospital_paid
  FROM entries a WHERE a.person_no = e.person_no AND a.region = e.region AND a.year = e.year
    AND a.settlement_id = e.settlement_id AND a.kind = 'adjustment') later ON e.kind = 'settlement'
WHERE e.region = ${everyRegion} AND e.posted_at >= ${chinaDayStart('$2')} AND e.posted_at < ${chinaDayStart('($3::date + 1)')}
  AND e.kind IN ('settlement', 'reversal') AND s.hospital_code = $1 AND s.care = ANY ($4::text[])`

/** Of settlements or reversals alone, of one insurance alone; null is everything. */
export async function readTotals(
  client: Queryable,
  { hospitalCode, from, to, cares }: HospitalPeriod,
  { refunded, insurance }: { readonly refunded: boolean | null; readonly insurance: Insurance | null },
): Promise<LedgerTotals> {
  const { rows } = await client.query<LedgerTotals>(
    `SELECT count(*) FILTER (WHERE NOT refunded)::int AS settlements, count(*) FILTER (WHERE refunded)::int AS reversals,
       coalesce(sum(total), 0.00)::text AS total, coalesce(sum(fund_paid), 0.00)::text AS "fundPaid",
       coalesce(sum(person_paid), 0.00)::text AS "personPaid", coalesce(sum(hospital_paid), 0.00)::text AS "hospitalPaid"
     FROM (${ledgerLines}) line WHERE ($5::boolean IS NULL OR refunded = $5)
       AND ($6::text IS NULL OR insurance = $6)`,
    [hospitalCode, from, to, cares, refunded, insurance],
  )
  return rows[0] as LedgerTotals
}
