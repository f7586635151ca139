import { describe, expect, test } from 'vitest'
import { fundJournal, fundOverview, readFundStatement } from '../../../src/application/fund/read-fund.ts'
import { type ReceiptAsked, receive, withdrawReceipt } from '../../../src/application/fund/record-receipt.ts'
import { balanceOf, clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

const region = '140500'
const receipt: ReceiptAsked = {
  ...{ region, receiptNo: 'B-1', source: 'provincial', amount: '10000000.00' },
  ...{ receivedOn: '2024-03-29', note: '省级补助' },
}
const reason = '金额多录一位'
const take = (desk: Desk, change: Partial<ReceiptAsked> = {}) =>
  receive(desk.service, jincheng, { ...receipt, ...change }, 'zh')
const back = (desk: Desk, receiptNo = 'B-1', why = reason) =>
  withdrawReceipt(desk.service, jincheng, { region, receiptNo, reason: why })

describe('how much one receipt may be', () => {
  test.each([
    ['1000000000.00', []],
    ['1000000000.01', ['unusual-receipt']],
    ['100000000000.00', ['unusual-receipt']],
  ])('%s is booked with %j', async (amount, codes) => {
    const desk = await openDesk()
    const { warnings, entry } = await take(desk, { amount })
    expect(warnings.map(({ code }) => code)).toEqual(codes)
    for (const { text, clause } of warnings)
      expect([text, clause?.id]).toEqual([expect.stringContaining(amount), '000000/plausible-receipt'])
    expect((await take(desk, { amount })).entry).toEqual(entry)
  })

  test.each(['100000000000.01', '99999999999999.99'])('%s is refused, and the fund takes the next', async (amount) => {
    const desk = await openDesk()
    const refusal = await refusalOf(take(desk, { amount }))
    expect([refusal.code, refusal.params['above']]).toEqual(['amount-implausible', '100000000000.00'])
    await take(desk)
    expect(await balanceOf(desk)).toBe('10000000.00')
  })

  test('a sum of receipts that each are allowed always fits', async () => {
    const desk = await openDesk()
    const owner = await desk.owner()
    await owner.query('SET session_replication_role = replica')
    await owner.query(`INSERT INTO fund_balances VALUES ('140500', 'fund:140500', 99999999999999.99)`)
    await give(desk, '100000000000.00')
    expect(await balanceOf(desk)).toBe('100099999999999.99')
  })
})

describe('a receipt that was entered wrongly is taken back', () => {
  test('by negated lines on its own day, once; then the slip is entered as it is', async () => {
    const desk = await openDesk()
    const wrong = await take(desk)
    const first = await back(desk)
    expect(first).toMatchObject({
      replayed: false,
      entry: {
        kind: 'receipt-withdrawn',
        reference: 'B-1',
        withdraws: wrong.entry.id,
        happenedOn: '2024-03-29',
        note: reason,
      },
    })
    expect(first.entry.lines).toEqual([
      { account: 'fund:140500', amount: '-10000000.00' },
      { account: 'source:provincial', amount: '10000000.00' },
    ])
    expect(await back(desk)).toEqual({ ...first, replayed: true })
    expect((await refusalOf(back(desk, 'B-1', 'another reason'))).code).toBe('receipt-withdrawn')
    expect((await refusalOf(take(desk))).code).toBe('receipt-withdrawn')
    const right = await take(desk, { amount: '1000000.00' })
    expect(right).toMatchObject({ replayed: false, entry: { reference: 'B-1' } })
    expect((await take(desk, { amount: '1000000.00' })).replayed).toBe(true)
    expect((await refusalOf(take(desk, { amount: '2000000.00' }))).code).toBe('number-reused')
    const { balance, received } = await fundOverview(desk.service, jincheng, region)
    expect([balance, received['provincial']]).toEqual(['1000000.00', '1000000.00'])
    expect(await readFundStatement(desk.service, jincheng, region, '2024Q1')).toMatchObject({
      received: { provincial: '1000000.00' },
      ...{ incoming: '1000000.00', closing: '1000000.00', difference: '0.00', recordedLater: 3 },
    })
    expect((await fundJournal(desk.service, shanxiAuditor, region, {})).items).toHaveLength(3)
    expect(await desk.differences()).toEqual([])
    expect(await back(desk)).toMatchObject({ replayed: false, entry: { withdraws: right.entry.id } })
  })

  test('when what is left of the fund allows it, and else is refused with what to do', async () => {
    const desk = await openDesk()
    const it = await clearingDesk(desk)
    await take(desk, { amount: '8000.00' })
    await it.decide(await it.approved(), 'pay')
    const refusal = await refusalOf(back(desk))
    expect(refusal).toMatchObject({ code: 'receipt-spent', params: { amount: '8000.00', balance: '1000.00' } })
    await give(desk, '7000.00')
    await back(desk)
    expect(await balanceOf(desk)).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })

  test('sent several times at once it is taken back once', async () => {
    const desk = await openDesk()
    await take(desk)
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => back(desk)))
    expect(new Set(outcomes.map(({ entry }) => entry.id)).size).toBe(1)
    expect(await balanceOf(desk)).toBe('0.00')
  })

  test.each([
    ['an auditor', shanxiAuditor, 'B-1', 'forbidden'],
    ['another region', jining, 'B-1', 'forbidden'],
    ['a slip that nobody entered', jincheng, 'B-2', 'not-found'],
  ])('not by or for %s', async (_, caller, receiptNo, code) => {
    const desk = await openDesk()
    await take(desk)
    const asked = withdrawReceipt(desk.service, caller, { region, receiptNo, reason })
    expect((await refusalOf(asked)).code).toBe(code)
  })
})
