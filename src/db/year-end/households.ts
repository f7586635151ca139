import type { Queryable } from '../sql.ts'

/** Whoever holds an identity of a household in a year, with the days of it. */
export interface Member {
  readonly personNo: string
  readonly category: string
  readonly from: string
  readonly to: string | null
}

export interface Household {
  readonly householdNo: string
  readonly members: readonly Member[]
}

export interface HouseholdsAsked {
  /** The first digits of the region that certified them, or where they are insured. */
  readonly regionPrefix: string
  readonly year: number
  readonly categories: readonly string[]
}

/** The next households in the order of their numbers, each with the identities that its members held in the year. */
export async function nextHouseholds(
  client: Queryable,
  { regionPrefix, year, categories }: HouseholdsAsked,
  after: string,
  take: number,
): Promise<Household[]> {
  const { rows } = await client.query<Household>(
    `SELECT i.household_no AS "householdNo", json_agg(json_build_object('personNo', i.person_no, 'category', i.category,
        'from', to_char(i.valid_from, 'YYYY-MM-DD'), 'to', to_char(i.valid_to, 'YYYY-MM-DD')) ORDER BY i.person_no, i.valid_from) AS members
     FROM valid_identities i JOIN beneficiaries b USING (person_no)
     WHERE i.household_no > $1 AND i.category = ANY ($2) AND starts_with(coalesce(i.certified_region, b.insured_region), $3)
       AND i.valid_from <= make_date($4, 12, 31) AND (i.valid_to IS NULL OR i.valid_to >= make_date($4, 1, 1))
     GROUP BY i.household_no ORDER BY i.household_no LIMIT $5`,
    [after, categories, regionPrefix, year, take],
  )
  return rows
}

/** The next people who held such an identity in the year and none of a household, in the order of their numbers. */
export async function nextWithoutHousehold(
  client: Queryable,
  { regionPrefix, year, categories }: HouseholdsAsked,
  after: string,
  take: number,
): Promise<Household['members'][]> {
  const { rows } = await client.query<Pick<Household, 'members'>>(
    `SELECT json_agg(json_build_object('personNo', i.person_no, 'category', i.category,
        'from', to_char(i.valid_from, 'YYYY-MM-DD'), 'to', to_char(i.valid_to, 'YYYY-MM-DD')) ORDER BY i.valid_from) AS members
     FROM valid_identities i JOIN beneficiaries b USING (person_no)
     WHERE i.person_no > $1 AND i.category = ANY ($2) AND starts_with(coalesce(i.certified_region, b.insured_region), $3)
       AND i.valid_from <= make_date($4, 12, 31) AND (i.valid_to IS NULL OR i.valid_to >= make_date($4, 1, 1))
     GROUP BY i.person_no HAVING count(i.household_no) = 0 ORDER BY i.person_no LIMIT $5`,
    [after, categories, regionPrefix, year, take],
  )
  return rows.map(({ members }) => members)
}

/** The next people with a year there, in the order of their numbers. */
export async function nextPeople(
  client: Queryable,
  { region, year }: { readonly region: string; readonly year: number },
  after: string,
  take: number,
): Promise<string[]> {
  const { rows } = await client.query<{ personNo: string }>(
    `SELECT person_no AS "personNo" FROM person_years
     WHERE region = $1 AND year = $2 AND person_no > $3 ORDER BY person_no LIMIT $4`,
    [region, year, after, take],
  )
  return rows.map(({ personNo }) => personNo)
}
