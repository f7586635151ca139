import type { Queryable } from '../sql.ts'

/** Sets where people are insured by now to what their dated facts say of the day. Answers how many changed. */
export async function followMoves(client: Queryable, on: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE beneficiaries b SET insured_region = moved.region FROM (
       SELECT DISTINCT ON (f.person_no) f.person_no, f.region FROM person_facts f
       WHERE f.kind = 'insured-region' AND f.standing AND NOT f.withdrawn AND f.valid_from <= $1::date
       ORDER BY f.person_no, f.valid_from DESC) moved
     WHERE b.person_no = moved.person_no AND b.insured_region <> moved.region`,
    [on],
  )
  return rowCount ?? 0
}
