import { describe, expect, test } from 'vitest'
import type { EarlierCost, EarlierUse } from '../../../../src/domain/adjudication/earlier-facts.ts'
import type { YearState } from '../../../../src/domain/adjudication/types.ts'
import { addMonths } from '../../../../src/domain/calendar.ts'
import { costLeft, usesOf } from '../../../../src/domain/ledger/earlier-visits.ts'
import { emptyYear } from '../../../../src/domain/ledger/year-state.ts'
import { clause, pack } from '../../../policies/packs.ts'
import { libraryWith } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao' } as const
type Library = ReturnType<typeof libraryWith>

/** A city of one clause, of 2020 to 2029. */
const cityOf = (rows: string): Library =>
  libraryWith(pack(clause('A1', rows), { inForce: '{ from: 2020-01-01, to: 2029-12-31 }' }))

/** Settles visits of several calendar years, each with what earlier years left of costs and limits; what assistance paid of each. */
function aided(library: Library, visits: readonly Sketch[], more: Partial<Sketch> = {}): string[] {
  let state: YearState = emptyYear
  let year = ''
  const costs: EarlierCost[] = []
  const uses: EarlierUse[] = []
  return visits.map((visit) => {
    const { on = '2023-06-15', care = 'inpatient', inScope = '0.00' } = visit
    if (on.slice(0, 4) !== year) state = emptyYear
    year = on.slice(0, 4)
    const isEarlier = (one: { readonly on: string }) => one.on.slice(0, 4) < year
    const before = { yearBefore: costs.filter(isEarlier), usedBefore: uses.filter(isEarlier) }
    const { outcome, next } = settle({ ...of, ...before, ...more, ...visit }, state, library)
    state = next
    costs.push(costLeft({ on, care, inScope, outcome }))
    uses.push(...usesOf({ on, outcome }))
    return outcome.payers.assistance
  })
}

const stay = (on: string, inScope: string): Sketch => ({ on, inScope })
const clinic = (on: string, inScope: string): Sketch => ({ on, inScope, care: 'outpatient-ordinary' })

describe('a limit of another period than the calendar year', () => {
  const clinics = (period: string, more = '') =>
    cityOf(`    names: [{ of: limit, code: clinic, name: { zh: 门诊限额, en: clinic limit } }]
    limits: [{ name: clinic, for: [dibao, tekun], amount: 300, period: ${period} }]
    aid: [{ for: [dibao, tekun], care: [outpatient-ordinary], deductible: none, rate: 0.50, limit: clinic }]${more}`)

  test('of a month: 200 and 100 of 300 on the 31st of May, 200 again on the 1st of June', () => {
    const visits = [clinic('2023-05-01', '400.00'), clinic('2023-05-31', '400.00'), clinic('2023-06-01', '400.00')]
    expect(aided(clinics('month'), visits)).toEqual(['200.00', '100.00', '200.00'])
  })

  test('of a quarter, of half a year', () => {
    const visits = ['2023-03-31', '2023-04-01', '2023-06-30', '2023-07-01'].map((on) => clinic(on, '400.00'))
    expect(aided(clinics('quarter'), visits)).toEqual(['200.00', '200.00', '100.00', '200.00'])
    expect(aided(clinics('half-year'), visits)).toEqual(['200.00', '100.00', '0.00', '200.00'])
  })

  test('of each visit, two on one day', () => {
    const visits = [clinic('2023-05-01', '400.00'), clinic('2023-05-01', '800.00'), clinic('2023-05-02', '600.00')]
    expect(aided(clinics('visit'), visits)).toEqual(['200.00', '300.00', '300.00'])
  })

  test('of each visit: the answer shows what this one used, not all of them', () => {
    const first = settle({ ...of, ...clinic('2023-05-01', '400.00') }, undefined, clinics('visit'))
    const { outcome } = settle({ ...of, ...clinic('2023-05-01', '500.00') }, first.next, clinics('visit'))
    expect(outcome.limits).toMatchObject([
      { name: 'clinic', limit: '300.00', usedBefore: '0.00', usedAfter: '250.00', remaining: '50.00' },
    ])
  })

  // The year of 2023 runs from 2023-07-01 to 2024-06-30.
  const years = ['2023-06-30', '2023-07-01', '2023-12-31', '2024-01-01', '2024-06-30', '2024-07-01']

  test('of a year from the first of July, over the end of the calendar year', () => {
    const visits = years.map((on) => clinic(on, '200.00'))
    const gives = ['100.00', '100.00', '100.00', '100.00', '0.00', '100.00']
    expect(aided(clinics('{ begins: 07-01 }'), visits)).toEqual(gives)
  })

  test('a year from the first of January is the calendar year', () => {
    const visits = [clinic('2023-12-31', '600.00'), clinic('2024-01-01', '600.00')]
    expect(aided(clinics('{ begins: 01-01 }'), visits)).toEqual(['300.00', '300.00'])
    const { next } = settle({ ...of, ...clinic('2023-12-31', '600.00') }, undefined, clinics('{ begins: 01-01 }'))
    expect(Object.keys(next.used)).toEqual(['clinic'])
  })

  test('for life', () => {
    const visits = [clinic('2021-05-01', '200.00'), clinic('2023-05-01', '200.00'), clinic('2026-05-01', '900.00')]
    const forLife = clinics('lifetime')
    expect(aided(forLife, visits.slice(1))).toEqual(['100.00', '200.00'])
    expect(aided(forLife, [clinic('2023-01-01', '200.00'), ...visits.slice(1)])).toEqual(['100.00', '100.00', '100.00'])
  })

  test('of any twelve months on end: what was drawn on 2023-03-10 is free again on 2024-03-10', () => {
    const before = [clinic('2023-03-10', '400.00'), clinic('2023-11-01', '120.00')]
    const rolling = clinics('{ months: 12 }')
    expect(aided(rolling, [...before, clinic('2024-03-09', '400.00')])).toEqual(['200.00', '60.00', '40.00'])
    expect(aided(rolling, [...before, clinic('2024-03-10', '600.00')])).toEqual(['200.00', '60.00', '240.00'])
  })

  test('of months on end what was settled first of a later day is not forgotten', () => {
    const visits = [clinic('2023-05-20', '400.00'), clinic('2023-05-10', '400.00'), clinic('2023-02-20', '400.00')]
    // By 2023-05-20, 100 are left of three months for 2023-05-10; the three that end on 2023-05-20 begin after 2023-02-20.
    expect(aided(clinics('{ months: 3 }'), visits)).toEqual(['200.00', '100.00', '200.00'])
  })

  test('a new identity starts anew within the period, where a pack reads it so', () => {
    const anew = clinics('month', '\n    switches: { categoryChange: starts-anew }')
    const visits: Sketch[] = [
      clinic('2023-05-01', '400.00'),
      { ...clinic('2023-05-02', '800.00'), as: 'tekun' },
      clinic('2023-05-03', '400.00'),
    ]
    expect(aided(anew, visits)).toEqual(['200.00', '300.00', '100.00'])
  })

  test('beside a limit of the year: the least that is left of both', () => {
    const both = cityOf(`    names: [{ of: limit, code: month, name: { zh: 每月限额, en: limit of the month } }]
    limits: [{ name: month, for: [dibao], amount: 300, period: month }, { name: annual, for: [dibao], amount: 500 }]
    aid: [{ for: [dibao], care: [outpatient-ordinary], deductible: none, rate: 0.50, limit: [month, annual] }]`)
    const visits = ['2023-05-01', '2023-06-01', '2023-07-01'].map((on) => clinic(on, '900.00'))
    expect(aided(both, visits)).toEqual(['300.00', '200.00', '0.00'])
  })
})

describe('a deductible of another period', () => {
  const library = (deductible: string) =>
    cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], deductible: { amount: 1000, ${deductible} }, rate: 0.50, limit: annual }]`)

  test('of a month, a quarter, half a year', () => {
    const visits = ['2023-03-31', '2023-04-01', '2023-06-30', '2023-07-01'].map((on) => stay(on, '800.00'))
    // 800, then 200 of the next fill it: (800 − 200) × 50% = 300; where it begins anew nothing is above it.
    expect(aided(library('period: month'), visits)).toEqual(['0.00', '0.00', '0.00', '0.00'])
    expect(aided(library('period: quarter'), visits)).toEqual(['0.00', '0.00', '300.00', '0.00'])
    expect(aided(library('period: half-year'), visits)).toEqual(['0.00', '300.00', '400.00', '0.00'])
  })

  test('of each visit', () => {
    const visits = [stay('2023-03-31', '1200.00'), stay('2023-04-01', '1200.00')]
    expect(aided(library('period: visit'), visits)).toEqual(['100.00', '100.00'])
  })

  test('of a year from the first of July', () => {
    const visits = ['2023-06-30', '2023-07-01', '2024-01-01', '2024-06-30', '2024-07-01'].map((on) =>
      stay(on, '800.00'),
    )
    expect(aided(library('period: { begins: 07-01 }'), visits)).toEqual(['0.00', '0.00', '300.00', '400.00', '0.00'])
  })

  test('filled by two kinds of care, of a quarter', () => {
    const both = cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient, outpatient-ordinary], deductible: { amount: 1000, period: quarter, counts: [inpatient, outpatient-ordinary] }, rate: 0.50, limit: annual }]`)
    const visits = [clinic('2023-04-01', '600.00'), stay('2023-05-01', '600.00'), clinic('2023-07-01', '600.00')]
    expect(aided(both, visits)).toEqual(['0.00', '100.00', '0.00'])
  })

  // Six months on end hold the day of the visit, 2024-06-15, and so begin on 2023-12-16; a limit's do the same. Six months before it
  // begin on 2023-12-15. Where 1000 fill it the visit is given 800 × 50%.
  test.each([
    ['2022-12-16', '0.00', '0.00'],
    ['2023-12-14', '0.00', '0.00'],
    ['2023-12-15', '0.00', '400.00'],
    ['2023-12-16', '400.00', '400.00'],
    ['2024-06-01', '400.00', '400.00'],
    ['2024-06-15', '400.00', '400.00'],
    // A bill that comes late does not find what was settled before it of a day after it.
    ['2024-06-16', '0.00', '0.00'],
  ])('of six months up to the visit of 2024-06-15: 1000.00 on %s', (on, onEnd, before) => {
    const last = (said: string) => aided(library(said), [stay(on, '1000.00'), stay('2024-06-15', '800.00')]).at(-1)
    expect(last('period: { months: 6 }')).toBe(onEnd)
    expect(last('lookBack: { months: 6, from: visit }')).toBe(before)
  })

  test.each([
    ['period: { months: 12 }', '2023-06-15', '0.00'],
    ['period: { months: 12 }', '2023-06-16', '400.00'],
    ['lookBack: { months: 12, from: visit }', '2023-06-15', '400.00'],
    ['lookBack: { months: 12, from: visit }', '2023-06-14', '0.00'],
  ])('of twelve months, %s: 1000.00 on %s', (said, on, gives) => {
    expect(aided(library(said), [stay(on, '1000.00'), stay('2024-06-15', '800.00')]).at(-1)).toBe(gives)
  })

  test.each([
    ['{ months: 1 }', ['2024-05-15', '2024-05-16', '2024-06-14', '2024-06-15']],
    ['{ months: 6 }', ['2023-12-15', '2023-12-16', '2024-06-14', '2024-06-15']],
    ['{ months: 12 }', ['2023-06-15', '2023-06-16', '2024-06-14', '2024-06-15']],
  ])('a limit of %s holds the same days', (period, days) => {
    // 2000 are drawn on the first two days; on the last day the first is out of the period, and its 1000 are free again.
    const limited = cityOf(`    limits: [{ name: annual, for: [dibao], amount: 2000, period: ${period} }]
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: annual }]`)
    const visits = days.map((on) => stay(on, '2000.00'))
    expect(aided(limited, visits)).toEqual(['1000.00', '1000.00', '0.00', '1000.00'])
  })

  test('of eighteen months, two calendar years back', () => {
    const back = library('lookBack: { months: 18, from: visit }')
    expect(aided(back, [stay('2022-08-15', '1000.00'), stay('2024-02-15', '800.00')]).at(-1)).toBe('400.00')
    expect(aided(back, [stay('2022-08-14', '1000.00'), stay('2024-02-15', '800.00')]).at(-1)).toBe('0.00')
  })
})

describe('looking back from the application', () => {
  // 80% above 12000, costs of the twelve months before the application count (after Foshan's article 6).
  const library = cityOf(`    limits: [{ name: annual, for: [dibao, tekun], amount: null }]
    aid:
      - for: [dibao, tekun]
        care: [inpatient]
        deductible: { amount: 12000, lookBack: { months: 12, from: application } }
        rate: 0.80
        limit: annual`)
  const applied = (...days: string[]) => ({ appliedOn: days.map((on) => ({ category: 'dibao', on })) })

  test.each([
    ['2022-03-01', '6400.00'],
    ['2022-02-28', '0.00'],
  ])('applied for on 2023-03-01: 10000.00 on %s, then 10000.00 before the application', (on, gives) => {
    const visits = [stay(on, '10000.00'), stay('2023-02-01', '10000.00')]
    expect(aided(library, visits, applied('2023-03-01')).at(-1)).toBe(gives)
  })

  test('and after it to the end of the year; the next begins anew', () => {
    const visits = [stay('2022-06-01', '10000.00'), stay('2023-06-01', '10000.00'), stay('2024-01-01', '10000.00')]
    expect(aided(library, visits, applied('2023-03-01'))).toEqual(['0.00', '6400.00', '0.00'])
  })

  test('costs of the same year from before the twelve months do not count', () => {
    // Applied for on 2023-11-01 counts from 2022-11-01; of 2022 only what is of that day or later.
    const visits = [stay('2022-10-31', '10000.00'), stay('2022-11-01', '3000.00'), stay('2022-12-01', '10000.00')]
    expect(aided(library, visits, applied('2023-11-01')).at(-1)).toBe('800.00')
  })

  test('a bill that no application reaches back to fills that of its own year', () => {
    const visits = [stay('2022-05-01', '10000.00'), stay('2022-06-01', '10000.00')]
    expect(aided(library, visits, applied('2023-11-01'))).toEqual(['0.00', '6400.00'])
    expect(aided(library, visits)).toEqual(['0.00', '6400.00'])
  })

  test('the first application that reaches back to a visit counts, for the identity that it names', () => {
    const visits = [stay('2022-12-01', '10000.00'), stay('2023-02-01', '10000.00')]
    expect(aided(library, visits, applied('2023-03-01', '2024-01-15')).at(-1)).toBe('6400.00')
    const asTekun = visits.map((visit) => ({ ...visit, as: 'tekun' as const }))
    expect(aided(library, asTekun, applied('2023-03-01')).at(-1)).toBe('0.00')
  })
})

test.each([
  ['2023-03-31', -1, '2023-03-01'],
  ['2024-03-31', -1, '2024-03-01'],
  ['2024-02-29', -12, '2023-03-01'],
  ['2023-01-15', -1, '2022-12-15'],
  ['2023-12-31', 2, '2024-03-01'],
  ['2023-12-01', 1, '2024-01-01'],
])('%s and %i months is %s', (day, months, gives) => {
  expect(addMonths(day, months)).toBe(gives)
})
