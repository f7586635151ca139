import { expect, test } from 'vitest'
import { listOwed } from '../../../src/application/payouts/read-payouts.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { balanceOf, clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk } from '../../support/database/payout-desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

const desk: Desk = await openDesk()

test('what was cleared is between the fund and the person; what was not, the hospital gives back and claims', async () => {
  const it = await clearingDesk(desk)
  const other = await clearingDesk(desk)
  await give(desk, '20000.00')
  const personNo = await desk.person()
  const settle = (hospitalCode: string, inScope: string) =>
    desk.settle(personNo, { hospitalCode, on: '2024-05-01', inScope })
  const first = await settle(it.hospitalCode, '10000.00')
  await settle(other.hospitalCode, '5000.00')
  const unaided = { count: 1, total: '10000.00', fundPaid: '0.00', personPaid: '10000.00' }
  const may = await it.apply(unaided)
  await it.decide(may.clearing.id, 'approve')
  await it.decide(may.clearing.id, 'pay')

  desk.setDay('2024-06-03')
  await desk.identity(personNo, { category: 'dibao', from: '2024-01-01' })
  const { resettlement } = await recalculate(desk.service, bureau, {
    personNo,
    year: 2024,
    reason: '补认定',
    resettleNo: 'RS',
  })
  expect(resettlement).toMatchObject({ personGetsBack: '10500.00', fundsPay: '10500.00', owedToPerson: '7000.00' })
  expect(resettlement.hospitals).toMatchObject([
    { hospitalCode: it.hospitalCode, personGetsBack: '0.00', fundsPay: '0.00', owedToPerson: '7000.00' },
    { hospitalCode: other.hospitalCode, personGetsBack: '3500.00', fundsPay: '3500.00', owedToPerson: '0.00' },
  ])
  expect(await desk.differences()).toEqual([])

  // The hospital that has cleared May has nothing to claim; the person is paid by a payout.
  const june = it.apply({ count: 0, total: '0.00', fundPaid: '7000.00', personPaid: '-7000.00' }, { month: '2024-06' })
  expect((await refusalOf(june)).code).toBe('clearing-nothing-left')
  const pays = payoutDesk(desk)
  const payout = await pays.pay(personNo)
  expect(payout).toMatchObject({ amount: '7000.00', entries: [{ settlementId: first.id, cause: 'resettle' }] })
  await pays.tell((await pays.sent([payout.id])).id, { outcome: 'paid' })
  expect(await balanceOf(desk)).toBe('13000.00')

  // The other hospital never cleared May: both months are open, each for its own postings.
  await other.apply({ count: 1, total: '5000.00', fundPaid: '0.00', personPaid: '5000.00' })
  await other.apply({ count: 0, total: '0.00', fundPaid: '3500.00', personPaid: '-3500.00' }, { month: '2024-06' })
  expect(await desk.differences()).toEqual([])

  // Undone, the hospital gives back what it was paid by the person, and what went to the person is owed by the person.
  await it.undo(first)
  const { items } = await listOwed(desk.service, bureau, { region: '140500', debtors: true })
  expect(items).toMatchObject([{ personNo, amount: '-7000.00' }])
  await it.apply({ count: 1, total: '-10000.00', fundPaid: '0.00', personPaid: '-10000.00' }, { month: '2024-06' })
  expect(await desk.differences()).toEqual([])
})

test('what a reversal takes off a cleared settlement the person owes', async () => {
  desk.setDay('2024-05-05')
  const it = await clearingDesk(desk)
  const other = await clearingDesk(desk)
  await give(desk, '200000.00')
  const personNo = await desk.person({ as: 'dibao' })
  // 60,000 a year: the first uses 56,000, so of the second's 7,000 only 4,000 are left.
  const first = await desk.settle(personNo, { hospitalCode: other.hospitalCode, on: '2024-05-01', inScope: '80000.00' })
  const second = await desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-04', inScope: '10000.00' })
  expect([first.payers.assistance, second.payers.assistance]).toEqual(['56000.00', '4000.00'])
  await it.apply({ count: 1, total: '10000.00', fundPaid: '10000.00', personPaid: '0.00' })
  await reverse(desk.service, bureau, {
    ...{ hospitalCode: other.hospitalCode, settlementNo: first.settlementNo ?? '', reversalNo: 'R-CLEARED' },
    ...{ reason: '录入错误', resettleLater: true },
  })
  // Tilt had left nothing of it to the person; by itself it is 10,000 × 0.70, and 3,000 are the person's.
  expect(second.payers.person).toBe('0.00')
  const { items } = await listOwed(desk.service, bureau, { region: '140500', debtors: true })
  expect(items.find((row) => row.personNo === personNo)).toMatchObject({ amount: '-3000.00' })
  expect(await desk.differences()).toEqual([])
})
