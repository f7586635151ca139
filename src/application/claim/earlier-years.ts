import { approvedApplicationDays } from '../../db/aid-applications/application-days.ts'
import { readHistory } from '../../db/ledger/history.ts'
import type { PersonYearHistory, PersonYearKey } from '../../db/ledger/rows.ts'
import { yearsOfPerson } from '../../db/recalculation/recalculations.ts'
import type { Queryable } from '../../db/sql.ts'
import { correctedCosts } from '../../domain/adjudication/corrected.ts'
import type { EarlierCost, EarlierUse } from '../../domain/adjudication/earlier-facts.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { costLeft, isOfLimits, usesOf, usesOpened } from '../../domain/ledger/earlier-visits.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import type { ActiveVisit } from '../../domain/ledger/replay.ts'
import type { EarlierYears, Law } from '../../domain/policies/law.ts'

export interface OfPerson {
  readonly personNo: string
  /** The other numbers of the human; one may stand here several times. */
  readonly others: readonly { readonly personNo: string }[]
  /** The day of the visit. */
  readonly on: Day
  /** Only what was settled before this settlement; left out: all that stands. */
  readonly before?: Before
}

/** Ids grow with time, so they tell what was first of what was settled in one instant. */
type Before = Pick<ActiveSettlement, 'settledAt' | 'settlementId'>

/**
 * The facts with what the law asks of other calendar years: costs that still stand, what was drawn on limits, and applications for
 * aid. A bill that comes late has years after its own as well, of which something was settled before it.
 */
export async function withEarlierYears<Known extends object>(
  client: Queryable,
  law: Law,
  facts: Known,
  of: OfPerson,
): Promise<Known & Pick<Facts, 'yearBefore' | 'usedBefore' | 'appliedOn'>> {
  const asked = law.tables.earlierYears
  if (asked === null) return facts
  const histories = await otherHistories(client, law, of)
  const yearBefore = costsIn(asked, of, histories)
  const usedBefore = usesIn(asked, of, histories)
  const appliedOn = asked.asksApplications ? await approvedApplicationDays(client, numbersOf(of)) : []
  return {
    ...facts,
    ...(yearBefore.length === 0 ? {} : { yearBefore }),
    ...(usedBefore.length === 0 ? {} : { usedBefore }),
    ...(appliedOn.length === 0 ? {} : { appliedOn }),
  }
}

/** What other years drew on limits whose period runs over the year's end. */
export async function usedInEarlierYears(client: Queryable, law: Law, of: OfPerson): Promise<readonly EarlierUse[]> {
  const asked = law.tables.earlierYears
  if (asked === null || asked.usedYears === 0) return []
  return usesIn(asked, of, await otherHistories(client, law, of))
}

/** What is known by now of other calendar years than that of a day. */
export interface OtherYears {
  readonly used: readonly EarlierUse[]
  /** Costs of what was settled before a settlement of this year. */
  readonly costsBefore: (before: Before) => readonly EarlierCost[]
}

/** A year that was computed anew and is not written yet. */
export interface YearPlanned {
  readonly key: PersonYearKey
  readonly plan: { readonly active: readonly Pick<ActiveVisit, 'settlementId' | 'outcome'>[] }
}

/** Years of `planned` with what they come to; null where the law looks at no other year. */
export async function otherYearsNow(
  client: Queryable,
  law: Law,
  of: OfPerson,
  planned: readonly YearPlanned[],
): Promise<OtherYears | null> {
  const asked = law.tables.earlierYears
  if (asked === null) return null
  const histories = (await otherHistories(client, law, of)).map((one) => asPlanned(one, planned))
  return {
    used: usesIn(asked, of, histories),
    costsBefore: (before) => costsIn(asked, { ...of, before }, histories),
  }
}

interface OtherHistory {
  readonly personNo: string
  readonly year: number
  readonly history: PersonYearHistory
}

function asPlanned(one: OtherHistory, planned: readonly YearPlanned[]): OtherHistory {
  const now = planned.find(({ key }) => key.personNo === one.personNo && key.year === one.year)
  if (now === undefined) return one
  const outcomes = new Map(now.plan.active.map(({ settlementId, outcome }) => [settlementId, outcome]))
  const settlements = one.history.settlements.map((settlement) => ({
    ...settlement,
    outcome: outcomes.get(settlement.settlementId) ?? settlement.outcome,
  }))
  return { ...one, history: { ...one.history, settlements } }
}

/** Calendar years before that of the visit, and after it. */
interface Reach {
  readonly back: number
  readonly ahead: number
}

const reachOfCosts = ({ costYears, costAhead }: EarlierYears): Reach => ({
  back: costYears,
  ahead: costAhead ? costYears : 0,
})

const reachOfUse = ({ usedYears }: EarlierYears): Reach => ({ back: usedYears, ahead: usedYears })

async function otherHistories(client: Queryable, { region, tables }: Law, of: OfPerson): Promise<OtherHistory[]> {
  if (tables.earlierYears === null) return []
  const [costs, used] = [reachOfCosts(tables.earlierYears), reachOfUse(tables.earlierYears)]
  const own = yearOf(of.on)
  const span = {
    firstYear: Math.max(1900, own - Math.max(costs.back, used.back)),
    lastYear: Math.min(9999, own + Math.max(costs.ahead, used.ahead)),
  }
  const found: OtherHistory[] = []
  for (const personNo of numbersOf(of))
    for (const key of await yearsOfPerson(client, { personNo, ...span }))
      if (key.region === region && key.year !== own)
        found.push({ personNo, year: key.year, history: await readHistory(client, { ...key, lock: false }) })
  return found
}

function costsIn(asked: EarlierYears, of: OfPerson, histories: readonly OtherHistory[]): EarlierCost[] {
  return histories
    .filter(({ year }) => isWithin(year, of, reachOfCosts(asked)))
    .flatMap(({ history }) => activeIn(history, of))
    .map(costOf)
}

function usesIn(asked: EarlierYears, of: OfPerson, histories: readonly OtherHistory[]): EarlierUse[] {
  return histories
    .filter(({ year }) => isWithin(year, of, reachOfUse(asked)))
    .flatMap(({ history }) => [
      ...usesOpened(beginningOf(history.entries)),
      ...activeIn(history, of).flatMap(({ eventOn: on, outcome }) => usesOf({ on, outcome })),
    ])
    .filter(({ account }) => isOfLimits(asked.accounts, account))
}

type ActiveSettlement = PersonYearHistory['settlements'][number]

function activeIn({ settlements }: PersonYearHistory, { before }: OfPerson): ActiveSettlement[] {
  return settlements.filter((one) => !one.reversed && (before === undefined || isBefore(one, before)))
}

function isBefore(one: Before, other: Before): boolean {
  return one.settledAt === other.settledAt ? one.settlementId < other.settlementId : one.settledAt < other.settledAt
}

function costOf({ eventOn: on, input, corrected, outcome }: ActiveSettlement) {
  return costLeft({ on, care: input.care, inScope: correctedCosts(input.costs, corrected).inScope, outcome })
}

function isWithin(year: number, { on }: OfPerson, { back, ahead }: Reach): boolean {
  return year >= yearOf(on) - back && year <= yearOf(on) + ahead
}

function numbersOf({ personNo, others }: OfPerson): string[] {
  return [...new Set([personNo, ...others.map((one) => one.personNo)])]
}
