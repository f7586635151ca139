import type { Database } from '../database.ts'
import type { FoundDifference } from '../ledger/found-difference.ts'

/** Each opening balance that was approved is in the ledger as it was approved, and nothing is opened that nobody approved. */
const check = `SELECT coalesce(o.person_no, e.person_no) AS "personNo", coalesce(o.law_region, e.region) AS region,
    coalesce(o.year, e.year)::int AS year, e.seq, 'opening balance ' || coalesce(o.opening_no, e.settlement_id::text) AS what,
    coalesce(e.posted, 'not posted') AS stored, coalesce(o.approved, 'not entered') AS computed
  FROM (SELECT o.*, CASE WHEN status = 'reversed' THEN content::text || ' taken back ' || reversal_no ELSE content::text END AS approved
      FROM opening_balances o WHERE status IN ('approved', 'reversed')) o
  FULL JOIN (SELECT e.person_no, e.region, e.year, e.settlement_id, min(e.seq) AS seq,
      string_agg(coalesce(e.input::text, 'taken back ' || e.reversal_no), ' ' ORDER BY e.seq) AS posted
    FROM entries e WHERE e.kind = 'opening' GROUP BY 1, 2, 3, 4) e
    ON (e.person_no, e.region, e.year, e.settlement_id) = (o.person_no, o.law_region, o.year, o.id)
  WHERE e.posted IS DISTINCT FROM o.approved`

export async function openingDifferences(db: Database): Promise<FoundDifference[]> {
  return (await db.pool.query<FoundDifference>(check)).rows
}
