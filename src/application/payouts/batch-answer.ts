import type { BatchLine } from '../../db/payouts/batch-lines.ts'
import type { StoredBatch } from '../../db/payouts/batches.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { referenceOf } from '../../domain/payouts/bank-file.ts'

export type ShownBatch = ReturnType<typeof shownPayoutBatch>

export function shownPayoutBatch(row: StoredBatch) {
  const { id, batchNo, region, status, lines, amount, sums, sentOn, reason } = row
  const step = (at: string | null, by: string | null) =>
    at === null ? null : { at: chinaTime(new Date(at)), by: by ?? '' }
  return {
    ...{ id, batchNo, region, status, lines, amount },
    made: step(row.madeAt, row.madeBy),
    approved: step(row.approvedAt, row.approvedBy),
    sent: step(row.sentAt, row.sentBy),
    sentOn,
    withdrawn: step(row.withdrawnAt, row.withdrawnBy),
    reason,
    ...sums,
  }
}

export function shownBatchLine(batchNo: string, line: BatchLine) {
  const { lineNo, payoutId, payoutNo, personNo, payeeName, amount, state, tail, bankName } = line
  const { paidOn, bankNo, returnedOn, reason } = line
  return {
    ...{ lineNo, reference: referenceOf(batchNo, lineNo), payoutId, payoutNo, personNo, payeeName, amount, state },
    ...{ account: `**** ${tail}`, bankName, paidOn, bankNo, returnedOn, reason },
  }
}
