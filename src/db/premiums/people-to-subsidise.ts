import type pg from 'pg'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { RecordedSubsidy } from '../../domain/premiums/decide-subsidy.ts'
import { groupInYear, insuranceOnDay, personNumbers, regionOnDay, tierInYear } from '../registers/enrolment-sql.ts'
import { regionRange } from '../registers/region-range.ts'

/** Where a walk over a region's people stands: the index leads with the place, then the person. */
export interface PersonKey {
  readonly insuredRegion: string
  readonly personNo: string
}

export interface PersonToSubsidise extends PersonKey {
  readonly enrolledTier: 1 | 2 | null
  /** Where the person is insured on the last day of the year, and in whose insurance. */
  readonly regionOfYear: string
  readonly insurance: Insurance
  /** The group of the year's enrolment, and the age reached in the year. */
  readonly insuredGroup: string | null
  readonly age: number
  /** Whether the person died before the year began. */
  readonly died: boolean
  /** Category, certifier, last day and certifying region of every identity in force on some day of the year, the first recorded first. */
  readonly held: readonly (readonly [category: string, certifiedBy: string, to: string | null, region: string | null])[]
  readonly recorded: RecordedSubsidy | null
  /** Whether the year's subsidy of the human is that of this number: of several the first that has one, else the first (000000/G26). */
  readonly bears: boolean
}

const fields = `b.insured_region AS "insuredRegion", b.person_no AS "personNo", ${tierInYear('$1')} AS "enrolledTier",
  ${regionOnDay('make_date($1, 12, 31)')} AS "regionOfYear", ${insuranceOnDay('make_date($1, 12, 31)')} AS insurance,
  ${groupInYear('$1')} AS "insuredGroup", $1::int - extract(year FROM b.birth_date)::int AS age,
  EXISTS (SELECT FROM person_facts f WHERE f.person_no = ANY (${personNumbers}) AND f.kind = 'death' AND f.standing AND NOT f.withdrawn
    AND f.valid_from < make_date($1, 1, 1)) AS died,
  (SELECT coalesce(json_agg(json_build_array(i.category, i.certified_by, to_char(i.valid_to, 'YYYY-MM-DD'), i.certified_region) ORDER BY i.recorded_at, i.id), '[]')
   FROM valid_identities i WHERE i.person_no = ANY (${personNumbers})
     AND i.valid_from <= make_date($1, 12, 31) AND (i.valid_to IS NULL OR i.valid_to >= make_date($1, 1, 1))) AS held,
  (SELECT json_build_object('seq', e.seq, 'region', e.region, 'category', e.category, 'tier', e.tier,
     'contribution', e.contribution::text, 'subsidy', e.subsidy::text)
   FROM premium_subsidy_entries e WHERE e.person_no = b.person_no AND e.year = $1 ORDER BY e.seq DESC LIMIT 1) AS recorded,
  (b.joined_as IS NULL OR b.person_no = coalesce((SELECT min(s.person_no) FROM premium_subsidies s WHERE s.year = $1
    AND s.person_no = ANY (${personNumbers})), b.joined_as)) AS bears`

/** The next people of a region, in the order of the index, with all that a subsidy of the year depends on. */
export async function readNextPeople(
  client: pg.ClientBase,
  { year, prefix }: { readonly year: number; readonly prefix: string },
  after: PersonKey | null,
  take: number,
): Promise<PersonToSubsidise[]> {
  const [first, last] = regionRange(prefix)
  const { rows } = await client.query<PersonToSubsidise>(
    `SELECT ${fields} FROM beneficiaries b
     WHERE b.insured_region BETWEEN $2 AND $3 AND (b.insured_region, b.person_no) > ($4, $5)
     ORDER BY b.insured_region, b.person_no LIMIT $6`,
    [year, first, last, after?.insuredRegion ?? '', after?.personNo ?? '', take],
  )
  return rows
}

/** The same of people named. */
export async function readPeople(
  client: pg.ClientBase,
  year: number,
  personNos: readonly string[],
): Promise<PersonToSubsidise[]> {
  const { rows } = await client.query<PersonToSubsidise>(
    `SELECT ${fields} FROM beneficiaries b WHERE b.person_no = ANY ($2) ORDER BY b.insured_region, b.person_no`,
    [year, personNos],
  )
  return rows
}

export async function countPeople(client: pg.ClientBase, prefix: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*) AS count FROM beneficiaries WHERE insured_region BETWEEN $1 AND $2',
    [...regionRange(prefix)],
  )
  return rows[0]?.count ?? 0
}
