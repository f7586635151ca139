import { beforeAll, describe, expect, test } from 'vitest'
import { getClearing } from '../../../src/application/clearing/read-clearings.ts'
import { listDebtors } from '../../../src/application/corrections/read-debtors.ts'
import { answerDisallowance, decideDisallowance } from '../../../src/application/disallowances/decide-disallowance.ts'
import { type DisallowanceAsked, raiseDisallowance } from '../../../src/application/disallowances/raise-disallowance.ts'
import { disallowancesTable, getDisallowance } from '../../../src/application/disallowances/read-disallowances.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { recover } from '../../../src/application/fund/record-recovery.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { exportRows } from '../../../src/application/shared/table.ts'
import { balanceOf, clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { reviewer } from '../../support/database/payout-desk.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await give(desk, '100000.00')
})

let count = 0
const raise = (clearingId: string, settlementId: string, change: Partial<DisallowanceAsked> = {}) =>
  raiseDisallowance(desk.service, bureau, {
    ...{ clearingId, settlementId, disallowanceNo: `JH${++count}`, amount: '700.00', reason: '超标准收费' },
    ...{ clause: '第十五条', ...change },
  })
const decide = (id: string, decision: 'uphold' | 'drop') =>
  decideDisallowance(desk.service, reviewer, id, { decision, words: '经复核' })

/** A stay of 10,000 that the fund aids with 7,000, applied for. */
async function applied() {
  const hospital = await clearingDesk(desk)
  const settled = await hospital.settle()
  const { clearing } = await hospital.apply(stay)
  const answer = (id: string, words = '不同意') =>
    answerDisallowance(desk.service, hospital.own, id, { agrees: false, words })
  return { ...hospital, settled, clearing, answer }
}

const paidNow = async (id: string | null) => (await getSettlement(desk.service, bureau, id ?? '', 'en')).payers

describe('a clearing that is not approved yet', () => {
  test('is replaced by one without what was upheld, and pays that much less', async () => {
    const { settled, clearing, answer, decide: step } = await applied()
    const { disallowance } = await raise(clearing.id, settled.id ?? '')
    expect(disallowance).toMatchObject({ state: 'raised', amount: '700.00', answerBy: '2024-05-15' })
    expect((await paidNow(settled.id)).assistance).toBe('7000.00')
    await answer(disallowance.id)
    const rows = await rowCounts(desk.service)
    const done = await decide(disallowance.id, 'uphold')
    expect(await rowCounts(desk.service)).not.toEqual(rows)
    expect(await paidNow(settled.id)).toMatchObject({ assistance: '6300.00', hospital: '700.00', person: '3000.00' })
    expect((await getClearing(desk.service, bureau, clearing.id)).status).toBe('withdrawn')
    const now = await getClearing(desk.service, bureau, done.clearingId ?? '')
    expect(now).toMatchObject({
      status: 'applied',
      adjustments: 1,
      amounts: { aidPaid: '6300.00', hospitalPaid: '700.00' },
    })
    const before = await balanceOf(desk)
    await step(now.id, 'approve')
    await step(now.id, 'pay')
    expect(Number(before) - Number(await balanceOf(desk))).toBe(6300)
    expect(await desk.differences()).toEqual([])
    // Sent again it is the same, and nothing more is taken.
    const again = await decide(disallowance.id, 'uphold')
    expect([again.replayed, again.disallowance]).toEqual([true, done.disallowance])
    expect((await paidNow(settled.id)).assistance).toBe('6300.00')
    const cap = await readAnnualCap(desk.service, bureau, settled.personNo, { year: 2024 }, 'en')
    expect(cap.limits.find(({ name }) => name === 'annual')?.used).toBe('6300.00')
  })

  test('that was held stays held, for the reason that was given', async () => {
    const { settled, clearing, answer, decide: step } = await applied()
    await step(clearing.id, 'hold', '材料不全')
    const { disallowance } = await raise(clearing.id, settled.id ?? '')
    await answer(disallowance.id)
    const now = await getClearing(desk.service, bureau, (await decide(disallowance.id, 'uphold')).clearingId ?? '')
    expect(now).toMatchObject({ status: 'held', decisions: [{ decision: 'hold', reason: '材料不全' }] })
    expect((await step(now.id, 'approve')).clearing.status).toBe('approved')
  })

  test('is decided by another key than raised it', async () => {
    const { settled, clearing, answer } = await applied()
    const { id } = (await raise(clearing.id, settled.id ?? '')).disallowance
    await answer(id)
    const own = refusalOf(decideDisallowance(desk.service, bureau, id, { decision: 'uphold', words: 'x' }))
    expect((await own).code).toBe('second-pair-of-eyes')
    expect((await getDisallowance(desk.service, bureau, id)).state).toBe('answered')
  })

  test('two of one clearing, each taken off once', async () => {
    const { settled, clearing, answer } = await applied()
    const [one, two] = [
      await raise(clearing.id, settled.id ?? ''),
      await raise(clearing.id, settled.id ?? '', { item: '床位费' }),
    ]
    await answer(one.disallowance.id)
    await answer(two.disallowance.id)
    const first = await decide(one.disallowance.id, 'uphold')
    const second = await decide(two.disallowance.id, 'uphold')
    expect(second.clearingId).not.toBe(first.clearingId)
    expect((await getClearing(desk.service, bureau, second.clearingId ?? '')).amounts.aidPaid).toBe('5600.00')
    expect(await desk.differences()).toEqual([])
  })
})

describe('what was paid already', () => {
  test('is owed by the hospital until its next clearing takes it off', async () => {
    const { settled, clearing, answer, decide: step, apply, hospitalCode } = await applied()
    await step(clearing.id, 'approve')
    await step(clearing.id, 'pay')
    const { disallowance } = await raise(clearing.id, settled.id ?? '')
    await answer(disallowance.id)
    expect((await decide(disallowance.id, 'uphold')).clearingId).toBeNull()
    const debtOf = async () => {
      const { items } = await listDebtors(desk.service, bureau, { region: '140500', limit: 500 })
      return items.find(({ code }) => code === hospitalCode)
    }
    expect(await debtOf()).toMatchObject({
      debtor: 'hospital',
      open: '700.00',
      items: [{ settlementId: settled.id, kind: 'adjustment', amount: '700.00' }],
    })
    const { clearing: back } = await apply({ count: 0, total: '0.00', fundPaid: '-700.00', personPaid: '0.00' })
    await step(back.id, 'approve')
    await step(back.id, 'pay')
    expect(await debtOf()).toBeUndefined()
    expect(await desk.differences()).toEqual([])
  })

  test('or comes back by a recovery, and is then taken off nothing', async () => {
    const { settled, clearing, answer, decide: step, apply, hospitalCode } = await applied()
    await step(clearing.id, 'approve')
    await step(clearing.id, 'pay')
    const { disallowance } = await raise(clearing.id, settled.id ?? '')
    await answer(disallowance.id)
    await decide(disallowance.id, 'uphold')
    await recover(desk.service, bureau, {
      ...{ region: '140500', recoveryNo: 'ZH-D', of: { clearingId: clearing.id }, amount: '700.00' },
      ...{ recoveredOn: '2024-05-05', reason: '稽核扣减' },
    })
    const { items } = await listDebtors(desk.service, bureau, { region: '140500', limit: 500 })
    expect(items.map(({ code }) => code)).not.toContain(hospitalCode)
    const { clearing: back } = await apply({ count: 0, total: '0.00', fundPaid: '-700.00', personPaid: '0.00' })
    await step(back.id, 'approve')
    expect((await getClearing(desk.service, bureau, back.id)).payable).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })
})

describe('the hospital is heard', () => {
  test('before anything is decided, or its days are over', async () => {
    const { settled, clearing } = await applied()
    const { disallowance } = await raise(clearing.id, settled.id ?? '', { answerWithinDays: 3 })
    const early = await refusalOf(decide(disallowance.id, 'uphold'))
    expect([early.code, early.params.answerBy]).toEqual(['disallowance-waits', '2024-05-08'])
    desk.setDay('2024-05-08')
    expect((await refusalOf(decide(disallowance.id, 'drop'))).code).toBe('disallowance-waits')
    desk.setDay('2024-05-09')
    expect((await decide(disallowance.id, 'drop')).disallowance.state).toBe('dropped')
    desk.setDay('2024-05-05')
    expect((await paidNow(settled.id)).assistance).toBe('7000.00')
    expect((await refusalOf(decide(disallowance.id, 'uphold'))).code).toBe('disallowance-decided')
  })

  test('once, by itself, and by nobody else', async () => {
    const { settled, clearing, answer } = await applied()
    const { disallowance } = await raise(clearing.id, settled.id ?? '')
    for (const other of [ofHospital('H-OTHER'), jining])
      expect(['not-found', 'forbidden']).toContain(
        (await refusalOf(answerDisallowance(desk.service, other, disallowance.id, { agrees: true, words: 'x' }))).code,
      )
    const first = await answer(disallowance.id)
    expect(await answer(disallowance.id)).toEqual({ ...first, replayed: true })
    expect((await refusalOf(answer(disallowance.id, '另一答复'))).code).toBe('disallowance-decided')
    expect((await refusalOf(getDisallowance(desk.service, jining, disallowance.id))).code).toBe('not-found')
  })
})

describe('no more than there is, and once', () => {
  test('a number answers the first time, and others together do not pass the aid', async () => {
    const { settled, clearing } = await applied()
    const first = await raise(clearing.id, settled.id ?? '', { disallowanceNo: 'ONE', amount: '6000.00' })
    const again = await raise(clearing.id, settled.id ?? '', { disallowanceNo: 'ONE', amount: '6000.00' })
    expect(again).toEqual({ ...first, replayed: true })
    expect((await refusalOf(raise(clearing.id, settled.id ?? '', { disallowanceNo: 'ONE' }))).code).toBe(
      'number-reused',
    )
    const much = await refusalOf(raise(clearing.id, settled.id ?? '', { amount: '1000.01' }))
    expect([much.code, much.extra]).toEqual(['disallowance-exceeds-aid', { left: '1000.00' }])
    expect(much.params).toMatchObject({ asked: '6000.00' })
    const { disallowance: rest } = await raise(clearing.id, settled.id ?? '', { amount: null })
    expect(rest.amount).toBe('1000.00')
    const elsewhere = await applied()
    expect((await refusalOf(raise(clearing.id, elsewhere.settled.id ?? ''))).code).toBe('not-found')
  })

  test('where nothing is left it says why, and what to do', async () => {
    const { settled, clearing, answer } = await applied()
    const { disallowance } = await raise(clearing.id, settled.id ?? '', { amount: null })
    const open = await refusalOf(raise(clearing.id, settled.id ?? ''))
    expect(open).toMatchObject({
      code: 'disallowance-nothing-left',
      params: { reason: { en: expect.stringContaining('7000.00') } },
    })
    await answer(disallowance.id)
    const { clearingId } = await decide(disallowance.id, 'uphold')
    const gone = await refusalOf(raise(clearingId ?? '', settled.id ?? ''))
    expect(gone).toMatchObject({ params: { reason: { en: expect.stringContaining('disallowed or taken back') } } })
    const other = await applied()
    await other.undo(other.settled)
    const reversed = await refusalOf(raise(other.clearing.id, other.settled.id ?? ''))
    expect(reversed).toMatchObject({
      code: 'disallowance-nothing-left',
      params: { reason: { en: expect.stringContaining('it is reversed') } },
    })
  })

  test('two at once uphold once, and two at once raise no more than the aid', async () => {
    const { settled, clearing, answer } = await applied()
    const raised = await Promise.allSettled(
      ['4000.00', '4000.00'].map((amount) => raise(clearing.id, settled.id ?? '', { amount })),
    )
    expect(raised.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const won = raised.find((one) => one.status === 'fulfilled')
    const id = won?.status === 'fulfilled' ? won.value.disallowance.id : ''
    await answer(id)
    const both = await Promise.all([decide(id, 'uphold'), decide(id, 'uphold')])
    expect(both.map(({ clearingId }) => clearingId).filter((one) => one !== null).length).toBeGreaterThan(0)
    expect((await paidNow(settled.id)).assistance).toBe('3000.00')
    expect(await desk.differences()).toEqual([])
  })

  test('the list is a file too', async () => {
    const table = await disallowancesTable(desk.service, bureau, { state: 'upheld' }, 'zh')
    const rows = await exportRows(table)
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.every((row) => row.includes('维持扣减'))).toBe(true)
  })
})
