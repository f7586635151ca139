import { describe, expect, test } from 'vitest'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle, settleYear } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao', criticalIllness: null, basic: '0.00' } as const

describe('critical-illness schedules of some identities', () => {
  // Foshan: the poorest above 2000 at 90% without a cap, others above 13000 at 85% to 49000 and 90% above, capped.
  const library = cityOf(`    figures: [{ name: average-wage, values: { 2023: 10000 } }]
    criticalIllness:
      - { deductible: { amount: 13000 }, bands: [{ upTo: 49000, rate: 0.85 }, { rate: 0.90 }], cap: { figure: average-wage, times: 7 } }
      - { for: [dibao, tekun], deductible: { amount: 2000 }, bands: [{ rate: 0.90 }], cap: null }`)
  const pays = (inScope: string, as: Sketch['as'] = 'dibao') =>
    settle({ ...of, as, inScope }, undefined, library).outcome.payers.criticalIllness

  test.each([
    ['2000.00', '0.00'],
    ['2000.01', '0.01'],
    ['80000.00', '70200.00'],
    ['180000.00', '160200.00'],
  ])('theirs: %s gives %s', (inScope, gives) => {
    expect(pays(inScope)).toBe(gives)
  })

  test.each([
    ['13000.00', '0.00'],
    ['13000.01', '0.01'],
    ['49000.00', '30600.00'],
    ['49000.02', '30600.02'],
    ['92777.76', '69999.98'],
    ['92777.78', '70000.00'],
    ['93000.00', '70000.00'],
  ])('everyone else’s, capped at seven times the wage: %s gives %s', (inScope, gives) => {
    expect(pays(inScope, [])).toBe(gives)
  })

  test('grows over the year', () => {
    const { outcome } = settleYear(
      [
        { ...of, inScope: '1500.00', on: '2023-05-01' },
        { ...of, inScope: '1500.00' },
      ],
      library,
    )
    expect(outcome.payers.criticalIllness).toBe('900.00')
  })
})

describe('basic schedules by age, stay and grade', () => {
  const library = cityOf(`    names: [{ of: grade, code: class-a, name: { zh: 甲类, en: class A } }]
    basic:
      - { care: [inpatient], by: feeClass, ages: { from: 6, to: 69 }, terms: { class-a: { deductible: 800, rate: 0.60 } }, cap: null, repeatDeductible: 0.50 }
      - { care: [inpatient], by: feeClass, ages: { from: 70 }, terms: { class-a: { deductible: 800, rate: 0.60 } }, cap: null, repeatDeductible: 0, repeatFrom: 4 }
    offCatalogueControl: [{ for: [dibao], care: [inpatient], where: anywhere, by: level, share: { one: 0.05, two: 0.10 } }]`)
  const stay = { ...of, basic: null, criticalIllness: '0.00', inScope: '1800.00' } as const
  const nth = (count: number, bornOn: string) => {
    const visits = Array.from({ length: count }, (_, at) => `2023-0${at + 1}-10`)
    const sketches = visits.map((on) => ({ ...stay, on, bornOn, hospital: { feeClass: 'class-a' } }))
    return settleYear(sketches, library).outcome.payers.basic
  }

  // (1800 − 800) × 0.60, and without the deductible 1800 × 0.60.
  test.each([
    [3, '1950-01-01', '600.00'],
    [4, '1950-01-01', '1080.00'],
    [1, '1990-01-01', '600.00'],
    [2, '1990-01-01', '840.00'],
  ])('stay %s of one born on %s', (count, bornOn, gives) => {
    expect(nth(count, bornOn)).toBe(gives)
  })

  test('a hospital without the grade that the schedule goes by is refused by name', () => {
    const visit = { ...stay, bornOn: '1990-01-01', hospital: { feeClass: null } }
    expect(() => settle(visit, undefined, library)).toThrow('hospital-grade-missing')
  })

  test.each([
    ['two', '100.00', '0.00'],
    ['two', '100.02', '0.02'],
    ['one', '100.00', '50.00'],
  ] as const)('off-catalogue control by level: %s, %s off the catalogue', (level, offCatalogue, hospital) => {
    const visit = { ...of, criticalIllness: '0.00', inScope: '900.00', offCatalogue, hospital: { level } }
    expect(settle(visit, undefined, library).outcome.payers.hospital).toBe(hospital)
  })
})

describe('caps of basic insurance that some kinds of care fill', () => {
  // 门诊统筹 50% within 300 a year, stays 70% within 10000 a year, each by itself.
  const library = cityOf(`    basic:
      - { care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.70 } }, cap: 10000, capCounts: [inpatient] }
      - { care: [outpatient-ordinary], by: any, terms: { any: { deductible: 0, rate: 0.50 } }, cap: 300, capCounts: [outpatient-ordinary] }`)
  const stay = { ...of, basic: null, criticalIllness: '0.00' } as const
  const clinic = { ...stay, care: 'outpatient-ordinary', registered: null } as const
  const last = (...visits: Sketch[]) => settleYear(visits, library).outcome.payers.basic

  test.each([
    ['599.99', '300.00'],
    ['600.00', '300.00'],
    ['600.02', '300.00'],
    ['400.00', '200.00'],
  ])('a stay before it takes nothing from outpatient care: %s gives %s', (inScope, gives) => {
    expect(last({ ...stay, inScope: '10000.00', on: '2023-05-01' }, { ...clinic, inScope })).toBe(gives)
  })

  test('each goes on from its own', () => {
    const before = [
      { ...stay, inScope: '10000.00', on: '2023-03-01' },
      { ...clinic, inScope: '400.00', on: '2023-04-01' },
    ]
    expect(last(...before, { ...clinic, inScope: '400.00' })).toBe('100.00')
    expect(last(...before, { ...stay, inScope: '10000.00' })).toBe('3000.00')
  })

  test('what the caller says was paid fills it as well', () => {
    expect(
      last({ ...clinic, basic: '250.00', inScope: '400.00', on: '2023-05-01' }, { ...clinic, inScope: '400.00' }),
    ).toBe('50.00')
  })

  test('where nothing is said all fill one', () => {
    const one = cityOf(`    basic:
      - { care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.70 } }, cap: 10000 }
      - { care: [outpatient-ordinary], by: any, terms: { any: { deductible: 0, rate: 0.50 } }, cap: 10000 }`)
    const visits = [
      { ...stay, inScope: '14000.00', on: '2023-05-01' },
      { ...clinic, inScope: '600.00' },
    ]
    expect(settleYear(visits, one).outcome.payers.basic).toBe('200.00')
  })
})
