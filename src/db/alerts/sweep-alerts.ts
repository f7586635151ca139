import type { ReadIdentity } from '../ledger/held-rows.ts'
import { personNumbers } from '../registers/enrolment-sql.ts'
import type { Queryable } from '../sql.ts'

export interface SweptYear {
  readonly personNo: string
  readonly insuredRegion: string
  readonly burden: string
  readonly identities: readonly ReadIdentity[]
}

/** How many person-years a piece looks at; most lie below every line and leave the database as a count. */
export interface SweptPiece {
  readonly looked: number
  /** Where the next piece begins; null when there is no more. */
  readonly last: string | null
  readonly above: readonly SweptYear[]
}

/** The next person-years of a pack's region that lie above a line and have no alert yet, in the order of their keys. */
export async function sweepYears(
  client: Queryable,
  asked: { region: string; year: number; above: string; after: string; take: number },
): Promise<SweptPiece> {
  const { rows } = await client.query<SweptPiece>(
    `WITH piece AS MATERIALIZED (
       SELECT y.person_no, (y.state->>'personBurden')::numeric AS burden FROM person_years y
       WHERE y.region = $1 AND y.year = $2 AND y.person_no > $4 COLLATE "C" ORDER BY y.person_no LIMIT $5),
     above AS (
       SELECT p.person_no, h.burden, b.insured_region, h.numbers FROM piece p JOIN beneficiaries b ON b.person_no = p.person_no
       CROSS JOIN LATERAL (SELECT ${personNumbers} AS numbers) n
       CROSS JOIN LATERAL (SELECT n.numbers, CASE WHEN b.joined_as IS NULL THEN p.burden ELSE (
         SELECT sum((y.state->>'personBurden')::numeric) FROM person_years y
         WHERE y.person_no = ANY (n.numbers) AND y.region = $1 AND y.year = $2) END AS burden) h
       WHERE h.burden > $3::numeric AND NOT EXISTS (
         SELECT FROM alerts a WHERE a.person_no = ANY (h.numbers) AND a.region = $1 AND a.year = $2)
         -- One alert a human: that of the first number with a year here.
         AND NOT EXISTS (SELECT FROM person_years y WHERE b.joined_as IS NOT NULL AND y.person_no = ANY (h.numbers)
           AND y.person_no < p.person_no AND y.region = $1 AND y.year = $2))
     SELECT (SELECT count(*)::int FROM piece) AS looked, (SELECT max(person_no) FROM piece) AS last,
       coalesce((SELECT json_agg(json_build_object('personNo', x.person_no, 'insuredRegion', x.insured_region,
         'burden', x.burden::numeric(20, 2)::text, 'identities', coalesce((
           SELECT json_agg(json_build_object('id', i.id, 'category', i.category, 'from', i.valid_from, 'to', i.valid_to))
           FROM valid_identities i WHERE i.person_no = ANY (x.numbers)), '[]')) ORDER BY x.person_no) FROM above x), '[]') AS above`,
    [asked.region, asked.year, asked.above, asked.after, asked.take],
  )
  return rows[0] as SweptPiece
}
