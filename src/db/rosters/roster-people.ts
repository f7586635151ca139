import type { Queryable } from '../sql.ts'

/** Somebody whom a list is about, registered or not yet; the ID number is sealed for the person number. */
export interface RosterPersonRow {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumberEnc: Uint8Array
}

export async function peopleOfRoster(
  client: Queryable,
  rosterId: string,
  personNos: readonly string[],
): Promise<ReadonlyMap<string, RosterPersonRow>> {
  const columns = 'person_no AS "personNo", name, id_type AS "idType", id_number_enc AS "idNumberEnc"'
  const { rows } = await client.query<RosterPersonRow>(
    `SELECT ${columns} FROM beneficiaries WHERE person_no = ANY ($2::text[])
     UNION ALL SELECT ${columns} FROM roster_people p WHERE p.roster_id = $1 AND p.person_no = ANY ($2)
       AND NOT EXISTS (SELECT FROM beneficiaries b WHERE b.person_no = p.person_no)`,
    [rosterId, personNos],
  )
  return new Map(rows.map((row) => [row.personNo, row]))
}
