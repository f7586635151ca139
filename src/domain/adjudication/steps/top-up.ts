import { Decimal, less, max, min, toFen, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { TopUpRow } from '../../policies/law.ts'
import { amountOf } from '../figure.ts'
import { byHandFor, gapFor } from '../gaps.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import type { OwedTopUp } from '../types.ts'
import { type AdjudicatedVisit, isReferredOrInCounty, liesIn } from '../visit.ts'
import { amountUnderBands, ofBands } from './bands.ts'
import { byHand } from './by-hand.ts'
import { unmet } from './conditions.ts'

export interface TopUp {
  readonly amount: Decimal
  readonly owed: readonly OwedTopUp[]
  /** The year's excess that has now been paid on, for rules that look at the year (000000/G14). */
  readonly paidOn: { readonly as: string; readonly excess: Decimal } | null
}

const nothing: TopUp = { amount: zero, owed: [], paidOn: null }

export interface SelfPay {
  /** What this visit still leaves of the in-scope cost. */
  readonly visit: Decimal
  /** What has accumulated in the year, this visit included (000000/G13). */
  readonly year: Decimal
  /** What the year's earlier visits, as far as they accumulate, still leave of theirs. */
  readonly earlier: Decimal
}

/**
 * Re-aid or tilt: a further share of self-pay above a threshold, of the year or of one visit.
 *
 * Over the year it pays on the growth of the excess, once (000000/G14), rounded on the accumulated amount, so that a year's parts
 * add up to the rate of its excess. Of the visit itself it never pays more than this leaves to the person; the rest is owed
 * for the year's earlier visits, whose self-pay it is reckoned on as well.
 *
 * Units:  yuan, rounded to the fen (000000/G2); at most what is left of the top-up's own limit.
 * Source: the pack's `topUp` rows; 140500/J12, 370000/N4, 500243/P6.
 */
export function topUp(
  payer: 'reAid' | 'tilt',
  visit: AdjudicatedVisit,
  category: Category,
  selfPay: SelfPay,
  limits: VisitLimits,
  trace: Trace,
): TopUp {
  const rows = visit.law.tables.topUps.filter((one) => one.payer === payer)
  const row = topUpFor(rows, visit, category)
  if (!row) return notNamed(payer, visit, category, rows, selfPay, limits, trace)
  if (!isOpen(row, visit, limits, trace)) return nothing
  return row.over === 'year'
    ? overYear(row, visit, selfPay, limits, trace)
    : overStay(row, visit, selfPay, limits, trace)
}

/** The row that names this category and care; of several the one whose place and conditions the visit meets. */
function topUpFor(rows: readonly TopUpRow[], visit: AdjudicatedVisit, category: Category): TopUpRow | undefined {
  const named = rows.filter((row) => row.care.includes(visit.care) && row.for.includes(category))
  const [first, ...others] = named
  if (first === undefined || others.length === 0) return first
  return named.find((row) => liesIn(visit, row.where) && unmet(row, visit) === null) ?? first
}

function notNamed(
  payer: 'reAid' | 'tilt',
  visit: AdjudicatedVisit,
  category: Category,
  rows: readonly TopUpRow[],
  selfPay: SelfPay,
  limits: VisitLimits,
  trace: Trace,
): TopUp {
  const manual = byHandFor(visit.law, payer, category, visit.care, visit.facts.person.insurance)
  if (manual) {
    const amount = byHand(payer, manual, visit, category, selfPay.visit, limits, trace)
    return amount === null ? nothing : { ...nothing, amount }
  }
  const gap = gapFor(visit.law, payer, category, visit.care, visit.facts.person)
  const step = stepOf(payer)
  if (gap)
    trace.reason('left-open', gap.clause, {
      topic: payer,
      category,
      decidesZh: gap.decides.zh,
      decidesEn: gap.decides.en,
    })
  else if (rows[0]) trace.reason(`${step}-not-named`, rows[0].clause, { category, care: visit.care })
  return nothing
}

function stepOf(payer: 'reAid' | 'tilt'): 're-aid' | 'tilt' {
  return payer === 'tilt' ? 'tilt' : 're-aid'
}

function isOpen(row: TopUpRow, visit: AdjudicatedVisit, limits: VisitLimits, trace: Trace): boolean {
  const step = stepOf(row.payer)
  if (!liesIn(visit, row.where)) {
    trace.reason(`${step}-outside`, row.clause, { where: row.where })
    return false
  }
  if (row.referredUnless !== null && !isReferredOrInCounty(visit)) {
    trace.reason(`${step}-referral-missing`, row.clause)
    return false
  }
  const why = unmet(row, visit)
  if (why) {
    trace.reason(why.code, row.clause, why.params)
    return false
  }
  // What is aided less for want of a referral is topped up where a row says so.
  if (visit.aidedLess && row.conditions?.referral !== 'none') {
    trace.reason('referral-not-named', row.clause, { referral: 'none' })
    return false
  }
  if (row.opensWhenUsedUp === null) return true
  const left = limits.remaining(row.opensWhenUsedUp)
  if (left === null) trace.reason(`${step}-without-limit`, row.clause, { limit: row.opensWhenUsedUp })
  else if (left.gt(zero))
    trace.reason(`${step}-limit-not-used-up`, row.clause, { limit: row.opensWhenUsedUp, remaining: yuan(left) })
  return left?.isZero() ?? false
}

function thresholdOf({ threshold }: TopUpRow, visit: AdjudicatedVisit, trace: Trace): Decimal {
  if (threshold instanceof Decimal) return threshold
  return toFen(amountOf(threshold.figure, visit.law, trace).times(threshold.share))
}

function overStay(row: TopUpRow, visit: AdjudicatedVisit, selfPay: SelfPay, limits: VisitLimits, trace: Trace): TopUp {
  const threshold = thresholdOf(row, visit, trace)
  if (selfPay.visit.lt(threshold)) {
    trace.reason(`${stepOf(row.payer)}-below-threshold`, row.clause, {
      selfPay: yuan(selfPay.visit),
      threshold: yuan(threshold),
    })
    return nothing
  }
  const base = row.paysOn === 'excess' ? less(selfPay.visit, threshold) : selfPay.visit
  const due = toFen(ofRow(row, base), visit.law.choices.rounding.value)
  const { amount, owed } = paid(
    row,
    { base, due, threshold },
    { ...selfPay, joined: hasVisitsElsewhere(visit) },
    limits,
    trace,
  )
  return { amount, owed, paidOn: null }
}

function overYear(row: TopUpRow, visit: AdjudicatedVisit, selfPay: SelfPay, limits: VisitLimits, trace: Trace): TopUp {
  const threshold = thresholdOf(row, visit, trace)
  const excess = row.paysOn === 'whole' && selfPay.year.gt(threshold) ? selfPay.year : less(selfPay.year, threshold)
  const before = visit.state.paidOn[row.paidOnAs] ?? zero
  if (excess.isZero()) {
    trace.reason(`${stepOf(row.payer)}-below-threshold`, row.clause, {
      selfPay: yuan(selfPay.year),
      threshold: yuan(threshold),
    })
    return nothing
  }
  const upTo = (amount: Decimal) => toFen(ofRow(row, amount), visit.law.choices.rounding.value)
  const due = less(upTo(excess), upTo(before))
  const base = less(excess, before)
  const { amount, owed, open } = paid(
    row,
    { base, due, threshold },
    { ...selfPay, joined: hasVisitsElsewhere(visit) },
    limits,
    trace,
  )
  // What stays open for visits that are not here is not paid on yet; to the fen, because of a rate of at most 1.
  const covered = open.isZero() ? max(excess, before) : toFen(coveredBy(row, upTo(excess).minus(open)))
  return { amount, owed, paidOn: { as: row.paidOnAs, excess: covered } }
}

/** Whether the year holds visits that are not this number's to be paid more: of another number, or before this ledger. */
function hasVisitsElsewhere({ facts, own }: AdjudicatedVisit): boolean {
  return facts.elsewhere !== undefined || own.openedSelfPay !== undefined
}

function ofRow({ bands, rate }: TopUpRow, amount: Decimal): Decimal {
  return bands === null ? amount.times(rate) : ofBands(bands, 'marginal', amount)
}

function coveredBy({ bands, rate }: TopUpRow, amount: Decimal): Decimal {
  return bands === null ? amount.div(rate) : amountUnderBands(bands, amount)
}

/** What of `due` the limit allows: of this visit what it leaves to the person, the rest for the earlier ones. */
function paid(
  row: TopUpRow,
  { base, due, threshold }: { readonly base: Decimal; readonly due: Decimal; readonly threshold: Decimal },
  selfPay: SelfPay & { readonly joined: boolean },
  limits: VisitLimits,
  trace: Trace,
): Pick<TopUp, 'amount' | 'owed'> & { readonly open: Decimal } {
  const { joined } = selfPay
  const allowed = limits.allowAll(row.limits, due)
  const narrowest = limits.narrowest(row.limits)
  const amount = min(allowed, selfPay.visit)
  const owed = row.over === 'year' ? min(allowed.minus(amount), selfPay.earlier) : zero
  const open = joined && row.over === 'year' ? allowed.minus(amount).minus(owed) : zero
  const step = stepOf(row.payer)
  if (due.gt(zero)) for (const name of row.limits) limits.ask(name)
  if (allowed.lt(due))
    trace.reason('limit-reached', limits.row(narrowest).clause, {
      limit: narrowest,
      due: yuan(due),
      amount: yuan(allowed),
    })
  if (amount.gt(zero)) {
    const params = {
      threshold: yuan(threshold),
      selfPay: yuan(row.over === 'year' ? selfPay.year : selfPay.visit),
      over: row.over,
      due: yuan(due),
    }
    trace.line({
      step,
      payer: row.payer,
      base,
      rate: row.bands ? null : row.rate,
      amount,
      limit: limits.movement(narrowest, amount),
      clause: row.clause,
      params,
    })
    limits.drawAll(row.limits, amount, row.payer)
  }
  if (open.gt(zero))
    trace.reason(`${step}-held-back`, row.clause, { due: yuan(allowed), amount: yuan(amount.plus(owed)) })
  if (owed.isZero()) return { amount, owed: [], open }
  trace.reason(`${step}-owed-for-earlier`, row.clause, {
    due: yuan(allowed),
    amount: yuan(amount),
    owed: yuan(owed),
  })
  return {
    amount,
    owed: [{ payer: row.payer, amount: owed, ...limits.owe(row.limits, owed), clause: row.clause }],
    open,
  }
}
