import type { Database } from '../database.ts'
import type { FoundDifference } from '../ledger/found-difference.ts'

/** A movement of a fund concerns no person; the place says what it is about instead. */
const ofFund = (region: string, what: string, stored: string, computed: string) =>
  `SELECT '-' AS "personNo", ${region} AS region, 0 AS year, NULL::int AS seq, ${what} AS what, ${stored} AS stored, ${computed} AS computed`

const setOff = '(SELECT coalesce(sum(o.amount), 0) FROM clearing_set_offs o WHERE o.clearing_id = c.id)'

/**
 * What the fund’s accounts must always satisfy, checked once more over everything: entries cancel out, balances are the
 * sums of their entries, approvals and payments are what their clearings say, and nothing came back twice.
 */
const checks = [
  `${ofFund('e.region', `'journal entry ' || e.entry_id || ' does not balance'`, 'coalesce(sum(l.amount), 0)::text', `'0.00'`)}
   FROM fund_entries e LEFT JOIN fund_lines l USING (entry_id) GROUP BY e.entry_id, e.region
   HAVING coalesce(sum(l.amount), 0) <> 0 OR count(l.entry_id) < 2`,
  `${ofFund('region', `'balance of ' || account`, 'coalesce(b.balance, 0)::text', 'coalesce(s.balance, 0)::text')}
   FROM fund_balances b FULL JOIN (
     SELECT e.region, l.account, sum(l.amount) AS balance FROM fund_entries e JOIN fund_lines l USING (entry_id)
     GROUP BY e.region, l.account) s USING (region, account)
   WHERE coalesce(b.balance, 0) <> coalesce(s.balance, 0)`,
  `${ofFund('c.region', `'clearing ' || c.id || ' ' || k.kind`, 'coalesce(e.amount, 0)::text', 'k.amount::text')}
   FROM clearings c CROSS JOIN LATERAL (VALUES
     ('clearing-approved', CASE WHEN c.status IN ('approved', 'paid') THEN -c.aid_paid - ${setOff} ELSE 0 END),
     ('clearing-paid', CASE WHEN c.status = 'paid' THEN c.aid_paid + ${setOff} ELSE 0 END)) k (kind, amount)
   LEFT JOIN LATERAL (
     SELECT sum(l.amount) AS amount FROM fund_entries f JOIN fund_lines l USING (entry_id)
     WHERE f.region = c.region AND f.kind = k.kind AND f.reference = c.id::text AND l.account = 'payable:' || c.hospital_code) e ON true
   WHERE coalesce(e.amount, 0) <> k.amount`,
  `${ofFund('c.region', `'clearing ' || c.id || ' and its entries'`, "c.total || ' ' || c.aid_paid", "coalesce(t.total, 0) || ' ' || coalesce(t.aid, 0)")}
   FROM clearings c LEFT JOIN LATERAL (
     SELECT sum(e.total) AS total, sum(e.assistance + e.re_aid + e.tilt - e.to_person) AS aid
     FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq) WHERE k.clearing_id = c.id) t ON true
   WHERE c.total <> coalesce(t.total, 0) OR c.aid_paid <> coalesce(t.aid, 0)`,
  `${ofFund('c.region', `'entries of another fund in clearing ' || c.id`, 'count(*)::text', `'0'`)}
   FROM clearings c JOIN clearing_entries k ON k.clearing_id = c.id
   JOIN entries e ON (e.person_no, e.region, e.year, e.seq) = (k.person_no, k.region, k.year, k.seq)
   JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
   WHERE c.region NOT IN (e.region, s.insured_region) GROUP BY c.id`,
  `${ofFund('e.region', `'subsidies of payment ' || e.reference`, 'sum(l.amount)::text', 'coalesce(max(p.amount), 0)::text')}
   FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.entry_id AND l.account = 'purpose:premium-subsidy'
   LEFT JOIN (SELECT f.entry_id, sum(s.amount) AS amount FROM fund_subsidies f JOIN premium_subsidy_entries s USING (person_no, year, seq)
     GROUP BY f.entry_id) p ON p.entry_id = e.entry_id
   WHERE e.kind = 'subsidy-paid' GROUP BY e.entry_id, e.region, e.reference HAVING sum(l.amount) <> coalesce(max(p.amount), 0)`,
  `SELECT s.person_no AS "personNo", s.region, s.year, e.seq, 'entries of the premium subsidy' AS what,
     coalesce(e.amount, 0)::text AS stored, s.subsidy::text AS computed
   FROM premium_subsidies s LEFT JOIN LATERAL (
     SELECT max(seq) AS seq, count(*) AS count, sum(amount) AS amount, (array_agg(subsidy ORDER BY seq DESC))[1] AS recorded,
       sum(amount) FILTER (WHERE seq = 1) AS first
     FROM premium_subsidy_entries e WHERE e.person_no = s.person_no AND e.year = s.year) e ON true
   WHERE e.count = 0 OR e.seq <> e.count OR e.first <> s.subsidy OR e.amount <> e.recorded`,
  `${ofFund('paid.region', `'recovered of payment ' || paid.entry_id`, 'sum(l.amount)::text', "(SELECT -sum(o.amount) FROM fund_lines o WHERE o.entry_id = paid.entry_id AND o.account = 'fund:' || paid.region)::text")}
   FROM fund_entries paid JOIN fund_entries back ON back.recovers = paid.entry_id
   JOIN fund_lines l ON l.entry_id = back.entry_id AND l.account = 'fund:' || back.region
   WHERE paid.kind <> 'clearing-paid' GROUP BY paid.entry_id, paid.region
   HAVING sum(l.amount) > (SELECT -sum(o.amount) FROM fund_lines o WHERE o.entry_id = paid.entry_id AND o.account = 'fund:' || paid.region)`,
  // The same yuan is never taken back twice: by a recovery, and by the reversal of what was recovered.
  `${ofFund('back.region', `'settlements of recovery ' || back.reference`, 'sum(l.amount)::text', 'coalesce(max(r.amount), 0)::text')}
   FROM fund_entries back JOIN fund_entries paid ON paid.entry_id = back.recovers AND paid.kind = 'clearing-paid'
   JOIN fund_lines l ON l.entry_id = back.entry_id AND l.account = 'fund:' || back.region
   LEFT JOIN LATERAL (SELECT sum(r.amount) AS amount FROM fund_recovered r WHERE r.entry_id = back.entry_id
     AND EXISTS (SELECT FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq)
       WHERE k.clearing_id::text = paid.reference AND e.settlement_id = r.settlement_id)) r ON true
   GROUP BY back.entry_id, back.region, back.reference HAVING sum(l.amount) <> coalesce(max(r.amount), 0)`,
  `${ofFund('max(e.region)', `'recovered of settlement ' || r.settlement_id`, 'sum(r.amount)::text', 'settlement_aid_paid(r.settlement_id)::text')}
   FROM fund_recovered r JOIN fund_entries e USING (entry_id) GROUP BY r.settlement_id
   HAVING sum(r.amount) > greatest(settlement_aid_paid(r.settlement_id), coalesce(
     (SELECT sum(o.amount) FROM clearing_set_offs o WHERE o.settlement_id = r.settlement_id), 0))`,
  `${ofFund('c.region', `'set off in clearing ' || o.clearing_id || ' of settlement ' || o.settlement_id`, 'o.amount::text', 'least(t.amount, r.amount)::text')}
   FROM clearing_set_offs o JOIN clearings c ON c.id = o.clearing_id
   CROSS JOIN LATERAL (SELECT greatest(-coalesce(sum(e.assistance + e.re_aid + e.tilt - e.to_person), 0), 0) AS amount
     FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq)
     WHERE k.clearing_id = o.clearing_id AND e.settlement_id = o.settlement_id) t
   CROSS JOIN LATERAL (SELECT coalesce((SELECT sum(amount) FROM fund_recovered WHERE settlement_id = o.settlement_id), 0)
     - (SELECT sum(amount) FROM clearing_set_offs WHERE settlement_id = o.settlement_id) + o.amount AS amount) r
   WHERE o.amount > t.amount OR o.amount > r.amount`,
]

export async function fundDifferences(db: Database): Promise<FoundDifference[]> {
  const found: FoundDifference[] = []
  for (const check of checks) found.push(...(await db.pool.query<FoundDifference>(check)).rows)
  return found
}
