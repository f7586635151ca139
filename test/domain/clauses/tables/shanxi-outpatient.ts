import { clauses } from '../../../support/claims/clause-rows.ts'

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

export const tables = [...bothJ8, ...bothJ10, ...j9]
