import { beforeEach, describe, expect, test } from 'vitest'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { getClearing, listClearings } from '../../../src/application/clearing/read-clearings.ts'
import { listOwed } from '../../../src/application/payouts/read-payouts.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import type { PayerAmounts } from '../../../src/domain/adjudication/types.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { figuresOf } from '../../../src/domain/reconciliation/figures.ts'
import { balanceOf, clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, refusalOf } from '../../support/people/registers.ts'

const desk: Desk = await openDesk()
beforeEach(() => desk.setDay('2024-05-05'))

const held = async () => {
  const { rows } = await desk.service.db.pool.query<{ count: number }>(
    'SELECT count(*) FROM clearing_entries WHERE released_at IS NULL',
  )
  return rows[0]?.count
}

function claimOf(entries: readonly PayerAmounts[]) {
  const figures = entries.map(figuresOf)
  const of = (name: 'total' | 'fundPaid' | 'personPaid') => yuan(sum(figures.map((one) => decimal(one[name]))))
  return { count: entries.length, total: of('total'), fundPaid: of('fundPaid'), personPaid: of('personPaid') }
}

describe('an application', () => {
  test('holds what the ledger says of the month', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    await it.settle({ inScope: '5000.00', offCatalogue: '100.00', basic: '2000.00', supplementary: '50.00' })
    const { clearing, replayed } = await it.apply({
      count: 2,
      total: '15100.00',
      fundPaid: '11115.00',
      personPaid: '3985.00',
    })
    expect(replayed).toBe(false)
    expect(clearing).toMatchObject({
      hospitalCode: it.hospitalCode,
      region: '140500',
      month: '2024-05',
      status: 'applied',
      settlements: 2,
      reversals: 0,
      amounts: {
        total: '15100.00',
        basicPaid: '2000.00',
        criticalIllnessPaid: '0.00',
        otherPaid: '50.00',
        aidPaid: '9065.00',
        fundPaid: '11115.00',
        personPaid: '3985.00',
        hospitalPaid: '0.00',
      },
      decisions: [],
    })
    expect(clearing.applicationId.length).toBeLessThanOrEqual(30)
    expect(await getClearing(desk.service, it.own, clearing.applicationId)).toEqual(clearing)
  })

  test('that is a fen off is refused with the difference, and writes nothing', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const before = await held()
    const refusal = await refusalOf(it.apply({ ...stay, fundPaid: '7000.01', count: 2 }))
    expect(refusal.code).toBe('clearing-differs')
    expect(refusal.extra).toMatchObject({
      here: { settlements: 1, total: '10000.00', fundPaid: '7000.00', aidPaid: '7000.00' },
      difference: { count: -1, total: '0.00', fundPaid: '-0.01', personPaid: '0.00' },
    })
    expect(await held()).toBe(before)
    expect(await listClearings(desk.service, it.own, {})).toEqual({ items: [], nextCursor: null })
  })

  test('clears an entry once; what is settled later in the month is applied for again', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    await it.apply(stay)
    expect((await refusalOf(it.apply(stay))).code).toBe('clearing-nothing-left')
    await it.settle()
    const { clearing } = await it.apply(stay)
    expect(clearing.settlements).toBe(1)
  })

  test('sent again is the first answer; another one under its number is refused', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const first = await it.apply(stay, { applicationNo: 'SAME' })
    expect(await it.apply(stay, { applicationNo: 'SAME' })).toEqual({ ...first, replayed: true })
    const other = it.apply({ ...stay, count: 2 }, { applicationNo: 'SAME' })
    expect((await refusalOf(other)).code).toBe('number-reused')
  })

  test('takes stays or outpatient care where only one is meant', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const personNo = await desk.person({ as: 'tekun', registered: [{ management: 'visit' }] })
    await desk.settle(personNo, {
      hospitalCode: it.hospitalCode,
      on: '2024-05-01',
      care: 'outpatient-chronic',
      inScope: '1000.00',
    })
    const outpatient = { count: 1, total: '1000.00', fundPaid: '600.00', personPaid: null }
    expect((await it.apply(outpatient, { clearingType: 'outpatient' })).clearing.amounts.aidPaid).toBe('600.00')
    expect((await it.apply(stay, { clearingType: 'inpatient' })).clearing.amounts.aidPaid).toBe('7000.00')
    expect((await refusalOf(it.apply(stay))).code).toBe('clearing-nothing-left')
  })

  test('without a region, where only another one’s fund has something to pay, says which', async () => {
    const it = await clearingDesk(desk)
    for (const inScope of ['1000.00', '2000.00']) {
      const personNo = await desk.person({ insuredRegion: '370811', as: 'dibao' })
      await desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-01', inScope, referral: 'proper' })
    }
    const refusal = await refusalOf(it.apply({ count: 2, total: '3000.00', fundPaid: '2100.00', personPaid: null }))
    expect(refusal).toMatchObject({
      code: 'clearing-nothing-left',
      params: { region: '140500', elsewhere: { en: expect.stringContaining('370811: 2') } },
      extra: { elsewhere: [{ region: '370811', entries: 2 }] },
    })
  })

  test('asks the fund of each region for its own people', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const personNo = await desk.person({ insuredRegion: '370811', as: 'dibao' })
    await desk.settle(personNo, {
      hospitalCode: it.hospitalCode,
      on: '2024-05-01',
      inScope: '1000.00',
      referral: 'proper',
    })
    const elsewhere = { count: 1, total: '1000.00', fundPaid: '700.00', personPaid: null }
    const both = await refusalOf(it.apply({ count: 2, total: '11000.00', fundPaid: '7700.00', personPaid: null }))
    expect(both).toMatchObject({
      code: 'clearing-differs',
      params: { count: '-1', elsewhere: { zh: expect.stringContaining('370811 1 笔') } },
      extra: { elsewhere: [{ region: '370811', entries: 1 }] },
    })
    const { clearing } = await it.apply(elsewhere, { region: '370811' })
    expect(clearing).toMatchObject({ region: '370811', amounts: { aidPaid: '700.00' } })
    expect((await it.apply(stay)).clearing.region).toBe('140500')
    expect((await refusalOf(it.apply(stay))).params['elsewhere']).toEqual({ zh: '', en: '' })
    expect((await refusalOf(it.apply(stay, { region: '999900' }))).code).toBe('policy-missing')
    const decided = decideClearing(
      desk.service,
      { ...jining, id: 'b' },
      { clearingId: clearing.id, decision: 'approve' },
    )
    expect((await decided).clearing.status).toBe('approved')
  })

  test('of a month in which nothing was posted is refused', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    expect((await refusalOf(it.apply(stay, { month: '2024-04' }))).code).toBe('clearing-nothing-left')
  })

  test('belongs to the month of posting, not of discharge', async () => {
    const it = await clearingDesk(desk)
    const personNo = await desk.person({ as: 'dibao' })
    desk.setDay('2024-05-31')
    await desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-30', inScope: '10000.00' })
    desk.setDay('2024-06-01')
    await desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-31', inScope: '10000.00' })
    expect((await it.apply(stay)).clearing.settlements).toBe(1)
    expect((await it.apply(stay, { month: '2024-06' })).clearing.settlements).toBe(1)
  })
})

describe('a reversal', () => {
  test('in the month of its settlement leaves nothing to pay', async () => {
    const it = await clearingDesk(desk)
    await it.undo(await it.settle())
    const { clearing } = await it.apply({ count: 2, total: '0.00', fundPaid: '0.00', personPaid: '0.00' })
    expect(clearing).toMatchObject({ settlements: 1, reversals: 1, amounts: { aidPaid: '0.00' } })
    await it.decide(clearing.id, 'approve')
    expect((await it.decide(clearing.id, 'pay')).clearing.status).toBe('paid')
  })

  test('after the clearing was paid goes into the next month as a negative amount, and comes back', async () => {
    const it = await clearingDesk(desk)
    await give(desk, '7000.00')
    const before = await balanceOf(desk)
    const settled = await it.settle()
    const { clearing } = await it.apply(stay)
    await it.decide(clearing.id, 'approve')
    await it.decide(clearing.id, 'pay')
    desk.setDay('2024-06-03')
    await it.undo(settled)
    const june = await it.apply(
      { count: 1, total: '-10000.00', fundPaid: '-7000.00', personPaid: '-3000.00' },
      { month: '2024-06' },
    )
    expect(june.clearing).toMatchObject({ settlements: 0, reversals: 1, amounts: { aidPaid: '-7000.00' } })
    await it.decide(june.clearing.id, 'approve')
    await it.decide(june.clearing.id, 'pay')
    expect(await balanceOf(desk)).toBe(before)
  })

  test('that recalculates a cleared stay leaves the difference between the fund and the person', async () => {
    const it = await clearingDesk(desk)
    const personNo = await desk.person({ as: 'dibao' })
    const settle = () => desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-01', inScope: '80000.00' })
    const [first, second] = [await settle(), await settle()]
    await it.apply(claimOf([first.payers, second.payers]))
    desk.setDay('2024-06-03')
    const { hospitalCode } = it
    const number = { settlementNo: first.settlementNo ?? '', reversalNo: 'R1', reason: 'x' }
    const { reversal } = await reverse(desk.service, bureau, { hospitalCode, ...number, resettleLater: true })
    const adjusted = reversal.adjustments.map(({ difference }) => difference)
    expect(adjusted).toHaveLength(1)
    const june = await it.apply({ ...claimOf([reversal.payers]), count: 1 }, { month: '2024-06' })
    expect(june.clearing).toMatchObject({ reversals: 1, adjustments: 0 })
    const { items } = await listOwed(desk.service, bureau, { region: '140500' })
    expect(items.find((row) => row.personNo === personNo)).toMatchObject({ amount: adjusted[0]?.person.slice(1) })
  })

  test('that recalculates a stay which no clearing holds brings the adjustment into its own month', async () => {
    const it = await clearingDesk(desk)
    const personNo = await desk.person({ as: 'dibao' })
    const settle = (inScope: string) =>
      desk.settle(personNo, { hospitalCode: it.hospitalCode, on: '2024-05-01', inScope })
    const first = await settle('80000.00')
    await settle('80001.00')
    const { hospitalCode } = it
    const number = { settlementNo: first.settlementNo ?? '', reversalNo: 'R1', reason: 'x' }
    desk.setDay('2024-06-03')
    const { reversal } = await reverse(desk.service, bureau, { hospitalCode, ...number, resettleLater: true })
    const adjusted = reversal.adjustments.map(({ difference }) => difference)
    const june = await it.apply({ ...claimOf([reversal.payers, ...adjusted]), count: 1 }, { month: '2024-06' })
    expect(june.clearing).toMatchObject({ reversals: 1, adjustments: 1 })
  })
})

test('after all this the ledger agrees', async () => {
  expect(await desk.differences()).toEqual([])
})
