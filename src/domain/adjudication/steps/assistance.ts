import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import type { Care } from '../../names/care.ts'
import type { Category } from '../../names/categories.ts'
import type { AidRow, Bands, RateBand } from '../../policies/law.ts'
import { amountOf } from '../figure.ts'
import { byHandFor, gapFor } from '../gaps.ts'
import type { VisitLimits } from '../limits.ts'
import { ratio, type Trace, traceOf } from '../trace.ts'
import type { Params } from '../types.ts'
import { type AdjudicatedVisit, rowFor } from '../visit.ts'
import { bandsInWords, growthOfBands } from './bands.ts'
import { byHand } from './by-hand.ts'
import { type Unmet, unmet } from './conditions.ts'
import { deductiblePeriodOf } from './deductible-period.ts'
import { filledBefore } from './filled-before.ts'
import { leftOpen } from './left-open.ts'

export interface MainAid {
  readonly amount: Decimal
  /** The row that governs, or null where none names this category and care. */
  readonly row: AidRow | null
  /** Whether a row, or the bureau by hand, aids this care of this category. */
  readonly aided: boolean
  /** Nothing more is aided now: at the end of the year (140500/J9), or because the documents leave this aid to someone else. */
  readonly closed: boolean
  /** What it adds to accounts of the year that bands keep. */
  readonly counted?: Readonly<Record<string, Decimal>>
}

const none: MainAid = { amount: zero, row: null, aided: false, closed: false }

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
  if (!isLaidDown(visit, category)) {
    const manual = byHandFor(visit.law, 'aid', category, visit.care, visit.facts.person.insurance)
    if (manual) return ofGiven(byHand('assistance', manual, visit, category, base, limits, trace))
    const gap = gapFor(visit.law, 'aid', category, visit.care, visit.facts.person)
    if (gap) return ofGiven(leftOpen(gap, visit, category, base, limits, trace))
  }
  const row = governingRow(visit, category, trace)
  if (!row) return none
  if (isDeferred(visit, trace)) return { amount: zero, row, aided: true, closed: true }
  const names = row.limits
  for (const name of names) limits.ask(name)
  const open = openOf(visit, base)
  const aidableAmount = aboveDeductible(visit, row, category, open, trace)
  const { due, params } = dueOf(visit, row, aidableAmount, trace)
  const allowed = min(limits.allowAll(names, due), base)
  const amount = withMinimum(row, allowed, trace)
  const narrowest = limits.narrowest(names)
  if (trace.isKept)
    trace.line({
      step: 'assistance',
      payer: 'assistance',
      base: aidableAmount,
      rate: row.bands ? null : rateOf(visit, row),
      amount,
      limit: limits.movement(narrowest, amount),
      clause: row.clause,
      params: { selfPay: yuan(base), due: yuan(due), category, ...params },
    })
  if (allowed.lt(due))
    trace.reason('limit-reached', limits.row(narrowest).clause, {
      limit: narrowest,
      due: yuan(due),
      amount: yuan(allowed),
    })
  limits.drawAll(names, amount)
  const counted = row.bands?.account ? { [row.bands.account]: aidableAmount } : {}
  return { amount, row, aided: true, closed: false, counted }
}

/** What is open where the visit lacks a referral and the part that basic insurance then pays less is not aided. */
function openOf({ aidedLess, claim }: AdjudicatedVisit, base: Decimal): Decimal {
  if (aidedLess?.aid !== 'lost-part') return base
  return less(base, toFen(claim.costs.inScope.times(aidedLess.by)))
}

function rateOf({ aidedLess }: AdjudicatedVisit, row: AidRow): Decimal {
  return aidedLess?.aid === 'points' ? less(row.rate, aidedLess.by) : row.rate
}

/** What is due before any limit: by the rate or the bands, less where the visit lacks a referral, at most the visit's cap. */
function dueOf(
  visit: AdjudicatedVisit,
  row: AidRow,
  aidable: Decimal,
  trace: Trace,
): { readonly due: Decimal; readonly params: Params } {
  const { law, aidedLess } = visit
  const rounding = law.choices.rounding.value
  const full = row.bands ? ofYearBands(visit, row.bands, aidable) : toFen(aidable.times(rateOf(visit, row)), rounding)
  const due = aidedLess?.aid === 'factor' ? toFen(full.times(aidedLess.by), rounding) : full
  const params = row.bands && trace.isKept ? { bands: bandsSaid(visit, row.bands, aidable) } : {}
  if (aidedLess)
    trace.reason('aided-less', aidedLess.clause, { how: aidedLess.aid, by: ratio(aidedLess.by), due: yuan(due) })
  const cap = row.perVisit?.cap ?? null
  if (cap === null || due.lte(cap)) return { due, params }
  trace.reason('visit-cap-reached', row.clause, { due: yuan(due), cap: yuan(cap) })
  return { due: cap, params: { ...params, cap: yuan(cap) } }
}

function bandedBefore({ state }: AdjudicatedVisit, { account }: Bands): Decimal {
  return account === null ? zero : (state.counted?.[account] ?? zero)
}

/** Bands less points are bands whose rates are less by the points. */
function bandsFor({ aidedLess }: AdjudicatedVisit, { bands }: Bands): readonly RateBand[] {
  if (aidedLess?.aid !== 'points') return bands
  return bands.map(({ upTo, rate }) => ({ upTo, rate: less(rate, aidedLess.by) }))
}

function ofYearBands(visit: AdjudicatedVisit, bands: Bands, aidable: Decimal): Decimal {
  const { value } = visit.law.choices.rounding
  return growthOfBands(bandsFor(visit, bands), bands.are, bandedBefore(visit, bands), aidable, value)
}

function bandsSaid(visit: AdjudicatedVisit, bands: Bands, aidable: Decimal): string {
  return bandsInWords(bandsFor(visit, bands), bands.are, bandedBefore(visit, bands), aidable)
}

/** An amount below the least that is paid out is not paid. */
function withMinimum({ perVisit, clause }: AidRow, allowed: Decimal, trace: Trace): Decimal {
  const least = perVisit?.least ?? null
  if (least === null || allowed.gte(least) || allowed.isZero()) return allowed
  trace.reason('below-least', clause, { due: yuan(allowed), least: yuan(least) })
  return zero
}

/** The row that names this category and care; each way of finding none leaves its reason. */
function governingRow(visit: AdjudicatedVisit, category: Category, trace: Trace): AidRow | null {
  const forCare = visit.law.tables.aid.filter((row) => row.care.includes(visit.care))
  const named = forCare.filter((row) => row.for.includes(category))
  if (named.length === 0) {
    const household = rowFor(visit.law.tables.householdAid, visit, category)
    if (household) trace.reason('aided-as-household', household.clause, { category })
    else
      trace.reason('category-not-aided', forCare[0]?.clause ?? visit.law.clause('G20'), { category, care: visit.care })
    return null
  }
  const open =
    visit.registration || !asksRegistration(visit.care) ? named : named.filter((row) => !row.needsRegistration)
  const special = visit.registration?.kind === 'special-disease' ? 'special' : 'other'
  const fitting = open.filter((one) => one.disease === 'any' || one.disease === special)
  if (fitting.length === 0) {
    trace.reason('registration-missing', named[0]?.clause ?? null, {
      disease: visit.claim.diseaseCode ?? '',
      care: visit.care,
    })
    return null
  }
  return firstMet(visit, fitting, trace)
}

function asksRegistration(care: Care): boolean {
  return care !== 'inpatient' && care !== 'outpatient-ordinary'
}

/** The row whose conditions the visit meets: the check of the packs sees to it that there is one at most. */
function firstMet(visit: AdjudicatedVisit, rows: readonly AidRow[], trace: Trace): AidRow | null {
  const failed: [AidRow, Unmet][] = []
  for (const row of rows) {
    const why = unmet(row, visit)
    if (why === null) return row
    failed.push([row, why])
  }
  for (const [row, { code, params }] of failed) trace.reason(code, row.clause, params)
  return null
}

function isLaidDown({ law, care }: AdjudicatedVisit, category: Category): boolean {
  return law.tables.aid.some((row) => row.care.includes(care) && row.for.includes(category))
}

/** Until the bureau, or whoever knows of an earlier policy, has given an amount nobody knows what a top-up would pay on. */
function ofGiven(given: Decimal | null): MainAid {
  return given === null ? { ...none, closed: true } : { amount: given, row: null, aided: true, closed: false }
}

function isDeferred(visit: AdjudicatedVisit, trace: Trace): boolean {
  const quota = visit.law.rows('quota').find((row) => row.care.includes(visit.care))
  if (!quota || visit.registration?.management !== quota.management) return false
  trace.reason(visit.atYearEnd ? 'aided-with-the-year' : 'aided-at-year-end', quota.clause)
  return !visit.atYearEnd
}

/** Whether the aid of this visit names the identity and its conditions are met. */
export function isNamed(visit: AdjudicatedVisit, category: Category): boolean {
  return governingRow(visit, category, traceOf({ isTraced: false })) !== null
}

/** Whether this identity's aid of the visit waits for the end of the year (140500/J9). */
export function isAwaited(visit: AdjudicatedVisit, category: Category): boolean {
  const unsaid = traceOf({ isTraced: false })
  return governingRow(visit, category, unsaid) !== null && isDeferred(visit, unsaid)
}

function aboveDeductible(
  visit: AdjudicatedVisit,
  row: AidRow,
  category: Category,
  base: Decimal,
  trace: Trace,
): Decimal {
  const deductible = deductibleOf(row, visit, trace)
  if (deductible.isZero()) return base
  const met = filledBefore(visit, row, category)
  const left = less(deductible, met)
  const above = less(base, left)
  const over = deductiblePeriodOf(row, visit.law)
  const params = {
    ...{ deductible: yuan(deductible), metBefore: yuan(min(deductible, met)), taken: yuan(min(base, left)) },
    ...(over === null ? {} : { period: over }),
  }
  if (left.gt(zero)) trace.reason('deductible-taken', row.clause, params)
  return above
}

/** The deductible of an aid row, kept to the fen (140500/J5). */
export function deductibleOf(row: AidRow, visit: Pick<AdjudicatedVisit, 'law'>, trace: Trace): Decimal {
  const { deductible } = row
  if (deductible.kind === 'none') return zero
  if (deductible.kind === 'amount') return deductible.amount
  const figure = amountOf(deductible.figure, visit.law, trace)
  return deductible.kind === 'figure' ? figure : toFen(figure.times(deductible.share))
}
