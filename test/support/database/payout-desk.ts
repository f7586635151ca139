import type { Caller } from '../../../src/application/callers/caller.ts'
import { approveBatch, sendBatch } from '../../../src/application/payouts/decide-batch.ts'
import { makeBatch } from '../../../src/application/payouts/make-batch.ts'
import { makePayout, type PayoutAsked } from '../../../src/application/payouts/make-payout.ts'
import { type BankAnswerLine, recordBankAnswer } from '../../../src/application/payouts/record-bank-answer.ts'
import { bureau, type Desk } from './desk.ts'

/** Another key of the same bureau: who approves. */
export const reviewer: Caller = { ...bureau, id: '00000000-0000-7000-8000-000000000002' }

/** Cards with right check digits, of a bank that is in no table. */
export const card = '6230580000000000005'
export const otherCard = '6230580000000000013'

let count = 0

/** A fund's clerk who pays people: somebody owed 17,000 by a later visit, payouts, batches, and what the bank says. */
export function payoutDesk(desk: Desk) {
  const next = (prefix: string) => `${prefix}${++count}`
  /** As `owed-for-earlier.test.ts`: 17,000 of tilt for the year's earlier visit. */
  const owed = async () => {
    const personNo = await desk.person({
      as: [
        { category: 'tekun', from: '2023-01-01', to: '2023-01-31' },
        { category: 'dibao', from: '2023-02-01' },
      ],
      registered: [{ kind: 'special-drug' }, { management: 'visit' }],
    })
    const settlementNo = next('PD-')
    await desk.settle(personNo, { on: '2023-01-10', inScope: '55000.00' })
    await desk.settle(personNo, { on: '2023-03-01', care: 'outpatient-special-drug', inScope: '40000.00' })
    await desk.settle(personNo, { on: '2023-04-01', care: 'outpatient-chronic', inScope: '5000.00', settlementNo })
    return { personNo, settlementNo }
  }
  const pay = async (personNo: string, change: Partial<PayoutAsked> = {}, by: Caller = bureau) =>
    (
      await makePayout(desk.service, by, {
        ...{ payoutNo: next('PO-'), region: '140500', personNo, payee: { kind: 'person' } },
        account: { number: card, bankName: '晋城农村商业银行' },
        ...change,
      })
    ).payout
  const batch = async (payouts?: readonly string[]) =>
    (await makeBatch(desk.service, bureau, { batchNo: next('B-'), region: '140500', payouts })).batch
  const approve = (id: string, by: Caller = reviewer) => approveBatch(desk.service, by, id)
  const send = (id: string, sentOn?: string) => sendBatch(desk.service, bureau, { id, sentOn })
  /** Made, approved and sent. */
  const sent = async (payouts?: readonly string[]) => {
    const { id } = await batch(payouts)
    await approve(id)
    return (await send(id)).batch
  }
  const tell = (id: string, ...lines: readonly (Partial<BankAnswerLine> & Pick<BankAnswerLine, 'outcome'>)[]) =>
    recordBankAnswer(desk.service, bureau, id, () => ({
      faults: [],
      lines: lines.map((line, at) => ({
        ...{ place: at + 1, lineNo: at + 1, on: null, amount: null, bankNo: null },
        reason: line.outcome === 'returned' ? '账号不存在' : null,
        ...line,
      })),
    }))
  return { owed, pay, batch, approve, send, sent, tell }
}
