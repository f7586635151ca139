import type { Day } from '../../domain/calendar.ts'
import type { Queryable } from '../sql.ts'

/** Where a person is insured by now, and the day of death on record, locked for whatever the transaction writes of the person. */
export async function referredPerson(
  client: Queryable,
  personNo: string,
): Promise<{ readonly insuredRegion: string; readonly diedOn: Day | null } | null> {
  const { rows } = await client.query<{ insuredRegion: string; diedOn: Day | null }>(
    `SELECT b.insured_region AS "insuredRegion", (SELECT to_char(f.valid_from, 'YYYY-MM-DD') FROM person_facts f
       WHERE f.person_no = $1 AND f.kind = 'death' AND f.standing AND NOT f.withdrawn) AS "diedOn"
     FROM beneficiaries b WHERE b.person_no = $1 FOR UPDATE OF b`,
    [personNo],
  )
  return rows[0] ?? null
}
