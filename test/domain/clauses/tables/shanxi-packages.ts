import { expect } from 'vitest'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped } from '../../../support/claims/packs.ts'
import { settle } from '../../../support/claims/visit.ts'

const standard = { packageCode: '儿童急性淋巴细胞白血病 标危' }
const medium = { packageCode: '儿童急性淋巴细胞白血病 中危' }
const care = 'critical-disease'

const j11 = clauses('140500/J11', [
  ...(['dibao', 'youfu'] as const).map((as) => ({
    why: `${as}: basic 70%, aid 20%, the person 10% of 50000.00`,
    visit: { care, as, inScope: '50000.00', basic: null, registered: standard } as const,
    gives: { basic: '35000.00', assistance: '10000.00', hospital: '0.00', person: '5000.00', tilt: '0.00' },
  })),
  ...(['low-income', 'severely-disabled'] as const).map((as) => ({
    why: `${as}: aid 10%, so the person bears 20%`,
    visit: { care, as, inScope: '50000.00', basic: null, registered: standard } as const,
    gives: { basic: '35000.00', assistance: '5000.00', person: '10000.00' },
  })),
  {
    why: 'severely disabled and able to work: art. 13 names those unable to, so it is a stay, which aids nobody disabled',
    visit: {
      care,
      as: [{ category: 'severely-disabled', unableToWork: false }],
      inScope: '50000.00',
      basic: '35000.00',
      registered: standard,
    },
    gives: { basic: '35000.00', assistance: '0.00', person: '15000.00', because: { 'able-to-work': '140500/J11' } },
  },
  {
    why: 'outside the annual limit: used up by a stay, the package still pays, and draws nothing',
    before: [{ on: '2023-02-01', as: 'dibao', inScope: '85714.29' }],
    visit: { care, as: 'dibao', inScope: '79000.00', basic: null, registered: standard },
    gives: { assistance: '15800.00', after: { used: { annual: '60000.00', tilt: '11000.00' } } },
  },
  {
    why: 'illness-impoverished: aid 10%; a stay would leave more, (29400.00 − 7294.50) × 0.60 of it aided',
    visit: { care, as: 'illness-impoverished', inScope: '50000.00', basic: null, registered: standard },
    gives: { basic: '35000.00', assistance: '5000.00', person: '10000.00', reasons: ['stay-leaves-no-less'] },
  },
  {
    why: 'dibao-marginal is not named: a plain stay under art. 11, (15000.00 − 2917.80) × 0.60, with the reason',
    visit: { care, as: 'dibao-marginal', inScope: '50000.00', basic: '35000.00', registered: standard },
    gives: {
      assistance: '7249.32',
      person: '7750.68',
      reasons: ['category-not-aided'],
      because: { 'category-not-aided': '140500/J11' },
      by: { assistance: '140500/J4' },
    },
  },
  {
    why: 'poverty-returned is not named: 40000.00 × 0.70, and the floor of a stay adds 4000.00 up to 72000.00',
    visit: { care, as: 'poverty-returned', inScope: '80000.00', basic: '40000.00', registered: standard },
    gives: { main: '28000.00', floor: '4000.00', assistance: '32000.00', person: '8000.00', hospital: '0.00' },
  },
  {
    why: 'a hospital not designated for the diseases: a plain stay, 15000.00 × 0.70, from the annual limit',
    visit: {
      care,
      as: 'dibao',
      inScope: '50000.00',
      basic: '35000.00',
      registered: standard,
      hospital: { criticalDiseaseDesignated: false },
    },
    gives: {
      assistance: '10500.00',
      person: '4500.00',
      used: { annual: '10500.00' },
      reasons: ['hospital-not-designated-for-disease'],
    },
  },
  {
    why: 'no registration of the disease: the same, with that reason',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: '35000.00', registered: null },
    gives: { assistance: '10500.00', person: '4500.00', reasons: ['registration-missing'] },
  },
  {
    why: 'a stay in every other respect: the hospital bears off-catalogue cost above 30% of the total',
    visit: { care, as: 'dibao', inScope: '6000.00', offCatalogue: '4000.00', basic: '4000.00', registered: null },
    gives: { assistance: '1400.00', hospital: '1000.00', person: '3600.00', after: { stays: 1 } },
  },
  {
    why: 'nobody’s package either: without an identity the insurers of a stay still pay, 49000.00 × 0.60',
    visit: { care, inScope: '50000.00', basic: null, registered: standard },
    gives: { basic: '29400.00', assistance: '0.00', reasons: ['no-identity'] },
  },
  {
    why: 'whoever is not enrolled has no package either: basic insurance would pay 70% of it',
    visit: {
      care,
      as: 'dibao',
      tier: null,
      inScope: '50000.00',
      basic: null,
      criticalIllness: null,
      registered: standard,
    },
    gives: { basic: '0.00', assistance: '0.00', person: '50000.00', reasons: ['not-insured'] },
  },
  {
    why: 'both fit and leave the same, 4285.72: 14285.72 × 0.70 is 10000.00 as 20% of 50000.00 is, and the package counts',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: '35714.28', registered: standard },
    gives: {
      assistance: '10000.00',
      person: '4285.72',
      reasons: ['stay-leaves-no-less'],
      by: { assistance: '140500/J11' },
    },
  },
  {
    why: 'a fen less of basic insurance: the stay leaves 4285.72, the package 4285.73, and the stay counts',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: '35714.27', registered: standard },
    gives: {
      assistance: '10000.01',
      person: '4285.72',
      reasons: ['package-leaves-more'],
      by: { assistance: '140500/J4' },
    },
  },
  {
    why: 'tekun: a stay leaves nothing in scope, where the package would leave 10%',
    visit: { care, as: 'tekun', inScope: '50000.00', basic: null, registered: standard },
    gives: { basic: '29400.00', assistance: '20600.00', person: '0.00', reasons: ['package-leaves-more'] },
  },
  {
    why: 'read the other way, the package alone where it fits: tekun bear 10%',
    library: flipped({ packageOrStay: 'package-only' }),
    visit: { care, as: 'tekun', inScope: '50000.00', basic: null, registered: standard },
    gives: { basic: '35000.00', assistance: '10000.00', person: '5000.00' },
  },
  {
    why: 'and nothing where it does not',
    library: flipped({ packageOrStay: 'package-only' }),
    visit: { care, as: 'dibao-marginal', inScope: '50000.00', basic: '35000.00', registered: standard },
    gives: { assistance: '0.00', person: '15000.00', reasons: ['category-not-aided'] },
  },
  {
    why: 'a package whose limit no document gives is an error that names it',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: null, registered: { packageCode: '乳腺癌' } },
    refused: { code: 'figure-missing', params: { figure: 'package', year: '乳腺癌' } },
  },
  {
    why: 'what a charity has paid leaves less open: 50000 − 35000 − 8000 = 7000 is less than 20%',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: null, socialAid: '8000.00', registered: standard },
    gives: { assistance: '7000.00', person: '0.00' },
  },
  {
    why: 'every payer of a package has its line: the amounts told add up to the total, whoever gave them',
    check: () => {
      const given = { criticalIllness: '100.00', supplementary: '30.00', commercial: '50.00', socialAid: '20.00' }
      const { outcome } = settle({
        care,
        as: 'dibao',
        inScope: '10000.00',
        basic: null,
        ...given,
        registered: standard,
      })
      const told = outcome.lines.map(({ payer, amount }) => [payer, amount])
      expect(Object.fromEntries(told)).toEqual({ basic: '7000.00', ...given, assistance: '2000.00', person: '800.00' })
    },
  },
  {
    why: 'a total of three fen: 0.021 and 0.006 round to 0.02 and 0.01, and nothing is left',
    visit: { care, as: 'dibao', inScope: '0.03', basic: null, registered: standard },
    gives: { basic: '0.02', assistance: '0.01', person: '0.00' },
  },
  {
    why: 'of two identities one is named by the package and one by stays: the package leaves 10000.00, the stay 8829.54',
    visit: {
      care,
      as: ['severely-disabled', 'dibao-marginal'],
      inScope: '50000.00',
      basic: null,
      registered: standard,
    },
    gives: { category: 'dibao-marginal', basic: '29400.00', assistance: '10609.32', person: '9990.68' },
  },
])

const packages = clauses('140000/J11-packages', [
  {
    why: 'standard risk, at its limit: all of 79000.00 is shared',
    at: 'below package 儿童急性淋巴细胞白血病 标危 79000',
    visit: { insured: '140500', care, as: 'dibao', inScope: '79000.00', basic: null, registered: standard },
    gives: { basic: '55300.00', assistance: '15800.00', hospital: '0.00', person: '7900.00' },
  },
  {
    why: 'a fen above it is the hospital’s',
    at: 'above package 儿童急性淋巴细胞白血病 标危 79000',
    visit: { insured: '140500', care, as: 'dibao', inScope: '79000.01', basic: null, registered: standard },
    gives: {
      basic: '55300.00',
      assistance: '15800.00',
      hospital: '0.01',
      person: '7900.00',
      warnings: ['unconfirmed-figure'],
    },
  },
  {
    why: 'medium risk, at its limit',
    at: 'below package 儿童急性淋巴细胞白血病 中危 144000',
    visit: { insured: '140500', care, as: 'low-income', inScope: '144000.00', basic: null, registered: medium },
    gives: { basic: '100800.00', assistance: '14400.00', hospital: '0.00', person: '28800.00' },
  },
  {
    why: 'and a fen above it',
    at: 'above package 儿童急性淋巴细胞白血病 中危 144000',
    visit: { insured: '140500', care, as: 'low-income', inScope: '144000.01', basic: null, registered: medium },
    gives: { basic: '100800.00', assistance: '14400.00', hospital: '0.01', person: '28800.00' },
  },
])

export const tables = [...j11, ...packages]
