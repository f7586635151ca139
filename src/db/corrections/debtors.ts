import { figureSql } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

/** Who owes a fund, and how much is open. Yuan in text. */
export interface DebtorRow {
  readonly region: string
  readonly debtor: 'hospital' | 'person'
  /** Code of the hospital, or number of the person. */
  readonly code: string
  readonly name: string
  readonly open: string
  /** The day in China on which the oldest of it was posted. */
  readonly since: string
}

/** One posting that a debt came of. */
export interface DebtItem {
  readonly region: string
  readonly debtor: 'hospital' | 'person'
  readonly code: string
  readonly settlementId: string
  readonly settlementNo: string
  readonly kind: string
  /** Why an adjustment was posted; null for a reversal. */
  readonly cause: string | null
  readonly causeNo: string | null
  /** Above nothing what is owed by it, below what was given back. */
  readonly amount: string
  readonly postedOn: string
}

const fund = 'fund_of(e.region, s.insured_region)'
const posted = `(e.posted_at AT TIME ZONE INTERVAL '8 hours')::date`

/** Whether a payout was sent to the bank and did not come back. */
const isSent = (
  payoutId: string,
) => `EXISTS (SELECT FROM payout_batch_lines l JOIN payout_batches b ON b.id = l.batch_id
    WHERE l.payout_id = ${payoutId} AND b.sent_at IS NOT NULL AND l.state IN ('waiting', 'paid'))`

/** What a person is to give back and no payout has taken off; what a payout that is not sent, or came back, still owes the person stands against it. */
const ofPeople = `SELECT ${fund} AS region, 'person' AS debtor, e.person_no AS code, s.settlement_id, s.settlement_no, e.kind, e.cause,
    coalesce(e.cause_no, e.reversal_no) AS cause_no, -e.to_person AS amount, ${posted} AS posted_on
  FROM entries e JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
  LEFT JOIN payout_entries t ON t.person_no = e.person_no AND t.region = e.region AND t.year = e.year AND t.seq = e.seq
    AND t.released_at IS NULL
  WHERE e.to_person <> 0 AND NOT ${isSent('t.payout_id')}`

/**
 * What a hospital is to give back of settlements that it has claimed: postings that no clearing holds yet. What has come back by a
 * recovery and was not set off stands against it.
 */
const ofHospitals = `SELECT ${fund} AS region, 'hospital' AS debtor, s.hospital_code AS code, s.settlement_id, s.settlement_no, e.kind, e.cause,
    coalesce(e.cause_no, e.reversal_no) AS cause_no, -${figureSql.aidPaid('e')} AS amount, ${posted} AS posted_on
  FROM entries e JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
  LEFT JOIN clearing_entries c ON c.person_no = e.person_no AND c.region = e.region AND c.year = e.year AND c.seq = e.seq
    AND c.released_at IS NULL
  WHERE e.kind <> 'settlement' AND c.clearing_id IS NULL AND ${figureSql.aidPaid('e')} <> 0 AND EXISTS (
    SELECT FROM clearing_entries k WHERE k.person_no = s.person_no AND k.region = s.region AND k.year = s.year AND k.seq = s.seq
      AND k.released_at IS NULL)
  UNION ALL SELECT f.region, 'hospital', s.hospital_code, s.settlement_id, s.settlement_no, 'recovery', NULL, f.reference,
    -r.amount, f.happened_on
  FROM fund_recovered r JOIN fund_entries f USING (entry_id)
  JOIN settlement_numbers n USING (settlement_id)
  JOIN settlements s ON s.person_no = n.person_no AND s.year = n.year AND s.settlement_id = n.settlement_id
  UNION ALL SELECT k.region, 'hospital', s.hospital_code, s.settlement_id, s.settlement_no, 'set-off', NULL, k.id::text,
    o.amount, (k.applied_at AT TIME ZONE INTERVAL '8 hours')::date
  FROM clearing_set_offs o JOIN clearings k ON k.id = o.clearing_id
  JOIN settlement_numbers n USING (settlement_id)
  JOIN settlements s ON s.person_no = n.person_no AND s.year = n.year AND s.settlement_id = n.settlement_id`

/** Of a hospital each settlement for itself: one that is owed more is no payment of another. */
const debts = `SELECT region, debtor, code, sum(open) AS open, min(since) AS since FROM (
    SELECT region, debtor, code, settlement_id, sum(amount) AS open, min(posted_on) AS since FROM (${ofHospitals}) h
    GROUP BY region, debtor, code, settlement_id HAVING sum(amount) > 0) one GROUP BY region, debtor, code
  UNION ALL SELECT region, debtor, code, sum(amount), min(posted_on) FROM (${ofPeople}) p
    GROUP BY region, debtor, code HAVING sum(amount) > 0`

export type DebtorKey = readonly [region: string, debtor: string, code: string]

/** Of the funds within a region, by fund, kind and code. */
export async function listDebtorRows(
  client: Queryable,
  { regionPrefix }: { readonly regionPrefix: string },
  { after, take }: { readonly after: DebtorKey | null; readonly take: number },
): Promise<DebtorRow[]> {
  const { rows } = await client.query<DebtorRow>(
    `SELECT d.region, d.debtor, d.code, coalesce(h.name, b.name, '') AS name, d.open::text AS open, to_char(d.since, 'YYYY-MM-DD') AS since
     FROM (${debts}) d LEFT JOIN hospitals h ON d.debtor = 'hospital' AND h.hospital_code = d.code
     LEFT JOIN beneficiaries b ON d.debtor = 'person' AND b.person_no = d.code
     WHERE starts_with(d.region, $1)
       AND ($2::text IS NULL OR (d.region, d.debtor, d.code COLLATE "C") > ($2, $3, $4))
     ORDER BY d.region, d.debtor, d.code COLLATE "C" LIMIT $5`,
    [regionPrefix, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, take],
  )
  return rows
}

/** How what these owe came about, in order. */
export async function debtItems(client: Queryable, debtors: readonly Pick<DebtorRow, 'region' | 'debtor' | 'code'>[]) {
  const { rows } = await client.query<DebtItem>(
    `SELECT i.region, i.debtor, i.code, i.settlement_id AS "settlementId", i.settlement_no AS "settlementNo", i.kind, i.cause,
       i.cause_no AS "causeNo", i.amount::text AS amount, to_char(i.posted_on, 'YYYY-MM-DD') AS "postedOn"
     FROM (${ofHospitals} UNION ALL ${ofPeople}) i
     JOIN unnest($1::text[], $2::text[], $3::text[]) AS of (region, debtor, code) USING (region, debtor, code)
     ORDER BY i.posted_on, i.settlement_no, i.amount DESC`,
    [debtors.map(({ region }) => region), debtors.map(({ debtor }) => debtor), debtors.map(({ code }) => code)],
  )
  return rows
}
