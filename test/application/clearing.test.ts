import { beforeEach, describe, expect, test } from 'vitest'
import { decideClearing, withdrawClearing } from '../../src/application/clearing/decide.ts'
import { getClearing, listClearings } from '../../src/application/clearing/read.ts'
import { reverse } from '../../src/application/reverse.ts'
import type { PayerAmounts } from '../../src/domain/engine/types.ts'
import { decimal, sum, yuan } from '../../src/domain/money.ts'
import { figuresOf, minus } from '../../src/domain/reconciliation/figures.ts'
import { balanceOf, clearingDesk, give, stay } from '../support/clearing.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../support/registers.ts'
import { bureau, type Desk, openDesk } from '../support/service.ts'

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
  test('holds what the books say of the month', async () => {
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
    const { clearing } = await it.apply(elsewhere, { region: '370800' })
    expect(clearing).toMatchObject({ region: '370800', amounts: { aidPaid: '700.00' } })
    expect((await it.apply(stay)).clearing.region).toBe('140500')
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

  test('that settles a later stay anew brings the adjustment into its own month', async () => {
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
    const june = await it.apply({ ...claimOf([reversal.payers, ...adjusted]), count: 1 }, { month: '2024-06' })
    expect(june.clearing).toMatchObject({ reversals: 1, adjustments: 1 })
  })
})

describe('decisions', () => {
  test('approve, then pay; each again is a replay', async () => {
    const it = await clearingDesk(desk)
    await give(desk, '7000.00')
    const before = await balanceOf(desk)
    await it.settle()
    const { id } = (await it.apply(stay)).clearing
    expect((await it.decide(id, 'approve')).clearing.status).toBe('approved')
    const paid = await it.decide(id, 'pay')
    expect(paid).toMatchObject({ replayed: false, clearing: { status: 'paid' } })
    expect(await it.decide(id, 'pay')).toEqual({ ...paid, replayed: true })
    expect(await it.decide(id, 'approve')).toEqual({ ...paid, replayed: true })
    expect(paid.clearing.decisions.map(({ decision }) => decision)).toEqual(['approve', 'pay'])
    expect(minus(before, await balanceOf(desk))).toBe('7000.00')
  })

  test('hold with a reason, then approve', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const { id } = (await it.apply(stay)).clearing
    const { clearing } = await it.decide(id, 'hold', '抽查病历')
    expect(clearing).toMatchObject({ status: 'held', decisions: [{ decision: 'hold', reason: '抽查病历' }] })
    const early = await refusalOf(it.decide(id, 'pay'))
    expect(early).toMatchObject({ code: 'clearing-status', params: { id, status: { en: 'held' } } })
    expect((await it.decide(id, 'approve')).clearing.status).toBe('approved')
  })

  test('are the bureau’s of the region', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const { id } = (await it.apply(stay)).clearing
    for (const caller of [it.own, shanxiAuditor, jining]) {
      const decided = decideClearing(desk.service, caller, { clearingId: id, decision: 'approve' })
      expect((await refusalOf(decided)).code).toBe('forbidden')
    }
    for (const caller of [ofHospital('H2'), jining])
      expect((await refusalOf(getClearing(desk.service, caller, id))).code).toBe('forbidden')
    expect((await listClearings(desk.service, jining, {})).items).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ id })]),
    )
    const found = await listClearings(desk.service, shanxiAuditor, { hospitalCode: it.hospitalCode, status: 'applied' })
    expect(found.items.map((one) => one.id)).toEqual([id])
  })
})

describe('withdrawing', () => {
  test('frees what was held for another application', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const { id } = (await it.apply(stay)).clearing
    const done = await withdrawClearing(desk.service, it.own, id)
    expect(done.clearing).toMatchObject({ status: 'withdrawn', decisions: [{ decision: 'withdraw' }] })
    expect(await withdrawClearing(desk.service, it.own, id)).toEqual({ ...done, replayed: true })
    expect((await it.apply(stay)).clearing.status).toBe('applied')
    expect((await refusalOf(it.decide(id, 'approve'))).code).toBe('clearing-status')
  })

  test('is too late once it was approved, and not another hospital’s', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const { id } = (await it.apply(stay)).clearing
    expect((await refusalOf(withdrawClearing(desk.service, ofHospital('H2'), id))).code).toBe('forbidden')
    await it.decide(id, 'approve')
    expect((await refusalOf(withdrawClearing(desk.service, it.own, id))).code).toBe('clearing-status')
  })
})

describe('at the same time', () => {
  test('of several applications for a month one holds it', async () => {
    const it = await clearingDesk(desk)
    for (let at = 0; at < 3; at++) await it.settle()
    const claim = { count: 3, total: '30000.00', fundPaid: '21000.00', personPaid: '9000.00' }
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => it.apply(claim)))
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refusals).toEqual(['clearing-nothing-left', 'clearing-nothing-left', 'clearing-nothing-left'])
    expect((await listClearings(desk.service, it.own, {})).items).toHaveLength(1)
  })

  test('the same application is one', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const outcomes = await Promise.all([1, 2, 3].map(() => it.apply(stay, { applicationNo: 'TWIN' })))
    expect(new Set(outcomes.map(({ clearing }) => clearing.id)).size).toBe(1)
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1)
  })

  test('two payments with money for one: one is paid, and the fund is not overdrawn', async () => {
    const desk = await openDesk()
    const [a, b] = [await clearingDesk(desk), await clearingDesk(desk)]
    const ids = [await a.approved(), await b.approved()]
    await give(desk, '7000.00')
    const outcomes = await Promise.allSettled(ids.map((id) => a.decide(id, 'pay')))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ code: 'fund-insufficient', params: { region: '140500', amount: '7000.00' } }])
    expect(await balanceOf(desk)).toBe('0.00')
    await give(desk, '7000.00')
    for (const id of ids) expect((await a.decide(id, 'pay')).clearing.status).toBe('paid')
    expect(await balanceOf(desk)).toBe('0.00')
  })

  test('one clearing is paid once, however often it is asked', async () => {
    const it = await clearingDesk(desk)
    const id = await it.approved()
    await give(desk, '21000.00')
    const before = await balanceOf(desk)
    const outcomes = await Promise.all([1, 2, 3].map(() => it.decide(id, 'pay')))
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(minus(before, await balanceOf(desk))).toBe('7000.00')
  })
})

test('after all this the books agree', async () => {
  expect(await desk.differences()).toEqual([])
})
