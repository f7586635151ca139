import type { FundEntryKind } from '../../domain/fund/journal.ts'
import type { FundScope } from '../../domain/policies/funds.ts'
import { taken } from '../overview/posted.ts'
import { figureSql } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

export interface AccountSum {
  readonly account: string
  readonly kind: FundEntryKind
  readonly amount: string
}

export interface FundRead {
  readonly balance: string
  readonly sums: readonly AccountSum[]
  /** Aid settled and in no clearing. */
  readonly settled: string
  /** Owed to people, in no clearing and in no approved batch of payouts. */
  readonly toPeople: string
  /** Aid in clearings that are applied for or held. */
  readonly claimed: string
  /** Recovered of settlements whose reversals are in no approved clearing yet, which will not take it back again. */
  readonly toSetOff: string
  /** Premium subsidies recorded or corrected and not paid; below nothing where more is to come back. */
  readonly subsidies: string
}

/**
 * Where a fund stands, as of one moment. What was settled is summed from an index that holds the amounts; what of it
 * is in a clearing is known by the clearing.
 */
const ofCounty = `SELECT s.person_no, s.year, s.settlement_id FROM settlements s WHERE s.insured_region BETWEEN $1 AND $2`
/** Of a region's own law its entries; of a county under a city's law those of the people insured there. */
const under = (entries: string, law: boolean) =>
  law
    ? `${entries}.region = $3 AND (${entries}.person_no, ${entries}.year, ${entries}.settlement_id) IN (${ofCounty})`
    : `${entries}.region BETWEEN $1 AND $2`
/** What the overview has summed up of it; nothing where it may not be taken. */
const summed = (law: boolean) =>
  `SELECT coalesce(sum(a.assistance + a.re_aid + a.tilt), 0.00) FROM aid_sums a WHERE a.breakdown = 'region' AND ${taken(law ? '$4' : '$3')}
     AND ${law ? 'a.key = $3 AND a.insured_region' : 'a.key'} BETWEEN $1 AND $2`
const through = (law: boolean) => `${law ? '$4' : '$3'}::timestamptz`
/** Each region by itself, so that the index leads to what was posted after. */
const posted = (law: boolean) =>
  `${law ? '' : 'e.region = ANY (ARRAY(SELECT DISTINCT region FROM policy_packs WHERE region BETWEEN $1 AND $2)) AND '}e.posted_at > ${through(law)}`

const fundSql = (law: boolean) => `SELECT
  (SELECT coalesce(sum(balance), 0.00) FROM fund_balances WHERE region BETWEEN $1 AND $2 AND account = 'fund:' || region)::text AS balance,
  (SELECT coalesce(json_agg(s), '[]') FROM (
     SELECT l.account, e.kind, sum(l.amount)::text AS amount FROM fund_entries e JOIN fund_lines l USING (entry_id)
     WHERE e.region BETWEEN $1 AND $2 GROUP BY l.account, e.kind ORDER BY l.account, e.kind) s) AS sums,
  ((${summed(law)})
     + (SELECT coalesce(sum(${figureSql.aid('e')}), 0.00) FROM entries e WHERE ${under('e', law)} AND ${posted(law)})
     - (SELECT coalesce(sum(e.to_person), 0.00) FROM entries e WHERE ${under('e', law)} AND e.to_person <> 0)
     - (SELECT coalesce(sum(aid_paid), 0.00) FROM clearings WHERE region BETWEEN $1 AND $2 AND status <> 'withdrawn'))::text AS settled,
  ((SELECT coalesce(sum(e.to_person), 0.00) FROM entries e WHERE ${under('e', law)} AND e.to_person <> 0)
     - (SELECT coalesce(sum(l.amount), 0.00) FROM payout_batches b JOIN payout_batch_lines l ON l.batch_id = b.id
        WHERE b.region BETWEEN $1 AND $2 AND b.status IN ('approved', 'sent', 'closed') AND l.state IN ('waiting', 'paid')))::text AS "toPeople",
  (SELECT coalesce(sum(aid_paid), 0.00) FROM clearings WHERE region BETWEEN $1 AND $2 AND status IN ('applied', 'held'))::text AS claimed,
  (SELECT coalesce(sum(least(r.left, greatest(-u.aid, 0))), 0.00) FROM (
     SELECT r.settlement_id, sum(r.amount) - coalesce(
       (SELECT sum(o.amount) FROM clearing_set_offs o WHERE o.settlement_id = r.settlement_id), 0) AS left
     FROM fund_recovered r JOIN fund_entries e USING (entry_id) WHERE e.region BETWEEN $1 AND $2 GROUP BY r.settlement_id) r
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(${figureSql.aidPaid('e')}), 0) AS aid
     FROM (SELECT DISTINCT n.person_no, n.year FROM settlement_numbers n WHERE n.settlement_id = r.settlement_id) n
     JOIN entries e ON e.person_no = n.person_no AND e.year = n.year AND e.settlement_id = r.settlement_id
     LEFT JOIN clearing_entries k ON k.person_no = e.person_no AND k.region = e.region AND k.year = e.year AND k.seq = e.seq
       AND k.released_at IS NULL
     LEFT JOIN clearings c ON c.id = k.clearing_id
     WHERE c.id IS NULL OR c.status IN ('applied', 'held')) u WHERE r.left > 0)::numeric(20, 2)::text AS "toSetOff",
  (SELECT coalesce(sum(p.amount), 0.00) FROM premium_subsidy_entries p LEFT JOIN fund_subsidies f USING (person_no, year, seq)
     WHERE ${law ? 'p.region = $3 AND p.insured_region BETWEEN $1 AND $2' : 'p.region BETWEEN $1 AND $2'}
       AND f.entry_id IS NULL)::text AS subsidies`

/** `summedThrough`: up to when what was settled may be taken from the overview's sums; left out, everything is read. */
export async function readFund(
  client: Queryable,
  { first, last, law }: FundScope,
  summedThrough = '-infinity',
): Promise<FundRead> {
  const values = law === null ? [first, last, summedThrough] : [first, last, law, summedThrough]
  const { rows } = await client.query<FundRead>(fundSql(law !== null), values)
  return rows[0] as FundRead
}
