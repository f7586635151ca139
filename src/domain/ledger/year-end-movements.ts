import { awaitsYearEnd, closeVisit } from '../adjudication/adjudicate-year-end.ts'
import type { SettlementOutcome, YearState } from '../adjudication/types.ts'
import type { ActiveVisit } from './replay.ts'

/** A visit that was aided at the end of the year; it may have got nothing, where the limit was used up. */
export interface Closed {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: SettlementOutcome
}

export interface YearEndPlan {
  readonly changed: readonly Closed[]
  readonly state: YearState
}

/**
 * Aids the visits of a person's year that wait for its end, in the order in which they were posted, each from what the
 * one before left. A visit is closed once: one that was closed before stays as it is, also where it got nothing.
 */
export function planYearClose(year: readonly Omit<ActiveVisit, 'seq'>[], state: YearState): YearEndPlan {
  const changed: Closed[] = []
  for (const { settlementId, law, claim, facts, outcome, closedAt } of year) {
    if (closedAt !== null || !awaitsYearEnd(law, claim, facts, state)) continue
    const closed = closeVisit(law, claim, facts, outcome, state)
    changed.push({ settlementId, before: outcome, after: closed.outcome })
    state = closed.next
  }
  return { changed, state }
}
