import type { Care } from '../../domain/names/care.ts'
import { payers } from '../../domain/names/payers.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** Sums of the visits of a year that stand, of one identity and kind of care. Yuan in text. */
export interface VisitSums {
  readonly category: string | null
  readonly care: Care
  readonly visits: number
  readonly people: number
  /** Visits that aid has paid for, and those of them where it did so as the hospital settled them: no bill that was handed in. */
  readonly aided: number
  readonly aidedAtOnce: number
  readonly inScope: string
  readonly inScopeInCounty: string
  readonly insured: string
  readonly aid: string
  /** In-scope cost that nobody else has paid. */
  readonly selfPay: string
  /** Of stays in the county alone. */
  readonly countyStaysInScope: string
  readonly countyStaysBasic: string
}

/**
 * What the hospital of a visit bears of in-scope cost: aid that it was not due, and what a package does not cover. Its share of
 * off-catalogue cost is none of that. Few visits have any, whose last outcome is looked at.
 */
const hospitalInScope = `(SELECT coalesce(sum((line ->> 4)::numeric), 0)
    FROM (SELECT e.outcome FROM entries e WHERE e.person_no = v.person_no AND e.year = $1 AND e.settlement_id = v.settlement_id
      ORDER BY e.seq DESC LIMIT 1) last CROSS JOIN LATERAL json_array_elements(last.outcome -> 'lines') line
    WHERE (line ->> 1)::int = ${payers.indexOf('hospital')} AND line ->> 0 <> 'hospital-share')`

/**
 * One row a visit: what stands of it after all that was posted, under the identity of its last outcome, with its in-scope cost as
 * it was stated or put right. In the county is a hospital of the place where the person was insured then. What several lines
 * read is written down once.
 */
const visits = `SELECT v.person_no, v.care, v.category, v.aid, v.at_once, v.in_scope, v.insured,
    greatest(v.in_scope - v.insured - v.others - v.aid - CASE WHEN v.hospital = 0 THEN 0 ELSE ${hospitalInScope} END, 0) AS self_pay,
    v.basic, starts_with(v.hospital_region, regexp_replace(v.insured_region, '(00){1,2}$', '')) AS in_county
  FROM (
    SELECT e.person_no, e.settlement_id, max(e.care) AS care, max(e.insured_region) AS insured_region,
      (array_agg(e.category ORDER BY e.seq DESC))[1] AS category,
      sum(e.basic) AS basic, sum(e.basic + e.critical_illness) AS insured, sum(e.supplementary + e.commercial + e.social_aid) AS others,
      sum(e.assistance + e.re_aid + e.tilt) AS aid,
      sum(e.assistance + e.re_aid + e.tilt) FILTER (WHERE e.kind = 'settlement' AND NOT starts_with(e.hospital_code, 'BX')) AS at_once,
      sum(e.hospital) AS hospital,
      max(e.facts #>> '{hospital,region}') FILTER (WHERE e.kind = 'settlement') AS hospital_region,
      coalesce((array_agg(e.facts #>> '{corrected,costs,inScope}' ORDER BY e.seq DESC)
          FILTER (WHERE e.facts #>> '{corrected,costs,inScope}' IS NOT NULL))[1],
        max(e.input #>> '{costs,inScope}'))::numeric AS in_scope
    FROM entries e WHERE e.year = $1
    GROUP BY e.person_no, e.settlement_id
    HAVING bool_and(e.kind <> 'reversal') AND max(e.insured_region) BETWEEN $2 AND $3) v`

export async function readVisitSums(client: Queryable, year: number, prefix: string): Promise<VisitSums[]> {
  const { rows } = await client.query<VisitSums>(
    `SELECT category, care, count(*)::int AS visits, count(DISTINCT person_no)::int AS people,
       count(*) FILTER (WHERE aid > 0)::int AS aided, count(*) FILTER (WHERE aid > 0 AND at_once > 0)::int AS "aidedAtOnce",
       sum(in_scope)::text AS "inScope", coalesce(sum(in_scope) FILTER (WHERE in_county), 0.00)::text AS "inScopeInCounty",
       sum(insured)::text AS insured, sum(aid)::text AS aid, sum(self_pay)::text AS "selfPay",
       coalesce(sum(in_scope) FILTER (WHERE in_county AND care = 'inpatient'), 0.00)::text AS "countyStaysInScope",
       coalesce(sum(basic) FILTER (WHERE in_county AND care = 'inpatient'), 0.00)::text AS "countyStaysBasic"
     FROM (${visits}) visit GROUP BY category, care ORDER BY category, care`,
    [year, ...regionRange(prefix)],
  )
  return rows
}

export interface ClearingDays {
  readonly clearings: number
  /** From the application to the bank's day, all together. */
  readonly days: number
}

/** Of clearings that were paid in the year, by the bank's day, or the day in China on which it was recorded. */
export async function readClearingDays(client: Queryable, year: number, prefix: string): Promise<ClearingDays> {
  const { rows } = await client.query<ClearingDays>(
    `SELECT count(*)::int AS clearings, coalesce(sum(paid.day - (c.applied_at AT TIME ZONE INTERVAL '8 hours')::date), 0)::int AS days
     FROM clearings c JOIN clearing_decisions d ON d.clearing_id = c.id AND d.decision = 'pay'
     CROSS JOIN LATERAL (SELECT coalesce(d.paid_on, (d.decided_at AT TIME ZONE INTERVAL '8 hours')::date) AS day) paid
     WHERE c.region BETWEEN $2 AND $3 AND extract(year FROM paid.day) = $1`,
    [year, ...regionRange(prefix)],
  )
  return rows[0] as ClearingDays
}

export interface PayoutDaySums {
  readonly payouts: number
  readonly days: number
}

/** Of payouts that arrived in the year, by the bank's day. */
export async function readPayoutDaySums(client: Queryable, year: number, prefix: string): Promise<PayoutDaySums> {
  const { rows } = await client.query<PayoutDaySums>(
    `SELECT count(*)::int AS payouts, coalesce(sum(l.paid_on - p.received_on), 0)::int AS days
     FROM payout_batch_lines l JOIN payouts p ON p.id = l.payout_id
     WHERE l.state = 'paid' AND extract(year FROM l.paid_on) = $1 AND p.region BETWEEN $2 AND $3`,
    [year, ...regionRange(prefix)],
  )
  return rows[0] as PayoutDaySums
}
