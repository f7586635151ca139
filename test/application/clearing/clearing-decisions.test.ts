import { beforeEach, describe, expect, test } from 'vitest'
import { decideClearing, withdrawClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { getClearing, listClearings } from '../../../src/application/clearing/read-clearings.ts'
import { minus } from '../../../src/domain/reconciliation/figures.ts'
import { balanceOf, clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

const desk: Desk = await openDesk()
beforeEach(() => desk.setDay('2024-05-05'))

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
      expect((await refusalOf(decided)).code).toBe(caller === jining ? 'not-found' : 'forbidden')
    }
    for (const caller of [ofHospital('H2'), jining])
      expect((await refusalOf(getClearing(desk.service, caller, id))).code).toBe('not-found')
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
    expect((await refusalOf(withdrawClearing(desk.service, ofHospital('H2'), id))).code).toBe('not-found')
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

test('after all this the ledger agrees', async () => {
  expect(await desk.differences()).toEqual([])
})
