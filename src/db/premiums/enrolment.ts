import { isFirstNumber, personNumbers, regionOnDay, tierOnDay } from '../registers/enrolment-sql.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import type { PersonKey } from './people-to-subsidise.ts'

/** Whose enrolment is asked about, each human once: people of a region who hold one of these identities on a day. */
export interface Population {
  readonly prefix: string
  readonly on: string
  readonly categories: readonly string[]
}

const inForce = `i.person_no = ANY (${personNumbers}) AND i.valid_from <= $3::date AND (i.valid_to IS NULL OR i.valid_to >= $3::date)
  AND i.category = ANY ($4::text[])`
const values = ({ prefix, on, categories }: Population) => [...regionRange(prefix), on, categories]

/** Whoever died before the day is no longer to be enrolled. */
const alive = `NOT EXISTS (SELECT FROM person_facts f WHERE f.person_no = ANY (${personNumbers}) AND f.kind = 'death' AND f.standing
  AND NOT f.withdrawn AND f.valid_from < $3::date)`

/** People of one place who hold the same categories on the day. */
export interface EnrolmentCount {
  readonly region: string
  readonly held: readonly string[]
  readonly people: number
  readonly enrolled: number
}

/**
 * How many people of each place hold which categories, and are enrolled: everything that rates are made of. Who holds what and who
 * died is found once for all of them, not for each: there may be a million.
 */
export async function countEnrolled(client: Queryable, population: Population): Promise<EnrolmentCount[]> {
  const { rows } = await client.query<EnrolmentCount>(
    `SELECT region, held, count(*)::int AS people, count(tier)::int AS enrolled FROM (
       SELECT ${regionOnDay('$3::date')} AS region, ${tierOnDay('$3::date')} AS tier, h.held
       FROM beneficiaries b JOIN (
         SELECT coalesce(o.joined_as, o.person_no) AS person_no, array_agg(DISTINCT i.category ORDER BY i.category) AS held
         FROM valid_identities i JOIN beneficiaries o ON o.person_no = i.person_no
         WHERE i.valid_from <= $3::date AND (i.valid_to IS NULL OR i.valid_to >= $3::date) AND i.category = ANY ($4::text[])
         GROUP BY 1) h ON h.person_no = b.person_no
       WHERE b.insured_region BETWEEN $1 AND $2 AND ${isFirstNumber} AND NOT EXISTS (
         SELECT FROM person_facts f JOIN beneficiaries o ON o.person_no = f.person_no
         WHERE coalesce(o.joined_as, o.person_no) = b.person_no AND f.kind = 'death' AND f.standing AND NOT f.withdrawn
           AND f.valid_from < $3::date)) person
     GROUP BY region, held ORDER BY region, held`,
    values(population),
  )
  return rows
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
       (SELECT json_agg(json_build_array(i.category, i.certified_by) ORDER BY i.recorded_at, i.id) FROM valid_identities i WHERE ${inForce}) AS held
     FROM beneficiaries b
     WHERE b.insured_region BETWEEN $1 AND $2 AND ${isFirstNumber} AND (${tierOnDay('$3::date')}) IS NULL AND (b.insured_region, b.person_no) > ($5, $6)
       AND EXISTS (SELECT FROM valid_identities i WHERE ${inForce}) AND ${alive}
     ORDER BY b.insured_region, b.person_no LIMIT $7`,
    [...values(population), after?.insuredRegion ?? '', after?.personNo ?? '', take],
  )
  return rows
}
