import { daysBetween } from '../../calendar.ts'
import { yuan } from '../../money.ts'
import type { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/**
 * Points at a bill or a stay that is larger than bills and stays are (`plausibleAmount`, `plausibleStay`), so that a slip of
 * the hand is seen. It changes no amount; what is beyond all reason was refused when the claim came in.
 *
 * Units:  yuan; days from admission to discharge.
 * Source: the pack's rows; without them nothing is pointed at.
 */
export function pointAtUnusual({ law, claim }: AdjudicatedVisit, trace: Trace): void {
  const { bill, stay } = law.tables.plausible
  const { total } = claim.costs
  if (bill && total.gt(bill.cautionAbove))
    trace.warn('unusual-amount', bill.clause, { amount: yuan(total), above: yuan(bill.cautionAbove) })
  const { admittedOn, dischargedOn } = claim
  if (!stay || admittedOn === null || dischargedOn === null) return
  const days = daysBetween(admittedOn, dischargedOn)
  if (stay.cautionAbove.lt(days))
    trace.warn('unusual-stay', stay.clause, { days: String(days), above: stay.cautionAbove.toFixed() })
}
