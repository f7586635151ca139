import type { Visit, Who } from '../database/city-desk.ts'

export interface Row {
  readonly rule: string
  readonly who: Who
  readonly visits: readonly Visit[]
  /** What the last visit comes to. */
  readonly gives: Readonly<Record<string, string>>
  readonly reason?: string
}

/** Worked by hand, on both sides of each edge. */
export const cityRows: readonly Row[] = [
  {
    rule: '0 by hand',
    who: { as: 'youfu' },
    visits: [{ on: '2024-02-01', inScope: '1000.00' }],
    gives: { assistance: '0.00' },
    reason: 'by-hand',
  },
  // (10000 − 800) × 85%; 1500 left × 50%
  {
    rule: '1 employees',
    who: { as: 'dibao', insurance: 'employees' },
    visits: [{ on: '2024-02-01', inScope: '10000.00', basic: null }],
    gives: { basic: '7820.00', assistance: '1090.00' },
  },
  {
    rule: '1 residents beside them',
    who: { as: 'dibao' },
    visits: [{ on: '2024-02-01', inScope: '10000.00', basic: null }],
    gives: { basic: '5400.00', assistance: '3220.00' },
  },
  // (12000 − 12000) and one yuan above
  {
    rule: '2 an identity of the city, at its threshold',
    who: { as: 'spending' },
    visits: [{ on: '2024-02-01', inScope: '12000.00' }],
    gives: { assistance: '0.00' },
    reason: 'deductible-taken',
  },
  {
    rule: '2 an identity of the city, above it',
    who: { as: 'spending' },
    visits: [{ on: '2024-02-01', inScope: '12001.00' }],
    gives: { assistance: '0.80' },
  },
  // Off the catalogue 10% of 1000 are allowed
  {
    rule: '3 a grade of the city, at the share',
    who: { as: 'tekun' },
    visits: [{ on: '2024-02-01', inScope: '900.00', offCatalogue: '100.00' }],
    gives: { hospital: '0.00' },
  },
  {
    rule: '3 a grade of the city, above it',
    who: { as: 'tekun' },
    visits: [{ on: '2024-02-01', inScope: '899.00', offCatalogue: '101.00' }],
    gives: { hospital: '1.00' },
  },
  // (5000 − 2000) × 90%
  {
    rule: '4 critical illness of one identity',
    who: { as: 'tekun' },
    visits: [{ on: '2024-02-01', inScope: '5000.00', criticalIllness: null }],
    gives: { criticalIllness: '2700.00' },
  },
  // One year of enrolment: the cap is 10000; three: 10000 + 2 × 1000
  {
    rule: '4 a cap that has not grown',
    who: { enrolments: [{ year: 2024, from: '2024-01-01' }] },
    visits: [{ on: '2024-02-01', inScope: '90000.00', criticalIllness: null }],
    gives: { criticalIllness: '10000.00' },
    reason: 'critical-illness-cap-reached',
  },
  {
    rule: '4 a cap that has grown with enrolment',
    who: { enrolments: [2022, 2023, 2024].map((year) => ({ year, from: `${year}-01-01` })) },
    visits: [{ on: '2024-02-01', inScope: '90000.00', criticalIllness: null }],
    gives: { criticalIllness: '12000.00' },
    reason: 'critical-illness-cap-grown',
  },
  // 8000 and 8000 together: (16000 − 12000) × 80%
  {
    rule: '5 one deductible over two kinds of care',
    who: { as: 'spending' },
    visits: [
      { on: '2024-02-01', care: 'outpatient-special-disease', inScope: '8000.00' },
      { on: '2024-03-01', inScope: '8000.00' },
    ],
    gives: { assistance: '3200.00' },
  },
  // Within twelve months: (20000 − 12000) × 80%; a day more and only 10000 count
  {
    rule: '6 costs of the twelve months before',
    who: { as: 'spending' },
    visits: [
      { on: '2023-03-01', inScope: '10000.00' },
      { on: '2024-03-01', inScope: '10000.00' },
    ],
    gives: { assistance: '6400.00' },
  },
  {
    rule: '6 costs of a day before them',
    who: { as: 'spending' },
    visits: [
      { on: '2023-02-28', inScope: '10000.00' },
      { on: '2024-03-01', inScope: '10000.00' },
    ],
    gives: { assistance: '0.00' },
    reason: 'deductible-taken',
  },
  {
    rule: '7 a limit inside a limit',
    who: { as: 'dibao' },
    visits: [{ on: '2024-02-01', care: 'outpatient-ordinary', inScope: '1000.02' }],
    gives: { assistance: '800.00' },
    reason: 'limit-reached',
  },
  {
    rule: '8 ordinary outpatient care',
    who: { as: 'dibao' },
    visits: [{ on: '2024-02-01', care: 'outpatient-ordinary', inScope: '500.00' }],
    gives: { assistance: '400.00' },
  },
  // 600 × 30%, then 400 × 30% + 600 × 50%
  {
    rule: '9 bands over the year',
    who: { as: 'poverty-returned' },
    visits: [
      { on: '2024-02-01', inScope: '600.00' },
      { on: '2024-03-01', inScope: '1000.00' },
    ],
    gives: { assistance: '420.00' },
  },
  {
    rule: '10 up to an amount',
    who: { as: 'monitored-unstable' },
    visits: [{ on: '2024-02-01', inScope: '3000.00' }],
    gives: { assistance: '1500.00' },
  },
  {
    rule: '10 above it',
    who: { as: 'monitored-unstable' },
    visits: [{ on: '2024-02-01', inScope: '3000.01' }],
    gives: { assistance: '1800.01' },
  },
  {
    rule: '11 less without referral',
    who: { as: 'tekun' },
    visits: [{ on: '2024-02-01', inScope: '1000.00', away: true }],
    gives: { assistance: '900.00' },
    reason: 'aided-less',
  },
  // 5% of 42000 is 2100; 4200 × 50% left
  {
    rule: '12 a threshold by the income of the city, at it',
    who: { as: 'low-income' },
    visits: [{ on: '2024-02-01', inScope: '4200.00' }],
    gives: { assistance: '2100.00', tilt: '0.00' },
  },
  {
    rule: '12 a threshold by the income of the city, above it',
    who: { as: 'low-income' },
    visits: [{ on: '2024-02-01', inScope: '6200.00' }],
    gives: { assistance: '3100.00', tilt: '600.00' },
  },
  {
    rule: '13 the second stay takes half',
    who: {},
    visits: [
      { on: '2024-02-01', inScope: '2000.00', basic: null },
      { on: '2024-03-01', inScope: '2000.00', basic: null },
    ],
    gives: { basic: '900.00' },
  },
  {
    rule: '13 and from seventy on nothing',
    who: { bornOn: '1954-02-01' },
    visits: [
      { on: '2024-02-01', inScope: '2000.00', basic: null },
      { on: '2024-03-01', inScope: '2000.00', basic: null },
    ],
    gives: { basic: '1200.00' },
  },
  {
    rule: '16 an identity lost during the stay',
    who: { as: 'dibao', to: '2024-02-05' },
    visits: [{ admitted: '2024-02-05', on: '2024-02-10', inScope: '1000.00' }],
    gives: { assistance: '700.00' },
    reason: 'identity-of-admission',
  },
  {
    rule: '16 an identity lost the day before it',
    who: { as: 'dibao', to: '2024-02-04' },
    visits: [{ admitted: '2024-02-05', on: '2024-02-10', inScope: '1000.00' }],
    gives: { assistance: '0.00' },
    reason: 'no-identity',
  },
  {
    rule: '18 a cap of one visit',
    who: { as: 'dibao-marginal' },
    visits: [{ on: '2024-02-01', inScope: '2000.02' }],
    gives: { assistance: '1000.00' },
    reason: 'visit-cap-reached',
  },
  {
    rule: '18 a least amount',
    who: { as: 'dibao-marginal' },
    visits: [{ on: '2024-02-01', inScope: '199.98' }],
    gives: { assistance: '0.00' },
    reason: 'below-least',
  },
  {
    rule: '18 another rate for the uninsured',
    who: { as: 'dibao-marginal', tier: null },
    visits: [{ on: '2024-02-01', inScope: '1000.00' }],
    gives: { assistance: '200.00' },
  },
]
