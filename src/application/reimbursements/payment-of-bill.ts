import type { StoredReimbursement } from '../../db/reimbursements/reimbursements.ts'
import { daysBetween } from '../../domain/calendar.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { BillPayment } from '../../domain/reimbursements/reimbursement-names.ts'

/** How the money of a bill stands over all payouts that hold some of it. What its year came to later is its money as well. */
export function paymentOf({ amount, payments, receivedOn }: StoredReimbursement) {
  const sums = payments.filter(({ status }) => status === 'paid')
  const arrived = yuan(sum(sums.map((one) => decimal(one.amount))))
  const isPaid = sums.length > 0 && decimal(arrived).gte(amount ?? '0.00')
  const paidOn = isPaid
    ? (sums
        .flatMap((one) => one.paidOn ?? [])
        .sort()
        .at(-1) ?? null)
    : null
  return {
    payment: isPaid ? ('paid' as const) : underWay({ amount, payments }, arrived),
    arrived,
    ...{ paidOn, daysToPay: paidOn === null ? null : daysBetween(receivedOn, paidOn) },
  }
}

function underWay(
  { amount, payments }: Pick<StoredReimbursement, 'amount' | 'payments'>,
  arrived: string,
): BillPayment | null {
  if (decimal(arrived).gt(0)) return 'partly-paid'
  const newest = payments.at(-1)
  if (newest) return newest.status
  return decimal(amount ?? '0.00').gt(0) ? 'waiting' : null
}
