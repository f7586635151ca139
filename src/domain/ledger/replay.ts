import type { Claim, Facts, Outcome, YearState } from '../engine/types.ts'
import { settleVisit } from '../engine/waterfall.ts'
import type { Law } from '../policy/law.ts'
import { emptyYear } from './year.ts'

/** A settlement that stands, with everything its amounts follow from. */
export interface Standing {
  readonly settlementId: string
  readonly claim: Claim
  readonly facts: Facts
  readonly law: Law
  readonly outcome: Outcome
}

export interface Replayed {
  readonly standing: readonly Standing[]
  readonly state: YearState
}

/**
 * Settles the given visits again in their order from the empty year, each under its own law and the
 * facts that stood then. The same visits give the same year, however they were reached.
 */
export function replay(visits: readonly Omit<Standing, 'outcome'>[]): Replayed {
  let state = emptyYear
  const standing = visits.map((visit) => {
    const settled = settleVisit(visit.law, visit.claim, visit.facts, state)
    state = settled.next
    return { ...visit, outcome: settled.outcome }
  })
  return { standing, state }
}

/** Whether two outcomes pay differently. What was used before may differ without a fen changing hands. */
export function paysDifferently(a: Outcome, b: Outcome): boolean {
  return moneyOf(a) !== moneyOf(b)
}

function moneyOf(outcome: Outcome): string {
  const draws = outcome.limits.map((use) => [use.account, use.limit])
  return JSON.stringify([outcome.category, outcome.payers, outcome.assistanceParts, draws])
}
