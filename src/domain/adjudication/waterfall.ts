import { covers, yearOf } from '../calendar.ts'
import { checkPaid } from '../claim/check-claim.ts'
import { ownPart } from '../ledger/year-state.ts'
import { add, type Decimal, less, min, sum, yuan, zero } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { ClauseRef, Law } from '../policies/law.ts'
import { accountOn } from './counted-over.ts'
import { type Draft, keptOf, owedSum, shown, totalAid, waitsForHand, withPerson } from './draft.ts'
import { engineVersion } from './engine-version.ts'
import { VisitLimits } from './limits.ts'
import { aidOfIdentity, noAid, withoutAid } from './steps/aid.ts'
import { isNamed } from './steps/assistance.ts'
import { type BasicShare, basicShare, capsFilledBy } from './steps/basic.ts'
import { type CriticalIllnessShare, criticalIllnessShare } from './steps/critical-illness.ts'
import { aidable, assistanceBase, type Base, outsideCatalogue } from './steps/given.ts'
import { hospitalShare } from './steps/hospital.ts'
import { remarkWaiting, waitsFor, withheld } from './steps/on-application.ts'
import { packageDraft } from './steps/package.ts'
import { remarkVisit } from './steps/remarks.ts'
import { withTakenBack } from './steps/taken-back.ts'
import { withYearAid } from './steps/year-aid.ts'
import { type Trace, traceOf } from './trace.ts'
import type { Claim, Facts, HeldIdentity, Settled, SettlementOutcome, YearState } from './types.ts'
import { type AdjudicatedVisit, adjudicatedVisitOf, asStay, type HowAsked, visitDay, visitFor } from './visit.ts'

/**
 * Settles one visit: who pays what, in the order of the law, and why.
 *
 *   hospital's share → basic → critical illness → supplementary, commercial, mutual aid
 *   → assistance (main, floor, off-catalogue) → re-aid → tilt → person
 *
 * Pure: the law, the facts and the person's year go in; the outcome and the next year come out. Every
 * identity in force is tried and the one that gives most counts, once (000000/G4).
 *
 * Units:  yuan, exact to the fen; each payer is rounded before the next is computed (000000/G2).
 * Errors: `schedule-missing`, `tier-missing`, `figure-missing`, `paid-exceeds-*`.
 */
export function adjudicate(law: Law, claim: Claim, facts: Facts, state: YearState, asked: HowAsked = {}): Settled {
  const visit = adjudicatedVisitOf(law, claim, facts, state, asked)
  const chosen = visit.care === 'critical-disease' ? packageOrStay(visit) : counted(visit, ordinaryDrafts(visit))
  const best = withTakenBack(visit, chosen)
  if (visit.isTraced) remarkVisit(visit, best)
  return { outcome: outcomeOf(visit, best), owed: best.owed, next: ownPart(nextYear(visit, best), facts.elsewhere) }
}

/** Ties go to the first. */
export function bestDraft(drafts: readonly Draft[]): Draft {
  return drafts.reduce((one, other) => (totalAid(other).gt(totalAid(one)) ? other : one))
}

/** Of the drafts of a visit the one that counts (000000/G4), which says what the others would have given. */
function counted(visit: AdjudicatedVisit, drafts: readonly Draft[]): Draft {
  const best = drafts.length === 1 ? (drafts[0] as Draft) : bestDraft(drafts)
  for (const other of drafts) if (other !== best) notCounted(visit, other, best)
  return best
}

/** The visit settled for each identity in force, or once where there is none. */
function ordinaryDrafts(visit: AdjudicatedVisit, reasons: readonly Trace[] = []): Draft[] {
  const insured = insurers(visit)
  const withRuns = (draft: Draft) => withYearAid(visit, draft, draft.added.inScopeBurden)
  if (visit.identities.length === 0) return [withRuns(ordinaryDraft(visit, null, insured, traceOf(visit)))]
  return visit.identities.map((identity, at) => {
    const own = reasons[at] ?? traceOf(visit)
    const draft = ordinaryDraft(visit, identity, insured, own)
    const waiting = withoutAid(visit) ? null : waitsFor(visit, identity.category)
    return withRuns(waiting ? withheld(draft, identity.category, waiting, insured.trace) : draft)
  })
}

/**
 * A listed critical disease: by its package where that fits, as a plain stay where it does not, and where both fit as
 * that which leaves the person less; the package, if they leave the same.
 *
 * Art. 13 adds to art. 11 and takes nothing away. A stay fits an identity that the aid of stays names: for the others
 * the package is all there is, and no schedule is asked for that it does not need.
 *
 * Source: 晋市政办〔2022〕40号 arts. 11 and 13; 140500/J11.
 */
function packageOrStay(visit: AdjudicatedVisit): Draft {
  // A package shares the cost with basic insurance, which pays nothing for who is not enrolled (000000/G21).
  if (visit.uninsured) return counted(asStay(visit), ordinaryDrafts(asStay(visit)))
  const reasons = visit.identities.map(() => traceOf(visit))
  const packages = visit.identities
    .map((identity, at) => packageDraft(visit, identity, reasons[at] as Trace))
    .filter((draft) => draft !== null)
    .map((draft) => {
      const category = draft.identity?.category
      const waiting = category && !visit.shutOut ? waitsFor(visit, category) : null
      return category && waiting ? withheld(draft, category, waiting, traceOf(visit)) : draft
    })
  const { packageOrStay: choice } = visit.law.choices
  if (choice.value === 'package-only')
    return counted(visit, packages.length > 0 ? packages : ordinaryDrafts(visit, reasons))
  const stay = asStay(visit)
  if (packages.length === 0) return counted(stay, ordinaryDrafts(stay, reasons))
  const byPackage = counted(visit, packages)
  const fitting = stay.identities.filter(({ category }) => isNamed(stay, category))
  if (fitting.length === 0) return byPackage
  const byStay = counted(stay, ordinaryDrafts({ ...stay, identities: fitting }))
  const stayLeft = yuan(byStay.amounts.person)
  const packageLeft = yuan(byPackage.amounts.person)
  if (byStay.amounts.person.lt(byPackage.amounts.person)) {
    byStay.trace.reason('package-leaves-more', choice.clause, { stayLeft, packageLeft })
    return byStay
  }
  byPackage.trace.reason('stay-leaves-no-less', choice.clause, { stayLeft, packageLeft })
  return byPackage
}

interface Insured {
  readonly basic: BasicShare
  readonly criticalIllness: CriticalIllnessShare
  readonly base: Base
  readonly trace: Trace
}

/** Basic, critical illness and the other insurers: the same whichever identity assistance counts. */
function insurers(visit: AdjudicatedVisit): Insured {
  const trace = traceOf(visit)
  const { paid } = visit.claim
  checkPaid(visit.claim, paid.basic ?? zero, paid.criticalIllness ?? zero)
  const basic = basicShare(visit, trace)
  const criticalIllness = criticalIllnessShare(visit, basic.amount, trace)
  remarkEnrolment(visit, trace)
  const base = assistanceBase(visit, add(basic.amount, criticalIllness.amount), trace)
  return { basic, criticalIllness, base, trace }
}

/** What the register and the claim say of insurance, where the two do not go together (000000/G21). */
function remarkEnrolment({ law, claim, facts, day, uninsured }: AdjudicatedVisit, trace: Trace): void {
  const { basic, criticalIllness } = claim.paid
  if (uninsured) {
    const topic = uninsured.aid === 'none' ? 'insurance-and-aid' : 'insurance'
    trace.reason('not-insured', uninsured.clause, { day, topic })
    return
  }
  const { clause, value } = law.choices.aidWithoutInsurance
  if (value === 'as-insured') return
  if (facts.person.enrolledTier === null) trace.warn('enrolment-differs', clause, { day, amount: yuan(basic ?? zero) })
  else if (basic?.isZero() && criticalIllness?.isZero() && claim.costs.inScope.gt(zero)) {
    const { insuranceStatement: statement } = facts
    if (statement !== 'shown')
      trace.warn(statement === 'missing' ? 'insurance-unproved' : 'insurance-given-as-nil', clause, {
        inScope: yuan(claim.costs.inScope),
      })
  }
}

/** The waterfall of a stay or an outpatient visit for one identity. */
function ordinaryDraft(
  settled: AdjudicatedVisit,
  identity: HeldIdentity | null,
  insured: Insured,
  reasons: Trace,
): Draft {
  const category = identity?.category ?? null
  const visit = category ? visitFor(settled, category) : settled
  const { costs, paid } = visit.claim
  const trace = traceOf(visit)
  const unpaidOutside = less(costs.total.minus(aidable(visit)), insured.base.beyond)
  const hospital = category ? hospitalShare(visit, category, unpaidOutside, trace) : zero
  trace.append(insured.trace)
  trace.append(reasons)
  if (identity) remarkDayOfIdentity(visit, identity, trace)
  const limits = category ? new VisitLimits(visit, category) : null
  const openOutside = min(less(outsideCatalogue(visit), hospital), less(unpaidOutside, hospital))
  const aid =
    limits && category
      ? aidOfIdentity(visit, category, insured.base.amount, openOutside, limits, trace)
      : noAid(visit, insured.base.amount, trace)
  const amounts = withPerson(costs.total, {
    basic: insured.basic.amount,
    criticalIllness: insured.criticalIllness.amount,
    supplementary: paid.supplementary,
    commercial: paid.commercial,
    socialAid: paid.socialAid,
    assistance: sum([aid.main, aid.floor, aid.offCatalogue]),
    reAid: aid.reAid,
    tilt: aid.tilt,
    hospital,
  })
  return {
    identity,
    amounts,
    parts: { main: aid.main, floor: aid.floor, offCatalogue: aid.offCatalogue },
    limits,
    trace,
    added: {
      aidDeductibleBase: visit.care === 'inpatient' && !withoutAid(visit) ? insured.base.amount : zero,
      selfPay: aid.selfPayAdded,
      criticalIllnessBase: insured.criticalIllness.baseAdded,
      basicEntered: insured.basic.entered,
      paidOn: aid.paidOn,
      counted: { ...insured.basic.counted, ...filledOf(visit, insured.base.amount), ...aid.counted },
      inScopeBurden: insured.base.amount.minus(aid.main).minus(aid.floor).minus(aid.reAid).minus(aid.tilt),
    },
    owed: aid.owed,
  }
}

/** What a visit adds to deductibles that several kinds of care fill, whatever the identity (000000/G13). */
function filledOf(visit: AdjudicatedVisit, base: Decimal): Record<string, Decimal> {
  const { filled } = visit.law.tables
  if (filled.length === 0 || withoutAid(visit)) return {}
  const filling = filled.filter(({ counts }) => counts.includes(visit.care))
  const day = visitDay(visit.claim)
  return Object.fromEntries(filling.map(({ account, period }) => [accountOn(account, period, day), base]))
}

/** An identity that was in force on the admission alone counts where a pack reads it so, and the answer says it. */
function remarkDayOfIdentity({ law, claim }: AdjudicatedVisit, identity: HeldIdentity, trace: Trace): void {
  const { clause, value } = law.choices.identityOn
  if (value === 'as-law' || covers(identity, visitDay(claim))) return
  trace.reason('identity-of-admission', clause, { category: identity.category, day: claim.admittedOn ?? '' })
}

function byHandClause({ trace }: Draft): ClauseRef | null {
  return trace.reasons.find(({ code }) => code === 'by-hand')?.clause ?? null
}

export function notCounted(visit: AdjudicatedVisit, other: Draft, best: Draft): void {
  if (!visit.isTraced) return
  if (waitsForHand(other) && other.identity !== null) {
    best.trace.reason('identity-by-hand', byHandClause(other), {
      category: other.identity.category,
      counted: best.identity?.category ?? '',
      countedTotal: yuan(totalAid(best)),
    })
    return
  }
  best.trace.reason('identity-not-counted', visit.law.clause('G4'), {
    category: other.identity?.category ?? '',
    total: yuan(totalAid(other)),
    counted: best.identity?.category ?? '',
    countedTotal: yuan(totalAid(best)),
  })
  remarkWaiting(other, best)
}

function outcomeOf(visit: AdjudicatedVisit, draft: Draft): SettlementOutcome {
  return {
    region: visit.law.region,
    year: yearOf(visitDay(visit.claim)),
    category: draft.identity?.category ?? null,
    identityId: draft.identity?.id ?? null,
    payers: shown(draft.amounts),
    assistanceParts: {
      main: yuan(draft.parts.main),
      floor: yuan(draft.parts.floor),
      offCatalogue: yuan(draft.parts.offCatalogue),
    },
    limits: draft.limits?.uses() ?? [],
    lines: draft.trace.lines,
    reasons: draft.trace.reasons,
    warnings: draft.trace.warnings,
    policy: visit.law.policy,
    policyHash: visit.law.policyHash,
    engine: engineVersion,
    ...(draft.added.selfPay.isZero() ? {} : { accumulated: yuan(draft.added.selfPay) }),
  }
}

/** A package is a stay as well. */
function isStay(care: Care): boolean {
  return care === 'inpatient' || care === 'critical-disease'
}

function nextYear(visit: AdjudicatedVisit, draft: Draft): YearState {
  const { state, law } = visit
  const burden = law.choices.personBurden.value === 'all-paid' ? draft.amounts.person : draft.added.inScopeBurden
  return {
    used: draft.limits?.used() ?? state.used,
    paidOn: { ...state.paidOn, ...draft.added.paidOn },
    selfPay: add(state.selfPay, draft.added.selfPay),
    personBurden: add(state.personBurden, burden).minus(owedSum(draft.owed)),
    aidDeductibleBase: add(state.aidDeductibleBase, draft.added.aidDeductibleBase),
    criticalIllnessBase: add(state.criticalIllnessBase, draft.added.criticalIllnessBase),
    basicPaid: add(state.basicPaid, draft.amounts.basic),
    basicEntered: add(state.basicEntered, draft.added.basicEntered),
    stays: state.stays + (isStay(visit.care) ? 1 : 0),
    ...keptOf(state, { ...draft.added.counted, ...capsFilledBy(visit, draft.amounts.basic) }),
  }
}
