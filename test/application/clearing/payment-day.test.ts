import { expect, test } from 'vitest'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { fundJournal, readFundStatement } from '../../../src/application/fund/read-fund.ts'
import { clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { openDesk } from '../../support/database/desk.ts'
import { jincheng, refusalOf } from '../../support/people/registers.ts'

const region = '140500'

test('a payment is of the day and number of the bank’s slip, and so is its quarter', async () => {
  const desk = await openDesk()
  const it = await clearingDesk(desk)
  await give(desk, '7000.00')
  desk.setDay('2024-06-27')
  await it.settle()
  const claim = { count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: '3000.00' }
  const { id: clearingId } = (await it.apply(claim, { month: '2024-06' })).clearing
  await it.decide(clearingId, 'approve')
  desk.setDay('2024-07-08')
  const pay = (paidOn?: string, paymentNo?: string) =>
    decideClearing(desk.service, jincheng, { clearingId, decision: 'pay', paidOn, paymentNo })

  expect(await refusalOf(pay('2024-07-09'))).toMatchObject({ code: 'date-in-future', params: { field: 'paidOn' } })
  expect(await refusalOf(pay('2024-06-26'))).toMatchObject({
    code: 'payment-before-approval',
    params: { approvedOn: '2024-06-27', paidOn: '2024-06-26' },
  })
  const paid = await pay('2024-06-30', 'YH-88')
  expect(paid.clearing.decisions.at(-1)).toMatchObject({
    decision: 'pay',
    paidOn: '2024-06-30',
    paymentNo: 'YH-88',
    decidedAt: expect.stringContaining('2024-07-08'),
  })
  for (const again of [[], ['2024-06-30'], ['2024-06-30', 'YH-88']])
    expect(await pay(...again)).toEqual({ ...paid, replayed: true })
  for (const other of [['2024-07-01'], ['2024-06-30', 'YH-89']])
    expect(await refusalOf(pay(...other))).toMatchObject({ code: 'payment-differs', params: { paymentNo: 'YH-88' } })

  const [entry] = (await fundJournal(desk.service, jincheng, region, {})).items
  expect(entry).toMatchObject({ kind: 'clearing-paid', happenedOn: '2024-06-30', paymentNo: 'YH-88' })
  const quarters = ['2024Q2', '2024Q3'].map((name) => readFundStatement(desk.service, jincheng, region, name))
  expect(await Promise.all(quarters)).toMatchObject([
    { paid: { aid: '7000.00' }, closing: '0.00', difference: '0.00', recordedLater: 1 },
    { paid: { aid: '0.00' }, opening: '0.00', difference: '0.00', recordedLater: 0 },
  ])
  expect(await desk.differences()).toEqual([])
})

test('a payment without a day is of today', async () => {
  const desk = await openDesk()
  const it = await clearingDesk(desk)
  await give(desk, '7000.00')
  const paid = await it.decide(await it.approved(), 'pay')
  expect(paid.clearing.decisions.at(-1)).toMatchObject({ paidOn: '2024-05-05', paymentNo: null })
})
