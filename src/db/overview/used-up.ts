import { addMonths, type Day } from '../../domain/calendar.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import { balancesOf, isOverYears, movedOf } from './posted.ts'

export interface UsedUpAsked {
  readonly year: number
  /** The day whose periods are meant. */
  readonly on: Day
  readonly prefix: string
  /** Up to when it was summed up before. */
  readonly through: string
  /** Whether a law that holds there has limits whose period runs over the year's end. */
  readonly overYears: boolean
}

/** How many people have nothing left of a limit, by its account. */
export interface LimitUsedUp {
  readonly region: string
  readonly account: string
  readonly people: number
}

/**
 * Who has used up which limits, each in the period that the day lies in: as they were summed up through an instant, and read again
 * of whose year moved after.
 */
export async function readUsedUp(client: Queryable, asked: UsedUpAsked): Promise<LimitUsedUp[]> {
  const found = await usedUpInYear(client, asked)
  return asked.overYears ? [...found, ...(await usedUpOverYears(client, asked))] : found
}

/** Balances as they were summed up, but of whose year something was posted to since; and those as they stand. */
const balancesNow = (
  ofYear: string,
) => `SELECT u.year, u.region, u.person_no, u.name, u.used, u.cap FROM limit_balances u
    WHERE $1::timestamptz <> '-infinity'${ofYear}
      AND NOT EXISTS (SELECT FROM moved m WHERE m.person_no = u.person_no AND m.region = u.region AND m.year = u.year)
    UNION ALL
    SELECT year, region, person_no, name, used, cap FROM balances`

const peopleOf = (usedUp: string, range: string) => `SELECT l.region, l.account, count(*) AS people FROM (${usedUp}) l
   JOIN beneficiaries b ON b.person_no = l.person_no
   WHERE b.insured_region BETWEEN ${range} GROUP BY l.region, l.account ORDER BY l.region, l.account`

/** Limits of the calendar year, and of the months of it that the day lies in: the last movement left nothing. */
async function usedUpInYear(client: Queryable, { year, on, prefix, through }: UsedUpAsked): Promise<LimitUsedUp[]> {
  const { rows } = await client.query<LimitUsedUp>(
    `WITH ${movedOf('year')}, ${balancesOf('year')}, now_used AS (${balancesNow(' AND u.year = $3')})
     ${peopleOf(
       `SELECT region, person_no, name AS account FROM now_used WHERE used >= cap AND NOT ${isOverYears('name')}
          AND (name NOT LIKE '%/@%' OR split_part(name, '/@', 2) = ANY ($6::text[]))`,
       '$4 AND $5',
     )}`,
    [through, 'infinity', year, ...regionRange(prefix), partsInYear(on)],
  )
  return rows
}

/** The month, quarter and half of a day, as accounts are kept for them. */
function partsInYear(on: Day): string[] {
  const month = Number(on.slice(5, 7))
  return [1, 3, 6].map((months) => `${months}m ${addMonths(`${on.slice(0, 8)}01`, -((month - 1) % months))}`)
}

/** Limits whose period runs over the year's end: all years of the period together, up to the limit of the last that has one. */
async function usedUpOverYears(client: Queryable, { on, prefix, through }: UsedUpAsked): Promise<LimitUsedUp[]> {
  const { rows } = await client.query<LimitUsedUp>(
    `WITH ${movedOf('ledger')}, ${balancesOf('ledger')}, now_used AS (${balancesNow('')}),
     parted AS (
       SELECT region, person_no, name, year, used, cap, split_part(name, '/@', 1) AS whole, split_part(name, '/@', 2) AS part
       FROM now_used WHERE ${isOverYears('name')}),
     now AS (
       SELECT region, person_no, year, used, cap, name AS account FROM parted
       WHERE part = 'lifetime' OR (part LIKE 'from %' AND substr(part, 6) > $5 AND substr(part, 6) <= $6)
       UNION ALL
       SELECT region, person_no, year, used, cap, whole || '/@' || months || 'm to ' || $6::text FROM (
         SELECT p.*, substring(part FROM '^(\\d+)m to ')::int AS months, right(part, 10) AS day FROM parted p WHERE part LIKE '%m to %') d
       WHERE day > ($7::text[])[months] AND day <= $6)
     ${peopleOf(
       `SELECT region, person_no, account FROM now GROUP BY region, person_no, account
        HAVING sum(used) >= (array_agg(cap ORDER BY year DESC) FILTER (WHERE cap IS NOT NULL))[1]`,
       '$3 AND $4',
     )}`,
    [through, 'infinity', ...regionRange(prefix), `${Number(on.slice(0, 4)) - 1}${on.slice(4)}`, on, monthsBefore(on)],
  )
  return rows
}

/** The day so many months before, from one to the most that a period may have. */
function monthsBefore(on: Day): Day[] {
  return Array.from({ length: 36 }, (_, at) => addMonths(on, -(at + 1)))
}
