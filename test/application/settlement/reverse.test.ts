import { beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { type ReversalBody, reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { billOf, bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

const countyHospital = 'H14050000002'
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: countyHospital, region: '140522', feeClass: 'county-two' })
})

const undo = (settlementNo: string, change: Partial<ReversalBody> = {}, caller: Caller = bureau) =>
  reverse(desk.service, caller, {
    hospitalCode: cityHospital,
    settlementNo,
    reversalNo: `R-${settlementNo}`,
    reason: '录入错误',
    ...change,
  })

const limits = async (personNo: string) =>
  (await readAnnualCap(desk.service, bureau, personNo, { year: 2023 }, 'en')).limits

describe('a reversal', () => {
  test('negates every payer and frees what was used', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const settled = await desk.settle(personNo, { settlementNo: 'A1', inScope: '10000.00', basic: '4000.00' })
    expect(settled.payers.assistance).toBe('4200.00')
    const { reversal, replayed } = await undo('A1')
    expect(replayed).toBe(false)
    expect(reversal).toMatchObject({
      reversalNo: 'R-A1',
      settlementId: settled.id,
      settlementNo: 'A1',
      personNo,
      region: '140500',
      year: 2023,
      payers: { basic: '-4000.00', assistance: '-4200.00', person: '-1800.00' },
      total: '-10000.00',
      adjustments: [],
    })
    expect(await limits(personNo)).toMatchObject([
      { name: 'annual', used: '0.00', remaining: '60000.00' },
      { name: 'tilt', used: '0.00' },
    ])
    const shown = await getSettlement(desk.service, bureau, settled.id as string, 'en')
    expect(shown).toEqual({ ...settled, status: 'reversed' })
  })

  test('is found by the number alone, also where the answer was lost', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'A2', inScope: '100.00' })
    const { reversal } = await undo('A2', {}, ofHospital(cityHospital))
    expect(reversal).toMatchObject({ personNo, payers: { assistance: '-70.00' } })
  })

  test('leaves room for the same visit under another number', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'A3', inScope: '100000.00' })
    await undo('A3')
    const again = await desk.settle(personNo, { settlementNo: 'A3-2', inScope: '100000.00' })
    expect(again.payers.assistance).toBe('60000.00')
  })
})

describe('a second reversal of the same settlement', () => {
  test('answers the first again, whatever its own number and reason', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'B1', inScope: '100.00' })
    const first = await undo('B1')
    const before = await rowCounts(desk.service)
    for (const change of [{}, { reversalNo: 'another' }, { reason: 'another' }, { resettleLater: true }]) {
      expect(await undo('B1', change)).toEqual({ reversal: first.reversal, replayed: true })
    }
    expect(await rowCounts(desk.service)).toEqual(before)
  })

  test('still shows the adjustments of the first after more was settled and undone', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'B2', inScope: '60000.00' })
    await desk.settle(personNo, { settlementNo: 'B3', inScope: '60000.00' })
    const first = await undo('B2', { resettleLater: true })
    expect(first.reversal.adjustments).toHaveLength(1)
    await desk.settle(personNo, { settlementNo: 'B4', inScope: '500.00' })
    await undo('B3', { resettleLater: true })
    expect(await undo('B2')).toEqual({ reversal: first.reversal, replayed: true })
  })

  test('is one, when two come at once', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'B5', inScope: '100.00' })
    const both = await Promise.all([undo('B5'), undo('B5', { reversalNo: 'R-B5-2' })])
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect(both[0].reversal).toEqual(both[1].reversal)
  })
})

describe('a number of a reversal', () => {
  test('may not be used for another settlement', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    for (const settlementNo of ['C1', 'C2']) await desk.settle(personNo, { settlementNo, inScope: '100.00' })
    await undo('C1', { reversalNo: 'R-C' })
    const refusal = await refusalOf(undo('C2', { reversalNo: 'R-C' }))
    expect(refusal).toMatchObject({ code: 'reversal-no-reused', params: { reversalNo: 'R-C', settlementNo: 'C1' } })
  })

  test('is one settlement’s, when it comes for two at once', async () => {
    const two = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
    for (const [at, personNo] of two.entries())
      await desk.settle(personNo, { settlementNo: `C3-${at}`, inScope: '100.00' })
    const outcomes = await Promise.allSettled(two.map((_, at) => undo(`C3-${at}`, { reversalNo: 'R-C3' })))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]).toBeInstanceOf(Refusal)
    expect(refused[0]).toMatchObject({ code: 'reversal-no-reused' })
  })

  test('of another hospital is another number, in the same year of the same person too', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'C4', inScope: '60000.00' })
    await desk.settle(personNo, { settlementNo: 'C4', inScope: '60000.00', hospitalCode: countyHospital })
    await desk.settle(personNo, { settlementNo: 'C5', inScope: '60000.00', hospitalCode: countyHospital })
    const first = await undo('C4', { reversalNo: 'R-C4', resettleLater: true })
    const second = await undo('C4', { reversalNo: 'R-C4', resettleLater: true, hospitalCode: countyHospital })
    expect(first.reversal.adjustments.map((one) => one.settlementNo)).toEqual(['C4', 'C5'])
    expect(second.reversal.adjustments.map((one) => one.settlementNo)).toEqual(['C5'])
    expect((await undo('C4')).reversal).toEqual(first.reversal)
  })
})

describe('who may reverse', () => {
  test('is the hospital itself, or the bureau of the person’s region', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'D1', inScope: '100.00' })
    for (const caller of [ofHospital(countyHospital), jining, shanxiAuditor]) {
      expect(await refusalOf(undo('D1', {}, caller))).toMatchObject({
        code: caller === jining ? 'not-found' : 'forbidden',
      })
    }
    expect((await undo('D1', {}, { ...bureau, region: '140500' })).replayed).toBe(false)
    expect(await refusalOf(undo('D1', {}, jining))).toMatchObject({ code: 'not-found' })
  })

  test('nobody reverses a number that was never settled', async () => {
    expect(await refusalOf(undo('nothing'))).toMatchObject({ code: 'not-found' })
  })
})

test('a settlement that was reversed is still its number’s answer', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const body = billOf(personNo, { settlementNo: 'E1', inScope: '100.00' })
  const first = await settle(desk.service, bureau, body, 'en')
  await undo('E1')
  const again = await settle(desk.service, bureau, body, 'en')
  expect(again).toEqual({ settlement: { ...first.settlement, status: 'reversed' }, replayed: true })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
