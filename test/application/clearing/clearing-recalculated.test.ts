import { expect, test } from 'vitest'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { balanceOf, clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

const desk: Desk = await openDesk()

test('what a hospital gives back is in its next clearing, and the fund pays it', async () => {
  const it = await clearingDesk(desk)
  const other = await clearingDesk(desk)
  await give(desk, '20000.00')
  const personNo = await desk.person()
  const settle = (hospitalCode: string, inScope: string) =>
    desk.settle(personNo, { hospitalCode, on: '2024-05-01', inScope })
  await settle(it.hospitalCode, '10000.00')
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
  expect(resettlement.hospitals).toMatchObject([
    { hospitalCode: it.hospitalCode, personGetsBack: '7000.00', fundsPay: '7000.00' },
    { hospitalCode: other.hospitalCode, personGetsBack: '3500.00', fundsPay: '3500.00' },
  ])

  // Only the adjustment is of June; the settlement was cleared with May.
  const june = await it.apply(
    { count: 0, total: '0.00', fundPaid: '7000.00', personPaid: '-7000.00' },
    { month: '2024-06' },
  )
  expect(june.clearing).toMatchObject({
    settlements: 0,
    adjustments: 1,
    amounts: { aidPaid: '7000.00', total: '0.00' },
  })
  await it.decide(june.clearing.id, 'approve')
  await it.decide(june.clearing.id, 'pay')
  expect(await balanceOf(desk)).toBe('13000.00')

  // The other hospital never cleared May: both months are open, each for its own postings.
  await other.apply({ count: 1, total: '5000.00', fundPaid: '0.00', personPaid: '5000.00' })
  await other.apply({ count: 0, total: '0.00', fundPaid: '3500.00', personPaid: '-3500.00' }, { month: '2024-06' })
  expect(await desk.differences()).toEqual([])
})
