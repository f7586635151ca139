import { clauses } from '../../../support/claims/clause-rows.ts'

/** Of a total of 10000.00 the hospital's class allows 3000.00, 2000.00 or 1500.00 off the catalogue. */
const shares = [
  { feeClass: 'class-one', edge: 'control class-one 0.30', at: ['3000.00', '7000.00'], above: ['3000.01', '6999.99'] },
  { feeClass: 'city-two', edge: 'control city-two 0.20', at: ['2000.00', '8000.00'], above: ['2000.01', '7999.99'] },
  {
    feeClass: 'county-two',
    edge: 'control county-two 0.15',
    at: ['1500.00', '8500.00'],
    above: ['1500.01', '8499.99'],
  },
  {
    feeClass: 'class-three',
    edge: 'control class-three 0.15',
    at: ['1500.00', '8500.00'],
    above: ['1500.01', '8499.99'],
  },
] as const

const bothJ13 = clauses(
  ['140500/J13', '140000/J13'],
  [
    ...shares.flatMap(({ feeClass, edge, at, above }) => [
      {
        why: `${feeClass}: ${at[0]} of 10000.00 off the catalogue is what the clause allows`,
        at: `below ${edge}`,
        visit: { as: 'dibao', offCatalogue: at[0], inScope: at[1], basic: at[1], hospital: { feeClass } },
        gives: { hospital: '0.00', person: at[0] },
      } as const,
      {
        why: `${feeClass}: the fen above it is the hospital’s`,
        at: `above ${edge}`,
        visit: { as: 'dibao', offCatalogue: above[0], inScope: above[1], basic: above[1], hospital: { feeClass } },
        gives: { hospital: '0.01', person: at[0] },
      } as const,
    ]),
    {
      why: 'tekun too: 4000 − 3000',
      visit: { as: 'tekun', offCatalogue: '4000.00', inScope: '6000.00', basic: '3000.00' },
      gives: { hospital: '1000.00', assistance: '3000.00', person: '3000.00' },
    },
    {
      why: 'monitored people are not named: the person bears it all',
      visit: { as: 'monitored-sudden', offCatalogue: '4000.00', inScope: '6000.00', basic: '6000.00' },
      gives: { hospital: '0.00', person: '4000.00' },
    },
    {
      why: 'a person without an identity neither',
      visit: { offCatalogue: '4000.00', inScope: '6000.00', basic: '6000.00' },
      gives: { hospital: '0.00', person: '4000.00', reasons: ['no-identity'] },
    },
    {
      why: 'outside the province no hospital is bound',
      visit: {
        as: 'dibao',
        offCatalogue: '4000.00',
        inScope: '6000.00',
        basic: '6000.00',
        hospital: { region: '110000' },
        referral: 'proper',
      },
      gives: { hospital: '0.00', person: '4000.00' },
    },
    {
      why: 'in the province without referral it is: aid pays nothing, the hospital its excess (000000/G18)',
      visit: {
        as: 'dibao',
        offCatalogue: '4000.00',
        inScope: '6000.00',
        basic: '5000.00',
        hospital: { region: '140800' },
        referral: 'none',
      },
      gives: { hospital: '1000.00', assistance: '0.00', person: '4000.00' },
    },
    {
      why: 'the allowed amount is rounded to the fen: 10000.03 × 0.15 = 1500.0045 allows 1500.00',
      visit: {
        as: 'dibao',
        offCatalogue: '1500.01',
        inScope: '8500.02',
        basic: '8500.02',
        hospital: { feeClass: 'class-three' },
      },
      gives: { hospital: '0.01', person: '1500.00' },
    },
    {
      why: 'over-limit and pre-self-pay are not off the catalogue',
      visit: { as: 'dibao', overLimit: '3000.00', preSelfPay: '3000.00', inScope: '4000.00', basic: '4000.00' },
      gives: { hospital: '0.00', person: '6000.00' },
    },
    {
      why: 'the hospital bears only what nobody else paid: commercial insurance left 1000.00 of the 5000.00',
      visit: {
        as: 'dibao',
        offCatalogue: '5000.00',
        inScope: '5000.00',
        basic: '5000.00',
        commercial: '4000.00',
        hospital: { feeClass: 'class-three' },
      },
      gives: { hospital: '1000.00', commercial: '4000.00', assistance: '0.00', person: '0.00' },
    },
    {
      why: 'an outpatient visit has no control',
      visit: { as: 'dibao', care: 'outpatient-chronic', offCatalogue: '900.00', inScope: '100.00', basic: '100.00' },
      gives: { hospital: '0.00', person: '900.00' },
    },
  ],
)

const j14 = clauses('140500/J14', [
  {
    why: 'the last day of the transition: 85% of 1000.00',
    at: 'below to 2025-12-31',
    visit: { on: '2025-12-31', as: 'poverty-returned', offCatalogue: '1000.00', inScope: '9000.00', basic: '9000.00' },
    gives: { offCatalogueAid: '850.00', assistance: '850.00', person: '150.00', used: { annual: '850.00' } },
  },
  {
    why: 'the day after: nothing',
    at: 'above to 2025-12-31',
    visit: { on: '2026-01-01', as: 'poverty-returned', offCatalogue: '1000.00', inScope: '9000.00', basic: '9000.00' },
    gives: { offCatalogueAid: '0.00', person: '1000.00' },
  },
  {
    why: 'inside the control only: of 4000.00 the hospital bears 1000.00, aid 3000.00 × 0.85',
    visit: { as: 'poverty-returned', offCatalogue: '4000.00', inScope: '6000.00', basic: '6000.00' },
    gives: { hospital: '1000.00', offCatalogueAid: '2550.00', person: '450.00' },
  },
  {
    why: '0.01 × 0.85 = 0.0085, rounded up',
    visit: { as: 'poverty-returned', offCatalogue: '0.01', inScope: '9000.00', basic: '9000.00' },
    gives: { offCatalogueAid: '0.01', person: '0.00' },
  },
  {
    why: 'what commercial insurance paid beyond the scope is not paid again: (2000 − 1000) × 0.85',
    visit: {
      as: 'poverty-returned',
      offCatalogue: '2000.00',
      inScope: '8000.00',
      basic: '8000.00',
      commercial: '1000.00',
    },
    gives: { commercial: '1000.00', offCatalogueAid: '850.00', person: '150.00' },
  },
  {
    why: 'dibao has no such part',
    visit: { as: 'dibao', offCatalogue: '1000.00', inScope: '9000.00', basic: '9000.00' },
    gives: { offCatalogueAid: '0.00', person: '1000.00' },
  },
  {
    why: 'outside the province neither',
    visit: {
      as: 'poverty-returned',
      offCatalogue: '1000.00',
      inScope: '9000.00',
      basic: '9000.00',
      hospital: { region: '110000' },
      referral: 'proper',
    },
    gives: { offCatalogueAid: '0.00', person: '1000.00' },
  },
  {
    why: 'without referral neither, as for all aid',
    visit: {
      as: 'poverty-returned',
      offCatalogue: '1000.00',
      inScope: '9000.00',
      basic: '9000.00',
      hospital: { region: '140100' },
    },
    gives: { offCatalogueAid: '0.00', person: '1000.00', reasons: ['referral-missing'] },
  },
])

export const tables = [...bothJ13, ...j14]
