import type { StoredClearing } from '../../db/clearing/clearings.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { add, decimal, yuan } from '../../domain/money.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { shortId } from '../shared/short-id.ts'

export type ShownClearing = ReturnType<typeof shownClearing>

export function shownClearing(row: StoredClearing) {
  const { settlements, reversals, adjustments, total, basicPaid, criticalIllnessPaid, otherPaid, aidPaid } = row
  const { hospitalPaid, personPaid } = row
  // Set off is what had come back when it was approved; before that it is not known.
  const isApproved = row.status === 'approved' || row.status === 'paid'
  return {
    id: row.id,
    /** The id in the 25 characters that `clr_appy_evt_id` has room for. */
    applicationId: shortId(row.id),
    applicationNo: row.applicationNo,
    hospitalCode: row.hospitalCode,
    region: row.region,
    month: row.month,
    clearingType: row.clearingType,
    status: row.status,
    settlements,
    reversals,
    adjustments,
    amounts: {
      total,
      basicPaid,
      criticalIllnessPaid,
      otherPaid,
      aidPaid,
      fundPaid: minus(minus(total, hospitalPaid), personPaid),
      hospitalPaid,
      personPaid,
    },
    setOff: isApproved ? row.setOff : null,
    payable: isApproved ? yuan(add(decimal(aidPaid), decimal(row.setOff))) : null,
    appliedAt: chinaTime(new Date(row.appliedAt)),
    decisions: row.decisions.map(({ decision, reason, decidedAt, callerId, paidOn, paymentNo }) => ({
      decision,
      reason,
      paidOn,
      paymentNo,
      decidedAt: chinaTime(new Date(decidedAt)),
      decidedBy: callerId,
    })),
  }
}
