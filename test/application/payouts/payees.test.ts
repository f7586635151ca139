import { beforeAll, describe, expect, test } from 'vitest'
import { withdrawPayout } from '../../../src/application/payouts/change-payout.ts'
import { withdrawBatch } from '../../../src/application/payouts/decide-batch.ts'
import { recordBankAnswer } from '../../../src/application/payouts/record-bank-answer.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk } from '../../support/database/payout-desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await give(desk, '500000.00')
})

describe('a payout', () => {
  test('to somebody who has died since is in no batch, and stops the one that holds it', async () => {
    const it = payoutDesk(desk)
    const [one, other] = [await it.owed(), await it.owed()]
    const [held, open] = [await it.pay(one.personNo), await it.pay(other.personNo)]
    const batch = await it.batch([held.id])
    for (const { personNo } of [one, other])
      await putDeath(desk.service, bureau, { personNo, diedOn: '2024-05-01', source: '死亡证明' })
    expect((await refusalOf(it.approve(batch.id))).code).toBe('payee-died')
    expect((await refusalOf(it.batch([open.id]))).code).toBe('payouts-not-ready')
    await withdrawBatch(desk.service, bureau, { id: batch.id, reason: '收款人死亡' })
    await withdrawPayout(desk.service, bureau, { id: held.id, reason: '收款人死亡' })
    const heir = await it.pay(one.personNo, { payee: { kind: 'heir', name: '张三', grounds: '其子，公证书' } })
    const anew = await it.batch([heir.id])
    expect((await it.approve(anew.id)).batch.status).toBe('approved')
    await withdrawBatch(desk.service, bureau, { id: anew.id, reason: '账户待核' })
  })

  test('of which one answer says two things is taken neither way', async () => {
    const it = payoutDesk(desk)
    const sent = await it.sent([(await it.pay((await it.owed()).personNo)).id])
    const told = await it.tell(sent.id, { lineNo: 1, outcome: 'paid' }, { lineNo: 1, outcome: 'returned' })
    expect([told.paid, told.returned, told.faults.map(({ place }) => place)]).toEqual([0, 0, [1, 2]])
    const amounts = ['3.00', '4.00'].map((amount) => ({ lineNo: 1, outcome: 'paid', amount }) as const)
    const right = { lineNo: 1, outcome: 'paid', amount: '17000.00' } as const
    expect((await it.tell(sent.id, right, ...amounts)).paid).toBe(0)
    const unread = { place: 2, lineNo: 1, detail: { zh: '处理结果不认识', en: 'The result is not known' } }
    const half = await recordBankAnswer(desk.service, bureau, sent.id, () => ({
      lines: [{ ...right, place: 1, on: null, bankNo: null, reason: null }],
      faults: [unread],
    }))
    expect([half.paid, half.faults.map(({ place }) => place)]).toEqual([0, [1, 2]])
    expect((await it.tell(sent.id, { lineNo: 1, outcome: 'paid' })).paid).toBe(1)
  })

  test('is put into one batch of several that are made at once', async () => {
    const it = payoutDesk(desk)
    const { id } = await it.pay((await it.owed()).personNo)
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => it.batch([id])))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'payouts-not-ready' })
  })
})
