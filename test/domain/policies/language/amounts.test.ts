import { describe, expect, test } from 'vitest'
import { shownLine } from '../../../../src/application/explain/explain.ts'
import { emptyYear, storedYear } from '../../../../src/domain/ledger/year-state.ts'
import { decimal } from '../../../../src/domain/money.ts'
import { runRow } from '../../../support/claims/clause-rows.ts'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle, settleYear } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao' } as const
const aid = (library: ReturnType<typeof cityOf>, ...visits: Sketch[]) =>
  settleYear(
    visits.map((visit) => ({ ...of, ...visit })),
    library,
  ).outcome.payers.assistance

describe('rates by bands of the amount', () => {
  const banded = (also: string) =>
    cityOf(`    limits: [{ name: annual, for: [dibao], amount: 150000 }]
    aid:
      - for: [dibao]
        care: [inpatient]
        deductible: none
        bands: [{ upTo: 30000, rate: 0.30 }, { upTo: 50000, rate: 0.40 }, { rate: 0.50 }]
        limit: annual${also}`)
  const year = banded('\n        bandsOver: year')

  // Beijing: 30% up to 30000, 40% to 50000, 50% above, at most 150000.
  test.each([
    ['29999.99', '9000.00'],
    ['30000.00', '9000.00'],
    ['30000.03', '9000.01'],
    ['50000.00', '17000.00'],
    ['70000.00', '27000.00'],
    ['316000.00', '150000.00'],
    ['316000.02', '150000.00'],
  ])('each part at its own: %s gives %s', (inScope, gives) => {
    expect(aid(year, { inScope })).toBe(gives)
  })

  test('over the year, what came before fills the lower bands', () => {
    expect(aid(year, { inScope: '20000.00', on: '2023-05-01' }, { inScope: '50000.00' })).toBe('21000.00')
    expect(aid(banded(''), { inScope: '20000.00', on: '2023-05-01' }, { inScope: '50000.00' })).toBe('17000.00')
  })

  test('a year of many visits adds up to the whole, to the fen', () => {
    const visits = Array.from({ length: 7 }, (_, at) => ({ inScope: '10000.01', on: `2023-0${at + 1}-01` }))
    const { next } = settleYear(
      visits.map((visit) => ({ ...of, ...visit })),
      year,
    )
    // 9000 + 8000 + 20000.07 × 0.5
    expect(next.used['annual']?.toFixed(2)).toBe('27000.04')
    expect(next.counted?.['bands annual inpatient']?.toFixed(2)).toBe('70000.07')
  })

  test('of a year each care fills its own, though both draw on one limit', () => {
    const both = cityOf(`    limits: [{ name: annual, for: [dibao], amount: 150000 }]
    aid:
      - for: [dibao]
        care: [inpatient]
        deductible: none
        bands: [{ upTo: 30000, rate: 0.30 }, { rate: 0.50 }]
        bandsOver: year
        limit: annual
      - for: [dibao]
        care: [outpatient-special-disease]
        deductible: none
        bands: [{ upTo: 1000, rate: 0.60 }, { rate: 0.70 }]
        bandsOver: year
        limit: annual`)
    const clinic = { care: 'outpatient-special-disease', inScope: '2000.00' } as const
    // 1000 × 0.60 + 1000 × 0.70, whatever the stay before it was.
    expect(aid(both, { inScope: '40000.00', on: '2023-05-01' }, clinic)).toBe('1300.00')
    // 30000 × 0.30 + 10000 × 0.50, whatever the visit before it was.
    expect(aid(both, { ...clinic, on: '2023-05-01' }, { inScope: '40000.00' })).toBe('14000.00')
  })

  const whole = banded('\n        bandsAre: whole')
  test.each([
    ['30000.00', '9000.00'],
    ['30000.01', '12000.00'],
  ])('all of it at the rate of its band: %s', (inScope, gives) => {
    expect(aid(whole, { inScope })).toBe(gives)
  })

  test('the sentence shows how it was reckoned', () => {
    const { outcome } = settle({ ...of, inScope: '70000.00' }, undefined, year)
    const line = outcome.lines.find(({ step }) => step === 'assistance') as (typeof outcome.lines)[0]
    expect(shownLine(line, 'zh').text).toContain('30000.00 × 0.30 + 20000.00 × 0.40 + 20000.00 × 0.50，计 27000.00 元')
    expect(line.rate).toBeNull()
  })

  test('of a top-up too', () => {
    const library =
      cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }, { name: tilt, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0, limit: annual }]
    topUp:
      - for: [dibao]
        payer: tilt
        care: [inpatient]
        where: anywhere
        over: year
        threshold: 1000
        bands: [{ upTo: 5000, rate: 0.50 }, { rate: 0.60 }]
        paysOn: excess
        limit: tilt`)
    const tilt = (inScope: string) => settle({ ...of, inScope }, undefined, library).outcome.payers.tilt
    expect([tilt('1000.00'), tilt('1000.02'), tilt('6000.00'), tilt('7000.00')]).toEqual([
      '0.00',
      '0.01',
      '2500.00',
      '3100.00',
    ])

    // Self-pay of 7000 under the other number and 3000 under this one: due 5000 × 0.50 + 4000 × 0.60 = 4900, of which the visit
    // takes 3000, as an excess of 5000 + 500 / 0.60 = 5833.33 would give.
    const year = storedYear({ ...emptyYear, selfPay: decimal('7000') })
    const joined = { ...of, elsewhere: { personNos: ['other'], year } }
    const first = settle({ ...joined, inScope: '3000.00' }, emptyYear, library)
    expect([first.outcome.payers.tilt, first.next.paidOn['tilt']?.toFixed(2)]).toEqual(['3000.00', '5833.33'])
    const next = settle({ ...joined, on: '2023-12-01', inScope: '4000.00' }, first.next, library)
    // An excess of 13000 gives 2500 + 8000 × 0.60 = 7300, less the 3000: 4300 are due and the visit takes 4000, 7000 in all.
    expect(next.outcome.payers.tilt).toBe('4000.00')
    expect(next.next.paidOn['tilt']?.toFixed(2)).toBe('12500.00')
  })
})

describe('a deductible that several kinds of care fill', () => {
  // Foshan: 12000 a year over outpatient care and stays together, 80%.
  const library = (also = '') =>
    cityOf(`    limits: [{ name: annual, for: [dibao], amount: 150000 }]
    aid:
      - for: [dibao]
        care: [inpatient, outpatient-special-disease]
        deductible: { amount: 12000, over: year, counts: [inpatient, outpatient-special-disease]${also} }
        rate: 0.80
        limit: annual`)
  const clinic = { care: 'outpatient-special-disease', on: '2023-05-01' } as const

  test('is filled by both, and what is above it is aided', () => {
    expect(aid(library(), { ...clinic, inScope: '8000.00' })).toBe('0.00')
    expect(aid(library(), { ...clinic, inScope: '8000.00' }, { inScope: '8000.00' })).toBe('3200.00')
  })

  test.each([
    ['4000.00', '0.00'],
    ['4000.01', '0.01'],
  ])('8000.00 before it and %s now give %s', (inScope, gives) => {
    expect(aid(library(), { ...clinic, inScope: '8000.00' }, { inScope })).toBe(gives)
  })

  test('stands for itself on each visit where the row says so', () => {
    const each = cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], deductible: { amount: 1000, over: visit }, rate: 1, limit: annual }]`)
    expect(aid(each, { inScope: '1500.00', on: '2023-05-01' }, { inScope: '1500.00' })).toBe('500.00')
  })

  test.each([
    ['2022-06-14', '0.00'],
    ['2022-06-15', '6400.00'],
  ])('looks back twelve months: 10000.00 on %s', (on, gives) => {
    const yearBefore = [{ on, care: 'inpatient' as const, base: '10000.00' }]
    const looking = library(', lookBack: { months: 12, from: visit }')
    expect(aid(looking, { inScope: '10000.00', yearBefore })).toBe(gives)
  })

  test.each([
    ['2022-03-31', '2023-04-01', '0.00'],
    ['2022-04-01', '2023-04-01', '6400.00'],
    ['2022-04-01', '2022-04-01', '0.00'],
  ])('looks back from the first day of the identity: %s, held since %s', (on, from, gives) => {
    const yearBefore = [{ on, care: 'inpatient' as const, base: '10000.00' }]
    const looking = library(', lookBack: { months: 12, from: identity }')
    expect(aid(looking, { inScope: '10000.00', yearBefore, as: [{ category: 'dibao', from }] })).toBe(gives)
  })
})

describe('figures that a pack names', () => {
  const library =
    cityOf(`    names: [{ of: figure, code: city-income, name: { zh: 全市居民人均可支配收入, en: the income of the city } }]
    figures: [{ name: city-income, values: { 2022: 40000, 2023: 42000 } }]
    limits: [{ name: annual, for: [dibao, tekun], amount: null }, { name: tilt, for: [dibao], amount: null }]
    aid:
      - { for: [dibao], care: [inpatient], deductible: { share: 0.10, of: city-income }, rate: 0.50, limit: annual }
      - { for: [tekun], care: [inpatient], deductible: { figure: city-income }, rate: 0.50, limit: annual }
    topUp: [{ for: [dibao], payer: tilt, care: [inpatient], where: insured-place, over: stay, threshold: { share: 0.20, of: city-income }, rate: 0.60, paysOn: excess, limit: tilt }]`)

  test.each([
    ['4000.00', '0.00'],
    ['4000.02', '0.01'],
  ])('a share of the income of the city, of the year before: %s', (inScope, gives) => {
    expect(aid(library, { inScope })).toBe(gives)
  })

  test.each([
    ['42000.00', '0.00'],
    ['42000.02', '0.01'],
  ])('a figure of the year: %s', (inScope, gives) => {
    expect(aid(library, { inScope, as: 'tekun' })).toBe(gives)
  })

  test.each([
    // 4000 and half of the rest are left: 8000.00 at 12000.00
    ['11999.98', undefined, '0.00'],
    ['12000.04', undefined, '0.01'],
    ['12000.04', '990203', '0.00'],
  ])('a threshold that is a share, bound to the insured place: %s in %s', (inScope, region, tilt) => {
    const visit = { ...of, inScope, referral: 'proper' as const, ...(region ? { hospital: { region } } : {}) }
    expect(settle(visit, undefined, library).outcome.payers.tilt).toBe(tilt)
  })
})

describe('care without the referral that the rules ask for loses a part of its rate, as a pack says (B38)', () => {
  const library = (less: string) =>
    cityOf(`    limits: [{ name: annual, for: [dibao, tekun], amount: null }]
    aid: [{ for: [dibao, tekun], care: [inpatient], deductible: none, rate: 0.70, limit: annual }]
    withoutReferral: [{ for: [dibao], care: [inpatient], ${less} }]`)
  const away = { inScope: '10000.00', hospital: { region: '110105' }, basic: '4000.00', referral: 'none' as const }

  test.each([
    ['aid: full', '4200.00'],
    ['aid: points, points: 0.10', '3600.00'],
    ['aid: factor, factor: 0.50', '2100.00'],
    ['aid: lost-part, lost: 0.10', '3500.00'],
  ])('%s: 6000.00 left at 70%% give %s', (less, gives) =>
    runRow('990100/A1', {
      why: less,
      library: library(less),
      visit: { ...of, ...away },
      gives: { assistance: gives, reasons: ['aided-less'], because: { 'aided-less': '990100/A1' } },
    }),
  )

  test('others are shut out, and who is referred loses nothing', () => {
    const half = library('aid: factor, factor: 0.50')
    expect(aid(half, { ...away, as: 'tekun' })).toBe('0.00')
    expect(aid(half, { ...away, referral: 'proper' })).toBe('4200.00')
  })
})

describe('an identity won or lost during a stay', () => {
  const library = (on: string) =>
    cityOf(`    switches: { identityOn: ${on} }
    limits: [{ name: annual, for: [dibao, tekun], amount: null }]
    aid:
      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.85, limit: annual }
      - { for: [tekun], care: [inpatient], deductible: none, rate: 1, limit: annual }`)
  const stay = { admitted: '2023-03-01', on: '2023-03-10', inScope: '10000.00' } as const
  const lost = [{ category: 'dibao', from: '2022-01-01', to: '2023-03-05' }] as const
  const won = [{ category: 'tekun', from: '2023-03-05', to: null }] as const

  test.each([
    ['discharge', lost, '0.00'],
    ['discharge', won, '10000.00'],
    ['admission', lost, '8500.00'],
    ['admission', won, '0.00'],
    ['better', lost, '8500.00'],
    ['better', won, '10000.00'],
    ['better', [...lost, ...won], '10000.00'],
  ] as const)('%s', (on, as, gives) => {
    expect(aid(library(on), { ...stay, as })).toBe(gives)
  })

  test('what ended before the discharge and still counts is said', () => {
    const { reasons } = settle({ ...of, ...stay, as: lost }, undefined, library('better')).outcome
    expect(reasons.map(({ code }) => code)).toEqual(['identity-of-admission'])
  })
})
