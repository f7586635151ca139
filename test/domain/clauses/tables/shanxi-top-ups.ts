import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped } from '../../../support/claims/packs.ts'
import type { Sketch } from '../../../support/claims/visit.ts'

/** A stay as tekun is aided in full: it uses the year's limit (000000/G15) and leaves no self-pay behind. */
const usedAsTekun = (inScope: string): Sketch => ({ on: '2023-02-01', as: 'tekun', inScope })

/*
 * With the annual limit used up by the first stay, the next one as dibao gets nothing from it: all of its
 * cost is self-pay, and the tilt is 70% of what exceeds 10000.00.
 */
const j12 = clauses('140500/J12', [
  {
    why: 'self-pay of 10000.00 is not above 10000',
    at: 'below threshold 10000',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '10000.00' },
    gives: { assistance: '0.00', tilt: '0.00', person: '10000.00', reasons: ['tilt-below-threshold'] },
  },
  {
    why: 'one fen above is: 0.01 × 0.70 = 0.007, rounded up',
    at: 'above threshold 10000',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '10000.01' },
    gives: { assistance: '0.00', tilt: '0.01', person: '10000.00', remaining: { tilt: '39999.99' } },
  },
  {
    why: '57142.84 above it, × 0.70 = 39999.988: one fen below the tilt’s own limit',
    at: 'below limit tilt 40000',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '67142.84' },
    gives: { tilt: '39999.99', remaining: { tilt: '0.01' } },
  },
  {
    why: '57142.87 above it, × 0.70 = 40000.009: a fen more than the limit allows',
    at: 'above limit tilt 40000',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '67142.87' },
    gives: { tilt: '40000.00', remaining: { tilt: '0.00' }, because: { 'limit-reached': '140500/J12' } },
  },
  {
    why: 'one fen of the annual limit is left after the visit (57999.99 + 2000.00): the tilt stays closed',
    at: 'below opens annual',
    before: [usedAsTekun('57999.99')],
    visit: { care: 'outpatient-special-drug', as: 'dibao', inScope: '20000.00' },
    gives: { assistance: '2000.00', tilt: '0.00', person: '18000.00', reasons: ['tilt-limit-not-used-up'] },
  },
  {
    why: 'this visit leaves nothing of it (58000.00 + 2000.00): it opens with it, (18000 − 10000) × 0.70',
    at: 'above opens annual',
    before: [usedAsTekun('58000.00')],
    visit: { care: 'outpatient-special-drug', as: 'dibao', inScope: '20000.00' },
    gives: { assistance: '2000.00', tilt: '5600.00', person: '12400.00', remaining: { annual: '0.00' } },
  },
  {
    why: 'a category without a limit never reaches it',
    before: [{ on: '2023-02-01', as: 'dibao', inScope: '200000.00' }],
    visit: { as: 'poverty-returned', care: 'outpatient-chronic', inScope: '50000.00' },
    gives: { assistance: '15000.00', tilt: '0.00', reasons: ['tilt-without-limit'] },
  },
  {
    why: 'the smaller limit of a new category may be used up already: 50000 used, 40000 allowed',
    before: [usedAsTekun('50000.00')],
    visit: { as: 'dibao-marginal', inScope: '20000.00' },
    gives: { assistance: '0.00', tilt: '7000.00', remaining: { annual: '0.00' } },
  },
  {
    why: 'outside the province, properly referred: no tilt, and the self-pay does not count towards it',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '50000.00', hospital: { region: '610100' }, referral: 'proper' },
    gives: { tilt: '0.00', person: '50000.00', reasons: ['tilt-outside'], after: { selfPay: '0.00' } },
  },
  {
    why: 'in another city of the province, properly referred, it does: (50000 − 10000) × 0.70',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '50000.00', hospital: { region: '140100' }, referral: 'proper' },
    gives: { tilt: '28000.00', after: { selfPay: '50000.00' } },
  },
  {
    why: 'there without referral nothing is aided and nothing counts',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '50000.00', hospital: { region: '140100' }, referral: 'none' },
    gives: { tilt: '0.00', reasons: ['referral-missing'], after: { selfPay: '0.00' } },
  },
  {
    why: 'the self-pay of a stay before any identity does not count: 6000 alone is below 10000',
    before: [usedAsTekun('60000.00'), { on: '2023-03-01', inScope: '8000.00' }],
    visit: { as: 'dibao', inScope: '6000.00' },
    gives: { tilt: '0.00', person: '6000.00', after: { selfPay: '6000.00' } },
  },
  {
    why: 'read the other way it does: 8000 + 6000 − 10000 = 4000, × 0.70',
    library: flipped({ accumulates: 'whole-year' }),
    before: [usedAsTekun('60000.00'), { on: '2023-03-01', inScope: '8000.00' }],
    visit: { as: 'dibao', inScope: '6000.00' },
    gives: { tilt: '2800.00', person: '3200.00' },
  },
  {
    why: 'an identity that no aid of the pack names is none that counts: 6000 of the dibao alone',
    before: [usedAsTekun('60000.00'), { on: '2023-03-01', as: 'low-income', inScope: '8000.00' }],
    visit: { as: 'dibao', inScope: '6000.00' },
    gives: { tilt: '0.00', after: { selfPay: '6000.00' } },
  },
  {
    why: 'outpatient care that is not aided does not count: monitored people have none',
    before: [
      usedAsTekun('60000.00'),
      { on: '2023-03-01', as: 'monitored-sudden', care: 'outpatient-chronic', inScope: '9000.00' },
    ],
    visit: { as: 'dibao', inScope: '6000.00' },
    gives: { tilt: '0.00', after: { selfPay: '6000.00' } },
  },
  {
    why: 'youfu is not among the aided of the clause: the step is left with its reason',
    visit: { as: 'youfu', inScope: '50000.00' },
    gives: { tilt: '0.00', reasons: ['tilt-not-named'] },
  },
  {
    why: 'the visit that opens it leaves 4000.00: of (40000 − 10000) × 0.70 = 21000.00 it takes 4000.00, 17000.00 is owed for the drug',
    before: [
      usedAsTekun('55000.00'),
      { on: '2023-03-01', as: 'dibao', care: 'outpatient-special-drug', inScope: '40000.00' },
    ],
    visit: { as: 'dibao', care: 'outpatient-chronic', inScope: '5000.00' },
    gives: {
      assistance: '1000.00',
      tilt: '4000.00',
      person: '0.00',
      owed: '17000.00',
      reasons: ['tilt-owed-for-earlier'],
      after: { used: { annual: '60000.00', tilt: '21000.00' }, personBurden: '19000.00' },
    },
  },
  {
    why: 'nothing waits: the next visit pays on what it adds, 10000 × 0.70',
    before: [
      usedAsTekun('55000.00'),
      { on: '2023-03-01', as: 'dibao', care: 'outpatient-special-drug', inScope: '40000.00' },
      { on: '2023-04-01', as: 'dibao', care: 'outpatient-chronic', inScope: '5000.00' },
    ],
    visit: { as: 'dibao', inScope: '10000.00' },
    gives: { tilt: '7000.00', person: '3000.00', remaining: { tilt: '12000.00' }, owed: '0.00' },
  },
])

const j21 = clauses('140000/J21', [
  {
    why: 'the province alone leaves the tilt to the city: 0.00, and who is to decide',
    before: [usedAsTekun('60000.00')],
    visit: { as: 'dibao', inScope: '50000.00' },
    gives: { region: '140000', tilt: '0.00', person: '50000.00', because: { 'left-open': '140000/J21' } },
  },
  {
    why: 'Jincheng has decided: its own clause takes the place of the gap',
    before: [usedAsTekun('60000.00')],
    visit: { insured: '140521', as: 'dibao', inScope: '50000.00' },
    gives: { region: '140500', tilt: '28000.00', without: ['left-open'] },
  },
])

export const tables = [...j12, ...j21]
