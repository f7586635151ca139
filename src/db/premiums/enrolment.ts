import { tierOnDay } from '../registers/enrolment-sql.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import type { PersonKey } from './people-to-subsidise.ts'

/** Whose enrolment is asked about: people of a region who hold one of these identities on a day. */
export interface Population {
  readonly prefix: string
  readonly on: string
  readonly categories: readonly string[]
}

const inForce = `i.person_no = b.person_no AND i.valid_from <= $3::date AND (i.valid_to IS NULL OR i.valid_to >= $3::date)
  AND i.category = ANY ($4::text[])`
const values = ({ prefix, on, categories }: Population) => [...regionRange(prefix), on, categories]

export async function countEnrolled(
  client: Queryable,
  population: Population,
): Promise<{ readonly people: number; readonly enrolled: number }> {
  const { rows } = await client.query<{ people: number; enrolled: number }>(
    `SELECT count(*) AS people, count(${tierOnDay('$3::date')}) AS enrolled FROM beneficiaries b
     WHERE b.insured_region BETWEEN $1 AND $2 AND EXISTS (SELECT FROM identities i WHERE ${inForce})`,
    values(population),
  )
  return rows[0] ?? { people: 0, enrolled: 0 }
}

export interface NotEnrolledRow extends PersonKey {
  readonly name: string
  readonly held: readonly (readonly [category: string, certifiedBy: string])[]
}

/** In the order of the index: by place, then by the number of the person. */
export async function listNotEnrolled(
  client: Queryable,
  population: Population,
  after: PersonKey | null,
  take: number,
): Promise<NotEnrolledRow[]> {
  const { rows } = await client.query<NotEnrolledRow>(
    `SELECT b.insured_region AS "insuredRegion", b.person_no AS "personNo", b.name,
       (SELECT json_agg(json_build_array(i.category, i.certified_by) ORDER BY i.recorded_at, i.id) FROM identities i WHERE ${inForce}) AS held
     FROM beneficiaries b
     WHERE b.insured_region BETWEEN $1 AND $2 AND (${tierOnDay('$3::date')}) IS NULL AND (b.insured_region, b.person_no) > ($5, $6)
       AND EXISTS (SELECT FROM identities i WHERE ${inForce})
     ORDER BY b.insured_region, b.person_no LIMIT $7`,
    [...values(population), after?.insuredRegion ?? '', after?.personNo ?? '', take],
  )
  return rows
}
