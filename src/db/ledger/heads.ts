import type { Queryable } from '../sql.ts'
import type { PersonYearKey } from './rows.ts'

/** Where a person's year stands: its last entry, and what that hashes to. */
export interface Head extends PersonYearKey {
  readonly version: number
  readonly head: string
}

/**
 * The heads of all person-years of the regions whose digits begin so, in the order of their keys and in pages, each a
 * statement of its own: a walk over a province's ledger holds no transaction open.
 */
export async function* eachPageOfHeads(
  client: Queryable,
  regionPrefix: string,
  take = 2000,
): AsyncGenerator<readonly Head[]> {
  let last = { personNo: '', region: '', year: 0 }
  while (true) {
    const { rows } = await client.query<Head>(
      `SELECT person_no AS "personNo", region, year, version, 'sha256:' || encode(head, 'hex') AS head FROM person_years
       WHERE (person_no, region, year) > ($1, $2, $3) AND starts_with(region, $4)
       ORDER BY person_no, region, year LIMIT $5`,
      [last.personNo, last.region, last.year, regionPrefix, take],
    )
    if (rows.length > 0) yield rows
    const end = rows.at(-1)
    if (!end || rows.length < take) return
    last = end
  }
}

/** In the order in which person-years are walked; keys are ASCII and collated by bytes. */
export function comparedKeys(one: PersonYearKey, other: PersonYearKey): number {
  return (
    compared(one.personNo, other.personNo) || compared(one.region, other.region) || Math.sign(one.year - other.year)
  )
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
