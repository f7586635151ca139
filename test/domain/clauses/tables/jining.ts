import { expect } from 'vitest'
import { watchedBy } from '../../../../src/domain/alerts/watched.ts'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'
import { premiumRows } from '../../../support/claims/premium-rows.ts'

const insured = '370800'
export const notKey = [
  'poverty-returned',
  'monitored-sudden',
  'dibao-marginal',
  'illness-impoverished',
  'youfu',
  'severely-disabled',
  'low-income',
  'low-income-elder',
  'low-income-minor',
  'other-special',
] as const

const n1 = clauses(
  '370800/N1',
  premiumRows([
    ...(['tekun', 'dibao'] as const).map((as) => ({
      why: `${as}: the whole personal contribution of 2021`,
      insured,
      year: 2021,
      as: [as],
      subsidy: '280.00',
      pays: '0.00',
    })),
    {
      why: 'of dibao and one that is left open, dibao gives 280.00',
      insured,
      year: 2021,
      as: ['dibao', 'youfu'],
      subsidy: '280.00',
      pays: '0.00',
      counted: 'dibao',
    },
  ]),
)

const n1Others = clauses(
  '370800/N1.2',
  premiumRows(
    notKey.map((as) => ({
      why: `${as}: left to 济政发〔2017〕29号, of 380.00 in 2024 nothing is made up`,
      insured,
      year: 2024,
      as: [as],
      subsidy: '0.00',
      pays: '380.00',
      rule: 'left-open',
      clause: '370800/N1.2',
    })),
  ),
)

const contributions = clauses(
  '370800/N1-contribution',
  premiumRows([
    { why: '2025: 400', insured, year: 2025, as: ['dibao'], subsidy: '400.00', pays: '0.00', warns: true },
    {
      why: '2026 is not known',
      insured,
      year: 2026,
      as: ['dibao'],
      refused: { code: 'figure-missing', params: { figure: 'contribution', year: '2026' } },
    },
  ]),
)

const n2 = clauses('370800/N2', [
  {
    why: 'tekun and dibao alike, from the first fen: 0.01 × 0.70 rounds up',
    visit: { on: '2021-06-15', as: 'tekun', inScope: '0.01' },
    gives: { assistance: '0.01' },
  },
  {
    why: '14285.70 × 0.70 = 9999.99, one fen below the limit',
    at: 'below limit annual 10000',
    visit: { on: '2021-06-15', as: 'dibao', inScope: '14285.70' },
    gives: { assistance: '9999.99', remaining: { annual: '0.01' }, without: ['limit-reached'] },
  },
  {
    why: '14285.73 × 0.70 = 10000.011, one fen above it and cut',
    at: 'above limit annual 10000',
    visit: { on: '2021-06-15', as: 'dibao', inScope: '14285.73' },
    gives: { assistance: '10000.00', reasons: ['limit-reached'] },
  },
])

const n3 = clauses('370800/N3', [
  ...(['poverty-returned', 'monitored-marginal', 'dibao-marginal', 'illness-impoverished', 'low-income'] as const).map(
    (as) => ({
      why: `${as}: the earlier city policy is not in the document, so 0.00 and who is to decide`,
      visit: { on: '2021-06-15', as, inScope: '30000.00', basic: '10000.00' } as const,
      gives: { assistance: '0.00', reAid: '0.00', person: '20000.00', because: { 'left-open': '370800/N3' } },
    }),
  ),
])

const provincialN3 = clauses('370000/N3', [
  {
    why: 'in a city without a pack the province leaves it open itself',
    visit: { on: '2021-06-15', as: 'poverty-returned', inScope: '30000.00' },
    gives: { region: '370000', assistance: '0.00', because: { 'left-open': '370000/N3' } },
  },
])

/** With the annual limit of 10000 used up, what a stay leaves is its in-scope cost less 10000. */
const n4 = clauses('370000/N4', [
  {
    why: 'self-pay of 15000 − 10000 = 5000.00 is not above 5000',
    at: 'below threshold 5000',
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '15000.00' },
    gives: { assistance: '10000.00', reAid: '0.00', person: '5000.00', reasons: ['re-aid-below-threshold'] },
  },
  {
    why: 'one fen above it pays 0.70 of a fen, rounded up',
    at: 'above threshold 5000',
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '15000.01' },
    gives: { reAid: '0.01', person: '5000.00' },
  },
  {
    why: '33571.41 − 5000 = 28571.41, × 0.70 = 19999.987, one fen below the limit',
    at: 'below limit re-aid 20000',
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '43571.41' },
    gives: { reAid: '19999.99', remaining: { 're-aid': '0.01' } },
  },
  {
    why: '28571.44 × 0.70 = 20000.008, one fen above it and cut',
    at: 'above limit re-aid 20000',
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '43571.44' },
    gives: { reAid: '20000.00', reasons: ['limit-reached'] },
  },
  {
    why: 'paid once: the next stay pays only on what it adds, 1000.00 × 0.70',
    before: [{ insured, on: '2021-03-01', as: 'dibao', inScope: '25000.00' }],
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '1000.00' },
    gives: { assistance: '0.00', reAid: '700.00', person: '300.00', after: { paidOn: { 're-aid': '11000.00' } } },
  },
  {
    why: 'care outside the province, properly referred, counts as well: nothing in the text bounds it',
    visit: {
      insured,
      on: '2021-06-15',
      as: 'dibao',
      inScope: '20000.00',
      hospital: { region: '110000' },
      referral: 'proper',
    },
    gives: { assistance: '10000.00', reAid: '3500.00' },
  },
])

const n5 = clauses('370000/N5', [
  ...(['outpatient-chronic', 'outpatient-special-drug', 'outpatient-special-disease'] as const).map((care) => ({
    why: `${care}: left to the city, which has not said`,
    visit: { insured, on: '2021-06-15', care, as: 'dibao', inScope: '1000.00' } as const,
    gives: { assistance: '0.00', reAid: '0.00', because: { 'left-open': '370000/N5' } },
  })),
])

const n62 = clauses('370000/N6.2', [
  {
    why: 'in a city without a pack the rate itself is open: a floor is not a rate',
    visit: { on: '2021-06-15', as: 'tekun', inScope: '1000.00' },
    gives: { region: '370000', assistance: '0.00', because: { 'left-open': '370000/N6.2' } },
  },
])

const n8 = clauses('370800/N8', [
  {
    why: 'basic insurance left out: there is no schedule, and the answer says to send the amount',
    visit: { on: '2021-06-15', as: 'dibao', inScope: '1000.00', basic: null },
    refused: { code: 'schedule-missing', params: { field: 'basic', region: '370800' } },
  },
  {
    why: 'critical illness left out: the same',
    visit: { on: '2021-06-15', as: 'dibao', inScope: '1000.00', criticalIllness: null },
    refused: { code: 'schedule-missing', params: { field: 'criticalIllness' } },
  },
  {
    why: 'both given: settled',
    visit: { on: '2021-06-15', as: 'dibao', inScope: '1000.00', basic: '600.00', criticalIllness: '0.00' },
    gives: { assistance: '280.00', person: '120.00' },
  },
])

const n4b = clauses('370000/N4b', [
  {
    why: 'those with high costs are to be watched, and no line is given: Jining answers with the gap',
    check: () => {
      const watched = watchedBy(shipped.law('370800', '2021-06-15'))
      expect([watched.says, watched.lines, watched.gap?.clause.id]).toEqual(['left-open', [], '370000/N4b'])
    },
  },
])

export const tables = [
  ...n4b,
  ...n1,
  ...n1Others,
  ...contributions,
  ...n2,
  ...n3,
  ...provincialN3,
  ...n4,
  ...n5,
  ...n62,
  ...n8,
]
