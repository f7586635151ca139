import { chinaTime } from '../../domain/calendar.ts'
import type { ReversalAnswer } from './reverse.ts'
import { type KnownSettlement, owedOf } from './settlement-answer.ts'

export type SettlementSums = ReturnType<typeof settlementSumsOf>
export type ReversalSums = ReturnType<typeof reversalSumsOf>

/**
 * The sums of a settlement and what it is found again by, for programs that want no sentences (RFC 7240, `return=minimal`).
 * Each member is that of the whole answer, to the byte.
 */
export function settlementSumsOf({ id, input, status, settledAt, outcome }: KnownSettlement) {
  return {
    id,
    settlementNo: input.settlementNo,
    status,
    settledAt: settledAt === null ? null : chinaTime(new Date(settledAt)),
    payers: outcome.payers,
    assistanceParts: outcome.assistanceParts,
    owedToPerson: owedOf(outcome),
  }
}

/** The same of a reversal: later settlements that came out differently are told by the whole answer alone. */
export function reversalSumsOf({
  id,
  reversalNo,
  settlementId,
  settlementNo,
  reversedAt,
  payers,
  total,
}: ReversalAnswer) {
  return { id, reversalNo, settlementId, settlementNo, reversedAt, payers, total }
}
