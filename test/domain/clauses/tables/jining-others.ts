import { clauses } from '../../../support/claims/clause-rows.ts'
import { notKey } from './jining.ts'

const insured = '370800'

/** For the others nobody knows what main aid pays until it is stated. */
export const tables = clauses('370000/N4', [
  ...notKey.map((as) => ({
    why: `${as}: without a statement neither aid nor re-aid is known, and the city is named for both`,
    visit: { insured, on: '2021-06-15', as, inScope: '30000.00' } as const,
    gives: {
      assistance: '0.00',
      reAid: '0.00',
      person: '30000.00',
      because: { 'left-open': '370800/N3' },
      after: { selfPay: '0.00' },
    },
  })),
  {
    why: '20000 − 15000 leaves 5000.00, not above 5000',
    at: 'below threshold 5000',
    visit: { insured, on: '2021-06-15', as: 'youfu', inScope: '20000.00', assistance: '15000.00' },
    gives: {
      assistance: '15000.00',
      reAid: '0.00',
      person: '5000.00',
      by: { assistance: '370800/N3' },
      reasons: ['re-aid-below-threshold'],
      without: ['left-open'],
      after: { selfPay: '5000.00' },
    },
  },
  {
    why: 'one fen less was paid: 5000.01 − 5000 = 0.01, × 0.70 rounds up',
    at: 'above threshold 5000',
    visit: { insured, on: '2021-06-15', as: 'youfu', inScope: '20000.00', assistance: '14999.99' },
    gives: { assistance: '14999.99', reAid: '0.01', person: '5000.00' },
  },
  {
    why: 'stated as nothing is stated: 20000 − 5000 = 15000, × 0.70',
    visit: { insured, on: '2021-06-15', as: 'low-income', inScope: '20000.00', assistance: '0.00' },
    gives: { assistance: '0.00', reAid: '10500.00', person: '9500.00', by: { reAid: '370000/N4' } },
  },
  {
    why: '36571.41 − 3000 − 5000 = 28571.41, × 0.70 = 19999.987, one fen below the limit',
    at: 'below limit re-aid 20000',
    visit: { insured, on: '2021-06-15', as: 'illness-impoverished', inScope: '36571.41', assistance: '3000.00' },
    gives: { reAid: '19999.99', remaining: { 're-aid': '0.01' } },
  },
  {
    why: 'over the year: the first left 4000, the second adds 3000, 2000 above 5000, × 0.70',
    before: [{ insured, on: '2021-03-01', as: 'dibao-marginal', inScope: '9000.00', assistance: '5000.00' }],
    visit: { insured, on: '2021-06-15', as: 'dibao-marginal', inScope: '4000.00', assistance: '1000.00' },
    gives: { assistance: '1000.00', reAid: '1400.00', person: '1600.00', after: { paidOn: { 're-aid': '2000.00' } } },
  },
  {
    why: 'what is stated is at most what the insurers leave: 10000 − 6000',
    visit: { insured, on: '2021-06-15', as: 'youfu', inScope: '10000.00', basic: '6000.00', assistance: '4000.00' },
    gives: { assistance: '4000.00', reAid: '0.00', person: '0.00' },
  },
  {
    why: 'one fen more than that is refused',
    visit: { insured, on: '2021-06-15', as: 'youfu', inScope: '10000.00', basic: '6000.00', assistance: '4000.01' },
    refused: { code: 'paid-exceeds-in-scope', params: { paid: '10000.01', inScope: '10000.00' } },
  },
  {
    why: 'what was stated stays used when the identity changes: 10000 − 4000 are left, and 20000 × 0.70 is cut',
    before: [{ insured, on: '2021-03-01', as: 'youfu', inScope: '8000.00', assistance: '4000.00' }],
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '20000.00' },
    gives: { assistance: '6000.00', used: { annual: '10000.00' }, reasons: ['limit-reached'] },
  },
  {
    why: 'for dibao the document lays aid down: it is computed, and the statement is not taken',
    visit: { insured, on: '2021-06-15', as: 'dibao', inScope: '1000.00', assistance: '100.00' },
    gives: { assistance: '700.00', person: '300.00', warnings: ['assistance-not-taken'] },
  },
  {
    why: 'nor is it for who has no identity, whom no earlier policy aids',
    visit: { insured, on: '2021-06-15', inScope: '1000.00', assistance: '100.00' },
    gives: { assistance: '0.00', person: '1000.00', warnings: ['assistance-not-taken'] },
  },
  {
    why: 'nor without the referral that care elsewhere asks for',
    visit: {
      insured,
      on: '2021-06-15',
      as: 'youfu',
      inScope: '1000.00',
      assistance: '100.00',
      hospital: { region: '110000' },
    },
    gives: { assistance: '0.00', reasons: ['referral-missing'], warnings: ['assistance-not-taken'] },
  },
])
