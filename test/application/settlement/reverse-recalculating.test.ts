import { beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createCaller } from '../../../src/application/callers/issue-keys.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { listLedger } from '../../../src/application/ledger/list-entries.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { expectProblem, send } from '../../support/database/test-app.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const undo = (settlementNo: string, change: { reversalNo?: string; resettleLater?: boolean } = {}) =>
  reverse(desk.service, bureau, {
    hospitalCode: cityHospital,
    settlementNo,
    reversalNo: `R-${settlementNo}`,
    reason: '录入错误',
    ...change,
  })

const used = async (personNo: string, name: string) => {
  const { limits } = await readAnnualCap(desk.service, bureau, personNo, { year: 2023 }, 'en')
  return limits.find((limit) => limit.name === name)?.used
}

/** A stay that leaves its in-scope cost to assistance. */
const stay = (settlementNo: string, inScope: string, on = '2023-06-15') => ({ settlementNo, inScope, on })

describe('later settlements that depend on the one that is undone', () => {
  test('are named, and nothing is written', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, stay('D1', '60000.00')) // 42000 of 60000
    const second = await desk.settle(personNo, stay('D2', '40000.00')) // 28000 due, 18000 left; tilt on 40000 - 10000
    const third = await desk.settle(personNo, stay('D3', '1000.00'))
    const refusal = await refusalOf(undo('D1'))
    expect(refusal.code).toBe('later-settlements-depend')
    expect(refusal.params.count).toBe('2')
    expect(refusal.extra).toMatchObject({
      settlements: [
        {
          settlementId: second.id,
          settlementNo: 'D2',
          hospitalCode: cityHospital,
          before: { assistance: '18000.00' },
          after: { assistance: '28000.00', tilt: '0.00' },
        },
        { settlementId: third.id, settlementNo: 'D3', after: { assistance: '700.00' } },
      ],
    })
    expect(await used(personNo, 'annual')).toBe('60000.00')
  })

  test('are recalculated when asked, and the differences are posted', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, stay('E1', '60000.00'))
    const second = await desk.settle(personNo, stay('E2', '40000.00'))
    const { reversal } = await undo('E1', { resettleLater: true })
    expect(reversal.adjustments).toMatchObject([
      {
        id: second.id,
        settlementNo: 'E2',
        before: second.payers,
        after: { assistance: '28000.00', tilt: '0.00', person: '12000.00' },
        difference: { assistance: '10000.00', tilt: yuan(decimal(second.payers.tilt).negated()) },
      },
    ])
    const difference = Object.values(reversal.adjustments[0]?.difference ?? {})
    expect(yuan(sum(difference.map(decimal)))).toBe('0.00')
    expect(await used(personNo, 'annual')).toBe('28000.00')
    expect(await used(personNo, 'tilt')).toBe('0.00')
    const shown = await getSettlement(desk.service, bureau, second.id as string, 'en')
    expect(shown).toMatchObject({ status: 'settled', payers: reversal.adjustments[0]?.after })
    const { items } = await listLedger(desk.service, bureau, personNo, { year: 2023 })
    expect(items.map(({ kind, settlementNo, total }) => [kind, settlementNo, total])).toEqual([
      ['settlement', 'E1', '60000.00'],
      ['settlement', 'E2', '40000.00'],
      ['reversal', 'E1', '-60000.00'],
      ['adjustment', 'E2', '0.00'],
    ])
  })

  test('keep their receipt when they pay the same', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, stay('F1', '1000.00'))
    const second = await desk.settle(personNo, stay('F2', '2000.00'))
    expect(second.limits[0]?.usedBefore).toBe('700.00')
    const { reversal } = await undo('F1')
    expect(reversal.adjustments).toEqual([])
    expect(await getSettlement(desk.service, bureau, second.id as string, 'en')).toEqual(second)
    expect(await used(personNo, 'annual')).toBe('1400.00')
  })
})

test('over HTTP the refusal holds the list, and the answer the adjustments', async () => {
  const app = await buildApp({ service: desk.service, checkAnswers: true })
  const { key } = await createCaller(desk.service, bureau, { kind: 'bureau', name: 'test', region: '140500' })
  const personNo = await desk.person({ as: 'dibao' })
  await desk.settle(personNo, stay('HTTP1', '60000.00'))
  const second = await desk.settle(personNo, stay('HTTP2', '40000.00'))
  const body = { hospitalCode: cityHospital, settlementNo: 'HTTP1', reversalNo: 'R-HTTP1', reason: '录入错误' }
  const post = (more = {}) => send({ app }, 'POST', '/v1/reversals', { ...body, ...more }, { key })
  const refused = await post()
  expectProblem(refused, 409, 'later-settlements-depend')
  const [dependent] = refused.body.settlements
  expect(dependent).toMatchObject({ settlementId: second.id, settlementNo: 'HTTP2', before: second.payers })
  const done = await post({ resettleLater: true })
  expect([done.status, done.headers['idempotent-replayed']]).toEqual([201, undefined])
  expect(done.body.adjustments).toMatchObject([{ id: second.id, before: second.payers, after: dependent.after }])
  const again = await post()
  expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([200, 'true', done.body])
})

describe('what is recalculated', () => {
  test('may reach past the limit of the category it was then, within that of the later one', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'dibao', to: '2023-02-28' },
        { category: 'dibao-marginal', from: '2023-03-01', to: '2023-06-30' },
        { category: 'dibao', from: '2023-07-01' },
      ],
    })
    await desk.settle(personNo, stay('G1', '20000.00', '2023-01-10')) // 14000
    await desk.settle(personNo, stay('G2', '100000.00', '2023-04-10')) // 40000 is the limit then: 26000
    await desk.settle(personNo, stay('G3', '100000.00', '2023-08-10')) // 60000 is the limit then: 20000
    const { reversal } = await undo('G1', { resettleLater: true })
    // Less self-pay at the second leaves 5000 of the tilt to the third.
    expect(reversal.adjustments).toMatchObject([
      { settlementNo: 'G2', after: { assistance: '40000.00', tilt: '35000.00' } },
      { settlementNo: 'G3', after: { assistance: '20000.00', tilt: '5000.00' } },
    ])
    expect(await used(personNo, 'annual')).toBe('60000.00')
  })

  test('may draw more in one place and less in the next', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    // Someone else paid it all, yet it met the deductible of critical-illness insurance for the year.
    await desk.settle(personNo, { ...stay('H1', '20000.00', '2023-01-10'), commercial: '20000.00' })
    const second = await desk.settle(personNo, { ...stay('H2', '80000.00', '2023-02-10'), criticalIllness: null })
    const third = await desk.settle(personNo, stay('H3', '80000.00', '2023-03-10'))
    const { reversal } = await undo('H1', { resettleLater: true })
    const [one, other] = reversal.adjustments
    expect([one?.id, other?.id]).toEqual([second.id, third.id])
    expect(decimal(one?.difference.assistance ?? '0').gt(0)).toBe(true)
    expect(decimal(other?.difference.assistance ?? '0').isNegative()).toBe(true)
    expect(await used(personNo, 'annual')).toBe('60000.00')
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
