import type pg from 'pg'
import type { SettledVisit } from '../../domain/claim/overlaps.ts'
import { coincidingOf } from './coinciding.ts'
import type { ClaimKey, ReadOther } from './rows.ts'
import { storedState } from './stored.ts'

export interface OthersRead {
  /** By region; one row with nulls for a number that has no year. */
  readonly years: readonly ReadOther[]
  readonly coinciding: readonly SettledVisit[]
}

/** What a human has under other numbers: the year, and the visits of the claim's days, since a visit is one whatever its number (000000/G26). */
export async function readOthersOf(client: pg.ClientBase, joinedAs: string, key: ClaimKey): Promise<OthersRead> {
  const { personNo, year, days } = key
  const { rows } = await client.query<{ personNo: string; region: string | null; state: unknown }>(
    `SELECT o.person_no AS "personNo", y.region, y.state FROM beneficiaries o
     LEFT JOIN person_years y ON y.person_no = o.person_no AND y.year = $3
     WHERE o.joined_as = $1 AND o.person_no <> $2 ORDER BY o.person_no, y.region`,
    [joinedAs, personNo, year],
  )
  const years = rows.map((row) => ({ ...row, state: row.state === null ? null : storedState(row.state) }))
  if (!days) return { years, coinciding: [] }
  const met = await client.query<{ visits: SettledVisit[] | null }>(
    `SELECT (${coincidingOf({ personNo: 'o.person_no', year: '$3::int', from: '$4::date', to: '$5::date' })}) AS visits
     FROM beneficiaries o WHERE o.joined_as = $1 AND o.person_no <> $2 ORDER BY o.person_no`,
    [joinedAs, personNo, year, days.from, days.to],
  )
  return { years, coinciding: met.rows.flatMap(({ visits }) => visits ?? []) }
}
