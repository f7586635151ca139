import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, liesIn, rowFor } from '../visit.ts'
import { aidable } from './given.ts'

/**
 * The floor: aid rises until all payers together cover the pack's share of the in-scope cost (140500/J7).
 *
 * `selfPay` is what main aid left of the in-scope cost, so the payers have covered the rest of it.
 *
 * Units:  yuan; the share of the in-scope cost is rounded to the fen once.
 * Source: the pack's `floor` rows; 晋市政办〔2022〕40号 art. 11.
 */
export function floorAid(
  visit: AdjudicatedVisit,
  category: Category,
  selfPay: Decimal,
  limits: VisitLimits,
  trace: Trace,
): Decimal {
  const row = rowFor(visit.law.tables.floor, visit, category, trace)
  if (!row || !liesIn(visit, row.where)) return zero
  const inScope = aidable(visit)
  const wanted = toFen(inScope.times(row.share), visit.law.choices.rounding.value)
  const covered = less(inScope, selfPay)
  const due = min(less(wanted, covered), selfPay)
  if (due.isZero()) {
    if (trace.isKept)
      trace.reason('floor-met', row.clause, {
        share: row.share.toFixed(2),
        wanted: yuan(wanted),
        covered: yuan(covered),
      })
    return zero
  }
  const amount = limits.allowAll(row.limits, due)
  trace.line({
    step: 'assistance-floor',
    payer: 'assistance',
    base: inScope,
    rate: row.share,
    amount,
    limit: limits.movement(limits.narrowest(row.limits), amount),
    clause: row.clause,
    params: { covered: yuan(covered), wanted: yuan(wanted) },
  })
  limits.drawAll(row.limits, amount)
  return amount
}

/**
 * What aid pays of off-catalogue cost inside the control ratio (140500/J14), of what nobody else has paid.
 *
 * Source: the pack's `offCatalogueAid` rows; 晋市政办〔2022〕40号 art. 14.
 */
export function offCatalogueAid(
  visit: AdjudicatedVisit,
  category: Category,
  open: Decimal,
  limits: VisitLimits,
  trace: Trace,
): Decimal {
  const row = rowFor(visit.law.tables.offCatalogueAid, visit, category, trace)
  if (!row || !liesIn(visit, row.where) || open.isZero()) return zero
  const amount = limits.allowAll(row.limits, toFen(open.times(row.rate), visit.law.choices.rounding.value))
  trace.line({
    step: 'assistance-off-catalogue',
    payer: 'assistance',
    base: open,
    rate: row.rate,
    amount,
    limit: limits.movement(limits.narrowest(row.limits), amount),
    clause: row.clause,
  })
  limits.drawAll(row.limits, amount)
  return amount
}
