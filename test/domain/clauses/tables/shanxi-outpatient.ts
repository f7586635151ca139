import { expect } from 'vitest'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { settle } from '../../../support/claims/visit.ts'

const bothJ8 = clauses(
  ['140500/J8', '140000/J8'],
  [
    {
      why: 'tekun: 60% of what insurance left, 1000.00 × 0.60, no limit',
      visit: {
        care: 'outpatient-chronic',
        as: 'tekun',
        inScope: '3000.00',
        basic: '1500.00',
        criticalIllness: '500.00',
      },
      gives: { assistance: '600.00', person: '400.00', remaining: { annual: null } },
    },
    {
      why: 'dibao: 30%, and 0.01 × 0.30 = 0.003 rounds to nothing',
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '0.01' },
      gives: { assistance: '0.00', person: '0.01' },
    },
    {
      why: 'dibao: 0.02 × 0.30 = 0.006 rounds to a fen',
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '0.02' },
      gives: { assistance: '0.01', remaining: { annual: '59999.99' } },
    },
    {
      why: 'poverty-returned: 30% too',
      visit: { care: 'outpatient-chronic', as: 'poverty-returned', inScope: '1000.00' },
      gives: { assistance: '300.00', remaining: { annual: null } },
    },
    ...(['monitored-marginal', 'dibao-marginal', 'illness-impoverished', 'youfu'] as const).map((as) => ({
      why: `${as}: not among the three that the clause names, so 0.00 with the reason`,
      visit: { care: 'outpatient-chronic', as, inScope: '1000.00' } as const,
      gives: { assistance: '0.00', person: '1000.00', reasons: ['category-not-aided'], tilt: '0.00' },
    })),
    {
      why: 'dibao without a registration for the disease: 0.00 with the reason',
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '1000.00', registered: null },
      gives: { assistance: '0.00', reasons: ['registration-missing'] },
    },
    {
      why: 'a registration that ends the day before the visit is none',
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '1000.00', registered: { to: '2023-06-14' } },
      gives: { assistance: '0.00', reasons: ['registration-missing'] },
    },
    {
      why: 'one that begins and ends on the day is one',
      visit: {
        care: 'outpatient-chronic',
        as: 'dibao',
        inScope: '1000.00',
        registered: { from: '2023-06-15', to: '2023-06-15' },
      },
      gives: { assistance: '300.00' },
    },
    {
      why: 'a registration for special drugs does not make chronic care of it',
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '1000.00', registered: { kind: 'special-drug' } },
      gives: { assistance: '0.00', reasons: ['registration-missing'] },
    },
    {
      why: 'it draws on the limit of stays: 59500.00 used, 30% of 2000.00 is 600.00, 500.00 is left',
      before: [{ on: '2023-02-01', as: 'dibao', inScope: '85000.00' }],
      visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '2000.00' },
      gives: { assistance: '500.00', used: { annual: '60000.00' }, reasons: ['limit-reached'] },
    },
  ],
)

const bothJ10 = clauses(
  ['140500/J10', '140000/J10'],
  [
    {
      why: 'tekun: 20% of what insurance left',
      visit: { care: 'outpatient-special-drug', as: 'tekun', inScope: '10000.00', basic: '6000.00' },
      gives: { assistance: '800.00', person: '3200.00' },
    },
    {
      why: 'dibao: 10%, half a fen rounds up: 0.05 × 0.10 = 0.005',
      visit: { care: 'outpatient-special-drug', as: 'dibao', inScope: '0.05' },
      gives: { assistance: '0.01' },
    },
    {
      why: 'dibao: a fen less of cost rounds down: 0.04 × 0.10 = 0.004',
      visit: { care: 'outpatient-special-drug', as: 'dibao', inScope: '0.04' },
      gives: { assistance: '0.00' },
    },
    {
      why: 'poverty-returned: 10%',
      visit: { care: 'outpatient-special-drug', as: 'poverty-returned', inScope: '1000.00' },
      gives: { assistance: '100.00' },
    },
    {
      why: 'monitored people are not named',
      visit: { care: 'outpatient-special-drug', as: 'monitored-sudden', inScope: '1000.00' },
      gives: { assistance: '0.00', reasons: ['category-not-aided'] },
    },
  ],
)

const j9 = clauses('140500/J9', [
  {
    why: 'managed like a stay: aided with the visit',
    visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '1000.00', registered: { management: 'visit' } },
    gives: { assistance: '300.00', without: ['aided-at-year-end'] },
  },
  {
    why: 'under a quota: aided once at the end of the year, so nothing now and nothing drawn',
    visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '1000.00', registered: { management: 'quota' } },
    gives: {
      assistance: '0.00',
      person: '1000.00',
      because: { 'aided-at-year-end': '140500/J9' },
      after: { used: {} },
    },
  },
  {
    why: 'the quota is of chronic diseases; a special drug is aided with the visit',
    visit: { care: 'outpatient-special-drug', as: 'dibao', inScope: '1000.00', registered: { management: 'quota' } },
    gives: { assistance: '100.00' },
  },
])

const standard = { packageCode: '儿童急性淋巴细胞白血病 标危' }
const medium = { packageCode: '儿童急性淋巴细胞白血病 中危' }
const care = 'critical-disease'

const j11 = clauses('140500/J11', [
  ...(['tekun', 'dibao', 'youfu'] as const).map((as) => ({
    why: `${as}: basic 70%, aid 20%, the person 10% of 50000.00`,
    visit: { care, as, inScope: '50000.00', basic: null, registered: standard } as const,
    gives: { basic: '35000.00', assistance: '10000.00', hospital: '0.00', person: '5000.00', tilt: '0.00' },
  })),
  ...(['low-income', 'illness-impoverished'] as const).map((as) => ({
    why: `${as}: aid 10%, so the person bears 20%`,
    visit: { care, as, inScope: '50000.00', basic: null, registered: standard } as const,
    gives: { basic: '35000.00', assistance: '5000.00', person: '10000.00' },
  })),
  {
    why: 'outside the annual limit: used up by a stay, the package still pays, and draws nothing',
    before: [{ on: '2023-02-01', as: 'dibao', inScope: '85714.29' }],
    visit: { care, as: 'dibao', inScope: '79000.00', basic: null, registered: standard },
    gives: { assistance: '15800.00', after: { used: { annual: '60000.00', tilt: '11000.00' } } },
  },
  {
    why: 'dibao-marginal is not named: 0.00 with the reason, and basic as the hospital gives it',
    visit: { care, as: 'dibao-marginal', inScope: '50000.00', basic: '35000.00', registered: standard },
    gives: { assistance: '0.00', person: '15000.00', reasons: ['category-not-aided'] },
  },
  {
    why: 'a hospital not designated for the diseases: no package, and no aid by another row',
    visit: {
      care,
      as: 'dibao',
      inScope: '50000.00',
      basic: '35000.00',
      registered: standard,
      hospital: { criticalDiseaseDesignated: false },
    },
    gives: { assistance: '0.00', person: '15000.00', reasons: ['hospital-not-designated-for-disease'] },
  },
  {
    why: 'no registration of the disease: the same, with that reason',
    visit: { care, as: 'dibao', inScope: '50000.00', basic: '35000.00', registered: null },
    gives: { assistance: '0.00', reasons: ['registration-missing'] },
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
    why: 'of two identities one is named by the clause: it counts, though the other knows no schedule for this care',
    visit: { care, as: ['tekun', 'dibao-marginal'], inScope: '50000.00', basic: null, registered: standard },
    gives: { category: 'tekun', basic: '35000.00', assistance: '10000.00', person: '5000.00' },
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

export const tables = [...bothJ8, ...bothJ10, ...j9, ...j11, ...packages]
