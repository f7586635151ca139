import type {
  Answer,
  Asked,
  Bill,
  LimitName,
  Operation,
  Posting,
} from '../../../bench/linearizability/history/operation.ts'

/**
 * Histories made by hand. Each bill leaves 50000 after insurance, of which 80% is 40000, so that two use up the 60000
 * of other diseases: 40000 for the first, 20000 for the second, nothing for the third.
 */
const yuan = (amount: number) => BigInt(amount) * 100n
export const bill: Bill = { limit: 'other-disease', selfPay: yuan(50_000), offCatalogue: 0n }
export const otherBill: Bill = { ...bill, offCatalogue: 1n }
const shares = (aid: number) => ({ assistance: yuan(aid), person: yuan(50_000 - aid) })

export function operation(
  asked: Asked,
  answer: Answer | null,
  [sentAt, answeredAt]: readonly [number, number],
): Operation {
  return { client: 0, asked, answer, sentAt, answeredAt: answer === null ? Number.POSITIVE_INFINITY : answeredAt }
}

type Span = readonly [from: number, to: number]
type Settled = Extract<Answer, { kind: 'settled' }>

export const settle = (no: string, answer: Answer | null, span: Span, of: Bill = bill) =>
  operation({ kind: 'settle', no, bill: of }, answer, span)

/** Answered by the sums alone, unless it says from where to where the limit went. */
export const settled = (aid: number, more: Partial<Settled> = {}): Answer => {
  return { kind: 'settled', replayed: false, id: 'i', status: 'settled', used: null, ...shares(aid), ...more }
}

export const used = (before: number, after: number) => ({ used: { before: yuan(before), after: yuan(after) } })

export const reverse = (no: string, answer: Answer | null, span: Span, resettleLater = true) =>
  operation({ kind: 'reverse', no, reversalNo: `R-${no}`, resettleLater }, answer, span)

export const reversed = (
  no: string,
  aid: number,
  adjusted: readonly (readonly [no: string, before: number, after: number])[] = [],
  replayed = false,
): Answer => ({
  kind: 'reversed',
  replayed,
  reversalNo: `R-${no}`,
  assistance: -yuan(aid),
  person: -yuan(50_000 - aid),
  adjusted: adjusted.map(([other, before, after]) => ({ no: other, before: yuan(before), after: yuan(after) })),
})

/** A read of the limits: so many bills stand, and so much of the limit is used. */
export const limits = (bills: number, aid: number, span: Span) =>
  operation({ kind: 'read-limits' }, limitsAnswer(bills, aid), span)

export const limitsAnswer = (bills: number, aid: number): Answer => {
  const usedOf: Record<LimitName, bigint> = { 'special-disease': 0n, 'other-disease': yuan(aid) }
  return { kind: 'limits', used: usedOf, burden: yuan(bills * 50_000 - aid) }
}

export const look = (no: string, found: 'absent' | 'settled' | 'reversed', aid: number, span: Span) =>
  operation({ kind: 'read-settlement', no }, lookAnswer(found, aid), span)

export const lookAnswer = (found: 'absent' | 'settled' | 'reversed', aid: number): Answer =>
  found === 'absent' ? { kind: 'absent' } : { kind: 'settlement', id: 'i', status: found, ...shares(aid) }

export const ledger = (postings: readonly Posting[], span: Span) =>
  operation({ kind: 'read-ledger' }, { kind: 'ledger', postings }, span)

export const posting = (no: string, aid: number): Posting => {
  return { kind: 'settlement', no, reversalNo: null, ...shares(aid) }
}
