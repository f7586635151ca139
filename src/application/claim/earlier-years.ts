import { approvedApplicationDays } from '../../db/aid-applications/application-days.ts'
import { readHistory } from '../../db/ledger/history.ts'
import type { PersonYearHistory, PersonYearKey } from '../../db/ledger/rows.ts'
import { yearsOfPerson } from '../../db/recalculation/recalculations.ts'
import type { Queryable } from '../../db/sql.ts'
import { correctedCosts } from '../../domain/adjudication/corrected.ts'
import type { EarlierUse } from '../../domain/adjudication/earlier-facts.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import { visitDay } from '../../domain/adjudication/visit.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { costLeft, isOfLimits, usesOf, usesOpened } from '../../domain/ledger/earlier-visits.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import type { ActiveVisit } from '../../domain/ledger/replay.ts'
import type { Law } from '../../domain/policies/law.ts'

export interface OfPerson {
  readonly personNo: string
  /** The other numbers of the human; one may stand here several times. */
  readonly others: readonly { readonly personNo: string }[]
  /** The day of the visit. */
  readonly on: Day
  /** Only what was settled before this instant; left out: all that stands. */
  readonly before?: string
}

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
  const { costYears, costAhead, usedYears, asksApplications } = asked
  const back = Math.max(costYears, usedYears)
  const histories = await otherHistories(client, law, of, {
    back,
    ahead: Math.max(costAhead ? costYears : 0, usedYears),
  })
  const costs = { back: costYears, ahead: costAhead ? costYears : 0 }
  const yearBefore = histories
    .filter(({ year }) => isWithin(year, of, costs))
    .flatMap(({ history }) => activeIn(history, of))
    .map(costOf)
  const usedBefore = usesIn(law, of, histories)
  const appliedOn = asksApplications ? await approvedApplicationDays(client, numbersOf(of)) : []
  return {
    ...facts,
    ...(yearBefore.length === 0 ? {} : { yearBefore }),
    ...(usedBefore.length === 0 ? {} : { usedBefore }),
    ...(appliedOn.length === 0 ? {} : { appliedOn }),
  }
}

/** A year that was computed anew and is not written yet. */
export interface YearPlanned {
  readonly key: PersonYearKey
  readonly plan: { readonly active: readonly Pick<ActiveVisit, 'claim' | 'outcome'>[] }
}

/** What other years drew on limits whose period runs over the year's end; those of `planned` with what they come to. */
export async function usedInEarlierYears(
  client: Queryable,
  law: Law,
  of: OfPerson,
  planned: readonly YearPlanned[] = [],
): Promise<readonly EarlierUse[]> {
  const asked = law.tables.earlierYears
  if (asked === null || asked.usedYears === 0) return []
  return usesIn(law, of, await otherHistories(client, law, of, bothWays(asked.usedYears)), planned)
}

interface OtherHistory {
  readonly personNo: string
  readonly year: number
  readonly history: PersonYearHistory
}

/** Calendar years before that of the visit, and after it. */
interface Reach {
  readonly back: number
  readonly ahead: number
}

const bothWays = (years: number): Reach => ({ back: years, ahead: years })

async function otherHistories(
  client: Queryable,
  { region }: Law,
  of: OfPerson,
  { back, ahead }: Reach,
): Promise<OtherHistory[]> {
  const own = yearOf(of.on)
  const span = { firstYear: Math.max(1900, own - back), lastYear: Math.min(9999, own + ahead) }
  const found: OtherHistory[] = []
  for (const personNo of numbersOf(of))
    for (const key of await yearsOfPerson(client, { personNo, ...span }))
      if (key.region === region && key.year !== own)
        found.push({ personNo, year: key.year, history: await readHistory(client, { ...key, lock: false }) })
  return found
}

function usesIn(
  { tables }: Law,
  of: OfPerson,
  histories: readonly OtherHistory[],
  planned: readonly YearPlanned[] = [],
): EarlierUse[] {
  const { usedYears = 0, accounts = [] } = tables.earlierYears ?? {}
  return histories
    .filter(({ year }) => isWithin(year, of, bothWays(usedYears)))
    .flatMap(({ personNo, year, history }) => {
      const now = planned.find(({ key }) => key.personNo === personNo && key.year === year)
      const visits = now
        ? now.plan.active.map(({ claim, outcome }) => ({ on: visitDay(claim), outcome }))
        : activeIn(history, of).map(({ eventOn: on, outcome }) => ({ on, outcome }))
      return [...usesOpened(beginningOf(history.entries)), ...visits.flatMap(usesOf)]
    })
    .filter(({ account }) => isOfLimits(accounts, account))
}

type ActiveSettlement = PersonYearHistory['settlements'][number]

function activeIn({ settlements }: PersonYearHistory, { before }: OfPerson): ActiveSettlement[] {
  return settlements.filter(({ reversed, settledAt }) => !reversed && (before === undefined || settledAt < before))
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
