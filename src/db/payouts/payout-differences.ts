import type { Database } from '../database.ts'
import type { FoundDifference } from '../ledger/found-difference.ts'

/** What concerns a fund's payouts; the place says which. */
const ofFund = (region: string, what: string, stored: string, computed: string) =>
  `SELECT '-' AS "personNo", ${region} AS region, 0 AS year, NULL::int AS seq, ${what} AS what, ${stored} AS stored, ${computed} AS computed`

const booked = (kind: string, reference: string, account: string) =>
  `coalesce((SELECT sum(l.amount) FROM fund_entries e JOIN fund_lines l USING (entry_id)
    WHERE e.region = b.region AND e.kind = '${kind}' AND e.reference = ${reference} AND l.account = ${account}), 0.00)`

/**
 * What payouts must always satisfy, checked once more over everything: each is the sum of what the ledger owes the person, no
 * entry and no payout goes out twice, batches are their lines, and the journal posts what was approved, sent, paid and returned.
 */
const checks = [
  `SELECT p.person_no AS "personNo", p.region, coalesce(min(t.year), 0)::int AS year, min(t.seq) AS seq,
     'payout ' || p.id || ' and its entries' AS what, p.amount::text AS stored, coalesce(sum(e.to_person), 0)::text AS computed
   FROM payouts p LEFT JOIN payout_entries t ON t.payout_id = p.id
   LEFT JOIN entries e ON e.person_no = t.person_no AND e.region = t.region AND e.year = t.year AND e.seq = t.seq
     AND t.person_no = p.person_no
   LEFT JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
   GROUP BY p.id HAVING p.amount <> coalesce(sum(e.to_person), 0)
     OR bool_or((t.released_at IS NULL) <> (p.withdrawn_at IS NULL) OR p.region NOT IN (e.region, s.insured_region) OR t.amount IS DISTINCT FROM e.to_person)`,
  `SELECT person_no AS "personNo", region, year, seq, 'payouts that hold the entry' AS what, count(*)::text AS stored, '1' AS computed
   FROM payout_entries WHERE released_at IS NULL GROUP BY person_no, region, year, seq HAVING count(*) > 1`,
  `${ofFund('p.region', `'lines of payout ' || p.id || ' that wait or are paid'`, 'count(*)::text', `'1'`)}
   FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id WHERE l.state IN ('waiting', 'paid')
   GROUP BY p.id HAVING count(*) > 1 OR bool_or(p.withdrawn_at IS NOT NULL OR l.amount <> p.amount)`,
  `${ofFund('b.region', `'batch ' || b.id || ' and its lines'`, `b.lines || ' ' || b.amount`, `count(l.*) || ' ' || coalesce(sum(l.amount), 0)`)}
   FROM payout_batches b LEFT JOIN payout_batch_lines l ON l.batch_id = b.id
   GROUP BY b.id HAVING b.lines <> count(l.*) OR b.amount <> coalesce(sum(l.amount), 0)
     OR bool_or((l.state = 'withdrawn') <> (b.status = 'withdrawn') OR (l.state = 'waiting' AND b.status = 'closed')
       OR (l.state IN ('paid', 'returned') AND b.sent_at IS NULL))`,
  `${ofFund('b.region', `'batch ' || b.id || ' ' || k.kind`, 'k.booked::text', 'k.amount::text')}
   FROM payout_batches b CROSS JOIN LATERAL (VALUES
     ('payout-approved', ${booked('payout-approved', 'b.id::text', "'purpose:aid'")}, CASE WHEN b.approved_at IS NULL THEN 0.00 ELSE b.amount END),
     ('payout-withdrawn', ${booked('payout-withdrawn', 'b.id::text', "'purpose:aid'")},
       CASE WHEN b.withdrawn_at IS NULL OR b.approved_at IS NULL THEN 0.00 ELSE -b.amount END),
     ('payout-sent', ${booked('payout-sent', 'b.id::text', "'fund:' || b.region")}, CASE WHEN b.sent_at IS NULL THEN 0.00 ELSE -b.amount END))
     k (kind, booked, amount) WHERE k.booked <> k.amount`,
  `${ofFund('b.region', `'answer ' || a.id || ' ' || k.kind`, 'k.booked::text', 'k.amount::text')}
   FROM payout_answers a JOIN payout_batches b ON b.id = a.batch_id CROSS JOIN LATERAL (VALUES
     ('payout-paid', ${booked('payout-paid', 'a.id::text', "'people:' || b.region")},
       (SELECT coalesce(sum(l.amount), 0.00) FROM payout_batch_lines l WHERE l.paid_answer = a.id)),
     ('payout-returned', ${booked('payout-returned', 'a.id::text', "'fund:' || b.region")},
       (SELECT coalesce(sum(l.amount), 0.00) FROM payout_batch_lines l WHERE l.returned_answer = a.id)))
     k (kind, booked, amount) WHERE k.booked <> k.amount`,
  `${ofFund('e.region', `'journal entry ' || e.entry_id || ' of payouts'`, 'e.reference', `'none'`)} FROM fund_entries e
   WHERE (e.kind IN ('payout-approved', 'payout-withdrawn', 'payout-sent') AND NOT EXISTS (
       SELECT FROM payout_batches b WHERE b.id::text = e.reference AND b.region = e.region))
     OR (e.kind IN ('payout-paid', 'payout-returned') AND NOT EXISTS (
       SELECT FROM payout_answers a JOIN payout_batches b ON b.id = a.batch_id WHERE a.id::text = e.reference AND b.region = e.region))`,
  // What is with the bank, and what is promised, by the journal and by the lines.
  `${ofFund('r.region', `'money with the bank and promised to people'`, `coalesce(t.balance, 0) || ' ' || -coalesce(p.balance, 0)`, `r.sent || ' ' || r.promised`)}
   FROM (SELECT b.region, coalesce(sum(l.amount) FILTER (WHERE b.sent_at IS NOT NULL), 0.00) AS sent,
       coalesce(sum(l.amount) FILTER (WHERE b.approved_at IS NOT NULL), 0.00) AS promised
     FROM payout_batches b LEFT JOIN payout_batch_lines l ON l.batch_id = b.id AND l.state = 'waiting' GROUP BY b.region) r
   LEFT JOIN fund_balances t ON t.region = r.region AND t.account = 'transit:' || r.region
   LEFT JOIN fund_balances p ON p.region = r.region AND p.account = 'people:' || r.region
   WHERE coalesce(t.balance, 0) <> r.sent OR -coalesce(p.balance, 0) <> r.promised`,
]

export async function payoutDifferences(db: Database): Promise<FoundDifference[]> {
  const found: FoundDifference[] = []
  for (const check of checks) found.push(...(await db.pool.query<FoundDifference>(check)).rows)
  return found
}
