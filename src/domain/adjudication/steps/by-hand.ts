import { type Decimal, decimal, min, yuan } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { Ruled } from '../../policies/law.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import type { HandPayer } from '../types.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/** The step of a line that the bureau settled by hand. */
export const handSteps = { assistance: 'assistance-by-hand', reAid: 're-aid-by-hand', tilt: 'tilt-by-hand' } as const
const topics = { assistance: 'aid', reAid: 'reAid', tilt: 'tilt' } as const

/**
 * What the bureau gave by hand where the law has a rule that is not computed here; null while it has given nothing, with
 * the reason. It is never more than is open, nor than its limit allows.
 *
 * Units:  yuan; the amount is the bureau's, to the fen.
 * Source: the pack's `manual` rows.
 */
export function byHand(
  payer: HandPayer,
  row: Ruled<'manual'>,
  visit: AdjudicatedVisit,
  category: Category,
  open: Decimal,
  limits: VisitLimits,
  trace: Trace,
): Decimal | null {
  const given = visit.facts.byHand?.find((one) => one.payer === payer)
  if (!given) {
    const { zh: decidesZh, en: decidesEn } = row.decides
    trace.reason('by-hand', row.clause, { topic: topics[payer], category, decidesZh, decidesEn })
    return null
  }
  const due = decimal(given.amount)
  const allowed = row.limit === undefined ? due : limits.allow(row.limit, due)
  const amount = min(allowed, open)
  const params = { due: yuan(due), decisionNo: given.decisionNo, category }
  const limit = row.limit === undefined ? null : limits.movement(row.limit, amount)
  trace.line({ step: handSteps[payer], payer, base: open, amount, limit, clause: row.clause, params })
  if (row.limit !== undefined) limits.draw(row.limit, amount, payer)
  return amount
}
