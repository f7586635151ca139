import type pg from 'pg'
import type { ReadOther } from './rows.ts'
import { storedState } from './stored.ts'

/** The year of a human under other numbers, by region; one row with nulls for a number that has none. */
export async function readOtherYears(
  client: pg.ClientBase,
  { joinedAs, personNo, year }: { readonly joinedAs: string; readonly personNo: string; readonly year: number },
): Promise<ReadOther[]> {
  const { rows } = await client.query<{ personNo: string; region: string | null; state: unknown }>(
    `SELECT o.person_no AS "personNo", y.region, y.state FROM beneficiaries o
     LEFT JOIN person_years y ON y.person_no = o.person_no AND y.year = $3
     WHERE o.joined_as = $1 AND o.person_no <> $2 ORDER BY o.person_no, y.region`,
    [joinedAs, personNo, year],
  )
  return rows.map((row) => ({ ...row, state: row.state === null ? null : storedState(row.state) }))
}
