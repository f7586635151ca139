import { addDays, addMonths, type Day, yearOf } from '../../calendar.ts'
import { add, type Decimal, decimal, sum, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { AidRow, FilledBy, LookBack } from '../../policies/law.ts'
import { accountOn, beginOf, beginOfYear, byDay } from '../counted-over.ts'
import type { AppliedOn } from '../earlier-facts.ts'
import { type AdjudicatedVisit, visitDay } from '../visit.ts'

/** Before which visit, or on which day before any is known, and what is known of earlier ones. */
export interface Earlier extends Pick<AdjudicatedVisit, 'law' | 'state' | 'day' | 'identities'> {
  readonly claim: Pick<AdjudicatedVisit['claim'], 'dischargedOn' | 'servedOn'>
  readonly facts: Pick<AdjudicatedVisit['facts'], 'yearBefore' | 'appliedOn'>
}

/**
 * What earlier visits have filled of a deductible: stays, as the year has kept them, or what the row counts, in its period or
 * as far as it looks back. Months that end with the visit hold none of a later day, though it was settled first.
 */
export function filledBefore(visit: Earlier, { deductible }: AidRow, category: Category): Decimal {
  const { law, state, claim } = visit
  const filledBy = deductible.kind === 'none' ? null : deductible.filledBy
  const over = filledBy?.over ?? (law.choices.aidDeductibleOver.value === 'year' ? 'year' : 'visit')
  if (over === 'visit' || filledBy === null) return zero
  const { account, period, lookBack } = filledBy
  if (account === null) return state.aidDeductibleBase
  const first = firstCounted(visit, filledBy, category)
  const before = first === null ? zero : ofOtherYears(visit, filledBy, first)
  if (period?.kind !== 'rolling')
    return add(state.counted?.[accountOn(account, period, visitDay(claim))] ?? zero, before)
  const end = lookBack?.from === 'visit' ? visitDay(claim) : null
  const ownYear = byDay(account, state.counted ?? {}, period.months).filter(
    ({ on }) => (first === null || on >= first) && (end === null || on <= end),
  )
  return add(sum(ownYear.map(({ amount }) => amount)), before)
}

/** Of a period that runs on into the next calendar year, what was settled of that one before counts as well. */
function ofOtherYears({ facts, claim }: Earlier, { counts, period, lookBack }: FilledBy, first: Day): Decimal {
  if (facts.yearBefore === undefined) return zero
  const ofPeriod = lookBack === null && period?.kind === 'begins'
  const end = ofPeriod ? addMonths(first, 12) : beginOfYear(visitDay(claim))
  const counted = facts.yearBefore.filter(({ on, care }) => on >= first && on < end && counts.includes(care))
  return sum(counted.map(({ base }) => decimal(base)))
}

/** From which day on costs count; null where those of the visit's own calendar year do. */
function firstCounted(visit: Earlier, { period, lookBack }: FilledBy, category: Category): Day | null {
  if (lookBack === null) return period?.kind === 'begins' ? beginOf(period, visitDay(visit.claim)) : null
  const { day, identities, facts } = visit
  const began =
    lookBack.from === 'visit'
      ? day
      : lookBack.from === 'identity'
        ? identities.find((held) => held.category === category)?.from
        : appliedFor(facts.appliedOn ?? [], category, day, lookBack.months)
  if (began === undefined) return ofOwnYear(period, day)
  const first = firstLookedBack(began, lookBack)
  // What a year that was over before the visit filled is not carried on: the visit's own begins anew.
  return yearOf(began) < yearOf(day) ? ofOwnYear(period, day) : first
}

/** Of months that end with the visit the same day so many months before is none; what is looked back on begins with it. */
function firstLookedBack(from: Day, { months, endsWithVisit }: LookBack): Day {
  const back = addMonths(from, -months)
  return endsWithVisit ? addDays(back, 1) : back
}

/** Where each day is kept by itself, those of the year are named by its first one. */
function ofOwnYear(period: FilledBy['period'], day: Day): Day | null {
  return period === null ? null : beginOfYear(day)
}

/**
 * The application that a visit belongs to: the first one after it whose months back reach to it, as aid for what was borne is
 * applied for afterwards; else the last one before it.
 */
function appliedFor(applied: readonly AppliedOn[], category: Category, day: Day, months: number): Day | undefined {
  const days = applied.filter((one) => one.category === category).map(({ on }) => on)
  const sorted = days.sort()
  return sorted.find((on) => on >= day && addMonths(on, -months) <= day) ?? sorted.findLast((on) => on < day)
}
