import { describe, expect, test } from 'vitest'
import { inProportion, sharedOut, yearAidDue } from '../../../src/domain/adjudication/year-aid.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { settle } from '../../support/claims/visit.ts'

const library = cityOf(`    figures: [{ name: income, values: { 2022: 40000 } }]
    limits: [{ name: year, for: [dibao], amount: null }]
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.5, limit: year }]
    householdAid:
      - { for: [illness-impoverished], care: [inpatient], bands: [{ upTo: 30000, rate: 0.30 }, { upTo: 50000, rate: 0.40 }, { rate: 0.50 }], cap: 150000 }
    secondAid:
      - { for: [dibao], care: [inpatient], threshold: { share: 0.25, of: income }, rate: 0.60, cap: 20000, least: 300 }`)
const law = library.law('990100', '2023-12-31')
const [household, second] = [law.tables.householdAid, law.tables.secondAid].map((rows) => rows[0] as (typeof rows)[0])

const borne = (...lefts: string[]) =>
  lefts.map((left, at) => ({
    ...{ personNo: `p${at}`, settlementId: `s${at}`, on: `2023-0${at + 1}-01` },
    ...{ left: decimal(left), given: decimal('0.00') },
  }))
const due = (row: typeof household, ...lefts: string[]) =>
  yuan(yearAidDue(row as NonNullable<typeof row>, borne(...lefts), law))

describe('what a year’s aid comes to', () => {
  test.each([
    ['0.01', '0.00'],
    ['0.02', '0.01'],
    ['30000.00', '9000.00'],
    ['30000.02', '9000.01'],
    ['50000.00', '17000.00'],
    ['70000.00', '27000.00'],
    ['316000.00', '150000.00'],
    ['316000.02', '150000.00'],
  ])('a household that bore %s', (left, gives) => {
    expect(due(household, left)).toBe(gives)
  })

  test('a household is one, however its members share the cost', () => {
    expect(due(household, '20000.00', '50000.00')).toBe('27000.00')
  })

  test.each([
    // Above 10000 at 60%, from 300 on, at most 20000
    ['10000.00', '0.00'],
    ['10499.99', '0.00'],
    ['10500.00', '300.00'],
    ['43333.33', '20000.00'],
    ['50000.00', '20000.00'],
  ])('the second aid of who bore %s', (left, gives) => {
    expect(due(second, left)).toBe(gives)
  })
})

describe('how it is given', () => {
  test.each([
    ['25000.00', ['20000.00', '5000.00']],
    ['20000.00', ['20000.00', '0.00']],
    ['0.00', ['0.00', '0.00']],
  ])('%s goes to the oldest visit first', (amount, shares) => {
    expect([...sharedOut(borne('20000.00', '50000.00'), decimal(amount)).values()].map(yuan)).toEqual(shares)
  })

  test.each([
    // A third of 100.00, cut to the fen; all of it where the fund has enough
    ['100.00', '300.00', '100.00', '33.33'],
    ['100.00', '300.00', '300.00', '100.00'],
    ['100.00', '300.00', '299.99', '99.99'],
    ['0.00', '0.00', '0.00', '0.00'],
  ])('of %s, where %s is due and %s is there, %s', (one, total, available, gives) => {
    expect(yuan(inProportion(decimal(one), decimal(total), decimal(available)))).toBe(gives)
  })
})

describe('in a settlement', () => {
  const of = { insured: '990100', inScope: '1000.00' } as const
  const given = (payer: 'household' | 'secondAid', amount: string) => [{ payer, amount, decisionNo: 'year-aid/1' }]

  test('who is aided as a household alone reads so', () => {
    const { outcome } = settle({ ...of, as: 'illness-impoverished' }, undefined, library)
    expect([outcome.payers.assistance, ...outcome.reasons.map(({ code }) => code)]).toEqual([
      '0.00',
      'aided-as-household',
    ])
  })

  test.each([
    ['300.00', { assistance: '300.00', person: '700.00' }],
    ['1000.01', { assistance: '1000.00', person: '0.00' }],
  ])('a household’s share of %s is at most what the visit leaves', (amount, payers) => {
    const { outcome } = settle(
      { ...of, as: 'illness-impoverished', byHand: given('household', amount) },
      undefined,
      library,
    )
    expect(outcome.payers).toMatchObject(payers)
    expect(outcome.lines.find(({ step }) => step === 'household-aid')?.clause?.id).toBe('990100/A1')
  })

  test.each([
    ['499.99', { assistance: '500.00', reAid: '499.99', person: '0.01' }],
    ['500.01', { assistance: '500.00', reAid: '500.00', person: '0.00' }],
  ])('the second aid of %s comes after everything else', (amount, payers) => {
    const { outcome, next } = settle({ ...of, as: 'dibao', byHand: given('secondAid', amount) }, undefined, library)
    expect(outcome.payers).toMatchObject(payers)
    expect(yuan(next.used.year ?? decimal('0.00'))).toBe('500.00')
  })
})
