import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const used = async (personNo: string, year: number) => {
  const { limits } = await readAnnualCap(desk.service, bureau, personNo, { year }, 'en')
  return limits.find(({ name }) => name === 'annual')?.used
}

const undo = (settlementNo: string) =>
  reverse(desk.service, bureau, {
    hospitalCode: cityHospital,
    settlementNo,
    reversalNo: `R-${settlementNo}`,
    reason: '测试',
    resettleLater: true,
  })

describe('a bill of last year that comes today (000000/G5)', () => {
  test('is settled by last year’s figures and from last year’s accounts', async () => {
    const personNo = await desk.person({ as: 'monitored-marginal' })
    // A tenth of the income of the year before: 2917.80 in 2023, 3092.40 in 2024.
    const late = await desk.settle(personNo, { on: '2023-12-31', inScope: '10000.00' })
    expect(late).toMatchObject({ year: 2023, payers: { assistance: '4957.54' } })
    const now = await desk.settle(personNo, { on: '2024-01-01', inScope: '10000.00' })
    expect(now).toMatchObject({ year: 2024, payers: { assistance: '4835.32' } })
    expect([await used(personNo, 2023), await used(personNo, 2024)]).toEqual(['4957.54', '4835.32'])
  })

  test('is settled by the law of discharge, whenever the admission was', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const settled = await desk.settle(personNo, { admitted: '2022-12-20', on: '2023-01-01', inScope: '1000.00' })
    expect(settled).toMatchObject({ year: 2023, receipt: { policy: '140500@2023-01-01' } })
    const before = settle(desk.service, bureau, billOf(personNo, { on: '2022-12-31', inScope: '1000.00' }), 'en')
    expect(await refusalOf(before)).toMatchObject({ code: 'policy-missing', params: { on: '2022-12-31' } })
  })

  test('counts after those that were settled before it, whatever its day', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { on: '2023-11-01', inScope: '80000.00' }) // 56000 of 60000
    const late = await desk.settle(personNo, { on: '2023-02-01', inScope: '10000.00' })
    expect(late.limits[0]).toMatchObject({ usedBefore: '56000.00', usedAfter: '60000.00', remaining: '0.00' })
  })

  test('may not be of tomorrow in China', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const tomorrow = settle(desk.service, bureau, billOf(personNo, { on: '2024-05-06', inScope: '1.00' }), 'en')
    expect(await refusalOf(tomorrow)).toMatchObject({ code: 'date-in-future', params: { today: '2024-05-05' } })
    expect((await desk.settle(personNo, { on: '2024-05-05', inScope: '1.00' })).status).toBe('settled')
  })
})

describe('a change of category in the year', () => {
  test('to a larger limit leaves what is above what was used (000000/G7)', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'dibao-marginal', to: '2023-06-30' },
        { category: 'dibao', from: '2023-07-01' },
      ],
    })
    const before = await desk.settle(personNo, { on: '2023-06-30', inScope: '100000.00' })
    expect(before).toMatchObject({
      category: 'dibao-marginal',
      limits: [{ limit: '40000.00', usedAfter: '40000.00' }, {}],
    })
    const after = await desk.settle(personNo, { on: '2023-07-01', inScope: '100000.00' })
    expect(after).toMatchObject({ category: 'dibao', payers: { assistance: '20000.00' } })
    expect(after.limits[0]).toMatchObject({ limit: '60000.00', usedBefore: '40000.00', usedAfter: '60000.00' })
  })

  test('to a smaller limit leaves nothing, and takes nothing back (000000/G7)', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'dibao', to: '2023-06-30' },
        { category: 'dibao-marginal', from: '2023-07-01' },
      ],
    })
    await desk.settle(personNo, { on: '2023-06-01', inScope: '75000.00' }) // 52500
    const after = await desk.settle(personNo, { on: '2023-07-01', inScope: '10000.00' })
    expect(after.payers.assistance).toBe('0.00')
    expect(after.limits[0]).toEqual({
      name: 'annual',
      period: { kind: 'year', months: null, from: '2023-01-01', to: '2023-12-31' },
      limit: '40000.00',
      usedBefore: '52500.00',
      usedAfter: '52500.00',
      remaining: '0.00',
    })
  })

  test('sees what was used without a limit (000000/G15)', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'tekun', to: '2023-06-30' },
        { category: 'dibao', from: '2023-07-01' },
      ],
    })
    const before = await desk.settle(personNo, { on: '2023-06-01', inScope: '58000.00' })
    expect(before.limits[0]).toEqual({
      name: 'annual',
      period: { kind: 'year', months: null, from: '2023-01-01', to: '2023-12-31' },
      limit: null,
      usedBefore: '0.00',
      usedAfter: '58000.00',
      remaining: null,
    })
    const after = await desk.settle(personNo, { on: '2023-07-01', inScope: '10000.00' })
    expect(after.payers.assistance).toBe('2000.00')
  })
})

describe('a late certificate (000000/G10)', () => {
  test('counts for a visit on a day on which it was in force, once it is recorded', async () => {
    const personNo = await desk.person()
    const early = await desk.settle(personNo, { settlementNo: 'L1', inScope: '1000.00' })
    expect(early).toMatchObject({ category: null, payers: { assistance: '0.00' }, reasons: [{ code: 'no-identity' }] })
    expect(early.reasons[0]?.text).toContain(
      'Where an identity begins later, what this visit leaves to the person does not count',
    )
    await desk.identity(personNo, { category: 'dibao', from: '2023-06-15' })
    const again = await desk.settle(personNo, { settlementNo: 'L2', inScope: '1000.00' })
    expect(again).toMatchObject({ category: 'dibao', payers: { assistance: '700.00' } })
    const dayBefore = await desk.settle(personNo, { settlementNo: 'L3', on: '2023-06-14', inScope: '1000.00' })
    expect(dayBefore.category).toBe(null)
  })

  test('does not change what was settled without it, not even when that is recalculated', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'M1', inScope: '80000.00' })
    const second = await desk.settle(personNo, { settlementNo: 'M2', inScope: '10000.00' })
    await desk.identity(personNo, { category: 'tekun' })
    const { reversal } = await undo('M1')
    expect(reversal.adjustments).toMatchObject([{ id: second.id, after: { assistance: '7000.00' } }])
    expect((await desk.settle(personNo, { inScope: '10000.00' })).category).toBe('tekun')
  })
})

describe('what the registers said when a bill was settled', () => {
  test('governs it when it is recalculated, whatever they say now', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'N1', inScope: '80000.00' })
    // City hospital of class two: off-catalogue above 20% of the total is the hospital's.
    const second = await desk.settle(personNo, { settlementNo: 'N2', inScope: '10000.00', offCatalogue: '5000.00' })
    expect(second.payers.hospital).toBe('2000.00')
    await desk.hospital({ feeClass: 'class-one', level: 'one', designated: false, region: '140000' })
    expect(await desk.differences()).toEqual([])
    const { reversal } = await undo('N1')
    expect(reversal.adjustments).toMatchObject([
      { id: second.id, after: { assistance: '7000.00', hospital: '2000.00' } },
    ])
    await desk.hospital()
  })

  test('a person who moved keeps the year of the old place, and begins one in the new', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { settlementNo: 'O1', inScope: '80000.00' })
    const moved = {
      personNo,
      name: '示例',
      idType: '99',
      idNumber: personNo,
      birthDate: '1975-03-12',
      enrolledTier: 1 as const,
    }
    await putBeneficiary(desk.service, bureau, { ...moved, insuredRegion: '140100' })
    const there = await desk.settle(personNo, { settlementNo: 'O2', inScope: '80000.00', referral: 'proper' })
    expect(there).toMatchObject({ region: '140000', payers: { assistance: '56000.00' } })
    const { reversal } = await undo('O1')
    expect(reversal).toMatchObject({ region: '140500', adjustments: [] })
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
