import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { createSecrets } from '../../src/application/shared/secrets.ts'
import type { Category } from '../../src/domain/names/categories.ts'

export interface Hospital {
  readonly hospitalCode: string
  readonly key: string
}

/** Numbers of bench people: Jincheng's, and none of a demo person. */
export const personNo = (place: number): string => `140500${String(10_000_000 + place).padStart(14, '0')}`

/** What people hold, by their place: most one identity, some two, some none, as the law makes them differ in work. */
const holdings: readonly (readonly Category[])[] = [
  ['dibao'],
  ['dibao'],
  ['dibao-marginal', 'severely-disabled'],
  ['poverty-returned'],
  ['monitored-unstable'],
  ['tekun'],
  [],
  ['illness-impoverished'],
]

const batch = 20_000

/** Registers people by COPY's nearest kin, arrays: the rows are those that the registers' use cases would write. */
export async function registerPeople(client: pg.Client, dataKey: Buffer, count: number): Promise<void> {
  const secrets = createSecrets(dataKey)
  for (let from = 0; from < count; from += batch) {
    const places = Array.from({ length: Math.min(batch, count - from) }, (_, at) => from + at)
    await client.query(people, [
      places.map(personNo),
      places.map((place) => secrets.encrypt(idNumberOf(place), personNo(place))),
      places.map((place) => secrets.fingerprint(`01:${idNumberOf(place)}`)),
    ])
    const held = places.flatMap((place) =>
      (holdings[place % holdings.length] ?? []).map((category) => ({ place, category })),
    )
    await client.query(identities, [
      held.map(({ place }) => personNo(place)),
      held.map(() => uuidv7()),
      held.map(({ category }) => category),
    ])
    await client.query(registrations, [places.map(personNo), places.map(() => uuidv7())])
  }
  await client.query('VACUUM ANALYZE beneficiaries, identities, registrations')
}

const people = `INSERT INTO beneficiaries
  (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier)
  SELECT person_no, '示例参保人', '01', enc, hmac, '1978-03-05', '140502', NULL
  FROM unnest($1::text[], $2::bytea[], $3::bytea[]) AS t(person_no, enc, hmac)`

const identities = `INSERT INTO identities (person_no, id, category, valid_from, certified_by, certificate_no, recorded_by)
  SELECT person_no, id, category, '2021-01-01', 'civil-affairs', 'BENCH', 'bench'
  FROM unnest($1::text[], $2::uuid[], $3::text[]) AS t(person_no, id, category)`

const registrations = `INSERT INTO registrations
  (person_no, id, kind, disease_code, disease_name, management, valid_from, recorded_by)
  SELECT person_no, id, 'chronic', 'E11.900', '2型糖尿病', 'visit', '2021-01-01', 'bench'
  FROM unnest($1::text[], $2::uuid[]) AS t(person_no, id)`

/** Eighteen characters like an identity card's. No register of the bench is asked whether the check digit holds. */
function idNumberOf(place: number): string {
  return `14050019780305${String(place % 10_000).padStart(4, '0')}`
}
