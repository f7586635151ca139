import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { atTheDesk } from '../../support/claims/messages.ts'
import { withFigures } from '../../support/claims/packs.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const cap = (personNo: string, on?: string, year = 2023) =>
  readAnnualCap(desk.service, bureau, personNo, { year, on }, 'en')

describe('the annual cap', () => {
  test('of a year in which nothing was settled is the whole limit', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    expect(await cap(personNo)).toEqual({
      personNo,
      region: '140500',
      year: 2023,
      on: '2023-12-31',
      category: 'dibao',
      joinedWith: [],
      limits: [
        {
          name: 'annual',
          period: { kind: 'year', months: null, from: '2023-01-01', to: '2023-12-31' },
          limit: '60000.00',
          used: '0.00',
          remaining: '60000.00',
          sharedBy: ['inpatient', 'outpatient-chronic', 'outpatient-special-drug'],
          clause: { id: '140500/J4', cite: '晋市政办〔2022〕40号 第十一条', status: 'text' },
        },
        expect.objectContaining({ name: 'tilt', limit: '40000.00', used: '0.00', remaining: '40000.00' }),
      ],
      accumulated: {
        selfPay: '0.00',
        personBurden: '0.00',
        aidDeductible: { amount: '0.00', met: '0.00' },
        inpatientSelfPay: '0.00',
        criticalIllnessBase: '0.00',
        basicPaid: '0.00',
      },
      opening: null,
      warnings: [],
      entries: `/v1/beneficiaries/${personNo}/ledger?year=2023`,
    })
  })

  test('follows what was settled', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, {
      inScope: '100000.00',
      offCatalogue: '500.00',
      basic: '45000.00',
      criticalIllness: '15000.00',
    })
    const { limits, accumulated } = await cap(personNo)
    expect(limits).toMatchObject([{ used: '28000.00', remaining: '32000.00' }, { used: '0.00' }])
    expect(accumulated).toMatchObject({
      selfPay: '12000.00',
      personBurden: '12500.00',
      inpatientSelfPay: '40000.00',
      criticalIllnessBase: '55000.00',
      basicPaid: '45000.00',
    })
  })

  test('after a change of category has the limit of the day and what was used before (000000/G7)', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'dibao', to: '2023-06-30' },
        { category: 'dibao-marginal', from: '2023-07-01', to: '2023-09-30' },
        { category: 'tekun', from: '2023-10-01', to: '2023-11-30' },
      ],
    })
    await desk.settle(personNo, { on: '2023-03-01', inScope: '75000.00' })
    const annual = async (on: string) => {
      const { category, limits } = await cap(personNo, on)
      const { limit, used, remaining } = limits.find(({ name }) => name === 'annual') ?? {}
      return [category, limit, used, remaining]
    }
    expect(await annual('2023-06-30')).toEqual(['dibao', '60000.00', '52500.00', '7500.00'])
    expect(await annual('2023-07-01')).toEqual(['dibao-marginal', '40000.00', '52500.00', '0.00'])
    expect(await annual('2023-10-01')).toEqual(['tekun', null, '52500.00', null])
    expect(await annual('2023-12-01')).toEqual([null, undefined, undefined, undefined])
  })

  test('shows the deductible of the category and how much of it is met', async () => {
    const personNo = await desk.person({ as: 'monitored-marginal' })
    await desk.settle(personNo, { inScope: '2000.00' })
    expect((await cap(personNo)).accumulated.aidDeductible).toEqual({ amount: '2917.80', met: '2000.00' })
    await desk.settle(personNo, { inScope: '2000.00' })
    const { accumulated, warnings } = await cap(personNo)
    expect(accumulated.aidDeductible).toEqual({ amount: '2917.80', met: '2917.80' })
    expect(accumulated.inpatientSelfPay).toBe('4000.00')
    expect(warnings.map(({ code }) => code)).toEqual(['unconfirmed-figure'])
  })

  test('names a missing figure', async () => {
    const personNo = await desk.person({ as: 'monitored-marginal' })
    const library = withFigures('income', { 2022: null, 2021: null })
    const service = { ...desk.service, library }
    const refusal = await refusalOf(readAnnualCap(service, bureau, personNo, { year: 2023 }, 'en'))
    expect(refusal).toMatchObject({ code: 'figure-missing', params: { year: '2022' } })
  })

  test('has two limits apart in Pengshui, and two in Jining', async () => {
    const names = async (insuredRegion: string) =>
      (await cap(await desk.person({ insuredRegion, as: 'dibao', enrolledTier: 1 }))).limits.map(({ name, limit }) => [
        name,
        limit,
      ])
    expect(await names('500243')).toEqual([
      ['special-disease', '100000.00'],
      ['other-disease', '60000.00'],
      ['tilt', '20000.00'],
    ])
    expect(await names('370811')).toEqual([
      ['annual', '10000.00'],
      ['re-aid', '20000.00'],
    ])
  })

  test('is asked for a day of its year', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    expect((await cap(personNo, undefined, 2024)).on).toBe('2024-05-05')
    expect((await cap(personNo, undefined, 2025)).on).toBe('2025-01-01')
    expect(await refusalOf(cap(personNo, '2024-01-01'))).toMatchObject({ code: 'invalid-request' })
    expect(await refusalOf(cap(personNo, undefined, 2022))).toMatchObject({ code: 'policy-missing' })
  })

  test('is shown to a hospital that has read the certificate, and to bureaus and auditors of the region', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const asked = { year: 2023 }
    const unread = readAnnualCap(desk.service, ofHospital(cityHospital), personNo, asked, 'en')
    expect(await refusalOf(unread)).toMatchObject({ code: 'certificate-not-read' })
    await atTheDesk(desk, cityHospital)
    for (const caller of [shanxiAuditor, ofHospital(cityHospital)]) {
      expect((await readAnnualCap(desk.service, caller, personNo, asked, 'en')).category).toBe('dibao')
    }
    expect(await refusalOf(readAnnualCap(desk.service, jining, personNo, asked, 'en'))).toMatchObject({
      code: 'not-found',
    })
    expect(await refusalOf(cap('nobody'))).toMatchObject({ code: 'not-found' })
  })
})
