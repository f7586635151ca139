import { type Decimal, less, max, min, toFen, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { TopUpRow } from '../../policies/law.ts'
import { gapFor } from '../gaps.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import type { OwedTopUp } from '../types.ts'
import { type AdjudicatedVisit, isReferredOrInCounty, liesIn, rowFor } from '../visit.ts'

export interface TopUp {
  readonly amount: Decimal
  readonly owed: readonly OwedTopUp[]
  /** The year's excess that has now been paid on, for rules that look at the year (000000/G14). */
  readonly paidOn: { readonly limit: string; readonly excess: Decimal } | null
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
  const row = rowFor(rows, visit, category)
  if (!row) return notNamed(payer, visit, category, rows, trace)
  if (!isOpen(row, visit, limits, trace)) return nothing
  return row.over === 'year'
    ? overYear(row, visit, selfPay, limits, trace)
    : overStay(row, visit, selfPay, limits, trace)
}

function notNamed(
  payer: 'reAid' | 'tilt',
  visit: AdjudicatedVisit,
  category: Category,
  rows: readonly TopUpRow[],
  trace: Trace,
): TopUp {
  const gap = gapFor(visit.law, payer, category, visit.care)
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
  if (row.opensWhenUsedUp === null) return true
  const left = limits.remaining(row.opensWhenUsedUp)
  if (left === null) trace.reason(`${step}-without-limit`, row.clause, { limit: row.opensWhenUsedUp })
  else if (left.gt(zero))
    trace.reason(`${step}-limit-not-used-up`, row.clause, { limit: row.opensWhenUsedUp, remaining: yuan(left) })
  return left?.isZero() ?? false
}

function overStay(row: TopUpRow, visit: AdjudicatedVisit, selfPay: SelfPay, limits: VisitLimits, trace: Trace): TopUp {
  if (selfPay.visit.lt(row.threshold)) {
    trace.reason(`${stepOf(row.payer)}-below-threshold`, row.clause, {
      selfPay: yuan(selfPay.visit),
      threshold: yuan(row.threshold),
    })
    return nothing
  }
  const base = row.paysOn === 'excess' ? less(selfPay.visit, row.threshold) : selfPay.visit
  const due = toFen(base.times(row.rate), visit.law.choices.rounding.value)
  const { amount, owed } = paid(
    row,
    { base, due },
    { ...selfPay, joined: visit.facts.elsewhere !== undefined },
    limits,
    trace,
  )
  return { amount, owed, paidOn: null }
}

function overYear(row: TopUpRow, visit: AdjudicatedVisit, selfPay: SelfPay, limits: VisitLimits, trace: Trace): TopUp {
  const excess =
    row.paysOn === 'whole' && selfPay.year.gt(row.threshold) ? selfPay.year : less(selfPay.year, row.threshold)
  const before = visit.state.paidOn[row.limit] ?? zero
  if (excess.isZero()) {
    trace.reason(`${stepOf(row.payer)}-below-threshold`, row.clause, {
      selfPay: yuan(selfPay.year),
      threshold: yuan(row.threshold),
    })
    return nothing
  }
  const upTo = (amount: Decimal) => toFen(amount.times(row.rate), visit.law.choices.rounding.value)
  const due = less(upTo(excess), upTo(before))
  const base = less(excess, before)
  const { amount, owed, open } = paid(
    row,
    { base, due },
    { ...selfPay, joined: visit.facts.elsewhere !== undefined },
    limits,
    trace,
  )
  // What stays open for another number of the person is not paid on yet; to the fen, because of a rate of at most 1.
  const covered = open.isZero() ? max(excess, before) : toFen(upTo(excess).minus(open).div(row.rate))
  return { amount, owed, paidOn: { limit: row.limit, excess: covered } }
}

/** What of `due` the limit allows: of this visit what it leaves to the person, the rest for the earlier ones. */
function paid(
  row: TopUpRow,
  { base, due }: { readonly base: Decimal; readonly due: Decimal },
  selfPay: SelfPay & { readonly joined: boolean },
  limits: VisitLimits,
  trace: Trace,
): Pick<TopUp, 'amount' | 'owed'> & { readonly open: Decimal } {
  const { joined } = selfPay
  const allowed = limits.allow(row.limit, due)
  const amount = min(allowed, selfPay.visit)
  const owed = row.over === 'year' ? min(allowed.minus(amount), selfPay.earlier) : zero
  const open = joined && row.over === 'year' ? allowed.minus(amount).minus(owed) : zero
  const step = stepOf(row.payer)
  if (due.gt(zero)) limits.ask(row.limit)
  if (allowed.lt(due))
    trace.reason('limit-reached', limits.row(row.limit).clause, {
      limit: row.limit,
      due: yuan(due),
      amount: yuan(allowed),
    })
  if (amount.gt(zero)) {
    const params = {
      threshold: yuan(row.threshold),
      selfPay: yuan(row.over === 'year' ? selfPay.year : selfPay.visit),
      over: row.over,
      due: yuan(due),
    }
    trace.line({
      step,
      payer: row.payer,
      base,
      rate: row.rate,
      amount,
      limit: limits.movement(row.limit, amount),
      clause: row.clause,
      params,
    })
    limits.draw(row.limit, amount)
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
    owed: [{ payer: row.payer, amount: owed, limit: limits.owe(row.limit, owed), clause: row.clause }],
    open,
  }
}
