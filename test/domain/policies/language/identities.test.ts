import { describe, expect, test } from 'vitest'
import { shownReason } from '../../../../src/application/explain/explain.ts'
import { categoryName, knownCategories } from '../../../../src/domain/names/categories.ts'
import { categoryCodes } from '../../../../src/domain/rosters/roster-law.ts'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { settle, settleYear } from '../../../support/claims/visit.ts'

/** A family in hardship by spending, above 12000 a year 80%, as a city has it; two national codes stand for it. */
const library = cityOf(`    names:
      - { of: identity, code: hardship, name: { zh: 支出型困难家庭成员, en: family in hardship by spending }, before: dibao, alsoCalled: [支出型] }
      - { of: limit, code: hardship-year, name: { zh: 支出型年度限额, en: the limit of hardship } }
    codes:
      - { table: psn_idet_type, code: '621', means: hardship, name: 支出型困难家庭 }
      - { table: psn_idet_type, code: '622', means: hardship, name: 支出型困难重病患者 }
    limits:
      - { name: hardship-year, for: [hardship, dibao], amount: 5000 }
    aid:
      - { for: [hardship], care: [inpatient], deductible: { amount: 12000 }, rate: 0.80, limit: hardship-year }
      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: hardship-year }`)

const of = { insured: '990100' } as const

describe('an identity that a pack declares', () => {
  test.each([
    ['12000.00', '0.00'],
    ['12000.01', '0.01'],
    ['18250.00', '5000.00'],
  ])('is aided by its own rows: %s left gives %s', (inScope, assistance) => {
    expect(settle({ ...of, as: 'hardship', inScope }, undefined, library).outcome.payers.assistance).toBe(assistance)
  })

  test('stands where the pack puts it when two give the same', () => {
    const { outcome } = settle({ ...of, as: ['dibao', 'hardship'], inScope: '100000.00' }, undefined, library)
    expect([outcome.category, outcome.payers.assistance]).toEqual(['hardship', '5000.00'])
  })

  test('has its names in requests, answers and lists', () => {
    expect(knownCategories()).toContain('hardship')
    expect(categoryName('hardship')).toEqual({ zh: '支出型困难家庭成员', en: 'family in hardship by spending' })
    expect(categoryName('gone')).toEqual({ zh: 'gone', en: 'gone' })
    const { outcome } = settleYear([{ ...of, as: 'hardship', inScope: '20000.00' }], library)
    const reached = outcome.reasons.find(({ code }) => code === 'limit-reached') as (typeof outcome.reasons)[0]
    expect(shownReason(reached, 'zh').text).toContain('支出型年度限额')
    expect(shownReason(reached, 'en').text).toContain('the limit of hardship')
  })

  test('is found in a list by its code, its name, its other words and both national codes', () => {
    const codes = categoryCodes(library.law('990100', '2023-06-01'))
    for (const word of ['hardship', '支出型困难家庭成员', '支出型', '621', '622'])
      expect(codes.get(word)).toBe('hardship')
  })
})
