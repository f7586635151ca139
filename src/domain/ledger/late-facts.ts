import type { Facts, YearState } from '../adjudication/types.ts'
import { covers } from '../calendar.ts'
import type { Law } from '../policies/law.ts'
import { type ActiveVisit, paysDifferently, replay } from './replay.ts'
import type { RecalculatedVisit, ReversalPlan } from './reversal.ts'

/** A settlement that comes out differently with the facts as they now stand, or under the law that now holds for it. */
export interface Renewed extends RecalculatedVisit {
  readonly facts: Facts
}

export interface LateFactsPlan extends Omit<ReversalPlan, 'reversed' | 'changed'> {
  readonly changed: readonly Renewed[]
}

/**
 * What facts that were recorded late mean for a person's year: its visits are recalculated in their order, each with the
 * facts of its day as they are known now (000000/G10).
 *
 * A settlement that pays the same for the same identities keeps the outcome it was given, so that its receipt still holds.
 * One that pays the same although other identities were in force takes them on: a later reversal, or the end of the year,
 * may find that one of those gives more (000000/G4). With `lawNow` a visit may be looked at under a pack that was mended; it takes
 * that on likewise, so that nothing of the year is computed under the mistake again.
 */
export function recalculateLateFacts(
  year: readonly ActiveVisit[],
  beginning: YearState,
  factsNow: (visit: ActiveVisit) => Facts,
  lawNow: (visit: ActiveVisit) => Law = ({ law }) => law,
): LateFactsPlan {
  const again = replay(
    year.map((visit) => ({ ...visit, facts: factsNow(visit), law: lawNow(visit) })),
    beginning,
  )
  const changed: Renewed[] = []
  const active = again.active.map((now, at) => {
    const visit = year[at] as ActiveVisit
    if (!isNew(visit, now)) return visit
    const { settlementId, facts, outcome: after } = now
    changed.push({ settlementId, before: visit.outcome, after, facts })
    return now
  })
  return { changed, active, state: again.state }
}

function isNew(visit: ActiveVisit, now: ActiveVisit): boolean {
  return (
    paysDifferently(visit.outcome, now.outcome) ||
    visit.law.policyHash !== now.law.policyHash ||
    bearingOf(visit) !== bearingOf(now)
  )
}

/**
 * The categories in force on the day of the law, what other numbers had used by then, what counts of other years, what was
 * corrected and when aid was applied for, in words that compare.
 */
function bearingOf({ facts, law }: ActiveVisit): string {
  const inForce = facts.identities.filter((held) => covers(held, law.on)).map(({ category }) => category)
  return (
    [...new Set(inForce)].sort().join(' ') +
    JSON.stringify(
      [facts.elsewhere, facts.usedBefore, facts.yearBefore, facts.corrected, facts.appliedOn].map((one) => one ?? null),
    )
  )
}
