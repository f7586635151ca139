import type { Amounts } from '../adjudication/draft.ts'
import type { YearState } from '../adjudication/types.ts'
import { visitDay } from '../adjudication/visit.ts'
import { earlyWarning } from '../alerts/early-warning.ts'
import { covers, type Period } from '../calendar.ts'
import type { Replayed } from '../ledger/replay.ts'
import { type Decimal, decimal, sum, zero } from '../money.ts'
import type { Category } from '../names/categories.ts'
import { payers } from '../names/payers.ts'
import { Refusal } from '../refusals/refusal.ts'
import { aidChange } from './bands.ts'
import { type Drawing, drawnYears, withDrawnIdentity } from './drawing.ts'
import { drawnLimits, LiftedLaws, limitOfAccount, limitsUsed, usedOf } from './limits-lifted.ts'
import { movesBetween } from './moves.ts'
import type { Scenario } from './scenarios.ts'
import { type LawFinder, lawOfVisit, replayUnder, type SettledYear, type YearVisit } from './settled-year.ts'
import { keyOf, Sums, type WrittenSums } from './sums.ts'

/** How wide each table is; what stands in its columns is said where it is filled. */
const widths = {
  costs: 22,
  moves: 1,
  days: 2,
  people: 4,
  lines: 0,
  limits: 2,
  scenarios: 10,
  drawn: 12,
  refused: 0,
} as const
export type TallyName = keyof typeof widths
const names = Object.keys(widths) as TallyName[]

export type WrittenTally = Readonly<Record<TallyName, WrittenSums>>

/** What a run has come to: sums that any number of threads and pieces fill, each for people of its own. */
export class Tally {
  readonly tables = Object.fromEntries(names.map((name) => [name, new Sums(widths[name])])) as Record<TallyName, Sums>

  merge(written: WrittenTally): void {
    for (const name of names) this.tables[name].merge(written[name])
  }

  written(): WrittenTally {
    return Object.fromEntries(names.map((name) => [name, this.tables[name].written()])) as Record<
      TallyName,
      WrittenSums
    >
  }
}

/** What a run asks of every person-year. */
export interface Reckoning {
  /** The packs in use, and the draft. */
  readonly base: LawFinder
  readonly draft: LawFinder
  /** The laws that scenarios name by their place. */
  readonly others: readonly LawFinder[]
  readonly scenarios: readonly Scenario[]
  /** The days whose visits are counted; limits and thresholds go by the whole year all the same. */
  readonly period: Period
  readonly drawing: Drawing
}

/** A person's line of the list. Yuan of the visits that are counted. */
export interface PersonLine {
  readonly personNo: string
  readonly county: string
  readonly category: Category | null
  readonly visits: number
  readonly aidBefore: Decimal
  readonly aidAfter: Decimal
  readonly burdenBefore: Decimal
  readonly burdenAfter: Decimal
  /** Why the year could not be reckoned under the draft; it counts nowhere then. Null where it could. */
  readonly problem: string | null
}

interface CountedVisit {
  readonly visit: YearVisit
  readonly category: Category | null
  readonly after: Amounts
}

/** Reckons person-years and fills a tally with them. One to a thread. */
export class Reckoner {
  readonly tally = new Tally()
  readonly #of: Reckoning
  readonly #liftedBase = new LiftedLaws()
  readonly #liftedDraft = new LiftedLaws()

  constructor(of: Reckoning) {
    this.#of = of
  }

  /** Null for a person of whom nothing lies in the period. Errors: none; what the engine refuses is told in the line. */
  add(year: SettledYear): PersonLine | null {
    const isCounted = ({ claim }: YearVisit) => covers(this.#of.period, visitDay(claim))
    if (!year.visits.some(isCounted)) return null
    const asked = { ...year, visits: withDrawnIdentity(this.#of.drawing, year) }
    const replayed = attempted(() => replayUnder(this.#of.draft, year, asked.visits))
    if (!('state' in replayed)) return this.#refused(year, replayed.problem)
    const visits = year.visits.flatMap((visit, at): CountedVisit[] => {
      const outcome = replayed.active[at]?.outcome
      if (outcome === undefined || !isCounted(visit)) return []
      return [{ visit, category: outcome.category ?? visit.category, after: amountsOf(outcome.payers) }]
    })
    for (const one of visits) this.#visit(one)
    const line = lineOf(year, visits)
    const change = aidChange(line.aidBefore, line.aidAfter)
    const amounts = [line.aidBefore, line.aidAfter, line.burdenBefore, line.burdenAfter]
    this.tally.tables.people.add(keyOf(change.direction, change.band), 1, amounts)
    this.#lines(year, asked, replayed.state)
    this.#limits(year, asked, replayed)
    this.#scenarios(asked)
    this.#drawn(year, line.category, visits)
    return line
  }

  #refused(year: SettledYear, problem: string): PersonLine {
    this.tally.tables.refused.add(problem, 1, [])
    return { ...lineOf(year, []), visits: 0, problem }
  }

  /** Columns: total, in scope, each payer before, each payer after; and of the day the aid before and after. */
  #visit({ visit, category, after }: CountedVisit): void {
    const { claim, hospitalCode, county, paid } = visit
    const { costs, moves, days } = this.tally.tables
    const before = payers.map((payer) => paid[payer])
    const now = payers.map((payer) => after[payer])
    const key = keyOf(category, claim.care, county, hospitalCode)
    costs.add(key, 1, [claim.costs.total, claim.costs.inScope, ...before, ...now])
    for (const { from, to, amount } of movesBetween(paid, after)) moves.add(keyOf(from, to), 1, [amount])
    days.add(visitDay(claim), 1, [aidOf(paid), aidOf(after)])
  }

  /** Who lies above a line of early warning at the end of the year, by the law in force and by the draft. */
  #lines(year: SettledYear, asked: SettledYear, { personBurden }: YearState): void {
    const before = alarmOf(this.#of.base, year, year.personBurden)
    const after = alarmOf(this.#of.draft, asked, personBurden)
    if (before !== null || after !== null) this.tally.tables.lines.add(keyOf(before, after), 1, [])
  }

  /** By limit, before and after: who draws on it, with what; who reaches it, with what would be drawn above it. */
  #limits(year: SettledYear, asked: SettledYear, replayed: Replayed): void {
    const after = limitsUsed(
      replayed.active.map(({ outcome }) => outcome),
      replayed.state,
    )
    this.#limitsOf('before', year, this.#liftedBase, this.#of.base)
    this.#limitsOf('after', { ...asked, limits: after }, this.#liftedDraft, this.#of.draft)
  }

  #limitsOf(when: 'before' | 'after', year: SettledYear, laws: LiftedLaws, lawOn: LawFinder): void {
    const { drawn, reached } = drawnLimits(year.limits)
    const table = this.tally.tables.limits
    for (const { account, used } of drawn) table.add(keyOf(limitOfAccount(account), when, 'drawn'), 1, [used, zero])
    for (const name of reached) {
      const open = attempted(() => replayUnder(laws.of(lawOn, name), year, year.visits))
      const used = sum(drawn.filter(({ account }) => limitOfAccount(account) === name).map((one) => one.used))
      const more = 'state' in open ? usedOf(name, open.state).minus(used) : zero
      table.add(keyOf(name, when, 'reached'), 1, [zero, more.isNegative() ? zero : more])
    }
  }

  /** A person counts in all scenarios of a group or in none, so that those can be compared. */
  #scenarios(year: SettledYear): void {
    const groups = new Map<Scenario['group'], { id: string; amounts: readonly Decimal[] }[] | null>()
    for (const { id, group, law, use } of this.#of.scenarios) {
      const known = groups.get(group)
      if (known === null) continue
      const visits = use(year.visits)
      const replayed = attempted(() => replayUnder(this.#law(law), year, visits))
      if (!('state' in replayed)) groups.set(group, null)
      else {
        const counted = replayed.active.filter(({ claim }) => covers(this.#of.period, visitDay(claim)))
        const paid = counted.map(({ outcome }) => amountsOf(outcome.payers))
        const amounts = payers.map((payer) => sum(paid.map((one) => one[payer])))
        groups.set(group, [...(known ?? []), { id, amounts }])
      }
    }
    for (const [group, reckoned] of groups) {
      if (reckoned === null) this.tally.tables.scenarios.add(keyOf('left out', group), 1, [])
      else for (const { id, amounts } of reckoned) this.tally.tables.scenarios.add(id, 1, amounts)
    }
  }

  #law(law: Scenario['law']): LawFinder {
    if (law === 'base') return this.#of.base
    return law === 'draft' ? this.#of.draft : (this.#of.others[law] as LawFinder)
  }

  /** Years of people who are not in it yet, as those who were drawn for them. Columns: total, in scope, each payer. */
  #drawn(year: SettledYear, category: Category | null, visits: readonly CountedVisit[]): void {
    const times = drawnYears(this.#of.drawing, year.personNo, category)
    if (times === 0) return
    const { drawn, days } = this.tally.tables
    drawn.add(keyOf(category, 'people'), times, [])
    for (const { visit, after } of visits) {
      const { total, inScope } = visit.claim.costs
      const amounts = [total, inScope, ...payers.map((payer) => after[payer])].map((amount) => amount.times(times))
      drawn.add(keyOf(category, 'visits'), times, amounts)
      days.add(visitDay(visit.claim), times, [zero, aidOf(after).times(times)])
    }
  }
}

/** Whom the burden of a year takes above a line of early warning: by the identities of the last visit's day. */
function alarmOf(lawOn: LawFinder, { region, visits }: SettledYear, burden: Decimal): string | null {
  const last = visits.at(-1)
  if (last === undefined) return null
  const held = last.facts.identities.filter((one) => covers(one, visitDay(last.claim)))
  const categories = held.map(({ category }) => category)
  return earlyWarning(lawOfVisit(lawOn, region, last.claim), categories, zero, burden)?.alarm ?? null
}

/** What the fund gives of a visit, in all its parts. */
function aidOf({ assistance, reAid, tilt }: Readonly<Amounts>): Decimal {
  return sum([assistance, reAid, tilt])
}

function amountsOf(texts: Readonly<Record<string, string>>): Amounts {
  const amounts = {} as Amounts
  for (const payer of payers) amounts[payer] = decimal(texts[payer] as string)
  return amounts
}

function lineOf({ personNo, visits: all }: SettledYear, visits: readonly CountedVisit[]): PersonLine {
  const last = all.at(-1) as YearVisit
  const total = (of: (one: CountedVisit) => Decimal) => sum(visits.map(of))
  return {
    personNo,
    county: last.county,
    category: visits.at(-1)?.category ?? last.category,
    visits: visits.length,
    aidBefore: total(({ visit }) => aidOf(visit.paid)),
    aidAfter: total(({ after }) => aidOf(after)),
    burdenBefore: total(({ visit }) => visit.paid.person),
    burdenAfter: total(({ after }) => after.person),
    problem: null,
  }
}

/** What the engine refuses is an answer; anything else, such as a limit that a mixed draft forgot, is named as our own fault is. */
function attempted(reckon: () => Replayed): Replayed | { readonly problem: string } {
  try {
    return reckon()
  } catch (error) {
    return { problem: error instanceof Refusal ? error.code : 'internal' }
  }
}
