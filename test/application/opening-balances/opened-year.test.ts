import { expect, test } from 'vitest'
import { openedYear } from '../../../src/application/opening-balances/opened-year.ts'
import { yearState } from '../../../src/domain/ledger/year-state.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { settle } from '../../support/claims/visit.ts'

const library = cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }]
    aid:
      - for: [dibao]
        care: [inpatient, outpatient-special-disease]
        deductible: { amount: 12000, over: year, counts: [inpatient, outpatient-special-disease] }
        rate: 0.80
        limit: annual
    basic:
      - { care: [inpatient], by: any, terms: { any: { deductible: 0, rate: 0.70 } }, cap: 10000, capCounts: [inpatient] }
      - { care: [outpatient-ordinary], by: any, terms: { any: { deductible: 0, rate: 0.50 } }, cap: 300, capCounts: [outpatient-ordinary] }`)
const law = library.law('990100', '2023-06-15')
const alone = { isJoined: false }
const of = { insured: '990100', as: 'dibao' } as const

test('what stays have borne fills a deductible that they fill with outpatient care', () => {
  const opened = yearState(openedYear(law, 'dibao', { inpatientSelfPay: '8000.00' }, alone))
  // 12000 less 8000 leaves 4000 of the 8000: 4000 at 80%.
  expect(settle({ ...of, inScope: '8000.00' }, opened, library).outcome.payers.assistance).toBe('3200.00')
})

test('what basic insurance has paid fills the cap of stays, and none of outpatient care', () => {
  const opened = yearState(openedYear(law, 'dibao', { basicPaid: '9000.00' }, alone))
  const paid = { ...of, inScope: '10000.00', basic: null }
  expect(settle(paid, opened, library).outcome.payers.basic).toBe('1000.00')
  const clinic = { ...paid, care: 'outpatient-ordinary', registered: null } as const
  expect(settle(clinic, opened, library).outcome.payers.basic).toBe('300.00')
})

test('a law that names no such account opens no such account', () => {
  const plain = cityOf(`    limits: [{ name: annual, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], deductible: { amount: 1000 }, rate: 0.80, limit: annual }]`)
  const sums = { inpatientSelfPay: '600.00', basicPaid: '1.00' }
  const opened = openedYear(plain.law('990100', '2023-06-15'), 'dibao', sums, alone)
  expect([opened.aidDeductibleBase, opened.counted]).toEqual(['600.00', undefined])
})
