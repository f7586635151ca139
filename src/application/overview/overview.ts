import type pg from 'pg'
import { type OpeningFigures, readOpeningFigures } from '../../db/opening-balances/opening-balances.ts'
import {
  type HoldersTogether,
  readAlerts,
  readApplications,
  readHolders,
  readSubsidised,
  type StatusCount,
} from '../../db/overview/people-figures.ts'
import { readUsedUp, type UsedUpAsked } from '../../db/overview/used-up.ts'
import { accountParts } from '../../domain/adjudication/account-parts.ts'
import { chinaTime, type Day } from '../../domain/calendar.ts'
import { countingCategory } from '../../domain/entitlements/limits-of-category.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { type Category, knownCategories } from '../../domain/names/categories.ts'
import { fundScope } from '../../domain/policies/funds.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { dayIn } from '../claim/read-person-year.ts'
import { fundPosition } from '../fund/read-fund.ts'
import { keptCounts } from '../registers/kept-counts.ts'
import type { Service } from '../service.ts'
import { aidFiguresOf } from './aid-figures.ts'
import { readWithSums } from './sum-up.ts'

export interface OverviewAsked {
  readonly region: string
  readonly year: number
  readonly on?: Day | undefined
}

export const countedAlertStatuses = ['open', 'undone', 'checked', 'included', 'not-included'] as const
export const countedApplicationStatuses = [
  'received',
  'checked',
  'publicised',
  'approved',
  'refused',
  'withdrawn',
] as const

/**
 * A year of a region in figures, all from one reading: what settles meanwhile is in none of them or in all. A county's
 * are those of the people insured there; a fund is only where its law, or a county under it, keeps one.
 * Errors: `forbidden`, `invalid-request` for a day outside the year.
 */
export async function readOverview(service: Service, caller: Caller, asked: OverviewAsked) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, asked.region)
  const on = dayIn(service, asked.year, asked.on)
  const { region, year } = asked
  return readWithSums(service, `overview ${region} ${year} ${on}`, (client, through) =>
    read(service, client, { region, year, on }, through),
  )
}

async function read(
  service: Service,
  client: pg.PoolClient,
  { region, year, on }: OverviewAsked & { readonly on: Day },
  through: string,
) {
  const prefix = prefixOf(region)
  const fund = fundScope(service.library, region, on)
  return {
    region,
    year,
    on,
    readAt: chinaTime(service.clock()),
    people: peopleOf(service.library, on, await holdersIn(service, client, prefix, on)),
    aid: await aidFiguresOf(client, year, prefix, through),
    limitsUsedUp: await usedUpIn(service.library, client, { year, on, prefix, through }),
    openingBalances: openedOf(await readOpeningFigures(client, year, prefix), year),
    alerts: countsOf(countedAlertStatuses, await readAlerts(client, year, prefix)),
    premiumSubsidies: subsidiesOf(await readSubsidised(client, year, prefix)),
    applications: countsOf(countedApplicationStatuses, await readApplications(client, year, prefix)),
    fund: fund ? await fundPosition(client, fund, through) : null,
  }
}

/** Who holds what changes seldom, and is counted once for as long as it does not. */
export function holdersIn({ db }: Service, client: pg.PoolClient, prefix: string, on: Day): Promise<HoldersTogether[]> {
  return keptCounts(db).holders.read(client, `${prefix} ${on}`, () => readHolders(client, prefix, on))
}

async function usedUpIn(library: PolicyLibrary, client: pg.PoolClient, asked: Omit<UsedUpAsked, 'overYears'>) {
  const { year, on, prefix } = asked
  const found = await readUsedUp(client, { ...asked, overYears: hasLimitsOverYears(library, prefix, on) })
  const key = ({ region, name, period }: (typeof shown)[number]) => `${region} ${name} ${period.from ?? ''}`
  const shown = found.map(({ region, account, people }) => ({ region, ...accountParts(account, year), people }))
  return shown.sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

/** Whether a law of the place, of what lies in it or of what it lies in has limits whose period runs over the year's end. */
function hasLimitsOverYears(library: PolicyLibrary, prefix: string, on: Day): boolean {
  const near = library.regions().filter((one) => one.startsWith(prefix) || prefix.startsWith(prefixOf(one)))
  return near.some(
    (one) => library.governing(one, on) !== null && (library.law(one, on).tables.earlierYears?.usedYears ?? 0) > 0,
  )
}

function openedOf({ limits, ...figures }: OpeningFigures, year: number) {
  return { ...figures, limits: limits.map(({ name, used }) => ({ ...accountParts(name, year), used })) }
}

/** Each person once, under the identity that counts before a bill is known, as entitlements show it. */
function peopleOf(library: PolicyLibrary, on: Day, groups: readonly HoldersTogether[]) {
  const counts = new Map<Category, number>()
  for (const { insuredRegion, held, people } of groups) {
    const category = countingOn(library, insuredRegion, on, held as readonly Category[])
    counts.set(category, (counts.get(category) ?? 0) + people)
  }
  const byCategory = knownCategories().flatMap((category) => {
    const people = counts.get(category)
    return people === undefined ? [] : [{ category, people }]
  })
  return { total: byCategory.reduce((total, { people }) => total + people, 0), byCategory }
}

/** Before a place has law of its own, its people count in the order of the documents' words. */
function countingOn(library: PolicyLibrary, region: string, on: Day, held: readonly Category[]): Category {
  const governing = library.governing(region, on)
  const counted = governing === null ? null : countingCategory(library.lawOfPack(governing, on), held).category
  return counted ?? (knownCategories().find((one) => held.includes(one)) as Category)
}

function subsidiesOf(rows: Awaited<ReturnType<typeof readSubsidised>>) {
  return {
    people: rows.reduce((total, { people }) => total + people, 0),
    amount: yuan(sum(rows.map(({ amount }) => decimal(amount)))),
    byCategory: rows,
  }
}

function countsOf<Status extends string>(statuses: readonly Status[], rows: readonly StatusCount[]) {
  return statuses.map((status) => ({ status, count: rows.find((row) => row.status === status)?.count ?? 0 }))
}
