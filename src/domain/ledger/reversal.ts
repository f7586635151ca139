import type { SettlementOutcome, YearState } from '../adjudication/types.ts'
import { type ActiveVisit, paysDifferently, replay } from './replay.ts'

/** A later settlement that comes out differently once an earlier one is gone. */
export interface RecalculatedVisit {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: SettlementOutcome
}

export interface ReversalPlan {
  readonly reversed: ActiveVisit
  readonly changed: readonly RecalculatedVisit[]
  /** The settlements that still stand, with the outcomes that now hold. */
  readonly standing: readonly ActiveVisit[]
  readonly state: YearState
}

/**
 * What undoing one settlement means for the person's year: the others are settled anew in their
 * order, and those that pay differently are named.
 *
 * A settlement that pays the same keeps the outcome it was given, so that its receipt still holds.
 */
export function planReversal(year: readonly ActiveVisit[], settlementId: string): ReversalPlan {
  const reversed = year.find((standing) => standing.settlementId === settlementId)
  if (!reversed) throw new Error(`settlement ${settlementId} does not stand in this year`)
  return { reversed, ...recalculateYear(year.filter((standing) => standing !== reversed)) }
}

/** Settles a year's visits anew and tells which pay differently from what stands. */
export function recalculateYear(year: readonly ActiveVisit[]): Omit<ReversalPlan, 'reversed'> {
  const again = replay(year)
  const changed: RecalculatedVisit[] = []
  const standing = again.standing.map((now, at) => {
    const before = (year[at] as ActiveVisit).outcome
    if (!paysDifferently(before, now.outcome)) return { ...now, outcome: before }
    changed.push({ settlementId: now.settlementId, before, after: now.outcome })
    return now
  })
  return { changed, standing, state: again.state }
}
