import { ownPart } from '../ledger/year-state.ts'
import { decimal, less, sum, yuan } from '../money.ts'
import type { Payer } from '../names/payers.ts'
import type { Law } from '../policies/law.ts'
import { countedAfter, type Draft, shown, totalAid, withPerson } from './draft.ts'
import { VisitLimits } from './limits.ts'
import { aidOfIdentity } from './steps/aid.ts'
import { isAwaited } from './steps/assistance.ts'
import { assistanceBase } from './steps/given.ts'
import { waitsFor } from './steps/on-application.ts'
import { personLine } from './steps/person.ts'
import { withTakenBack } from './steps/taken-back.ts'
import { withYearAid } from './steps/year-aid.ts'
import { type Trace, traceOf } from './trace.ts'
import type { Claim, Facts, HeldIdentity, Settled, SettlementOutcome, YearState } from './types.ts'
import { type AdjudicatedVisit, adjudicatedVisitOf, type HowAsked } from './visit.ts'
import { bestDraft, notCounted } from './waterfall.ts'

/** Whether a visit waits for the end of the year: under a quota, and aided for an identity that was in force (140500/J9). */
export function awaitsYearEnd(law: Law, claim: Claim, facts: Facts, state: YearState): boolean {
  const visit = adjudicatedVisitOf(law, claim, facts, state, { isTraced: false })
  return (
    visit.shutOut === null &&
    visit.uninsured?.aid !== 'none' &&
    visit.identities.some(({ category }) => isAwaited(visit, category) && waitsFor(visit, category) === null)
  )
}

/**
 * Aids a visit that waited for the end of the year, from what the year then leaves of its limits.
 *
 * Everything of the visit's own day holds: its law, its identities (000000/G5), its base, what the insurers before assistance
 * paid. Every identity is tried anew, because the limits that are left decide which gives most (000000/G4). What assistance
 * leaves counts into the year as that of any aided visit does, and opens the tilt as it would (000000/G13, 000000/G14, 140500/J12).
 *
 * Units:  yuan, exact to the fen.
 * Errors: `figure-missing`, as with any visit that is aided.
 * Source: 晋市政办〔2022〕40号 art. 12; 140500/J9.
 */
export function closeVisit(
  law: Law,
  claim: Claim,
  facts: Facts,
  settled: SettlementOutcome,
  state: YearState,
  asked: HowAsked = {},
): Settled {
  const visit: AdjudicatedVisit = { ...adjudicatedVisitOf(law, claim, facts, state, asked), atYearEnd: true }
  const entitled = visit.identities.filter(({ category }) => waitsFor(visit, category) === null)
  const drafts = entitled.map((identity) => draftOf(visit, identity, settled))
  const chosen = bestDraft(drafts)
  const best = withTakenBack(visit, chosen)
  for (const other of drafts) if (other !== chosen) notCounted(visit, other, best)
  if (visit.isTraced) personLine(visit, best)
  return {
    outcome: outcomeOf(settled, best),
    owed: best.owed,
    next: ownPart(nextYear(visit, settled, best), facts.elsewhere),
  }
}

const aidPayers: readonly Payer[] = ['assistance', 'reAid', 'tilt']

function draftOf(visit: AdjudicatedVisit, identity: HeldIdentity, settled: SettlementOutcome): Draft {
  const of = (payer: Payer) => decimal(settled.payers[payer])
  const trace = insurersOf(visit, settled)
  const limits = new VisitLimits(visit, identity.category)
  const base = assistanceBase(visit, sum([of('basic'), of('criticalIllness')]), traceOf({ isTraced: false })).amount
  // Nothing out of scope is left open: what the hospital bears of it was decided with the visit.
  const aid = aidOfIdentity(visit, identity.category, base, decimal('0.00'), limits, trace)
  const { person: _, ...others } = settled.payers
  const paid = Object.fromEntries(Object.entries(others).map(([payer, amount]) => [payer, decimal(amount)]))
  const amounts = withPerson(visit.claim.costs.total, {
    ...(paid as Record<Exclude<Payer, 'person'>, typeof base>),
    assistance: sum([aid.main, aid.floor]),
    reAid: aid.reAid,
    tilt: aid.tilt,
  })
  const draft: Draft = {
    identity,
    amounts,
    parts: { main: aid.main, floor: aid.floor, offCatalogue: aid.offCatalogue },
    limits,
    trace,
    added: {
      aidDeductibleBase: decimal('0.00'),
      selfPay: aid.selfPayAdded,
      criticalIllnessBase: decimal('0.00'),
      basicEntered: decimal('0.00'),
      paidOn: aid.paidOn,
      counted: aid.counted,
      inScopeBurden: decimal('0.00'),
    },
    owed: aid.owed,
  }
  return withYearAid(visit, draft, less(base, sum([aid.main, aid.floor, aid.reAid, aid.tilt])))
}

/** What the visit's own explanation says of the payers before assistance; that of assistance is written anew. */
function insurersOf(visit: AdjudicatedVisit, { lines, reasons, warnings }: SettlementOutcome): Trace {
  const trace = traceOf(visit)
  trace.lines.push(
    ...lines.filter(({ payer, step }) => payer !== 'person' && step !== 'taken-back' && !aidPayers.includes(payer)),
  )
  trace.reasons.push(...reasons.filter(({ code }) => /^(basic|critical-illness|given)-/.test(code)))
  trace.warnings.push(...warnings)
  return trace
}

function outcomeOf(
  settled: SettlementOutcome,
  { identity, amounts, parts, limits, trace, added }: Draft,
): SettlementOutcome {
  return {
    ...settled,
    category: identity?.category ?? null,
    identityId: identity?.id ?? null,
    payers: shown(amounts),
    assistanceParts: { main: yuan(parts.main), floor: yuan(parts.floor), offCatalogue: yuan(parts.offCatalogue) },
    limits: limits?.uses() ?? [],
    lines: trace.lines,
    reasons: trace.reasons,
    warnings: trace.warnings,
    ...(added.selfPay.isZero() ? {} : { accumulated: yuan(added.selfPay) }),
  }
}

/** The insurers' part of the year is as the visit left it. */
function nextYear({ state }: AdjudicatedVisit, settled: SettlementOutcome, draft: Draft): YearState {
  const before = sum(aidPayers.map((payer) => decimal(settled.payers[payer])))
  return {
    ...state,
    used: draft.limits?.used() ?? state.used,
    paidOn: { ...state.paidOn, ...draft.added.paidOn },
    selfPay: sum([state.selfPay, draft.added.selfPay]),
    ...countedAfter(state.counted, draft.added.counted),
    // Read either way (140500/J17), what assistance pays of in-scope cost is taken off what the person bore.
    personBurden: state.personBurden.minus(totalAid(draft).minus(before)),
  }
}
