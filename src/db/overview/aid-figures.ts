import type { Care } from '../../domain/names/care.ts'
import type { Category } from '../../domain/names/categories.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import { cellsOf, sums, taken } from './posted.ts'

/** Sums of entries. Yuan in text. */
export interface AidSums {
  /** Settlements that stand: those made less those reversed. */
  readonly settlements: number
  readonly assistance: string
  readonly reAid: string
  readonly tilt: string
  readonly hospital: string
}

/** By month of posting, by the identity that settlements stand under (empty for nobody's), by care, and by hospital. */
export type AidFigureRow = AidSums &
  (
    | { readonly by: 'month'; readonly key: string }
    | { readonly by: 'hospital'; readonly key: string }
    | { readonly by: 'care'; readonly key: Care }
    | { readonly by: 'category'; readonly key: Category | '' }
  )

const shown = `settlements, assistance, re_aid AS "reAid", tilt, hospital`
const columns = 'settlements, assistance, re_aid, tilt, hospital'
const stored = 'year = $3 AND insured_region BETWEEN $4 AND $5'

/**
 * Everything that was posted of a year's visits of people insured in a region, along each breakdown: what was summed up through an
 * instant, and what was posted after it. Where nothing is summed up the year is read whole.
 */
export async function readAid(
  client: Queryable,
  year: number,
  prefix: string,
  through: string,
): Promise<AidFigureRow[]> {
  const { rows } = await client.query<AidFigureRow>(
    `WITH ${cellsOf('year')}
     SELECT breakdown AS by, key, ${shown} FROM (
       SELECT breakdown, key, ${sums} FROM (
         SELECT breakdown, key, ${columns} FROM aid_sums WHERE ${taken('$1')} AND ${stored} AND breakdown <> 'region'
         UNION ALL
         SELECT breakdown, key, ${columns} FROM cells WHERE breakdown <> 'region') one
       GROUP BY breakdown, key) along
     ORDER BY breakdown, key`,
    [through, 'infinity', year, ...regionRange(prefix)],
  )
  return rows
}

export interface AidOfPlace extends AidSums {
  readonly region: string
}

/** The same by where the people are insured, told apart by so many digits of the code. */
export async function readAidOfPlaces(
  client: Queryable,
  year: number,
  { prefix, digits }: { readonly prefix: string; readonly digits: number },
  through: string,
): Promise<AidOfPlace[]> {
  const { rows } = await client.query<AidOfPlace>(
    `WITH ${cellsOf('year')}
     SELECT region, ${shown} FROM (
       SELECT rpad(left(insured_region, $6::int), 6, '0') AS region, ${sums} FROM (
         SELECT insured_region, ${columns} FROM aid_sums WHERE ${taken('$1')} AND ${stored} AND breakdown = 'month'
         UNION ALL
         SELECT insured_region, ${columns} FROM cells WHERE breakdown = 'month') one
       GROUP BY 1) place
     ORDER BY region`,
    [through, 'infinity', year, ...regionRange(prefix), digits],
  )
  return rows
}

export async function readHospitalNames(client: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ code: string; name: string }>(
    'SELECT hospital_code AS code, name FROM hospitals WHERE hospital_code = ANY ($1)',
    [codes],
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
