import { alertStatusNow } from '../alerts/alerts.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** How many people of a place hold the same identities on a day. */
export interface HoldersTogether {
  readonly insuredRegion: string
  readonly held: readonly string[]
  readonly people: number
}

/** Few rows, however many people: who holds the same in the same place counts under the same identity. */
export async function readHolders(client: Queryable, prefix: string, on: string): Promise<HoldersTogether[]> {
  const { rows } = await client.query<HoldersTogether>(
    `SELECT "insuredRegion", held, count(*) AS people FROM (
       SELECT b.insured_region AS "insuredRegion", array_agg(DISTINCT i.category ORDER BY i.category) AS held
       FROM beneficiaries b JOIN valid_identities i ON i.person_no = b.person_no
       WHERE b.insured_region BETWEEN $1 AND $2 AND i.valid_from <= $3::date AND (i.valid_to IS NULL OR i.valid_to >= $3::date)
       GROUP BY b.person_no) person
     GROUP BY "insuredRegion", held ORDER BY "insuredRegion", held`,
    [...regionRange(prefix), on],
  )
  return rows
}

export interface SubsidisedBy {
  readonly category: string | null
  readonly people: number
  readonly amount: string
}

/** What was posted of premium subsidies, by the identity that each person's last posting names. */
export async function readSubsidised(client: Queryable, year: number, prefix: string): Promise<SubsidisedBy[]> {
  const { rows } = await client.query<SubsidisedBy>(
    `SELECT category, count(*) FILTER (WHERE amount > 0) AS people, sum(amount) AS amount FROM (
       SELECT (array_agg(category ORDER BY seq DESC))[1] AS category, sum(amount) AS amount FROM premium_subsidy_entries
       WHERE year = $1 AND insured_region BETWEEN $2 AND $3 GROUP BY person_no) person
     GROUP BY category ORDER BY category`,
    [year, ...regionRange(prefix)],
  )
  return rows
}

export interface StatusCount {
  readonly status: string
  readonly count: number
}

export async function readAlerts(client: Queryable, year: number, prefix: string): Promise<StatusCount[]> {
  const { rows } = await client.query<StatusCount>(
    `SELECT ${alertStatusNow} AS status, count(*) AS count FROM alerts a
     WHERE year = $1 AND insured_region BETWEEN $2 AND $3 GROUP BY 1`,
    [year, ...regionRange(prefix)],
  )
  return rows
}

/** Applications for an identity from a day of the year. */
export async function readApplications(client: Queryable, year: number, prefix: string): Promise<StatusCount[]> {
  const { rows } = await client.query<StatusCount>(
    `SELECT status, count(*) AS count FROM applications
     WHERE requested_from BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31) AND region BETWEEN $2 AND $3 GROUP BY status`,
    [year, ...regionRange(prefix)],
  )
  return rows
}
