import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped } from '../../../support/claims/packs.ts'
import type { Sketch } from '../../../support/claims/visit.ts'

const g6 = clauses('000000/G6', [
  {
    why: 'outpatient first, then a stay: 3000 + 57000 of 60000',
    before: [{ on: '2023-02-01', as: 'dibao', care: 'outpatient-chronic', inScope: '10000.00' }],
    visit: { as: 'dibao', inScope: '90000.00' },
    gives: { assistance: '57000.00', used: { annual: '60000.00' }, reasons: ['limit-reached'] },
  },
])

/** 71428.57 × 0.70 = 49999.999: as dibao 50000.00 of 60000 are used, and the deductible of the year is long met. */
const usedAsDibao: Sketch = { on: '2023-02-01', as: 'dibao', inScope: '71428.57' }

const g7 = clauses('000000/G7', [
  {
    why: 'a new category with 40000 after 50000 were used: nothing is left, and the use stays',
    before: [usedAsDibao],
    visit: { as: 'dibao-marginal', inScope: '10000.00' },
    gives: { assistance: '0.00', used: { annual: '50000.00' }, remaining: { annual: '0.00' } },
  },
  {
    why: 'read the other way it starts anew: 10000 × 0.60 of its own 40000',
    library: flipped({ categoryChange: 'starts-anew' }),
    before: [usedAsDibao],
    visit: { as: 'dibao-marginal', inScope: '10000.00' },
    gives: { assistance: '6000.00', used: { annual: '6000.00' }, remaining: { annual: '34000.00' } },
  },
  {
    why: 'with 30000 used, 10000 of the 40000 are left: 20000 × 0.60 = 12000 is cut',
    before: [{ ...usedAsDibao, inScope: '42857.14' }],
    visit: { as: 'dibao-marginal', inScope: '20000.00' },
    gives: { assistance: '10000.00', used: { annual: '40000.00' }, remaining: { annual: '0.00' } },
  },
  {
    why: 'back to a category with more, the rest of the larger limit is open again',
    before: [usedAsDibao, { on: '2023-03-01', as: 'dibao-marginal', inScope: '10000.00' }],
    visit: { as: 'dibao', inScope: '20000.00' },
    gives: { assistance: '10000.00', used: { annual: '60000.00' } },
  },
])

const elsewhere = { region: '310000' }

const g82 = clauses('000000/G8.2', [
  {
    why: 'an emergency counts as if it were on file; the document is not at hand, which is said',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, emergency: true },
    gives: { assistance: '1000.00', without: ['referral-missing'], warnings: ['unconfirmed-value'] },
  },
  {
    why: 'one on file needs no such reading',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, emergency: true, filings: ['emergency'] },
    gives: { assistance: '1000.00', without: ['unconfirmed-value'] },
  },
  {
    why: 'and only an emergency does',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere },
    gives: { assistance: '0.00' },
  },
  {
    why: 'read the other way it is no exception',
    library: flipped({ emergencyWithoutReferral: 'not-exempt' }),
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, emergency: true },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
])

const g8 = clauses('000000/G8', [
  {
    why: 'elsewhere without a word on referral: aid pays nothing, basic and critical illness still do',
    visit: {
      insured: '140100',
      as: 'tekun',
      inScope: '90000.00',
      basic: '50000.00',
      criticalIllness: null,
      hospital: elsewhere,
    },
    gives: {
      criticalIllness: '22500.00',
      assistance: '0.00',
      person: '17500.00',
      because: { 'referral-missing': '000000/G8' },
    },
  },
  {
    why: 'with `none` the same; Jincheng says so itself',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, referral: 'none' },
    gives: { assistance: '0.00', because: { 'referral-missing': '140500/G8' } },
  },
  {
    why: 'properly referred by a filing: aided, and nothing to look into, whatever the hospital says',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, referral: 'none', filings: ['residence'] },
    gives: { assistance: '1000.00', reasons: ['referral-filed'], without: ['referral-not-filed', 'referral-missing'] },
  },
  {
    why: 'properly referred by the hospital’s word alone: aided, and marked',
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, referral: 'proper' },
    gives: { assistance: '1000.00', warnings: ['referral-not-filed'] },
  },
  {
    why: 'where a pack refuses that word, it is no referral',
    library: flipped({ referralUnfiled: 'refused' }),
    visit: { as: 'tekun', inScope: '1000.00', hospital: elsewhere, referral: 'proper' },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
  {
    why: 'in the insured place there is nothing to file',
    visit: { as: 'tekun', inScope: '1000.00', referral: 'proper' },
    gives: { assistance: '1000.00', without: ['referral-not-filed'] },
  },
  {
    why: 'a package is aid as well: shut out, the person bears its share',
    visit: {
      care: 'critical-disease',
      as: 'tekun',
      inScope: '10000.00',
      basic: null,
      registered: { packageCode: '儿童急性淋巴细胞白血病 标危' },
      hospital: { ...elsewhere, criticalDiseaseDesignated: true },
    },
    gives: { basic: '7000.00', assistance: '0.00', person: '3000.00', reasons: ['referral-missing'] },
  },
])

const localG8 = clauses('140500/G8', [
  {
    why: 'in another city of the province without referral',
    visit: { as: 'dibao', inScope: '1000.00', hospital: { region: '140700' } },
    gives: { assistance: '0.00', because: { 'referral-missing': '140500/G8' } },
  },
  {
    why: 'there with proper referral, by the standards of the insured place',
    visit: { as: 'dibao', inScope: '1000.00', hospital: { region: '140700' }, referral: 'proper' },
    gives: { assistance: '700.00' },
  },
  {
    why: 'in a county of the city no referral is asked for, not even where the claim says there is none',
    visit: { as: 'dibao', inScope: '1000.00', hospital: { region: '140525' }, referral: 'none' },
    gives: { assistance: '700.00', without: ['referral-missing'] },
  },
])

const g9 = clauses('000000/G9', [
  {
    why: 'a hospital of Jining settles a person of Jincheng by Jincheng’s rules: no re-aid, a limit of 60000',
    visit: { as: 'dibao', inScope: '50000.00', hospital: { region: '370800' }, referral: 'proper' },
    gives: { region: '140500', assistance: '35000.00', reAid: '0.00', remaining: { annual: '25000.00' } },
  },
])

const g11 = clauses('000000/G11', [
  {
    why: 'no limit is stated for tekun: null, never 0 nor a large number',
    visit: { as: 'tekun', inScope: '100.00' },
    gives: { assistance: '100.00', remaining: { annual: null } },
  },
])

const g12 = clauses('000000/G12', [
  {
    why: 'what others pay beyond the scope leaves a base of zero, not below: 1000 in scope, 2000 paid',
    visit: { as: 'dibao', inScope: '10000.00', basic: '9000.00', commercial: '2000.00', offCatalogue: '2000.00' },
    gives: { assistance: '0.00', person: '1000.00', after: { aidDeductibleBase: '0.00', selfPay: '0.00' } },
  },
  {
    why: 'over-limit, pre-self-pay and off-catalogue cost are no part of the base',
    visit: { as: 'dibao', inScope: '1000.00', overLimit: '100.00', preSelfPay: '100.00', offCatalogue: '100.00' },
    gives: { assistance: '700.00', person: '600.00' },
  },
  {
    why: 'insurers that paid more than the scope holds are refused',
    visit: { as: 'dibao', inScope: '1000.00', offCatalogue: '500.00', basic: '1000.01' },
    refused: { code: 'paid-exceeds-in-scope', params: { paid: '1000.01', inScope: '1000.00' } },
  },
  {
    why: 'so are payers that together paid more than the visit cost',
    visit: { as: 'dibao', inScope: '1000.00', basic: '600.00', socialAid: '400.01' },
    refused: { code: 'paid-exceeds-total', params: { paid: '1000.01', total: '1000.00' } },
  },
])

const g13 = clauses('000000/G13', [
  {
    why: 'a stay adds its base, its self-pay after aid, and the person’s share of the whole',
    visit: { as: 'dibao', inScope: '6000.00', basic: '4000.00', offCatalogue: '1000.00' },
    gives: { person: '1600.00', after: { aidDeductibleBase: '2000.00', selfPay: '600.00', personBurden: '1600.00' } },
  },
  {
    why: 'the floor comes off the self-pay as well: 10000 − 5000 − 3500 − 500',
    visit: { as: 'poverty-returned', inScope: '10000.00', basic: '5000.00' },
    gives: { after: { aidDeductibleBase: '5000.00', selfPay: '1000.00', personBurden: '1000.00' } },
  },
  {
    why: 'aided outpatient care adds to self-pay and burden, not to the deductible of stays',
    visit: { as: 'dibao', care: 'outpatient-chronic', inScope: '1000.00' },
    gives: { after: { aidDeductibleBase: '0.00', selfPay: '700.00', personBurden: '700.00' } },
  },
  {
    why: 'shut out by G8 a stay adds to the burden alone',
    visit: { as: 'dibao', inScope: '6000.00', basic: '4000.00', hospital: elsewhere },
    gives: { after: { aidDeductibleBase: '0.00', selfPay: '0.00', personBurden: '2000.00' } },
  },
  {
    why: 'the deductible read as one of each stay: 3000.00 − 2917.80 = 82.20, × 0.70',
    library: flipped({ aidDeductibleOver: 'stay' }),
    before: [{ on: '2023-03-01', as: 'monitored-sudden', inScope: '2000.00' }],
    visit: { as: 'monitored-sudden', inScope: '3000.00' },
    gives: { assistance: '57.54' },
  },
  {
    why: 'read as the year’s: (3000.00 − 917.80) × 0.70',
    before: [{ on: '2023-03-01', as: 'monitored-sudden', inScope: '2000.00' }],
    visit: { as: 'monitored-sudden', inScope: '3000.00' },
    gives: { assistance: '1457.54' },
  },
  {
    why: 'the burden read as what is in scope: 2000 − 1400, without the 1000 off the catalogue',
    library: flipped({ personBurden: 'in-scope' }),
    visit: { as: 'dibao', inScope: '6000.00', basic: '4000.00', offCatalogue: '1000.00' },
    gives: { person: '1600.00', after: { personBurden: '600.00' } },
  },
])

const jining = { insured: '370800', as: 'dibao' } as const

const g14 = clauses('000000/G14', [
  {
    why: 'the excess of 20000 was paid on; 15000 more pay 15000 × 0.70 = 10500, of which 6000 are left',
    before: [{ ...jining, on: '2023-02-01', inScope: '35000.00' }],
    visit: { ...jining, inScope: '15000.00' },
    gives: { reAid: '6000.00', after: { paidOn: { 're-aid': '35000.00' } } },
  },
  {
    why: 'no growth above the threshold pays nothing: a visit of nothing in scope',
    before: [{ ...jining, on: '2023-02-01', inScope: '35000.00' }],
    visit: { ...jining, inScope: '0.00', offCatalogue: '100.00' },
    gives: { reAid: '0.00', person: '100.00' },
  },
  {
    why: 'rounded on the accumulated amount: 0.01 × 0.70 paid a fen, and 0.02 × 0.70 = 0.014 is no fen more',
    before: [
      { ...jining, on: '2023-02-01', inScope: '15000.00' },
      { ...jining, on: '2023-03-01', inScope: '0.01' },
    ],
    visit: { ...jining, inScope: '0.01' },
    gives: { reAid: '0.00', after: { used: { annual: '10000.00', 're-aid': '0.01' } } },
  },
])

const g15 = clauses('000000/G15', [
  {
    why: '30000 as tekun, without a limit, count for the dibao later: of 35000 only 30000 are left',
    before: [{ on: '2023-02-01', as: 'tekun', inScope: '30000.00' }],
    visit: { as: 'dibao', inScope: '50000.00' },
    gives: { assistance: '30000.00', used: { annual: '60000.00' } },
  },
  {
    why: 'read the other way they do not',
    library: flipped({ aidWithoutLimit: 'not-recorded' }),
    before: [{ on: '2023-02-01', as: 'tekun', inScope: '30000.00' }],
    visit: { as: 'dibao', inScope: '50000.00' },
    gives: { assistance: '35000.00', used: { annual: '35000.00' } },
  },
])

export const tables = [...g6, ...g7, ...g8, ...g82, ...localG8, ...g9, ...g11, ...g12, ...g13, ...g14, ...g15]
