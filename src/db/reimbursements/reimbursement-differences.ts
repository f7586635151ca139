import type { Database } from '../database.ts'
import type { FoundDifference } from '../ledger/found-difference.ts'

/**
 * What bills that were handed in and the ledger must say alike: each that was approved has its settlement, each settlement of that
 * kind is a bill's, and an invoice is in one bill that stands.
 */
const checks = [
  `SELECT r.person_no AS "personNo", r.region, extract(year FROM r.received_on)::int AS year, NULL::int AS seq,
     'settlement of reimbursement ' || r.reimbursement_no AS what, r.status AS stored,
     CASE WHEN s.settlement_id IS NULL THEN 'not settled' WHEN s.undone THEN 'reversed' ELSE 'approved' END AS computed
   FROM reimbursements r LEFT JOIN LATERAL (
     SELECT n.settlement_id, EXISTS (SELECT FROM reversals u WHERE u.hospital_code = n.hospital_code AND u.settlement_no = n.settlement_no) AS undone
     FROM settlement_numbers n WHERE n.hospital_code = 'BX' || r.region AND n.settlement_no = r.reimbursement_no
       AND n.settlement_id = r.settlement_id AND n.person_no = r.person_no) s ON true
   WHERE r.settlement_id IS NOT NULL
     AND r.status <> CASE WHEN s.settlement_id IS NULL THEN 'not settled' WHEN s.undone THEN 'reversed' ELSE 'approved' END`,
  `SELECT e.person_no AS "personNo", e.region, e.year::int AS year, e.seq, 'reimbursement of settlement ' || e.settlement_no AS what,
     'settled' AS stored, 'no bill was handed in' AS computed
   FROM entries e LEFT JOIN reimbursements r ON r.settlement_id = e.settlement_id
   WHERE e.kind = 'settlement' AND e.hospital_code ~ '^BX[0-9]{6}$' AND (r.id IS NULL OR r.total <> e.total)`,
  `SELECT '-' AS "personNo", min(r.region) AS region, 0 AS year, NULL::int AS seq, 'invoice ' || i.invoice_code || ' ' || min(i.invoice_no) AS what,
     count(*)::text AS stored, '1' AS computed
   FROM reimbursement_invoices i JOIN reimbursements r ON r.id = i.reimbursement_id
   WHERE r.status IN ('received', 'checked', 'approved') GROUP BY i.invoice_code, ltrim(i.invoice_no, '0') HAVING count(*) > 1`,
]

export async function reimbursementDifferences(db: Database): Promise<FoundDifference[]> {
  const found: FoundDifference[] = []
  for (const check of checks) found.push(...(await db.pool.query<FoundDifference>(check)).rows)
  return found
}
