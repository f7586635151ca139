import type { Queryable } from '../sql.ts'

export interface WalkedPerson {
  readonly personNo: string
  /** The years in which anything of theirs was settled under the region's law. */
  readonly firstYear: number
  readonly lastYear: number
  /** Whether an entry of theirs names the pack. */
  readonly isUnderPack: boolean
}

/** The next people with a year under a region's law, in the order of their numbers. */
export async function nextPeopleUnderPack(
  client: Queryable,
  { region, policyHash }: { readonly region: string; readonly policyHash: string },
  after: string,
  take: number,
): Promise<WalkedPerson[]> {
  const { rows } = await client.query<WalkedPerson>(
    `WITH walked AS MATERIALIZED (
       SELECT y.person_no, min(y.year) AS first_year, max(y.year) AS last_year FROM person_years y
       WHERE y.region = $1 AND y.person_no > $3 GROUP BY y.person_no ORDER BY y.person_no LIMIT $4)
     SELECT w.person_no AS "personNo", w.first_year AS "firstYear", w.last_year AS "lastYear", EXISTS (
       SELECT FROM entries e WHERE e.person_no = w.person_no AND e.region = $1 AND e.year BETWEEN w.first_year AND w.last_year
         AND e.policy_hash = $2) AS "isUnderPack"
     FROM walked w ORDER BY w.person_no`,
    [region, policyHash, after, take],
  )
  return rows
}

export async function countPeopleUnder(client: Queryable, region: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(DISTINCT person_no) AS count FROM person_years WHERE region = $1',
    [region],
  )
  return rows[0]?.count ?? 0
}
