import { clauses } from '../../../support/claims/clause-rows.ts'
import { premiumRows } from '../../../support/claims/premium-rows.ts'

const insured = '500243'

/** Tier 1 / tier 2: 2022 320/695, 2023 350/725, 2024 380/755, 2025 400/775. */
const p1 = clauses(
  '500243/P1',
  premiumRows([
    {
      why: 'tier 1, tekun: all of 350.00',
      insured,
      year: 2023,
      tier: 1,
      as: ['tekun'],
      subsidy: '350.00',
      pays: '0.00',
    },
    { why: 'tier 1, dibao: 90%', insured, year: 2023, tier: 1, as: ['dibao'], subsidy: '315.00', pays: '35.00' },
    ...(
      ['poverty-returned', 'monitored-unstable', 'monitored-marginal', 'monitored-sudden', 'dibao-marginal'] as const
    ).map(
      (as) =>
        ({
          why: `tier 1, ${as}: 70%`,
          insured,
          year: 2023,
          tier: 1,
          as: [as],
          subsidy: '245.00',
          pays: '105.00',
        }) as const,
    ),
    ...(
      [
        'tekun',
        'dibao',
        'monitored-sudden',
        'dibao-marginal',
        'illness-impoverished',
        'youfu',
        'severely-disabled',
      ] as const
    ).map(
      (as) =>
        ({
          why: `tier 2 chosen freely, ${as}: the whole tier 1 contribution of 350.00, of 725.00`,
          insured,
          year: 2023,
          tier: 2,
          as: [as],
          subsidy: '350.00',
          pays: '375.00',
        }) as const,
    ),
    { why: 'no tier named: tier 1', insured, year: 2023, as: ['dibao'], subsidy: '315.00', pays: '35.00' },
    {
      why: 'the contribution of 2024: 380.00 of 755.00',
      insured,
      year: 2024,
      tier: 2,
      as: ['severely-disabled'],
      subsidy: '380.00',
      pays: '375.00',
    },
    {
      why: 'low-income is no category of Pengshui: not subsidised in tier 2 either',
      insured,
      year: 2023,
      tier: 2,
      as: ['low-income'],
      subsidy: '0.00',
      pays: '725.00',
      rule: 'category-not-aided',
    },
    {
      why: 'the larger of two: dibao 315 against 245',
      insured,
      year: 2023,
      tier: 1,
      as: ['monitored-sudden', 'dibao'],
      subsidy: '315.00',
      pays: '35.00',
      counted: 'dibao',
    },
  ]),
)

const p1Others = clauses(
  '500243/P1.2',
  premiumRows(
    (['illness-impoverished', 'youfu', 'severely-disabled'] as const).map((as) => ({
      why: `tier 1, ${as}: the document does not say`,
      insured,
      year: 2023,
      tier: 1,
      as: [as],
      subsidy: '0.00',
      pays: '350.00',
      rule: 'left-open',
      clause: '500243/P1.2',
    })),
  ),
)

const contributions = clauses(
  '500243/P1-contribution',
  premiumRows([
    {
      why: '2024, tier 1: 380',
      insured,
      year: 2024,
      tier: 1,
      as: ['tekun'],
      subsidy: '380.00',
      pays: '0.00',
      warns: true,
    },
    { why: '2024, tier 2: 380 of 755', insured, year: 2024, tier: 2, as: ['tekun'], subsidy: '380.00', pays: '375.00' },
    { why: '2025, tier 1: 90% of 400', insured, year: 2025, tier: 1, as: ['dibao'], subsidy: '360.00', pays: '40.00' },
    { why: '2025, tier 2: 400 of 775', insured, year: 2025, tier: 2, as: ['dibao'], subsidy: '400.00', pays: '375.00' },
    {
      why: '2026 is not known: an error that names figure, year and tier',
      insured,
      year: 2026,
      tier: 2,
      as: ['dibao'],
      refused: { code: 'figure-missing', params: { figure: 'contribution', year: '2026 tier 2' } },
    },
  ]),
)

/** The plain schedule is 60% above 16901 in 2023; half of that is 8450.50. */
const p2 = clauses('500243/P2', [
  ...(['tekun', 'dibao', 'poverty-returned'] as const).flatMap((as) => [
    {
      why: `${as}: half the deductible, 8450.50, pays nothing`,
      visit: { as, inScope: '8450.50', criticalIllness: null },
      gives: { criticalIllness: '0.00' },
    },
    {
      why: `${as}: one fen above it pays 0.65 of a fen, rounded up`,
      visit: { as, inScope: '8450.51', criticalIllness: null },
      gives: { criticalIllness: '0.01' },
    },
    {
      why: `${as}: 1000.00 × 0.65`,
      visit: { as, inScope: '9450.50', criticalIllness: null },
      gives: { criticalIllness: '650.00' },
    },
  ]),
  {
    why: 'dibao-marginal has the plain terms',
    visit: { as: 'dibao-marginal', inScope: '17901.00', criticalIllness: null },
    gives: { criticalIllness: '600.00' },
  },
])

const base = clauses('500243/P2-base', [
  {
    why: 'no cap was found: (1016901 − 16901) × 0.60, with the caution that it is unconfirmed',
    visit: { inScope: '1016901.00', criticalIllness: null },
    gives: { criticalIllness: '600000.00', warnings: ['unconfirmed-value'], by: { criticalIllness: '500243/P2-base' } },
  },
])

const deductible = clauses('500243/P2-deductible', [
  {
    why: '2023: 16901.00 left by basic insurance pays nothing',
    visit: { inScope: '16901.00', criticalIllness: null },
    gives: { criticalIllness: '0.00', warnings: ['unconfirmed-figure'] },
  },
  {
    why: '2023: one fen more pays 0.60 of a fen, rounded up',
    visit: { inScope: '16901.01', criticalIllness: null },
    gives: { criticalIllness: '0.01' },
  },
  {
    why: '2024 was not found: an error that names it, for stays of which critical illness is not given',
    visit: { on: '2024-06-15', inScope: '50000.00', criticalIllness: null },
    refused: {
      code: 'figure-missing',
      params: { figure: 'critical-illness-deductible', year: '2024', clause: '500243/P2-deductible' },
    },
  },
  {
    why: '2024 with critical illness given is settled',
    visit: { on: '2024-06-15', as: 'dibao', inScope: '50000.00', basic: '34790.00', criticalIllness: '0.00' },
    gives: { assistance: '12168.00' },
  },
  {
    why: '2025: 18797.01 is one fen above the deductible of that year',
    visit: { on: '2025-06-15', inScope: '18797.01', criticalIllness: null },
    gives: { criticalIllness: '0.01' },
  },
  {
    why: '2026 is not known either',
    visit: { on: '2026-06-15', inScope: '50000.00', criticalIllness: null },
    refused: { code: 'figure-missing', params: { year: '2026' } },
  },
])

const terms = [
  { tier: 1, level: 'one', deductible: 100, at: '100.00', above: '100.01', more: '1100.00', pays: '800.00' },
  { tier: 1, level: 'two', deductible: 300, at: '300.00', above: '300.01', more: '1300.00', pays: '700.00' },
  { tier: 1, level: 'three', deductible: 800, at: '800.00', above: '800.01', more: '1800.00', pays: '500.00' },
  { tier: 2, level: 'one', deductible: 100, at: '100.00', above: '100.01', more: '1100.00', pays: '850.00' },
  { tier: 2, level: 'two', deductible: 300, at: '300.00', above: '300.01', more: '1300.00', pays: '750.00' },
  { tier: 2, level: 'three', deductible: 800, at: '800.00', above: '800.01', more: '1800.00', pays: '550.00' },
] as const

const p12 = clauses('500243/P12', [
  ...terms.flatMap(({ tier, level, deductible: amount, at, above, more, pays }) => [
    {
      why: `tier ${tier}, level ${level}: ${at} is the deductible`,
      at: `below deductible tier ${tier} ${level} ${amount}`,
      visit: { tier, inScope: at, basic: null, hospital: { level } },
      gives: { basic: '0.00' },
    } as const,
    {
      why: `tier ${tier}, level ${level}: one fen above it pays at least half a fen, rounded up`,
      at: `above deductible tier ${tier} ${level} ${amount}`,
      visit: { tier, inScope: above, basic: null, hospital: { level } },
      gives: { basic: '0.01' },
    } as const,
    {
      why: `tier ${tier}, level ${level}: 1000.00 above it`,
      visit: { tier, inScope: more, basic: null, hospital: { level } },
      gives: { basic: pays, warnings: ['unconfirmed-value'] },
    } as const,
  ]),
  {
    why: 'tier 1: (100099.98 − 100) × 0.80 = 79999.984, below the cap by 0.02',
    at: 'below cap tier 1 80000',
    visit: { tier: 1, inScope: '100099.98', basic: null, hospital: { level: 'one' } },
    gives: { basic: '79999.98', without: ['basic-cap-reached'] },
  },
  {
    why: 'tier 1: (100100.01 − 100) × 0.80 = 80000.008, a fen above it',
    at: 'above cap tier 1 80000',
    visit: { tier: 1, inScope: '100100.01', basic: null, hospital: { level: 'one' } },
    gives: { basic: '80000.00', reasons: ['basic-cap-reached'] },
  },
  {
    why: 'tier 2: (141276.46 − 100) × 0.85 = 119999.991, one fen below the cap',
    at: 'below cap tier 2 120000',
    visit: { tier: 2, inScope: '141276.46', basic: null, hospital: { level: 'one' } },
    gives: { basic: '119999.99', without: ['basic-cap-reached'] },
  },
  {
    why: 'tier 2: (141276.48 − 100) × 0.85 = 120000.008, a fen above it',
    at: 'above cap tier 2 120000',
    visit: { tier: 2, inScope: '141276.48', basic: null, hospital: { level: 'one' } },
    gives: { basic: '120000.00', reasons: ['basic-cap-reached'] },
  },
  {
    why: 'who has no tier on record is not enrolled, and the answer says so (000000/G21)',
    visit: { tier: null, inScope: '2000.00', basic: null },
    gives: { basic: '0.00', person: '2000.00', reasons: ['not-insured'] },
  },
  {
    why: 'with basic given no tier is needed',
    visit: { tier: null, inScope: '2000.00', basic: '1000.00' },
    gives: { basic: '1000.00', person: '1000.00' },
  },
])

export const tables = [...p1, ...p1Others, ...contributions, ...p2, ...base, ...deductible, ...p12]
