import { awaitsYearEnd, closeVisit } from '../adjudication/adjudicate-year-end.ts'
import type { SettlementOutcome, YearState } from '../adjudication/types.ts'
import { visitDay } from '../adjudication/visit.ts'
import { type PaidForEarlier, shareOwed } from './owed-for-earlier.ts'
import type { ActiveVisit } from './replay.ts'

/** A visit that was aided at the end of the year; it may have got nothing, where the limit was used up. */
export interface Closed {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: SettlementOutcome
}

export interface YearEndPlan {
  readonly changed: readonly Closed[]
  /** Visits, waiting or not, that are paid more by what those that were closed brought (000000/G14). */
  readonly adjusted: readonly PaidForEarlier[]
  /** Whether a closing brought something for earlier visits: then all of the year's visits have to be known. */
  readonly owes: boolean
  /** The visits with their outcomes as they then stand. */
  readonly outcomes: readonly SettlementOutcome[]
  readonly state: YearState
}

/**
 * Aids the visits of a person's year that wait for its end, in the order in which they were posted, each from what the
 * one before left. A visit is closed once: one that was closed before stays as it is, also where it got nothing.
 *
 * `year` is all of the person's visits: what a closing brings beyond its own visit goes to those before it.
 */
export function planYearClose(year: readonly Omit<ActiveVisit, 'seq'>[], state: YearState): YearEndPlan {
  const outcomes = year.map(({ outcome }) => outcome)
  const changed: Closed[] = []
  const adjusted = new Map<string, PaidForEarlier>()
  let owes = false
  year.forEach(({ settlementId, law, claim, facts, outcome: before, closedAt }, at) => {
    if (closedAt !== null || !awaitsYearEnd(law, claim, facts, state)) return
    const closed = closeVisit(law, claim, facts, before, state)
    // A visit that is still to be closed has added nothing to the year, so nothing is given to it.
    const earlier = year
      .map((visit, index) => ({ ...visit, day: visitDay(visit.claim), outcome: outcomes[index] as SettlementOutcome }))
      .filter((_, index) => index !== at)
    const shared = shareOwed(earlier, closed)
    owes ||= closed.owed.length > 0
    outcomes[at] = shared.outcome
    changed.push({ settlementId, before, after: shared.outcome })
    for (const one of shared.adjusted) {
      const first = adjusted.get(one.settlementId)?.before ?? one.before
      adjusted.set(one.settlementId, { ...one, before: first })
      outcomes[year.findIndex((visit) => visit.settlementId === one.settlementId)] = one.after
    }
    state = closed.next
  })
  return { changed, adjusted: [...adjusted.values()], owes, outcomes, state }
}
