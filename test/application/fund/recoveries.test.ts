import { describe, expect, test } from 'vitest'
import { fundOverview } from '../../../src/application/fund/read-fund.ts'
import { type RecoveryAsked, recover } from '../../../src/application/fund/record-recovery.ts'
import type { NamedPart } from '../../../src/application/fund/recovered-parts.ts'
import { minus } from '../../../src/domain/reconciliation/figures.ts'
import { balanceOf, clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, refusalOf } from '../../support/people/registers.ts'

const region = '140500'
const twoStays = { count: 2, total: '20000.00', fundPaid: '14000.00', personPaid: '6000.00' }
const oneBack = { count: 1, total: '-10000.00', fundPaid: '-7000.00', personPaid: '-3000.00' }

/** May of a hospital was paid: two stays of 10,000, each aided with 7,000, and the fund is empty. */
async function paidMay(desk: Desk) {
  const it = await clearingDesk(desk)
  await give(desk, '14000.00')
  const [first, second] = [await it.settle(), await it.settle()]
  const { id } = (await it.apply(twoStays)).clearing
  await it.decide(id, 'approve')
  await it.decide(id, 'pay')
  let count = 0
  const takeBack = (amount: string, settlements?: readonly NamedPart[], change: Partial<RecoveryAsked> = {}) =>
    recover(desk.service, jincheng, {
      region,
      recoveryNo: `${id}-${++count}`,
      of: settlements ? { clearingId: id, settlements } : { clearingId: id },
      amount,
      recoveredOn: '2024-05-05',
      reason: '重复收费',
      ...change,
    })
  /** The reversal of the first stay, in June. */
  const reversedInJune = async () => {
    desk.setDay('2024-06-03')
    await it.undo(first)
    return (await it.apply(oneBack, { month: '2024-06' })).clearing
  }
  const spent = async () => (await fundOverview(desk.service, jincheng, region)).spent.aid
  return { ...it, id, first: first.id ?? '', second: second.id ?? '', takeBack, reversedInJune, spent }
}

describe('a recovery of a clearing', () => {
  test('names settlements, each with at most what was paid of it', async () => {
    const desk = await openDesk()
    const { id, first, second, takeBack } = await paidMay(desk)
    const unnamed = await refusalOf(takeBack('1200.00'))
    expect(unnamed).toMatchObject({ code: 'recovery-unnamed', params: { count: '2' } })
    const left = { paid: '7000.00', recovered: '0.00', left: '7000.00' }
    expect(unnamed.extra.settlements).toMatchObject([left, left])

    const differs = takeBack('1200.00', [{ settlementId: first, amount: '1200.01' }])
    expect(await refusalOf(differs)).toMatchObject({ code: 'recovery-sum-differs', params: { sum: '1200.01' } })
    const elsewhere = await refusalOf(takeBack('1.00', [{ settlementId: id, amount: '1.00' }]))
    expect(elsewhere).toMatchObject({ code: 'not-found', params: { what: { en: expect.stringContaining(id) } } })
    const tooMuch = takeBack('7000.01', [{ settlementId: first, amount: '7000.01' }])
    expect(await refusalOf(tooMuch)).toMatchObject({ code: 'recovery-exceeds', params: { left: '7000.00' } })
    const early = takeBack('1200.00', [{ settlementId: first, amount: '1200.00' }], { recoveredOn: '2024-05-04' })
    expect(await refusalOf(early)).toMatchObject({ code: 'invalid-request', faults: [{ pointer: '/recoveredOn' }] })
    expect(await balanceOf(desk)).toBe('0.00')

    const parts = [
      { settlementId: first, amount: '1200.00' },
      { settlementId: second, amount: '7000.00' },
    ]
    const { entry } = await takeBack('8200.00', parts)
    expect(entry.settlements).toEqual(parts.toSorted((a, b) => (a.settlementId < b.settlementId ? -1 : 1)))
    const again = takeBack('0.01', [{ settlementId: second, amount: '0.01' }])
    const params = { paid: '7000.00', recovered: '7000.00', left: '0.00' }
    expect(await refusalOf(again)).toMatchObject({ code: 'recovery-exceeds', params })
    // One settlement is left, so nothing is to choose.
    const rest = await takeBack('5800.00')
    expect(rest.entry.settlements).toEqual([{ settlementId: first, amount: '5800.00' }])
    expect(await balanceOf(desk)).toBe('14000.00')
    expect(await desk.differences()).toEqual([])
  })

  test('of everything needs no names, and more than everything is refused', async () => {
    const desk = await openDesk()
    const { takeBack, spent } = await paidMay(desk)
    const more = await refusalOf(takeBack('14000.01'))
    expect(more).toMatchObject({ code: 'recovery-exceeds', params: { paid: '14000.00', left: '14000.00' } })
    const { entry } = await takeBack('14000.00')
    expect(entry.settlements.map(({ amount }) => amount)).toEqual(['7000.00', '7000.00'])
    expect(await spent()).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })
})

describe('what came back', () => {
  test.each([
    { recovered: '7000.00', payable: '0.00', balance: '7000.00' },
    { recovered: '1200.00', payable: '-5800.00', balance: '7000.00' },
  ])('of a settlement, $recovered, is not taken back again when it is reversed', async (of) => {
    const desk = await openDesk()
    const may = await paidMay(desk)
    await may.takeBack(of.recovered, [{ settlementId: may.first, amount: of.recovered }])
    const june = await may.reversedInJune()
    expect(june).toMatchObject({ amounts: { aidPaid: '-7000.00' }, setOff: null, payable: null })
    const before = await fundOverview(desk.service, jincheng, region)
    expect(before.commitments).toMatchObject({ appliedNotApproved: '-7000.00', recoveredToSetOff: of.recovered })
    expect(before.available).toBe('7000.00')
    const approved = await may.decide(june.id, 'approve')
    expect(approved.clearing).toMatchObject({ setOff: of.recovered, payable: of.payable })
    await may.decide(june.id, 'pay')
    expect(await may.spent()).toBe('7000.00')
    expect(await balanceOf(desk)).toBe(of.balance)
    expect((await fundOverview(desk.service, jincheng, region)).commitments).toMatchObject({
      recoveredToSetOff: '0.00',
      total: '0.00',
    })
    // It came back whole, and is not recovered a second time.
    const again = may.takeBack('0.01', [{ settlementId: may.first, amount: '0.01' }])
    expect((await refusalOf(again)).params).toMatchObject({ left: '0.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('between the application and the approval is set off too', async () => {
    const desk = await openDesk()
    const may = await paidMay(desk)
    const june = await may.reversedInJune()
    await may.takeBack('7000.00', [{ settlementId: may.first, amount: '7000.00' }])
    expect((await may.decide(june.id, 'approve')).clearing).toMatchObject({ setOff: '7000.00', payable: '0.00' })
    expect(await may.spent()).toBe('7000.00')
    expect(await desk.differences()).toEqual([])
  })

  test('after the approval is refused, because the clearing takes it back', async () => {
    const desk = await openDesk()
    const may = await paidMay(desk)
    const june = await may.reversedInJune()
    await may.decide(june.id, 'approve')
    const late = await refusalOf(may.takeBack('7000.00', [{ settlementId: may.first, amount: '7000.00' }]))
    expect(late).toMatchObject({ code: 'recovery-exceeds', params: { paid: '0.00', left: '0.00' } })
    expect(await may.spent()).toBe('7000.00')
  })

  test('at the same moment as the approval comes back once', async () => {
    const desk = await openDesk()
    for (let round = 0; round < 4; round++) {
      desk.setDay('2024-05-05')
      const may = await paidMay(desk)
      const june = await may.reversedInJune()
      const spentBefore = await may.spent()
      const takeBack = () => may.takeBack('7000.00', [{ settlementId: may.first, amount: '7000.00' }])
      const outcomes = await Promise.allSettled([takeBack(), may.decide(june.id, 'approve'), takeBack()])
      expect(outcomes[1]?.status).toBe('fulfilled')
      expect(outcomes.filter((one) => one.status === 'rejected').length).toBeGreaterThanOrEqual(1)
      expect(minus(spentBefore, await may.spent())).toBe('7000.00')
      await may.decide(june.id, 'pay')
    }
    expect(await desk.differences()).toEqual([])
  })
})

describe('ledger:verify names', () => {
  test.each([
    ['a set-off that is missing', 'DELETE FROM clearing_set_offs', /^recovered of settlement|^clearing .*approved/],
    [
      'money that is set off and never came back',
      'UPDATE clearing_set_offs SET amount = amount + 1',
      /^set off in clearing/,
    ],
    ['a recovery that names nothing', 'DELETE FROM fund_recovered', /^settlements of recovery/],
    ['more recovered than was paid', 'UPDATE fund_recovered SET amount = amount + 1', /^recovered of settlement/],
    [
      'a settlement that the payment was not for',
      'UPDATE fund_recovered SET settlement_id = entry_id',
      /^settlements of recovery/,
    ],
  ])('%s', async (_, damage, what) => {
    const desk = await openDesk()
    const may = await paidMay(desk)
    await may.takeBack('7000.00', [{ settlementId: may.first, amount: '7000.00' }])
    await may.decide((await may.reversedInJune()).id, 'approve')
    expect(await desk.differences()).toEqual([])
    await (await desk.owner()).query(`SET session_replication_role = replica; ${damage}`)
    expect((await desk.differences()).map((one) => one.what)).toContainEqual(expect.stringMatching(what))
  })
})
