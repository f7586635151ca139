import { describe, expect, test } from 'vitest'
import { shownReason } from '../../../../src/application/explain/explain.ts'
import { premiumSubsidy, type Subsidy } from '../../../../src/domain/premiums/premium.ts'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao' } as const
const groups = `    names:
      - { of: group, code: retired, name: { zh: 退休人员, en: retired employees } }
      - { of: group, code: students, name: { zh: 在校学生, en: students } }`

describe('employees beside residents', () => {
  // Employees as a city has them: 800 / 500 / 200 by level, 85 / 90 / 95%; above 100000 a year 90% up to 500000.
  const library = cityOf(`    basic:
      - { care: [inpatient], by: level, terms: { one: { deductible: 100, rate: 0.80 }, three: { deductible: 1000, rate: 0.60 } }, cap: null }
      - care: [inpatient]
        insurance: [employees]
        by: level
        terms: { one: { deductible: 200, rate: 0.95 }, two: { deductible: 500, rate: 0.90 }, three: { deductible: 800, rate: 0.85 } }
        cap: 100000
      - { care: [inpatient], insurance: [employees], for: [dibao], by: level, terms: { three: { deductible: 400, rate: 0.85 } }, cap: 100000 }
    criticalIllness:
      - { deductible: { amount: 14000 }, bands: [{ rate: 0.60 }], cap: 250000 }
      - { insurance: [employees], deductible: { amount: 20000 }, bands: [{ rate: 0.90 }], cap: 400000 }
    criticalIllnessTilt:
      - { for: [dibao], deductibleReducedBy: 0.50, points: 0.05, cap: lifted }
      - { for: [dibao], insurance: [employees], deductibleReducedBy: 0.50, points: 0, cap: kept }
    limits:
      - { name: year, for: [dibao], insurance: [residents], amount: 10000 }
      - { name: year, for: [dibao], insurance: [employees], amount: 6000 }
    aid:
      - { for: [dibao], care: [inpatient], insurance: [residents], deductible: none, rate: 0.70, limit: year }
      - { for: [dibao], care: [inpatient], insurance: [employees], deductible: { amount: 1000 }, rate: 0.50, limit: year }
    floor: [{ for: [dibao], care: [inpatient], insurance: [residents], where: anywhere, share: 0.90, limit: year }]`)
  const employee = { ...of, insurance: 'employees', basic: null, criticalIllness: null } as const
  const payers = (visit: Sketch) => settle(visit, undefined, library).outcome.payers

  test.each([
    // (10000 − 200) × 95%, (10000 − 500) × 90%, (10000 − 800) × 85%
    [[], 'one', '9310.00'],
    [[], 'two', '8550.00'],
    [[], 'three', '7820.00'],
    // Needy employees have the deductible halved: (10000 − 400) × 85%
    ['dibao', 'three', '8160.00'],
  ] as const)('their own schedule: %s at level %s pays %s', (as, level, basic) => {
    expect(payers({ ...employee, as, inScope: '10000.00', hospital: { level } }).basic).toBe(basic)
  })

  test('the schedule of residents stays that of residents', () => {
    expect(payers({ ...of, as: [], basic: null, inScope: '10000.00' }).basic).toBe('5400.00')
  })

  test.each([
    // Left by basic insurance, given as 0.00; above 20000 at 90%, for dibao above 10000.
    [[], '20000.00', '0.00'],
    [[], '20000.02', '0.02'],
    ['dibao', '10000.00', '0.00'],
    ['dibao', '10000.02', '0.02'],
  ] as const)('their own critical illness: %s with %s is paid %s', (as, inScope, criticalIllness) => {
    expect(payers({ ...employee, as, basic: '0.00', inScope }).criticalIllness).toBe(criticalIllness)
  })

  test.each([
    // Above 7000 at 65%, the tilt of residents.
    [undefined, '8000.00', '650.00'],
    ['employees', '8000.00', '0.00'],
  ] as const)('the tilt of one insurance does not reach the other: %s', (insurance, inScope, criticalIllness) => {
    const visit = { ...of, ...(insurance ? { insurance } : {}), criticalIllness: null, inScope } as const
    expect(payers(visit).criticalIllness).toBe(criticalIllness)
  })

  test.each([
    // (1000.02 − 1000) × 50%
    ['1000.00', '0.00'],
    ['1000.02', '0.01'],
    ['13000.00', '6000.00'],
    ['13000.02', '6000.00'],
  ])('aid with a deductible, a rate and a limit of their own: %s gives %s', (inScope, assistance) => {
    expect(payers({ ...employee, basic: '0.00', criticalIllness: '0.00', inScope }).assistance).toBe(assistance)
  })

  test('a floor of residents alone is said not to be theirs, in both languages', () => {
    const { outcome } = settle(
      { ...employee, basic: '0.00', criticalIllness: '0.00', inScope: '900.00' },
      undefined,
      library,
    )
    const reason = outcome.reasons.find(({ code }) => code === 'other-insurance') as (typeof outcome.reasons)[0]
    expect(shownReason(reason, 'zh').text).toBe('本人参加职工基本医疗保险，本条款未规定适用。')
    expect(shownReason(reason, 'en').text).toBe('The person is in employees’ insurance, for which this clause is not.')
  })

  test('without a row of theirs the hospital gives what insurance paid', () => {
    const residents = cityOf(
      `    basic: [{ care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.5 } }, cap: null }]`,
    )
    expect(() => settle({ ...employee, inScope: '1000.00' }, undefined, residents)).toThrow('schedule-missing')
  })
})

describe('a critical-illness deductible by income', () => {
  // Half of the income of the year before, 38000 / 2 = 19000
  const library = cityOf(`    figures: [{ name: income, values: { 2022: 38000, 2023: 40000 } }]
    criticalIllness: [{ deductible: { share: 0.50, of: income }, bands: [{ rate: 0.60 }], cap: null }]`)

  test.each([
    ['2023-06-15', '19000.00', '0.00'],
    ['2023-06-15', '19000.02', '0.01'],
    ['2024-06-15', '20000.00', '0.00'],
    ['2024-06-15', '30000.00', '6000.00'],
  ])('on %s, %s is paid %s', (on, inScope, gives) => {
    const visit = { ...of, as: [], on, criticalIllness: null, inScope }
    expect(settle(visit, undefined, library).outcome.payers.criticalIllness).toBe(gives)
  })
})

describe('groups of insured people', () => {
  const library = cityOf(`${groups}
    limits: [{ name: year, for: [dibao], amount: null }]
    aid:
      - { for: [dibao], care: [inpatient], groups: [retired], deductible: none, rate: 0.90, limit: year }
      - { for: [dibao], care: [inpatient], groups: [students], deductible: none, rate: 0.80, limit: year }`)

  test.each([
    ['retired', '900.00', []],
    ['students', '800.00', []],
    [undefined, '0.00', ['group-not-named', 'group-not-named']],
  ] as const)('%s', (group, assistance, reasons) => {
    const { outcome } = settle({ ...of, inScope: '1000.00', ...(group ? { group } : {}) }, undefined, library)
    expect([outcome.payers.assistance, outcome.reasons.map(({ code }) => code)]).toEqual([assistance, reasons])
  })
})

describe('diseases that a row leaves out', () => {
  const library = cityOf(`    limits: [{ name: year, for: [dibao], amount: null }]
    aid:
      - { for: [dibao], care: [inpatient], diseases: [C50, I21], deductible: none, rate: 0.90, limit: year }
      - { for: [dibao], care: [inpatient], exceptDiseases: [C50, I21], deductible: none, rate: 0.50, limit: year }`)

  test.each([
    ['C50.9', '900.00'],
    ['C51', '500.00'],
    [undefined, '500.00'],
  ])('%s', (diseaseCode, assistance) => {
    const registered = diseaseCode === undefined ? null : { diseaseCode, kind: 'chronic' as const }
    expect(settle({ ...of, inScope: '1000.00', registered }, undefined, library).outcome.payers.assistance).toBe(
      assistance,
    )
  })

  test('the one that leaves it out says so', () => {
    const one = cityOf(`    limits: [{ name: year, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], exceptDiseases: [C50], deductible: none, rate: 0.50, limit: year }]`)
    const registered = { diseaseCode: 'C50.1', kind: 'chronic' as const }
    const { outcome } = settle({ ...of, inScope: '1000.00', registered }, undefined, one)
    expect([outcome.payers.assistance, ...outcome.reasons.map(({ code }) => code)]).toEqual([
      '0.00',
      'disease-excepted',
    ])
  })
})

describe('a cap that grows', () => {
  // As a province has it: 3000 a year after four unbroken years, 2000 a year without a claim, at most 20% of 25000.
  const library = cityOf(`    criticalIllness:
      - deductible: { amount: 10000 }
        bands: [{ rate: 0.60 }]
        cap: { amount: 25000, grows: { perYear: 3000, afterYears: 4, perYearWithoutClaims: 2000, since: 2015, atMostShare: 0.20 } }`)
  const years = (from: number, to: number, without: readonly number[] = []) =>
    Array.from({ length: to - from + 1 }, (_, at) => ({ year: from + at, withoutClaims: without.includes(from + at) }))
  const pays = (enrolments: Sketch['enrolments']) =>
    settle({ ...of, as: [], criticalIllness: null, inScope: '900000.00', enrolments }, undefined, library).outcome

  test.each([
    ['four years, this one among them', years(2020, 2023), '25000.00'],
    ['a fifth', years(2019, 2023), '28000.00'],
    ['a sixth, within 20%', years(2018, 2023), '30000.00'],
    ['a break in 2021', [...years(2016, 2020), ...years(2022, 2023)], '25000.00'],
    ['years before the first that counts', years(2009, 2014), '25000.00'],
    ['one year without a claim', years(2022, 2023, [2022]), '27000.00'],
    ['this year is not over', years(2022, 2023, [2023]), '25000.00'],
    ['a year without a claim before the break', [...years(2020, 2020, [2020]), ...years(2022, 2023)], '25000.00'],
    ['both', years(2019, 2023, [2021]), '30000.00'],
  ])('%s', (_, enrolments, paid) => {
    expect(pays(enrolments).payers.criticalIllness).toBe(paid)
  })

  test('says what it grew by, where that is paid', () => {
    const { reasons } = pays(years(2019, 2023))
    const grown = reasons.find(({ code }) => code === 'critical-illness-cap-grown') as (typeof reasons)[0]
    expect(shownReason(grown, 'zh').text).toContain('原为 25000.00 元，连续参保 5 年、其中零报销 0 年，提高 3000.00 元')
    const small = settle(
      { ...of, as: [], criticalIllness: null, inScope: '51666.66', enrolments: years(2019, 2023) },
      undefined,
      library,
    ).outcome
    expect(small.payers.criticalIllness).toBe('25000.00')
    expect(small.reasons.map(({ code }) => code)).not.toContain('critical-illness-cap-grown')
  })

  test('a tilt that keeps the cap keeps one that has grown', () => {
    const tilted = cityOf(`    criticalIllness:
      - { deductible: { amount: 10000 }, bands: [{ rate: 0.60 }], cap: { amount: 25000, grows: { perYear: 3000, since: 2020, atMostShare: 0.20 } } }
    criticalIllnessTilt: [{ for: [dibao], deductibleReducedBy: 0.5, points: 0.05, cap: kept }]`)
    const visit = { ...of, criticalIllness: null, inScope: '900000.00', enrolments: years(2023, 2023) }
    expect(settle(visit, undefined, tilted).outcome.payers.criticalIllness).toBe('28000.00')
  })
})

describe('contributions and subsidies by group and age', () => {
  const library = cityOf(`${groups}
    figures:
      - { name: contribution, tier: 1, values: { 2023: 400 } }
      - { name: contribution, tier: 2, values: { 2023: 775 } }
      - { name: contribution, tier: 1, groups: [students], values: { 2023: 380 } }
      - { name: contribution, tier: 2, groups: [students], values: { 2023: 420 } }
      - { name: contribution, tier: 1, ages: { from: 80 }, values: { 2023: 100 } }
    premium:
      - { for: [dibao], share: 0.50, ages: { to: 69 } }
      - { for: [dibao], share: 1, ages: { from: 70 } }
      - { for: [tekun], share: 1, groups: [students] }
      - { for: [tekun], insurance: [employees], amount: 200 }`)
  const law = library.law('990100', '2023-12-31')
  const given = (held: string, also: object): Subsidy =>
    premiumSubsidy({ law, year: 2023, tier: 1, held: [held], ...also }).best

  test.each([
    [{ age: 69 }, '400.00', '200.00'],
    [{ age: 70 }, '400.00', '400.00'],
    [{ age: 79 }, '400.00', '400.00'],
    [{ age: 80 }, '100.00', '100.00'],
    [{ age: 20, group: 'students' }, '380.00', '190.00'],
    [{ age: 20, group: 'students', tier: 2 }, '420.00', '210.00'],
    [{ age: 20, tier: 2 }, '775.00', '387.50'],
    [{ age: 81, group: 'students' }, '380.00', '380.00'],
  ] as const)('dibao %o: of %s %s', (also, contribution, subsidy) => {
    const best = given('dibao', also)
    expect([best.contribution, best.subsidy]).toEqual([contribution, subsidy])
  })

  test.each([
    [{ group: 'students' }, '380.00', 'share'],
    [{ group: 'retired' }, '0.00', 'category-not-aided'],
    // Of whom no group is known nobody can say it.
    [{}, '0.00', 'by-group-or-age'],
    [{ insurance: 'employees' }, '200.00', 'amount'],
  ] as const)('tekun %o: %s', (also, subsidy, rule) => {
    const best = given('tekun', also)
    expect([best.subsidy, best.rule]).toEqual([subsidy, rule])
  })
})
