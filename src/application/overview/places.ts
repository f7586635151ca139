import type pg from 'pg'
import { type AidSums, readAidOfPlaces } from '../../db/overview/aid-figures.ts'
import {
  type PlacesOf,
  readAlertsOfPlaces,
  readApplicationsOfPlaces,
  readClearingsOfPlaces,
  readComparedInPlaces,
  readUnclaimedOfPlaces,
} from '../../db/overview/place-figures.ts'
import type { EnrolmentCount } from '../../db/premiums/enrolment.ts'
import { listArrivals } from '../../db/rosters/rosters.ts'
import { addDays, chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Department } from '../../domain/names/departments.ts'
import { fundScope } from '../../domain/policies/funds.ts'
import { dueDays } from '../../domain/rosters/roster-law.ts'
import { firstDayOf, lastDayOfMonth, type Month } from '../../domain/rosters/roster-month.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { dayIn } from '../claim/read-person-year.ts'
import { fundPosition } from '../fund/read-fund.ts'
import { enrolledIn } from '../premiums/enrolment.ts'
import { type EnrolmentLine, enrolmentLines, rateOf } from '../premiums/enrolment-rates.ts'
import type { Service } from '../service.ts'
import { none } from './aid-figures.ts'
import { holdersIn, type OverviewAsked } from './overview.ts'
import { readWithSums } from './sum-up.ts'

/** A department whose list of a month was due and has not come. */
export interface MissingList {
  readonly department: Department
  readonly month: Month
  readonly dueOn: Day
}

export type ShownPlace = Awaited<ReturnType<typeof readPlaces>>['places'][number]

/**
 * The places below a region side by side, from one reading: a province's cities, a city's counties; a county alone. Of each its
 * people, enrolment against the lines of its own law, aid, what waits and is late, its fund, and who is late with lists, clearings
 * and comparisons as of today. Errors: `forbidden`, `invalid-request` for a day outside the year.
 */
export async function readPlaces(service: Service, caller: Caller, asked: OverviewAsked) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, asked.region)
  const { region, year } = asked
  const on = dayIn(service, year, asked.on)
  return readWithSums(service, `places ${region} ${year} ${on}`, async (client, through) => {
    const places = await read(service, client, { region, year, on }, through)
    return { region, year, on, readAt: chinaTime(service.clock()), places }
  })
}

/** Four digits of a province's cities, six of a city's counties. */
function placesOf(region: string): PlacesOf {
  const prefix = prefixOf(region)
  return { prefix, digits: Math.min(prefix.length + 2, 6) }
}

async function read(
  service: Service,
  client: pg.PoolClient,
  { region, year, on }: OverviewAsked & { on: Day },
  through: string,
) {
  const of = placesOf(region)
  const today = chinaDay(service.clock())
  const month = { from: firstDayOf(today.slice(0, 7)), to: lastDayOfMonth(today.slice(0, 7)) }
  const before = addDays(month.from, -1).slice(0, 7)
  const placed = (insured: string) => insured.slice(0, of.digits).padEnd(6, '0')
  const holders = await holdersIn(service, client, of.prefix, on)
  const rows = {
    aid: await readAidOfPlaces(client, year, of, through),
    alerts: await readAlertsOfPlaces(client, year, of, today),
    applications: await readApplicationsOfPlaces(client, of, today),
    clearings: await readClearingsOfPlaces(client, of),
    unclaimed: await readUnclaimedOfPlaces(client, year, of, `${month.from}T00:00:00+08:00`),
    compared: await readComparedInPlaces(client, of, { from: firstDayOf(before), to: lastDayOfMonth(before) }),
  }
  const known = [
    ...holders.map(({ insuredRegion }) => placed(insuredRegion)),
    ...Object.values(rows).flatMap((list) => list.map((row) => row.region)),
    ...service.library.regions().filter((one) => one.startsWith(of.prefix) && placed(one) === one && one !== region),
  ]
  // What is the region's own, such as the clearings of its fund, is none of a place's below; a county is itself.
  const regions = [...new Set(known)].filter((one) => one !== region || of.prefix.length === 6).sort()
  const lines = new Map(regions.map((one) => [one, linesOf(service, one, year)]))
  const categories = [...new Set([...lines.values()].flat().flatMap((line) => line.categories))]
  const enrolled =
    categories.length === 0 ? [] : await enrolledIn(service, client, { prefix: of.prefix, on, categories })
  const found = []
  for (const one of regions) {
    const its = <Row extends { readonly region: string }>(list: readonly Row[]) =>
      list.find((row) => row.region === one)
    const waiting = (row: { readonly open: number; readonly overdue: number } | undefined) => ({
      open: row?.open ?? 0,
      overdue: row?.overdue ?? 0,
    })
    const fund = fundScope(service.library, one, on)
    const counts = enrolled.filter((count) => placed(count.region) === one)
    const clearings = its(rows.clearings)
    const unclaimed = its(rows.unclaimed)
    const compared = its(rows.compared)
    found.push({
      region: one,
      people: holders
        .filter(({ insuredRegion }) => placed(insuredRegion) === one)
        .reduce((total, { people }) => total + people, 0),
      enrolment: (lines.get(one) ?? []).map((line) => ratesOf(counts, line)),
      aid: aidOf(its(rows.aid) ?? none),
      alerts: waiting(its(rows.alerts)),
      applications: waiting(its(rows.applications)),
      fund: fund && fundOf(await fundPosition(client, fund, through)),
      late: {
        lists: await missingLists(service, client, one, [before, today.slice(0, 7)], today),
        unclaimed: {
          hospitals: unclaimed?.hospitals ?? 0,
          aid: unclaimed?.aid ?? '0.00',
          since: unclaimed?.since ?? null,
        },
        undecided: { clearings: clearings?.undecided ?? 0, since: clearings?.undecidedSince ?? null },
        unpaid: { clearings: clearings?.unpaid ?? 0, since: clearings?.unpaidSince ?? null },
        comparisons: { notCompared: compared?.notCompared ?? 0, differing: compared?.differing ?? 0 },
      },
    })
  }
  return found
}

/** What the place's own law says of the last day of the year; a place that has none yet is held to no line. */
function linesOf({ library }: Service, place: string, year: number): EnrolmentLine[] {
  const lastDay = `${year}-12-31`
  const law = library.governing(place, lastDay)
  return law === null ? [] : enrolmentLines(library.lawOfPack(law, lastDay))
}

function ratesOf(counts: readonly EnrolmentCount[], line: EnrolmentLine) {
  const own = counts.filter(({ held }) => line.categories.some((category) => held.includes(category)))
  const percent = decimal(line.share).times(100).toFixed(2)
  return { group: line.group, line: percent, clause: line.clause, ...rateOf(own, line) }
}

function aidOf({ settlements, assistance, reAid, tilt, hospital }: AidSums) {
  const aid = yuan(sum([assistance, reAid, tilt].map(decimal)))
  return { settlements, assistance, reAid, tilt, aid, hospital }
}

function fundOf({ balance, received, commitments, available }: Awaited<ReturnType<typeof fundPosition>>) {
  return { balance, received, committed: commitments.total, available }
}

/** Lists are sent where the law is: a place without law of its own is late with none. */
async function missingLists(
  { library }: Service,
  client: pg.PoolClient,
  place: string,
  months: readonly Month[],
  today: Day,
): Promise<MissingList[]> {
  const missing: MissingList[] = []
  for (const month of months) {
    const lastDay = lastDayOfMonth(month)
    if (library.governing(place, lastDay) !== place) continue
    const due = dueDays(library.lawOfPack(place, lastDay), month).filter(({ on }) => on < today)
    const came = due.length === 0 ? [] : await listArrivals(client, place, month)
    for (const { department, on } of due)
      if (!came.some((roster) => roster.department === department)) missing.push({ department, month, dueOn: on })
  }
  return missing
}
