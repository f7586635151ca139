import { awaitsYearEnd, closeVisit } from '../adjudication/adjudicate-year-end.ts'
import type { Claim, Facts, Settled, SettlementOutcome, YearState } from '../adjudication/types.ts'
import { type HowAsked, visitDay } from '../adjudication/visit.ts'
import { adjudicate } from '../adjudication/waterfall.ts'
import type { Law } from '../policies/law.ts'
import { type EarlierVisit, shareOwed } from './owed-for-earlier.ts'

/** A settlement that stands, with everything its amounts follow from. */
export interface ActiveVisit {
  readonly settlementId: string
  readonly claim: Claim
  readonly facts: Facts
  readonly law: Law
  readonly outcome: SettlementOutcome
  /** Its place among the entries of the year. */
  readonly seq: number
  /** The place of the entry that aided it at the end of the year (140500/J9); null where none did. */
  readonly closedAt: number | null
}

export interface Replayed {
  readonly active: readonly ActiveVisit[]
  readonly state: YearState
}

/**
 * Settles the given visits again in their order from where the year begins (`beginningOf`), each under its own law and the facts that stood
 * then, and aids those that waited for the end of the year at the place where that was done. The same visits give the
 * same year, however they were reached.
 */
export function replay(
  visits: readonly Omit<ActiveVisit, 'outcome'>[],
  beginning: YearState,
  asked: HowAsked = {},
): Replayed {
  const outcomes: SettlementOutcome[] = []
  let state = beginning
  for (const { at, closing } of eventsOf(visits)) {
    const { law, claim, facts } = visits[at] as ActiveVisit
    const settled = closing
      ? closeIfAwaited({ law, claim, facts, outcome: outcomes[at] as SettlementOutcome }, state, asked)
      : adjudicate(law, claim, facts, state, asked)
    const earlier = settled.owed.length > 0 ? earlierThan(visits, outcomes, at) : []
    const { outcome, adjusted } = shareOwed(earlier, settled)
    outcomes[at] = outcome
    for (const { settlementId, after } of adjusted)
      outcomes[visits.findIndex((visit) => visit.settlementId === settlementId)] = after
    state = settled.next
  }
  const active = visits.map(
    ({ settlementId, claim, facts, law, seq, closedAt }, at): ActiveVisit => ({
      settlementId,
      claim,
      facts,
      law,
      outcome: outcomes[at] as SettlementOutcome,
      seq,
      closedAt,
    }),
  )
  return { active, state }
}

/** What has been settled before the visit, as it stands by then. */
function earlierThan(
  visits: readonly Omit<ActiveVisit, 'outcome'>[],
  outcomes: readonly SettlementOutcome[],
  at: number,
): EarlierVisit[] {
  return visits.flatMap(({ settlementId, claim }, index) => {
    const outcome = outcomes[index]
    return index === at || !outcome ? [] : [{ settlementId, day: visitDay(claim), outcome }]
  })
}

/** What happened in the year, in order: each visit, and what was aided at its end. */
function eventsOf(visits: readonly Omit<ActiveVisit, 'outcome'>[]) {
  const settled = visits.map(({ seq }, at) => ({ seq, at, closing: false }))
  const closed = visits.flatMap(({ closedAt }, at) => (closedAt === null ? [] : [{ seq: closedAt, at, closing: true }]))
  return closed.length === 0 ? settled : [...settled, ...closed].sort((one, other) => one.seq - other.seq)
}

/** A visit that no longer waits, because the identity it waited for turned out not to be, stays as it was settled. */
function closeIfAwaited(
  { law, claim, facts, outcome }: Pick<ActiveVisit, 'law' | 'claim' | 'facts' | 'outcome'>,
  state: YearState,
  asked: HowAsked,
): Settled {
  return awaitsYearEnd(law, claim, facts, state)
    ? closeVisit(law, claim, facts, outcome, state, asked)
    : { outcome, owed: [], next: state }
}

/** The outcomes in the order in which they last drew on a limit. */
export function inPostingOrder(active: readonly ActiveVisit[]): SettlementOutcome[] {
  const last = ({ seq, closedAt }: ActiveVisit) => closedAt ?? seq
  return [...active].sort((one, other) => last(one) - last(other)).map(({ outcome }) => outcome)
}

/** Whether two outcomes pay differently. What was used before may differ without a fen changing hands. */
export function paysDifferently(a: SettlementOutcome, b: SettlementOutcome): boolean {
  return moneyOf(a) !== moneyOf(b)
}

function moneyOf(outcome: SettlementOutcome): string {
  const draws = outcome.limits.map((use) => [use.account, use.limit])
  const { category, payers, assistanceParts, toPerson = null, owedToPerson = null } = outcome
  return JSON.stringify([category, payers, assistanceParts, draws, toPerson, owedToPerson])
}
