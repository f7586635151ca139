import type { Queryable } from '../sql.ts'

/** Whether a place holds a person, or which other place it knows to hold them. */
export interface PersonPlace {
  readonly isHere: boolean
  /** The name of the other place; null where none is known. */
  readonly elsewhere: string | null
}

/** Two lookups by key; both are kept ready by name, because each first claim of a person asks. */
export async function findPerson(client: Queryable, personNo: string): Promise<PersonPlace> {
  const { rows } = await client.query<PersonPlace>({
    name: 'person-place',
    text: `SELECT EXISTS (SELECT FROM beneficiaries b WHERE b.person_no = $1) AS "isHere",
      (SELECT e.place FROM people_elsewhere e WHERE e.person_no = $1) AS elsewhere`,
    values: [personNo],
  })
  return rows[0] ?? { isHere: false, elsewhere: null }
}

const atOnce = 10_000

/** The numbers of everybody whom a place has, some thousands at a time. */
export async function* eachPersonHere(client: Queryable): AsyncGenerator<string[]> {
  for (let last = ''; ; ) {
    const { rows } = await client.query<{ personNo: string }>(
      `SELECT person_no AS "personNo" FROM beneficiaries WHERE person_no > $1 ORDER BY person_no LIMIT ${atOnce}`,
      [last],
    )
    if (rows.length > 0) yield rows.map(({ personNo }) => personNo)
    last = rows.at(-1)?.personNo ?? ''
    if (rows.length < atOnce) return
  }
}

/** Whom of these a place has. */
export async function peopleHere(client: Queryable, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ personNo: string }>(
    'SELECT person_no AS "personNo" FROM beneficiaries WHERE person_no = ANY ($1)',
    [numbers],
  )
  return rows.map(({ personNo }) => personNo)
}

export async function rememberElsewhere(client: Queryable, personNo: string, place: string, at: Date): Promise<void> {
  await client.query(
    'INSERT INTO people_elsewhere (person_no, place, found_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [personNo, place, at],
  )
}
