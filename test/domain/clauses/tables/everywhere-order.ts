import { expect } from 'vitest'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped, shipped } from '../../../support/claims/packs.ts'
import { settle, settleYear } from '../../../support/claims/visit.ts'

/** A total of 10000: 8000 in scope, 1000 over a price limit, 1000 paid by the person first. Basic insurance left 3000 in scope. */
const withinCatalogue = {
  overLimit: '1000.00',
  preSelfPay: '1000.00',
  inScope: '8000.00',
  basic: '5000.00',
} as const

/** A total of 10000: 6000 in scope, paid by basic insurance, 2000 off the catalogue, 1000 over a limit, 1000 paid first. */
const outside = {
  ...{ offCatalogue: '2000.00', overLimit: '1000.00', preSelfPay: '1000.00', inScope: '6000.00', basic: '6000.00' },
} as const
const allNotInScope = flipped({ outsideCatalogueMeans: 'all-not-in-scope' })

const words = clauses('000000/words', [
  {
    why: '目录外 read as the off-catalogue part: 2000 of the 3000 that the clause allows, so nothing is the hospital’s',
    visit: { as: 'dibao', ...outside },
    gives: { hospital: '0.00', person: '4000.00' },
  },
  {
    why: 'read as all that is not in scope: 4000 − 3000',
    library: allNotInScope,
    visit: { as: 'dibao', ...outside },
    gives: { hospital: '1000.00', person: '3000.00' },
  },
  {
    why: 'aid of what is off the catalogue: 2000 × 0.85',
    visit: { as: 'poverty-returned', ...outside },
    gives: { offCatalogueAid: '1700.00', person: '2300.00' },
  },
  {
    why: 'and of all that is not in scope, less what the hospital bears: (4000 − 1000) × 0.85',
    library: allNotInScope,
    visit: { as: 'poverty-returned', ...outside },
    gives: { hospital: '1000.00', offCatalogueAid: '2550.00', person: '450.00' },
  },
  {
    why: '目录内 read as in scope: 3000 × 0.70',
    visit: { as: 'dibao', ...withinCatalogue },
    gives: { assistance: '2100.00', person: '2900.00' },
  },
  {
    why: 'read as all that is within the catalogue: 5000 × 0.70',
    library: flipped({ catalogueMeans: 'within-catalogue' }),
    visit: { as: 'dibao', ...withinCatalogue },
    gives: { assistance: '3500.00', person: '1500.00' },
  },
  {
    why: 'the floor speaks of 目录内 too: nine tenths of 16000 are 14400, 9000 + 4900 = 13900 are covered, 500 are added',
    library: flipped({ catalogueMeans: 'within-catalogue' }),
    visit: {
      as: 'poverty-returned',
      overLimit: '1000.00',
      preSelfPay: '1000.00',
      inScope: '14000.00',
      basic: '9000.00',
      offCatalogue: '4000.00',
    },
    gives: { main: '4900.00', floor: '500.00' },
  },
])

const g1 = clauses('000000/G1', [
  {
    why: 'each payer from what the ones before left: 10000 − 4000 − 1000 − 500 − 500 − 1000 = 3000, × 0.70',
    visit: {
      as: 'dibao',
      inScope: '10000.00',
      basic: '4000.00',
      criticalIllness: '1000.00',
      supplementary: '500.00',
      commercial: '500.00',
      socialAid: '1000.00',
    },
    gives: { assistance: '2100.00', person: '900.00' },
  },
  {
    why: 'the lines of an answer stand in the order of the payers',
    check: () => {
      const { outcome } = settleYear([
        { as: 'tekun', on: '2023-02-01', inScope: '59000.00' },
        {
          as: 'dibao',
          inScope: '40000.00',
          offCatalogue: '50000.00',
          basic: '4000.00',
          criticalIllness: '1000.00',
          supplementary: '500.00',
          commercial: '500.00',
          socialAid: '1000.00',
        },
      ])
      expect(outcome.lines.filter(({ payer }) => payer !== 'hospital').map(({ payer }) => payer)).toEqual([
        'basic',
        'criticalIllness',
        'supplementary',
        'commercial',
        'socialAid',
        'assistance',
        'tilt',
        'person',
      ])
    },
  },
])

const g2 = clauses('000000/G2', [
  {
    why: 'half up: 0.15 × 0.70 = 0.105 is 0.11',
    visit: { as: 'dibao', inScope: '0.15' },
    gives: { assistance: '0.11', person: '0.04' },
  },
  {
    why: 'half to the even fen: 0.105 is 0.10',
    library: flipped({ rounding: 'half-even' }),
    visit: { as: 'dibao', inScope: '0.15' },
    gives: { assistance: '0.10', person: '0.05' },
  },
  {
    why: 'half to the even fen goes up as well: 0.25 × 0.70 = 0.175 is 0.18',
    library: flipped({ rounding: 'half-even' }),
    visit: { as: 'dibao', inScope: '0.25' },
    gives: { assistance: '0.18' },
  },
  {
    why: 'down: 0.175 is 0.17',
    library: flipped({ rounding: 'down' }),
    visit: { as: 'dibao', inScope: '0.25' },
    gives: { assistance: '0.17' },
  },
  {
    why: 'rounded before the next payer: 70% of 16667.05 is 11666.935, so 11666.94; the tilt of 0.11 above 5000 is 0.066, 0.07',
    visit: {
      insured: '500243',
      as: 'dibao-marginal',
      inScope: '40000.00',
      basic: '23332.95',
      hospital: { level: 'two' },
    },
    gives: { assistance: '11666.94', tilt: '0.07', person: '5000.04' },
  },
])

const g3 = clauses('000000/G3', [
  {
    why: 'a stay below the deductibles of both insurers: all of 80.00 is the base of aid, × 0.70',
    visit: { as: 'dibao', inScope: '80.00', basic: null, criticalIllness: null, hospital: { feeClass: 'class-three' } },
    gives: { basic: '0.00', criticalIllness: '0.00', assistance: '56.00' },
  },
])

const g4 = clauses('000000/G4', [
  {
    why: 'tekun gives most, 1000.00 against 700.00, and the other is named as not counted',
    visit: { as: ['dibao', 'tekun'], inScope: '1000.00' },
    gives: { category: 'tekun', assistance: '1000.00', reasons: ['identity-not-counted'] },
  },
  {
    why: 'the lower in the order may give more: the floor of poverty-returned makes 900 of 700',
    visit: { as: ['dibao', 'poverty-returned'], inScope: '1000.00' },
    gives: { category: 'poverty-returned', assistance: '900.00' },
  },
  {
    why: 'the tilt is compared as well: 9800 of main aid as dibao, 14000 of tilt as dibao-marginal, whose 40000 are used up',
    before: [{ on: '2023-02-01', as: 'dibao', inScope: '71428.57' }],
    visit: { as: ['dibao', 'dibao-marginal'], inScope: '14000.00' },
    gives: { category: 'dibao-marginal', assistance: '0.00', tilt: '14000.00', person: '0.00' },
  },
  {
    why: 'counted once: not the sum of two, and one use of the limit',
    visit: { as: ['dibao', 'monitored-sudden'], inScope: '10000.00' },
    gives: { category: 'dibao', assistance: '7000.00', used: { annual: '7000.00' } },
  },
  {
    why: 'a tie goes to the first in the order of the pack',
    visit: {
      as: [
        { category: 'monitored-sudden', from: '2021-01-01' },
        { category: 'monitored-unstable', from: '2023-03-01' },
      ],
      inScope: '5000.00',
    },
    gives: { category: 'monitored-unstable', assistance: '1457.54' },
  },
  {
    why: 'read the other way, to the one that was held longest',
    library: flipped({ ties: 'held-longest' }),
    visit: {
      as: [
        { category: 'monitored-sudden', from: '2021-01-01' },
        { category: 'monitored-unstable', from: '2023-03-01' },
      ],
      inScope: '5000.00',
    },
    gives: { category: 'monitored-sudden', assistance: '1457.54' },
  },
  {
    why: 'an identity that ended the day before the discharge is not there to count',
    visit: { as: [{ category: 'tekun', to: '2023-06-14' }, 'dibao'], inScope: '1000.00' },
    gives: { category: 'dibao', assistance: '700.00', without: ['identity-not-counted'] },
  },
])

const changed = [
  { category: 'dibao', to: '2023-06-10' },
  { category: 'tekun', from: '2023-06-15' },
] as const

const g5 = clauses('000000/G5', [
  {
    why: 'certified from the day of discharge: it applies',
    visit: { as: changed, on: '2023-06-15', admitted: '2023-06-01', inScope: '1000.00' },
    gives: { category: 'tekun', assistance: '1000.00' },
  },
  {
    why: 'discharged the day before: it does not, and the one of the admission has ended',
    visit: { as: changed, on: '2023-06-14', admitted: '2023-06-01', inScope: '1000.00' },
    gives: { category: null, assistance: '0.00', reasons: ['no-identity'] },
  },
  {
    why: 'read the other way, the identity of the admission applies',
    library: flipped({ lawOn: 'admission' }),
    visit: { as: changed, on: '2023-06-15', admitted: '2023-06-01', inScope: '1000.00' },
    gives: { category: 'dibao', assistance: '700.00' },
  },
  {
    why: 'admitted in the old year and discharged in the new: law and year of the discharge (J14 has ended)',
    visit: {
      as: 'poverty-returned',
      admitted: '2025-12-20',
      on: '2026-01-01',
      inScope: '9000.00',
      basic: '9000.00',
      offCatalogue: '1000.00',
    },
    gives: { year: 2026, offCatalogueAid: '0.00' },
  },
  {
    why: 'read the other way, the law of the admission holds (J14 has not ended)',
    library: flipped({ lawOn: 'admission' }),
    visit: {
      as: 'poverty-returned',
      admitted: '2025-12-20',
      on: '2026-01-01',
      inScope: '9000.00',
      basic: '9000.00',
      offCatalogue: '1000.00',
    },
    gives: { offCatalogueAid: '850.00' },
  },
  {
    why: 'a discharge of last year, settled today, takes last year’s figures: the income of 2022, not of 2023',
    visit: { as: 'monitored-sudden', on: '2023-12-31', inScope: '3092.40' },
    gives: { year: 2023, assistance: '122.22' },
  },
  {
    why: 'an outpatient visit goes by the day of service, the leap day too',
    visit: { as: 'dibao', care: 'outpatient-chronic', on: '2024-02-29', inScope: '1000.00' },
    gives: { year: 2024, assistance: '300.00' },
  },
])

const g10 = clauses('000000/G10', [
  {
    why: 'a certificate settles by the days it names; when it was recorded is no fact of the settlement',
    check: () => {
      const late = settle({ as: [{ category: 'dibao', from: '2023-06-01' }], on: '2023-06-15', inScope: '1000.00' })
      expect(late.outcome.payers.assistance).toBe('700.00')
      expect(shipped.law('140500', '2023-06-15').clause('G10').status).toBe('reading')
    },
  },
])

export const tables = [...words, ...g1, ...g2, ...g3, ...g4, ...g5, ...g10]
