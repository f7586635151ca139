import { alertStatusNow } from '../alerts/alerts.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** Places side by side: those below a prefix, told apart by so many digits of their code. */
export interface PlacesOf {
  readonly prefix: string
  readonly digits: number
}

const placeOf = (region: string, digits: string) => `rpad(left(${region}, ${digits}), 6, '0')`

/** What waits in a place, and what of it is past its day. */
export interface WaitingInPlace {
  readonly region: string
  readonly open: number
  readonly overdue: number
}

export async function readAlertsOfPlaces(
  client: Queryable,
  year: number,
  of: PlacesOf,
  today: string,
): Promise<WaitingInPlace[]> {
  const { rows } = await client.query<WaitingInPlace>(
    `SELECT ${placeOf('insured_region', '$4::int')} AS region, count(*) AS open, count(*) FILTER (WHERE check_by < $5::date) AS overdue
     FROM (SELECT a.insured_region, a.check_by, ${alertStatusNow} AS status FROM alerts a
       WHERE a.year = $1 AND a.insured_region BETWEEN $2 AND $3) alert
     WHERE status = 'open' GROUP BY 1 ORDER BY 1`,
    [year, ...regionRange(of.prefix), of.digits, today],
  )
  return rows
}

export async function readApplicationsOfPlaces(
  client: Queryable,
  of: PlacesOf,
  today: string,
): Promise<WaitingInPlace[]> {
  const { rows } = await client.query<WaitingInPlace>(
    `SELECT ${placeOf('region', '$3::int')} AS region, count(*) AS open, count(*) FILTER (WHERE due_on < $4::date) AS overdue
     FROM applications WHERE region BETWEEN $1 AND $2 AND status IN ('received', 'checked', 'publicised') GROUP BY 1 ORDER BY 1`,
    [...regionRange(of.prefix), of.digits, today],
  )
  return rows
}

/** A place's clearings that somebody there has to do something about; days in China. */
export interface ClearingsOfPlace {
  readonly region: string
  readonly undecided: number
  readonly undecidedSince: string | null
  readonly unpaid: number
  readonly unpaidSince: string | null
}

export async function readClearingsOfPlaces(client: Queryable, of: PlacesOf): Promise<ClearingsOfPlace[]> {
  const since = (status: string) =>
    `(min(applied_at) FILTER (WHERE ${status}) AT TIME ZONE INTERVAL '8 hours')::date::text`
  const [undecided, unpaid] = [`status IN ('applied', 'held')`, `status = 'approved'`]
  const { rows } = await client.query<ClearingsOfPlace>(
    `SELECT ${placeOf('region', '$3::int')} AS region,
       count(*) FILTER (WHERE ${undecided}) AS undecided, ${since(undecided)} AS "undecidedSince",
       count(*) FILTER (WHERE ${unpaid}) AS unpaid, ${since(unpaid)} AS "unpaidSince"
     FROM clearings WHERE region BETWEEN $1 AND $2 AND status IN ('applied', 'held', 'approved') GROUP BY 1 ORDER BY 1`,
    [...regionRange(of.prefix), of.digits],
  )
  return rows
}

/** Hospitals that have not applied for what they settled in months that are over. */
export interface UnclaimedOfPlace {
  readonly region: string
  readonly hospitals: number
  readonly aid: string
  /** The first month of which something is left, `YYYY-MM`. */
  readonly since: string
}

/** Of a year's visits, what was posted before an instant and is in no clearing; bills handed in are in none ever. */
export async function readUnclaimedOfPlaces(
  client: Queryable,
  year: number,
  of: PlacesOf,
  before: string,
): Promise<UnclaimedOfPlace[]> {
  const aid = 'sum(e.assistance + e.re_aid + e.tilt - e.to_person)'
  const { rows } = await client.query<UnclaimedOfPlace>(
    `SELECT region, count(*) AS hospitals, sum(aid)::text AS aid, min(since) AS since FROM (
       SELECT ${placeOf('s.insured_region', '$4::int')} AS region, s.hospital_code, ${aid} AS aid,
         to_char(min(e.posted_at) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM') AS since
       FROM entries e JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
       WHERE e.year = $1 AND s.year = $1 AND s.insured_region BETWEEN $2 AND $3 AND e.posted_at < $5::timestamptz
         AND s.hospital_code !~ '^BX[0-9]{6}$'
         AND NOT EXISTS (SELECT FROM clearing_entries k WHERE k.person_no = e.person_no AND k.region = e.region AND k.year = e.year
           AND k.seq = e.seq AND k.released_at IS NULL)
       GROUP BY 1, 2 HAVING ${aid} <> 0) hospital
     GROUP BY region ORDER BY region`,
    [year, ...regionRange(of.prefix), of.digits, before],
  )
  return rows
}

/** Hospitals of a place that have not compared, or whose last comparison found a difference. */
export interface ComparedInPlace {
  readonly region: string
  readonly notCompared: number
  readonly differing: number
}

/** Of a month by its first and last day: who settled in it and compared no day of it. */
export async function readComparedInPlaces(
  client: Queryable,
  of: PlacesOf,
  month: { readonly from: string; readonly to: string },
): Promise<ComparedInPlace[]> {
  const { rows } = await client.query<ComparedInPlace>(
    `SELECT ${placeOf('region', '$3::int')} AS region, count(*) FILTER (WHERE NOT compared AND settled) AS "notCompared",
       count(*) FILTER (WHERE result <> 'balanced') AS differing
     FROM (SELECT h.region,
         EXISTS (SELECT FROM reconciliations r WHERE r.hospital_code = h.hospital_code AND r.from_on <= $5::date AND r.to_on >= $4::date)
           AS compared,
         EXISTS (SELECT FROM entries e WHERE e.kind = 'settlement' AND e.hospital_code = h.hospital_code
           AND e.event_on > $4::date - INTERVAL '2 years' AND e.posted_at >= ($4 || 'T00:00:00+08:00')::timestamptz
           AND e.posted_at < (($5::date + 1)::text || 'T00:00:00+08:00')::timestamptz) AS settled,
         (SELECT r.result FROM reconciliations r WHERE r.hospital_code = h.hospital_code ORDER BY r.id DESC LIMIT 1) AS result
       FROM hospitals h WHERE h.region BETWEEN $1 AND $2) hospital
     GROUP BY 1 ORDER BY 1`,
    [...regionRange(of.prefix), of.digits, month.from, month.to],
  )
  return rows
}
