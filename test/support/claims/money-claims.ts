/** What a hospital claims of an entry: its aid, less what goes to the person. */
const aid = (e: string) => `${e}.assistance + ${e}.re_aid + ${e}.tilt - ${e}.to_person`
const onEntry = (one: string, other: string) =>
  `(${one}.person_no, ${one}.region, ${one}.year, ${one}.seq) = (${other}.person_no, ${other}.region, ${other}.year, ${other}.seq)`

/**
 * What must hold of the money, whatever happened: each query answers the rows in which it does not. They are made of the rows alone,
 * with nothing of the service's own sums.
 */
export const moneyClaims: Readonly<Record<string, string>> = {
  'every yuan owed is in a payout or waits under a name': `
    WITH owed AS (SELECT person_no, region, sum(to_person) AS amount FROM entries GROUP BY 1, 2),
    held AS (SELECT person_no, region, sum(amount) AS amount FROM payouts WHERE withdrawn_at IS NULL GROUP BY 1, 2),
    waits AS (SELECT e.person_no, e.region, sum(e.to_person) AS amount FROM entries e
      WHERE NOT EXISTS (SELECT FROM payout_entries t WHERE ${onEntry('t', 'e')} AND t.released_at IS NULL) GROUP BY 1, 2)
    SELECT o.* FROM owed o LEFT JOIN held h USING (person_no, region) LEFT JOIN waits w USING (person_no, region)
    WHERE o.amount <> coalesce(h.amount, 0) + coalesce(w.amount, 0)`,
  'a payout is what its postings come to': `
    SELECT p.id FROM payouts p JOIN payout_entries t ON t.payout_id = p.id AND t.released_at IS NULL
    JOIN entries e ON ${onEntry('t', 'e')} GROUP BY p.id, p.amount HAVING p.amount <> sum(e.to_person)`,
  'nobody is paid twice': `
    SELECT payout_id FROM payout_batch_lines WHERE state IN ('waiting', 'paid') GROUP BY 1 HAVING count(*) > 1`,
  'the fund holds what came in less what hospitals and people were paid': `
    SELECT * FROM (SELECT
      (SELECT balance FROM fund_balances WHERE account = 'fund:140500') AS holds,
      (SELECT sum(l.amount) FROM fund_lines l JOIN fund_entries e USING (entry_id) WHERE e.kind = 'receipt' AND l.account LIKE 'fund:%')
      + (SELECT coalesce(sum(amount), 0) FROM fund_recovered)
      - (SELECT coalesce(sum(c.aid_paid), 0) FROM clearings c WHERE c.status = 'paid')
      - (SELECT coalesce(sum(o.amount), 0) FROM clearing_set_offs o JOIN clearings c ON c.id = o.clearing_id AND c.status = 'paid')
      - (SELECT coalesce(sum(l.amount), 0) FROM payout_batch_lines l JOIN payout_batches b ON b.id = l.batch_id
         WHERE b.sent_at IS NOT NULL AND l.state IN ('waiting', 'paid')) AS should) f WHERE holds <> should`,
  'each movement of the fund cancels out, and balances are sums of movements': `
    SELECT entry_id::text AS wrong FROM fund_lines GROUP BY 1 HAVING sum(amount) <> 0
    UNION ALL SELECT b.account FROM fund_balances b
      WHERE b.balance <> (SELECT coalesce(sum(l.amount), 0) FROM fund_lines l WHERE l.account = b.account)`,
  'a clearing is what its entries come to': `
    SELECT c.id FROM clearings c JOIN clearing_entries k ON k.clearing_id = c.id JOIN entries e ON ${onEntry('k', 'e')}
    GROUP BY c.id HAVING c.aid_paid <> sum(${aid('e')}) OR c.hospital_paid <> sum(e.hospital) OR c.total <> sum(e.total)`,
  'an entry is in one clearing that stands': `
    SELECT person_no, region, year, seq FROM clearing_entries WHERE released_at IS NULL GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
  'a hospital that has claimed a settlement gives its patient nothing back for what changes afterwards': `
    SELECT a.settlement_id, a.seq FROM entries a JOIN entries s USING (person_no, region, year, settlement_id)
    JOIN clearing_entries t ON ${onEntry('t', 's')} AND t.released_at IS NULL
    WHERE s.kind = 'settlement' AND a.kind = 'adjustment' AND a.person + a.to_person <> 0
      AND a.posted_at > (SELECT applied_at FROM clearings WHERE id = t.clearing_id)
      AND NOT EXISTS (SELECT FROM settlement_corrections c WHERE c.settlement_id = a.settlement_id AND c.paid_to = 'person')`,
  'aid is with hospitals, with people, or open': `
    SELECT * FROM (SELECT (SELECT sum(assistance + re_aid + tilt) FROM entries) AS aid,
      (SELECT coalesce(sum(aid_paid), 0) FROM clearings WHERE status <> 'withdrawn')
      + (SELECT coalesce(sum(${aid('e')}), 0) FROM entries e WHERE NOT EXISTS (
          SELECT FROM clearing_entries t WHERE ${onEntry('t', 'e')} AND t.released_at IS NULL))
      + (SELECT sum(to_person) FROM entries) AS placed) a WHERE aid <> placed`,
  'what stands of a settlement is its bill, and of one that was undone nothing': `
    SELECT settlement_id FROM entries WHERE kind NOT LIKE 'opening%' GROUP BY 1
    HAVING sum(total) <> CASE WHEN bool_or(kind = 'reversal') THEN 0 ELSE max(total) FILTER (WHERE kind = 'settlement') END
      OR (bool_or(kind = 'reversal') AND (sum(assistance) <> 0 OR sum(tilt) <> 0 OR sum(person) <> 0 OR sum(hospital) <> 0))`,
  'what is used of a limit is the sum of its movements': `
    WITH moved AS (SELECT person_no, region, year, name, sum(amount) AS amount FROM limit_movements GROUP BY 1, 2, 3, 4),
    kept AS (SELECT person_no, region, year, u.key AS name, u.value::numeric AS amount FROM person_years, jsonb_each_text(used) u)
    SELECT * FROM moved m FULL JOIN kept k USING (person_no, region, year, name)
    WHERE coalesce(m.amount, 0) <> coalesce(k.amount, 0)`,
  'the aid of a bill that was handed in is the person’s, all of it, and no hospital’s': `
    SELECT r.id::text AS wrong FROM reimbursements r JOIN entries e ON e.settlement_id = r.settlement_id
    GROUP BY r.id, r.status HAVING sum(e.to_person) <> sum(e.assistance + e.re_aid + e.tilt)
      OR (r.status = 'reversed') <> bool_or(e.kind = 'reversal')
    UNION ALL SELECT r.id::text FROM reimbursements r JOIN entries e ON e.settlement_id = r.settlement_id
      JOIN clearing_entries k ON ${onEntry('k', 'e')}`,
  'an invoice is used once, and one of a bill that ended is free': `
    SELECT invoice_no FROM reimbursement_invoices WHERE released_at IS NULL GROUP BY invoice_no, invoice_code HAVING count(*) > 1
    UNION ALL SELECT i.invoice_no FROM reimbursement_invoices i JOIN reimbursements r ON r.id = i.reimbursement_id
      WHERE (i.released_at IS NULL) <> (r.status IN ('received', 'checked', 'approved'))`,
  'what is upheld is taken back, once, by its amount': `
    SELECT d.id FROM disallowances d JOIN disallowance_steps s ON s.disallowance_id = d.id AND s.step = 'upheld'
    LEFT JOIN settlement_corrections c ON c.settlement_id = d.settlement_id AND c.correction_no = 'disallowed:' || d.id
    WHERE (c.changes #>> '{takenBack,0,amount}')::numeric IS DISTINCT FROM d.amount OR NOT EXISTS (
      SELECT FROM entries e WHERE e.person_no = d.person_no AND e.settlement_id = d.settlement_id
        AND e.cause_no = 'correction/' || d.settlement_id || '/disallowed:' || d.id)`,
  'a hospital bears of a settlement no more than was taken back from it': `
    WITH taken AS (SELECT c.settlement_id, sum((t ->> 'amount')::numeric) AS amount
      FROM settlement_corrections c, json_array_elements(c.changes -> 'takenBack') t WHERE t ->> 'from' = 'hospital' GROUP BY 1)
    SELECT e.settlement_id FROM entries e LEFT JOIN taken t USING (settlement_id) GROUP BY e.settlement_id, t.amount
    HAVING sum(e.hospital) NOT BETWEEN 0 AND coalesce(t.amount, 0)`,
  'a run of recalculations says what it posted': `
    SELECT r.run_no, l.*, e.* FROM recalculation_runs r
    CROSS JOIN LATERAL (SELECT coalesce(sum(person_gets_back), 0) AS person, coalesce(sum(funds_pay), 0) AS funds,
        coalesce(sum(hospital_bears), 0) AS hospital, coalesce(sum(owed_to_person), 0) AS owed
      FROM recalculation_run_lines l WHERE l.run_id = r.id AND l.stage = 'posting') l
    CROSS JOIN LATERAL (SELECT coalesce(-sum(e.person), 0) AS did_person, coalesce(sum(e.hospital), 0) AS did_hospital,
        coalesce(sum(e.basic + e.critical_illness + e.assistance + e.re_aid + e.tilt), 0) AS did_funds,
        coalesce(sum(e.to_person), 0) AS did_owed
      FROM entries e WHERE e.cause = 'resettle' AND e.cause_no = 'run/' || r.id) e
    WHERE (l.person, l.funds, l.hospital, l.owed) <> (e.did_person, e.did_funds, e.did_hospital, e.did_owed)`,
  'an opening balance moves no money': `
    SELECT settlement_id FROM entries WHERE kind LIKE 'opening%' AND (total <> 0 OR to_person <> 0 OR assistance <> 0)`,
}

/** What people owe by the rows alone: more was paid out, or is on its way, than is owed to them by now. */
export const owedByPeople = `
  WITH owed AS (SELECT person_no, sum(to_person) AS amount FROM entries GROUP BY 1),
  sent AS (SELECT p.person_no, sum(l.amount) AS amount FROM payouts p JOIN payout_batch_lines l ON l.payout_id = p.id
    JOIN payout_batches b ON b.id = l.batch_id WHERE b.sent_at IS NOT NULL AND l.state IN ('waiting', 'paid') GROUP BY 1)
  SELECT person_no AS code, (coalesce(s.amount, 0) - o.amount)::text AS open FROM owed o LEFT JOIN sent s USING (person_no)
  WHERE coalesce(s.amount, 0) > o.amount ORDER BY person_no`
