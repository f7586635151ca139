import type pg from 'pg'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

/** What no payout holds of what a fund owes a person; below nothing the person owes the fund. */
export interface OwedRow {
  readonly personNo: string
  readonly region: string
  readonly name: string
  readonly amount: string
  readonly entries: number
  /** The day in China on which the oldest of them was posted. */
  readonly since: string
  /** What of it is of bills that were handed in paid. */
  readonly handedIn: string
}

/** With the day on which the first of it was asked for: a bill was handed in before it was posted, also where its aid came later. */
export interface OwedSince extends OwedRow {
  readonly askedOn: string
}

const open = `FROM entries e
  JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
  LEFT JOIN payout_entries t ON t.person_no = e.person_no AND t.region = e.region AND t.year = e.year
    AND t.seq = e.seq AND t.released_at IS NULL
  LEFT JOIN reimbursements r ON r.settlement_id = e.settlement_id
  WHERE e.to_person <> 0 AND t.payout_id IS NULL`

/** Of the region whose law it is, or of the county. */
const fund = 'fund_of(e.region, s.insured_region)'

/** A bill that was handed in is settled in the bureau's own numbers. */
const handedIn = `coalesce(sum(e.to_person) FILTER (WHERE s.hospital_code ~ '^BX[0-9]{6}$'), 0.00)`

const summed = `sum(e.to_person)::text AS amount, count(*)::int AS entries,
  to_char(min(e.posted_at) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD') AS since, ${handedIn}::text AS "handedIn"`

export async function readOwed(client: Queryable, personNo: string, region: string): Promise<OwedSince | null> {
  const { rows } = await client.query<OwedSince>(
    `SELECT b.person_no AS "personNo", $2 AS region, b.name, o.amount, o.entries, o.since, o."handedIn",
       coalesce((SELECT least(min(r.received_on), o.since::date)::text ${open} AND e.person_no = b.person_no AND ${fund} = $2
         AND e.to_person > 0), o.since) AS "askedOn" FROM beneficiaries b
     CROSS JOIN LATERAL (SELECT ${summed} ${open} AND e.person_no = b.person_no AND ${fund} = $2) o
     WHERE b.person_no = $1 AND o.entries > 0`,
    [personNo, region],
  )
  return rows[0] ?? null
}

export type OwedKey = readonly [region: string, personNo: string]

/** Of the funds within a region, by fund and person. `debtors`: those who owe; else those who are owed. */
export async function listOwedRows(
  client: Queryable,
  { regionPrefix, debtors }: { readonly regionPrefix: string; readonly debtors: boolean },
  { after, take }: KeyPage<OwedKey>,
): Promise<OwedRow[]> {
  const { rows } = await client.query<OwedRow>(
    `SELECT o.person_no AS "personNo", o.region, b.name, o.amount::text AS amount, o.entries, o.since, o.handed_in::text AS "handedIn"
     FROM (SELECT e.person_no, ${fund} AS region, sum(e.to_person) AS amount, count(*)::int AS entries,
         to_char(min(e.posted_at) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD') AS since,
         ${handedIn} AS handed_in
       ${open} AND starts_with(${fund}, $1)
         AND ($2::text IS NULL OR (${fund}, e.person_no) > ($2, $3::text)) GROUP BY 1, 2) o
     JOIN beneficiaries b ON b.person_no = o.person_no
     WHERE CASE WHEN $4::boolean THEN o.amount < 0 ELSE o.amount > 0 END
     ORDER BY o.region, o.person_no LIMIT $5`,
    [regionPrefix, after?.[0] ?? null, after?.[1] ?? null, debtors, take],
  )
  return rows
}

/** Everything that is open, into one payout. Two that take it at once meet at the first entry. */
export async function takeOwed(
  client: pg.ClientBase,
  payoutId: string,
  personNo: string,
  region: string,
): Promise<void> {
  await client.query(
    `INSERT INTO payout_entries (payout_id, person_no, region, year, seq, amount)
     SELECT $1, e.person_no, e.region, e.year, e.seq, e.to_person ${open} AND e.person_no = $2 AND ${fund} = $3
     ORDER BY e.year, e.seq`,
    [payoutId, personNo, region],
  )
}

export interface PayeePerson {
  readonly name: string
  readonly diedOn: string | null
}

/** As the register has the person today. */
export async function readPayeePerson(client: Queryable, personNo: string): Promise<PayeePerson | null> {
  const { rows } = await client.query<PayeePerson>(
    `SELECT b.name, (SELECT to_char(f.valid_from, 'YYYY-MM-DD') FROM person_facts f WHERE f.person_no = b.person_no
       AND f.kind = 'death' AND f.standing AND NOT f.withdrawn LIMIT 1) AS "diedOn"
     FROM beneficiaries b WHERE b.person_no = $1`,
    [personNo],
  )
  return rows[0] ?? null
}
