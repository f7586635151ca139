import type pg from 'pg'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** Sums of entries. Yuan in text. */
export interface AidSums {
  /** Settlements that stand: those made less those reversed. */
  readonly settlements: number
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly hospital: string
}

export interface AidFigureRow extends AidSums {
  readonly month: string | null
  readonly category: string | null
  readonly care: string | null
  readonly hospitalCode: string | null
  /** Which breakdown the row belongs to. A settlement may have no category, so a null alone does not tell. */
  readonly by: 'month' | 'category' | 'care' | 'hospital' | 'all'
}

const sums = `coalesce(sum(settlements), 0)::bigint AS settlements, coalesce(sum(assistance), 0.00) AS assistance,
  coalesce(sum(re_aid), 0.00) AS "reAid", coalesce(sum(tilt), 0.00) AS tilt, coalesce(sum(hospital), 0.00) AS hospital`
const counted = `CASE e.kind WHEN 'settlement' THEN 1 WHEN 'reversal' THEN -1 ELSE 0 END AS settlements`

/**
 * Everything that was posted of a year's visits of people insured in a region, summed once by month of posting, identity,
 * care and hospital, by as many processes as the server gives it, and then along each of them. An entry is under the
 * identity of its own outcome here, and a reversal, which has none, under nobody: `readMoved` says where they belong.
 *
 * Reads a year's settlements and entries whole, so it costs what the year is large. A settlement's id is one person's:
 * naming the person too would have the planner expect a row where there are a million, and one process do the work.
 */
const aidSql = `SELECT CASE grouping(month, category, care, hospital_code)
    WHEN 7 THEN 'month' WHEN 11 THEN 'category' WHEN 13 THEN 'care' WHEN 14 THEN 'hospital' ELSE 'all' END AS by,
  month, category, care, hospital_code AS "hospitalCode", ${sums}
FROM (
  SELECT month, category, care, hospital_code, sum(settlements) AS settlements, sum(assistance) AS assistance,
    sum(re_aid) AS re_aid, sum(tilt) AS tilt, sum(hospital) AS hospital
  FROM (
    SELECT to_char(e.posted_at AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') AS month, e.category, s.care,
      s.hospital_code, ${counted}, e.assistance, e.re_aid, e.tilt, e.hospital
    FROM entries e JOIN settlements s ON s.year = e.year AND s.settlement_id = e.settlement_id
    WHERE e.year = $1 AND s.year = $1 AND s.insured_region BETWEEN $2 AND $3) entry
  GROUP BY month, category, care, hospital_code) cube
GROUP BY GROUPING SETS ((month), (category), (care), (hospital_code), ())
ORDER BY month, category, care, "hospitalCode"`

/** In a transaction. Two tables of a year are never joined row by row, whatever the statistics say of a table that grew. */
export async function readAid(client: pg.ClientBase, year: number, prefix: string): Promise<AidFigureRow[]> {
  await client.query('SET LOCAL enable_nestloop = off')
  const { rows } = await client.query<AidFigureRow>(aidSql, [year, ...regionRange(prefix)])
  await client.query('SET LOCAL enable_nestloop = on')
  return rows
}

/** What is under one identity by its entries and belongs under another. */
export interface MovedSums extends AidSums {
  readonly from: string | null
  readonly to: string | null
}

/**
 * A settlement counts under the identity that it stands under: of one that was settled anew that is the last adjustment's,
 * and a reversal takes away from where the sum is. Only settlements that were corrected have anything to move.
 */
const movedSql = `SELECT own AS "from", stands AS "to", ${sums}
FROM (
  SELECT own, settlements, assistance, re_aid, tilt, hospital,
    first_value(own) OVER (PARTITION BY settlement_id ORDER BY kind = 'reversal', seq DESC) AS stands
  FROM (
    SELECT e.settlement_id, e.kind, e.seq, e.category AS own, ${counted}, e.assistance, e.re_aid, e.tilt, e.hospital
    FROM (SELECT DISTINCT person_no, region, settlement_id FROM entries WHERE year = $1 AND kind <> 'settlement') c
    JOIN settlements s ON s.person_no = c.person_no AND s.year = $1 AND s.settlement_id = c.settlement_id
    JOIN entries e ON e.person_no = c.person_no AND e.region = c.region AND e.year = $1 AND e.settlement_id = c.settlement_id
    WHERE s.insured_region BETWEEN $2 AND $3) entry) posted
WHERE own IS DISTINCT FROM stands GROUP BY own, stands`

export async function readFundMovements(client: Queryable, year: number, prefix: string): Promise<MovedSums[]> {
  const { rows } = await client.query<MovedSums>(movedSql, [year, ...regionRange(prefix)])
  return rows
}

export async function readHospitalNames(client: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ code: string; name: string }>(
    'SELECT hospital_code AS code, name FROM hospitals WHERE hospital_code = ANY ($1)',
    [codes],
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
