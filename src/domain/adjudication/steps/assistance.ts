import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import { hospitalLevels } from '../../names/hospitals.ts'
import type { AidRow } from '../../policies/law.ts'
import { amountOf } from '../figure.ts'
import { gapFor } from '../gaps.ts'
import type { VisitLimits } from '../limits.ts'
import { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

export interface MainAid {
  readonly amount: Decimal
  /** The row that governs, or null where none names this category and care. */
  readonly row: AidRow | null
  /** Nothing more is aided now: at the end of the year (140500/J9), or because the documents leave this aid to someone else. */
  readonly closed: boolean
}

const none: MainAid = { amount: zero, row: null, closed: false }

/**
 * What medical assistance pays of a visit, before its top-ups.
 *
 * The deductible is the year's, met once: earlier stays have used some of it, whatever the identity
 * then was (140500/J5, 000000/G13). What is left of the limit caps the amount.
 *
 * Units:  yuan, rounded to the fen because the next payer is computed from the rounded sum (000000/G2).
 * Errors: `figure-missing` when the deductible needs an income that no pack holds.
 * Source: the pack's `aid` rows; for Jincheng 晋市政办〔2022〕40号 arts. 11 and 12.
 */
export function mainAid(
  visit: AdjudicatedVisit,
  category: Category,
  base: Decimal,
  limits: VisitLimits,
  trace: Trace,
): MainAid {
  // What a top-up would pay on is what main aid leaves, and nobody here knows what that is.
  if (isLeftOpen(visit, category, trace)) return { ...none, closed: true }
  const row = governingRow(visit, category, trace)
  if (!row) return none
  if (isDeferred(visit, trace)) return { amount: zero, row, closed: true }
  limits.ask(row.limit)
  const aidableAmount = aboveDeductible(visit, row, base, trace)
  const due = toFen(aidableAmount.times(row.rate), visit.law.choices.rounding.value)
  const amount = min(limits.allow(row.limit, due), base)
  trace.line({
    step: 'assistance',
    payer: 'assistance',
    base: aidableAmount,
    rate: row.rate,
    amount,
    limit: limits.movement(row.limit, amount),
    clause: row.clause,
    params: { selfPay: yuan(base), due: yuan(due), category },
  })
  if (amount.lt(due))
    trace.reason('limit-reached', limits.row(row.limit).clause, {
      limit: row.limit,
      due: yuan(due),
      amount: yuan(amount),
    })
  limits.draw(row.limit, amount)
  return { amount, row, closed: false }
}

/** The row that names this category and care; each way of finding none leaves its reason. */
function governingRow(visit: AdjudicatedVisit, category: Category, trace: Trace): AidRow | null {
  const forCare = visit.law.tables.aid.filter((row) => row.care.includes(visit.care))
  const named = forCare.filter((row) => row.for.includes(category))
  if (named.length === 0) {
    trace.reason('category-not-aided', forCare[0]?.clause ?? visit.law.clause('G20'), { category, care: visit.care })
    return null
  }
  if (visit.care !== 'inpatient' && !visit.registration) {
    trace.reason('registration-missing', named[0]?.clause ?? null, {
      disease: visit.claim.diseaseCode ?? '',
      care: visit.care,
    })
    return null
  }
  const special = visit.registration?.kind === 'special-disease' ? 'special' : 'other'
  const row = named.find((one) => one.disease === 'any' || one.disease === special)
  if (!row) {
    trace.reason('registration-missing', named[0]?.clause ?? null, {
      disease: visit.claim.diseaseCode ?? '',
      care: visit.care,
    })
    return null
  }
  return conditionsMet(visit, row, trace) ? row : null
}

function isLeftOpen(visit: AdjudicatedVisit, category: Category, trace: Trace): boolean {
  if (visit.law.tables.aid.some((row) => row.care.includes(visit.care) && row.for.includes(category))) return false
  const gap = gapFor(visit.law, 'aid', category, visit.care)
  if (!gap) return false
  trace.reason('left-open', gap.clause, {
    topic: 'aid',
    category,
    decidesZh: gap.decides.zh,
    decidesEn: gap.decides.en,
  })
  return true
}

function conditionsMet(visit: AdjudicatedVisit, row: AidRow, trace: Trace): boolean {
  const { level } = visit.facts.hospital
  const atLeast = row.hospitalLevelAtLeast
  if (atLeast && hospitalLevels.indexOf(level) < hospitalLevels.indexOf(atLeast)) {
    trace.reason('hospital-level-too-low', row.clause, { level, atLeast })
    return false
  }
  const { inScope } = visit.claim.costs
  if (row.inScopeAbove && inScope.lte(row.inScopeAbove)) {
    trace.reason('in-scope-not-above', row.clause, { inScope: yuan(inScope), above: yuan(row.inScopeAbove) })
    return false
  }
  return true
}

function isDeferred(visit: AdjudicatedVisit, trace: Trace): boolean {
  const quota = visit.law.rows('quota').find((row) => row.care.includes(visit.care))
  if (!quota || visit.registration?.management !== quota.management) return false
  trace.reason(visit.atYearEnd ? 'aided-with-the-year' : 'aided-at-year-end', quota.clause)
  return !visit.atYearEnd
}

/** Whether the aid of this visit names the identity and its conditions are met. */
export function isNamed(visit: AdjudicatedVisit, category: Category): boolean {
  return governingRow(visit, category, new Trace()) !== null
}

/** Whether this identity's aid of the visit waits for the end of the year (140500/J9). */
export function isAwaited(visit: AdjudicatedVisit, category: Category): boolean {
  const unsaid = new Trace()
  return governingRow(visit, category, unsaid) !== null && isDeferred(visit, unsaid)
}

function aboveDeductible(visit: AdjudicatedVisit, row: AidRow, base: Decimal, trace: Trace): Decimal {
  const deductible = deductibleOf(row, visit, trace)
  if (deductible.isZero()) return base
  const met = visit.law.choices.aidDeductibleOver.value === 'year' ? visit.state.aidDeductibleBase : zero
  const left = less(deductible, met)
  const above = less(base, left)
  const params = { deductible: yuan(deductible), metBefore: yuan(min(deductible, met)), taken: yuan(min(base, left)) }
  if (left.gt(zero)) trace.reason('deductible-taken', row.clause, params)
  return above
}

/** The year's deductible of an aid row, kept to the fen (140500/J5). */
export function deductibleOf(row: AidRow, visit: Pick<AdjudicatedVisit, 'law'>, trace: Trace): Decimal {
  if (row.deductible.kind === 'none') return zero
  if (row.deductible.kind === 'amount') return row.deductible.amount
  return toFen(amountOf(row.deductible.figure, visit.law, trace).times(row.deductible.share))
}
