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
  readonly active: readonly ActiveVisit[]
  readonly state: YearState
}

/**
 * What undoing one settlement means for the person's year: the others are recalculated in their
 * order, and those that pay differently are named.
 *
 * A settlement that pays the same keeps the outcome it was given, so that its receipt still holds.
 */
export function planReversal(year: readonly ActiveVisit[], settlementId: string, beginning: YearState): ReversalPlan {
  const reversed = year.find((active) => active.settlementId === settlementId)
  if (!reversed) throw new Error(`settlement ${settlementId} does not stand in this year`)
  return {
    reversed,
    ...recalculateYear(
      year.filter((active) => active !== reversed),
      beginning,
    ),
  }
}

/** Recalculates a year's visits and tells which pay differently from what is posted. */
export function recalculateYear(year: readonly ActiveVisit[], beginning: YearState): Omit<ReversalPlan, 'reversed'> {
  const again = replay(year, beginning)
  const changed: RecalculatedVisit[] = []
  const active = again.active.map((now, at) => {
    const before = (year[at] as ActiveVisit).outcome
    if (!paysDifferently(before, now.outcome)) return { ...now, outcome: before }
    changed.push({ settlementId: now.settlementId, before, after: now.outcome })
    return now
  })
  return { changed, active, state: again.state }
}
