import { type Decimal, less, min, toFen, yuan, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import { ratio, type Trace } from '../trace.ts'
import { type AdjudicatedVisit, liesIn, rowFor } from '../visit.ts'
import { outsideCatalogue } from './given.ts'

/**
 * The hospital's share: off-catalogue cost above the pack's share of the total.
 *
 * It follows the identity that counts and does not ask for a referral (000000/G18). The hospital bears only
 * what no insurer has already paid, or the payers would pass the total.
 *
 * Units:  yuan; the permitted amount is rounded to the fen once.
 * Source: the pack's `offCatalogueControl` rows; 晋市政办〔2022〕40号 art. 14.
 */
export function hospitalShare(visit: AdjudicatedVisit, category: Category, unpaid: Decimal, trace: Trace): Decimal {
  const row = rowFor(visit.law.tables.control, visit, category, trace)
  if (!row || !liesIn(visit, row.where)) return zero
  const { total } = visit.claim.costs
  const offCatalogue = outsideCatalogue(visit)
  const { level, feeClass } = visit.facts.hospital
  const share = row.share[row.by === 'any' ? 'any' : row.by === 'level' ? level : (feeClass ?? '')]
  if (share === undefined) {
    if (row.by === 'grade') trace.reason('hospital-grade-not-named', row.clause, { grade: feeClass ?? '' })
    else trace.reason('hospital-level-not-named', row.clause, { level })
    return zero
  }
  const permitted = toFen(total.times(share), visit.law.choices.rounding.value)
  const excess = less(offCatalogue, permitted)
  if (excess.isZero()) return zero
  const amount = min(excess, unpaid)
  if (trace.isKept)
    trace.line({
      step: 'hospital-share',
      payer: 'hospital',
      base: excess,
      amount,
      clause: row.clause,
      params: { offCatalogue: yuan(offCatalogue), permitted: yuan(permitted), share: ratio(share), total: yuan(total) },
    })
  return amount
}
