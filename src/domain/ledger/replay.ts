import { awaitsYearEnd, closeVisit } from '../adjudication/adjudicate-year-end.ts'
import type { Claim, Facts, Outcome, Settled, YearState } from '../adjudication/types.ts'
import { settleVisit } from '../adjudication/waterfall.ts'
import type { Law } from '../policies/law.ts'
import { emptyYear } from './year-state.ts'

/** A settlement that stands, with everything its amounts follow from. */
export interface Standing {
  readonly settlementId: string
  readonly claim: Claim
  readonly facts: Facts
  readonly law: Law
  readonly outcome: Outcome
  /** Its place among the entries of the year. */
  readonly seq: number
  /** The place of the entry that aided it at the end of the year (J9); null where none did. */
  readonly closedAt: number | null
}

export interface Replayed {
  readonly standing: readonly Standing[]
  readonly state: YearState
}

/**
 * Settles the given visits again in their order from the empty year, each under its own law and the facts that stood
 * then, and aids those that waited for the end of the year at the place where that was done. The same visits give the
 * same year, however they were reached.
 */
export function replay(visits: readonly Omit<Standing, 'outcome'>[]): Replayed {
  const outcomes: Outcome[] = []
  let state = emptyYear
  for (const { at, closing } of eventsOf(visits)) {
    const { law, claim, facts } = visits[at] as Standing
    const settled = closing
      ? closeIfAwaited(law, claim, facts, outcomes[at] as Outcome, state)
      : settleVisit(law, claim, facts, state)
    outcomes[at] = settled.outcome
    state = settled.next
  }
  return { standing: visits.map((visit, at) => ({ ...visit, outcome: outcomes[at] as Outcome })), state }
}

/** What happened in the year, in order: each visit, and what was aided at its end. */
function eventsOf(visits: readonly Omit<Standing, 'outcome'>[]) {
  const settled = visits.map(({ seq }, at) => ({ seq, at, closing: false }))
  const closed = visits.flatMap(({ closedAt }, at) => (closedAt === null ? [] : [{ seq: closedAt, at, closing: true }]))
  return closed.length === 0 ? settled : [...settled, ...closed].sort((one, other) => one.seq - other.seq)
}

/** A visit that no longer waits, because the identity it waited for turned out not to be, stays as it was settled. */
function closeIfAwaited(law: Law, claim: Claim, facts: Facts, outcome: Outcome, state: YearState): Settled {
  return awaitsYearEnd(law, claim, facts, state)
    ? closeVisit(law, claim, facts, outcome, state)
    : { outcome, next: state }
}

/** The outcomes in the order in which they last drew on a limit. */
export function inOrder(standing: readonly Standing[]): Outcome[] {
  const last = ({ seq, closedAt }: Standing) => closedAt ?? seq
  return [...standing].sort((one, other) => last(one) - last(other)).map(({ outcome }) => outcome)
}

/** Whether two outcomes pay differently. What was used before may differ without a fen changing hands. */
export function paysDifferently(a: Outcome, b: Outcome): boolean {
  return moneyOf(a) !== moneyOf(b)
}

function moneyOf(outcome: Outcome): string {
  const draws = outcome.limits.map((use) => [use.account, use.limit])
  return JSON.stringify([outcome.category, outcome.payers, outcome.assistanceParts, draws])
}
