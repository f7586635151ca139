import { describe, expect, test } from 'vitest'
import { runRow } from '../../../support/claims/clause-rows.ts'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle } from '../../../support/claims/visit.ts'

const limits = `    limits:
      - { name: small, for: [dibao], amount: 6000 }
      - { name: large, for: [dibao], amount: 60000 }`
const row = (also: string, rate: string, limit = 'large') =>
  `      - { for: [dibao], care: [inpatient], deductible: none, rate: ${rate}, limit: ${limit}, ${also} }`
const rows = (...lines: string[]) => cityOf(`${limits}\n    aid:\n${lines.join('\n')}`)

const of = { insured: '990100', as: 'dibao' } as const
const aid = (library: ReturnType<typeof cityOf>, visit: Sketch) => {
  const { payers, reasons } = settle({ ...of, ...visit }, undefined, library).outcome
  return [payers.assistance, ...reasons.map(({ code }) => code)]
}

describe('rows that conditions tell apart', () => {
  // Districts of Chongqing: stays up to 30000 within 6000 a year, above within 60000.
  const byScope = rows(row('inScopeUpTo: 30000', '0.50', 'small'), row('inScopeAbove: 30000', '0.60'))
  test.each([
    ['29999.99', ['6000.00', 'limit-reached']],
    ['30000.00', ['6000.00', 'limit-reached']],
    ['30000.01', ['18000.01']],
  ])('in scope up to and above: %s', (inScope, gives) => {
    expect(aid(byScope, { inScope })).toEqual(gives)
  })

  const byLevel = rows(row('levels: [one, two]', '0.80'), row('levels: [three]', '0.60'))
  test.each([
    ['one', '800.00'],
    ['two', '800.00'],
    ['three', '600.00'],
  ] as const)('a hospital of level %s', (level, gives) => {
    expect(aid(byLevel, { inScope: '1000.00', hospital: { level } })).toEqual([gives])
  })

  const byPlace = rows(
    row('where: insured-place', '0.90'),
    row('where: outside-insured-place, referral: proper', '0.70'),
  )
  test.each([
    ['990103', undefined, ['900.00']],
    ['990203', 'proper', ['700.00']],
    ['110105', 'proper', ['700.00']],
    ['990203', 'none', ['0.00', 'referral-missing']],
  ] as const)('a hospital in %s, referral %s', (region, referral, gives) => {
    expect(aid(byPlace, { inScope: '1000.00', hospital: { region }, ...(referral ? { referral } : {}) })).toEqual(gives)
  })

  const byDisease = rows(row('diseases: [I21, C50]', '0.90'))
  test.each([
    ['I21.9', ['900.00']],
    ['I22', ['0.00', 'disease-not-listed']],
    [undefined, ['0.00', 'disease-not-listed']],
  ])('the disease %s', (diseaseCode, gives) => {
    const registered = diseaseCode === undefined ? null : { diseaseCode, kind: 'chronic' as const }
    expect(aid(byDisease, { inScope: '1000.00', registered })).toEqual(gives)
  })

  const byGrade = cityOf(`    names: [{ of: grade, code: class-a, name: { zh: 甲类, en: class A } }]
${limits}
    aid:
${row('grades: [class-a]', '0.90')}`)
  test.each([
    ['class-a', ['900.00']],
    ['class-one', ['0.00', 'hospital-grade-not-named']],
    [null, ['0.00', 'hospital-grade-not-named']],
  ])('a hospital of the grade %s', (feeClass, gives) => {
    expect(aid(byGrade, { inScope: '1000.00', hospital: { feeClass } })).toEqual(gives)
  })

  const byAge = rows(
    row('ages: { to: 5 }', '1'),
    row('ages: { from: 6, to: 69 }', '0.50'),
    row('ages: { from: 70 }', '0.90'),
  )
  test.each([
    ['2017-06-16', ['1000.00']],
    ['2017-06-15', ['500.00']],
    ['1953-06-16', ['500.00']],
    ['1953-06-15', ['900.00']],
    [undefined, ['0.00', 'age-not-named', 'age-not-named', 'age-not-named']],
  ])('born on %s, on 2023-06-15', (bornOn, gives) => {
    expect(aid(byAge, { inScope: '1000.00', bornOn })).toEqual(gives)
  })

  test('another rate for those without insurance', () => {
    const library = cityOf(`    switches: { aidWithoutInsurance: rest }
${limits}
    aid:
${row('insured: yes', '0.80')}
${row('insured: no', '0.40')}`)
    expect(aid(library, { inScope: '1000.00', tier: null })).toEqual(['400.00', 'not-insured'])
    expect(aid(library, { inScope: '1000.00' })).toEqual(['800.00'])
  })
})

describe('limits and amounts of a visit', () => {
  const two = cityOf(`    limits:
      - { name: outpatient, for: [dibao], amount: 8000 }
      - { name: year, for: [dibao], amount: 60000 }
    aid:
      - { for: [dibao], care: [inpatient], deductible: none, rate: 1, limit: year }
      - { for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.80, limit: [outpatient, year] }`)
  const clinic = { ...of, care: 'outpatient-ordinary' } as const

  test.each([
    ['9999.99', '7999.99', '0.01', '52000.01'],
    ['10000.00', '8000.00', '0.00', '52000.00'],
    ['10000.01', '8000.00', '0.00', '52000.00'],
  ])('the limit inside the limit: %s', (inScope, assistance, outpatient, year) =>
    runRow('990100/A1', {
      why: inScope,
      library: two,
      visit: { ...clinic, inScope },
      gives: { assistance, remaining: { outpatient, year } },
    }),
  )

  test('the one that has least left counts, and both are drawn on', () =>
    runRow('990100/A1', {
      why: 'a stay used most of the year',
      library: two,
      before: [{ ...of, inScope: '57000.00', on: '2023-05-01' }],
      visit: { ...clinic, inScope: '10000.00' },
      gives: { assistance: '3000.00', used: { outpatient: '3000.00', year: '60000.00' }, reasons: ['limit-reached'] },
    }))

  const perVisit = rows(row('perVisit: { cap: 3000, least: 100 }', '0.50'))
  test.each([
    ['199.98', ['0.00', 'below-least']],
    ['200.00', ['100.00']],
    ['6000.00', ['3000.00']],
    ['6000.02', ['3000.00', 'visit-cap-reached']],
  ])('a cap and a least amount of one visit: %s', (inScope, gives) => {
    expect(aid(perVisit, { inScope })).toEqual(gives)
  })

  test('ordinary outpatient care needs no registration', () => {
    expect(aid(two, { ...clinic, inScope: '500.00' })).toEqual(['400.00'])
  })

  test('outpatient care of a disease needs one, unless the row says not', () => {
    const library = rows(
      `      - { for: [dibao], care: [outpatient-chronic], deductible: none, rate: 0.50, limit: large, registration: not-needed }
      - { for: [dibao], care: [outpatient-special-disease], deductible: none, rate: 0.50, limit: large }`,
    )
    const visit = { inScope: '1000.00', registered: null } as const
    expect(aid(library, { ...visit, care: 'outpatient-chronic' })).toEqual(['500.00'])
    expect(aid(library, { ...visit, care: 'outpatient-special-disease' })).toEqual(['0.00', 'registration-missing'])
  })
})
