import type { AuditLead } from '../../domain/names/audit-leads.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** One finding. Yuan in text; what a kind does not have is null. */
export interface LeadRow {
  readonly personNo: string
  /** Of a settlement; of a subsidy its year. */
  readonly key: string
  readonly settlementId: string | null
  readonly settlementNo: string | null
  readonly hospitalCode: string | null
  readonly from: string | null
  readonly to: string | null
  /** Of the aid, or the subsidy. */
  readonly amount: string
  /** What it is compared with: the other settlement, the day of death, the last day of the identity, the other person. */
  readonly other: string | null
  readonly otherFrom: string | null
  readonly otherTo: string | null
}

const stands = (s: string) =>
  `NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = ${s}.hospital_code AND r.settlement_no = ${s}.settlement_no)`
/** What a settlement and all that was posted of it since come to. */
const nowOf = (s: string, sum: string) => `(SELECT sum(${sum}) FROM entries e
    WHERE e.person_no = ${s}.person_no AND e.year = ${s}.year AND e.settlement_id = ${s}.settlement_id)`
const aidOf = (s: string) => nowOf(s, 'e.assistance + e.re_aid + e.tilt')

/** A line of a settlement, with what it is compared with. */
const line = (other: string, otherFrom: string, otherTo: string) =>
  `SELECT s.person_no, s.settlement_id::text AS key, s.settlement_id, s.settlement_no, s.hospital_code,
     coalesce(s.admitted_on, s.event_on) AS began_on, s.event_on AS ended_on, ${aidOf('s')} AS amount,
     ${other} AS other, ${otherFrom} AS other_from, ${otherTo} AS other_to FROM settlements s`
const inRegion = 's.insured_region BETWEEN $1 AND $2'

/** Numbers of one human: the person's own, and those that are joined with it or have the same document. */
const samePerson = (a: string, b: string) =>
  `(${b}.person_no = ${a}.person_no OR ${b}.joined_as = ${a}.joined_as OR ${b}.id_number_hmac = ${a}.id_number_hmac)`

/** Two stays of one human, the later with the earlier. */
const pair = (compared: string) =>
  `${line('o.settlement_no', 'coalesce(o.admitted_on, o.event_on)', 'o.event_on')}
   JOIN beneficiaries b ON b.person_no = s.person_no
   JOIN beneficiaries c ON ${samePerson('b', 'c')}
   JOIN settlements o ON o.person_no = c.person_no AND o.settlement_id <> s.settlement_id
   WHERE ${inRegion} AND s.care = 'inpatient' AND o.care = 'inpatient' AND ${compared} AND ${stands('s')} AND ${stands('o')}`

const leads: Readonly<Record<AuditLead, string>> = {
  'same-stay': pair('s.admitted_on = o.admitted_on AND s.event_on = o.event_on AND s.settlement_id > o.settlement_id'),
  // As they were found when they were settled, or when numbers were joined.
  overlap: `${line('v.other_settlement_no', 'v.other_from', 'v.other_to')}
    JOIN overlapping_stays v ON v.person_no = s.person_no AND v.settlement_id = s.settlement_id
    WHERE ${inRegion} AND ${stands('s')} AND NOT EXISTS (SELECT FROM reversals r
      WHERE r.hospital_code = v.other_hospital_code AND r.settlement_no = v.other_settlement_no)`,
  readmitted: pair('s.admitted_on > o.admitted_on AND s.admitted_on BETWEEN o.event_on AND o.event_on + 15'),
  'after-death': `${line('NULL', 'f.valid_from', 'NULL::date')}
    JOIN person_facts f ON f.person_no = s.person_no AND f.kind = 'death' AND f.standing AND NOT f.withdrawn
      AND s.event_on > f.valid_from
    WHERE ${inRegion} AND ${stands('s')}`,
  // The identity that the settlement counts does not cover its day any more, as the register now has it.
  'identity-ended': `${line('h.category', 'h.valid_from', 'h.valid_to')}
    CROSS JOIN LATERAL (SELECT e.category FROM entries e WHERE e.person_no = s.person_no AND e.year = s.year
      AND e.settlement_id = s.settlement_id AND e.kind <> 'reversal' ORDER BY e.seq DESC LIMIT 1) l
    CROSS JOIN LATERAL (SELECT i.category, i.valid_from, i.valid_to FROM identities i WHERE i.person_no = s.person_no
      AND i.category = l.category AND i.annulled_at IS NULL ORDER BY i.valid_to DESC NULLS FIRST, i.id LIMIT 1) h
    WHERE ${inRegion} AND ${stands('s')} AND ${aidOf('s')} > 0 AND NOT EXISTS (SELECT FROM identities i WHERE i.person_no = s.person_no
      AND i.category = l.category AND i.annulled_at IS NULL AND i.valid_from <= s.event_on
      AND coalesce(i.valid_to >= coalesce(s.admitted_on, s.event_on), true))`,
  // The hospital's share of a plain stay is what lies above the control.
  'off-catalogue': `${line(`${nowOf('s', 'e.hospital')} || ' / ' || (s.input #>> '{costs,total}')`, 'NULL::date', 'NULL::date')}
    JOIN entries p ON p.person_no = s.person_no AND p.region = s.region AND p.year = s.year AND p.seq = s.seq AND p.hospital > 0
    WHERE ${inRegion} AND s.care = 'inpatient' AND ${stands('s')} AND ${nowOf('s', 'e.hospital')} > 0`,
  'subsidised-twice': `SELECT b.person_no, t.year::text AS key, NULL::uuid AS settlement_id, NULL::text AS settlement_no,
      NULL::text AS hospital_code, NULL::date AS began_on, NULL::date AS ended_on, t.amount, o.person_no AS other,
      NULL::date AS other_from, NULL::date AS other_to
    FROM (SELECT person_no, year, sum(amount) AS amount, max(insured_region) AS insured_region FROM premium_subsidy_entries
      GROUP BY person_no, year HAVING sum(amount) > 0) t
    JOIN beneficiaries b ON b.person_no = t.person_no
    JOIN beneficiaries c ON ${samePerson('b', 'c')} AND c.person_no > b.person_no
    JOIN (SELECT person_no, year FROM premium_subsidy_entries GROUP BY person_no, year HAVING sum(amount) > 0) o
      ON o.person_no = c.person_no AND o.year = t.year
    WHERE t.insured_region BETWEEN $1 AND $2`,
  'insurance-nil': `${line('NULL', 'NULL::date', 'NULL::date')}
    WHERE ${inRegion} AND ${stands('s')} AND s.input #>> '{paid,basic}' = '0.00' AND s.input #>> '{paid,criticalIllness}' = '0.00'
      AND (s.input #>> '{costs,inScope}')::numeric > 0 AND ${aidOf('s')} > 0
      AND ${nowOf('s', 'e.basic + e.critical_illness')} = 0
      AND s.facts #>> '{person,enrolledTier}' IS NOT NULL`,
}

export type LeadKey = readonly [personNo: string, key: string, other: string]

export async function listLeadRows(
  client: Queryable,
  { kind, prefix }: { readonly kind: AuditLead; readonly prefix: string },
  { after, take }: { readonly after: LeadKey | null; readonly take: number },
): Promise<LeadRow[]> {
  const { rows } = await client.query<LeadRow>(
    `SELECT l.person_no AS "personNo", l.key, l.settlement_id AS "settlementId", l.settlement_no AS "settlementNo",
       l.hospital_code AS "hospitalCode", to_char(l.began_on, 'YYYY-MM-DD') AS "from", to_char(l.ended_on, 'YYYY-MM-DD') AS "to",
       l.amount::text AS amount, l.other, to_char(l.other_from, 'YYYY-MM-DD') AS "otherFrom", to_char(l.other_to, 'YYYY-MM-DD') AS "otherTo"
     FROM (${leads[kind]}) l
     WHERE $3::text IS NULL OR (l.person_no COLLATE "C", l.key COLLATE "C", coalesce(l.other, '') COLLATE "C") > ($3, $4::text, $5::text)
     ORDER BY l.person_no COLLATE "C", l.key COLLATE "C", coalesce(l.other, '') COLLATE "C" LIMIT $6`,
    [...regionRange(prefix), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, take],
  )
  return rows
}

export async function countLeads(client: Queryable, kind: AuditLead, prefix: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${leads[kind]}) l`, [
    ...regionRange(prefix),
  ])
  return rows[0]?.count ?? 0
}
