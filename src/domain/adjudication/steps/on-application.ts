import { covers, type Day } from '../../calendar.ts'
import { type Decimal, sum, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { ClauseRef, Law } from '../../policies/law.ts'
import { type Draft, totalAid } from '../draft.ts'
import { type Trace, traceOf } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/**
 * The clause by which a category is aided on application alone, or null where a department's list is enough (000000/G23).
 * Source: the pack's `channel` rows; 晋市政办〔2022〕40号 arts. 16 and 20.
 */
export function onApplicationBy(law: Law, category: Category): ClauseRef | null {
  const row = law.rows('channel').find((one) => one.for.includes(category))
  if (row?.channel !== 'on-application' || row.listEntitles !== 'false') return null
  if (category === 'dibao-marginal' && law.choices.dibaoMarginalDirect.value === 'true') return null
  return row.clause
}

/** The same of a visit: null, too, where an approved application covers its day. */
export function waitsFor({ law, facts, day }: AdjudicatedVisit, category: Category): ClauseRef | null {
  const clause = onApplicationBy(law, category)
  return clause !== null && isCovered(facts.approvals ?? [], category, day) ? null : clause
}

function isCovered(approvals: NonNullable<AdjudicatedVisit['facts']['approvals']>, category: Category, day: Day) {
  return approvals.some((approval) => approval.category === category && covers(approval, day))
}

const aidPayers = ['assistance', 'reAid', 'tilt']

/**
 * The visit as it is settled until an application for aid is approved: what assistance would pay stays with the person,
 * draws on no limit and adds nothing to the year's self-pay; the reason names the amount that waits.
 */
export function withheld(draft: Draft, category: Category, clause: ClauseRef, insurers: Trace): Draft {
  const waits = totalAid(draft)
  const { amounts } = draft
  const taken = sum([amounts.assistance, amounts.reAid, amounts.tilt])
  const trace = traceOf({ isTraced: draft.trace.isKept })
  trace.lines.push(...draft.trace.lines.filter(({ payer }) => !aidPayers.includes(payer)))
  trace.reasons.push(...insurers.reasons)
  trace.warnings.push(...draft.trace.warnings)
  if (trace.isKept) trace.reason('on-application', clause, { category, amount: yuan(waits) })
  return {
    ...draft,
    amounts: { ...amounts, assistance: zero, reAid: zero, tilt: zero, person: amounts.person.plus(taken) },
    parts: { main: zero, floor: zero, offCatalogue: zero },
    limits: null,
    owed: [],
    added: {
      ...draft.added,
      selfPay: zero,
      paidOn: {},
      inScopeBurden: draft.added.inScopeBurden.plus(inScopeOf(draft)),
    },
    trace,
    waits: { amount: waits, clause },
  }
}

function inScopeOf({ amounts, parts }: Draft): Decimal {
  return parts.main.plus(parts.floor).plus(amounts.reAid).plus(amounts.tilt)
}

/** Says of the identity that counts what another one would give above it, once an application is approved. */
export function remarkWaiting(other: Draft, best: Draft): void {
  const category = other.identity?.category
  if (!other.waits || !category || !other.waits.amount.gt(totalAid(best))) return
  const amount = yuan(other.waits.amount.minus(totalAid(best)))
  best.trace.reason('on-application', other.waits.clause, { category, amount })
}
