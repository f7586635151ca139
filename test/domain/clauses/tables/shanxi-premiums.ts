import { clauses } from '../../../support/claims/clause-rows.ts'
import { withFigures } from '../../../support/claims/packs.ts'
import { type Premium, premiumRow, premiumRows } from '../../../support/claims/premium-rows.ts'

/** What the clauses say beyond the years for which a contribution is known shows only with one written in. */
const library = withFigures('contribution', { 2026: '400' })

/** Contributions of Shanxi: 2022 320, 2023 350, 2024 380, 2025 400. */
const common = (insured: string): readonly Premium[] => [
  { why: 'tekun: all of 380.00', insured, year: 2024, as: ['tekun'], subsidy: '380.00', pays: '0.00' },
  { why: 'dibao: 80% of 380.00', insured, year: 2024, as: ['dibao'], subsidy: '304.00', pays: '76.00' },
  { why: 'poverty-returned: 90%', insured, year: 2024, as: ['poverty-returned'], subsidy: '342.00', pays: '38.00' },
  { why: 'unstable: a fixed 280', insured, year: 2024, as: ['monitored-unstable'], subsidy: '280.00', pays: '100.00' },
  {
    why: 'marginal: the same, from the first of the years that the clause names',
    at: 'above years from 2022',
    insured,
    year: 2022,
    as: ['monitored-marginal'],
    subsidy: '280.00',
    pays: '40.00',
  },
  {
    why: 'the year before it has no policy at all',
    at: 'below years from 2022',
    insured,
    year: 2021,
    as: ['monitored-marginal'],
    refused: { code: 'policy-missing', params: { region: insured, on: '2021-12-31' } },
  },
  {
    why: 'to the last of them: 280 of 400',
    at: 'below years to 2025',
    insured,
    year: 2025,
    as: ['monitored-marginal'],
    subsidy: '280.00',
    pays: '120.00',
  },
  {
    why: 'the year after, nothing more',
    at: 'above years to 2025',
    library,
    insured,
    year: 2026,
    as: ['monitored-marginal'],
    subsidy: '0.00',
    pays: '400.00',
    rule: 'category-not-aided',
  },
  {
    why: 'shares have no last year: 80% of 400 in 2026',
    library,
    insured,
    year: 2026,
    as: ['dibao'],
    subsidy: '320.00',
    pays: '80.00',
  },
  {
    why: 'monitored people who are dibao already get that instead, even where 280 would be no less',
    insured,
    year: 2023,
    as: ['monitored-marginal', 'dibao'],
    subsidy: '280.00',
    pays: '70.00',
    counted: 'dibao',
  },
  {
    why: 'the same as tekun',
    insured,
    year: 2024,
    as: ['monitored-unstable', 'tekun'],
    subsidy: '380.00',
    pays: '0.00',
    counted: 'tekun',
  },
  {
    why: 'of two subsidies the larger counts: 342 against 280',
    insured,
    year: 2024,
    as: ['monitored-unstable', 'poverty-returned'],
    subsidy: '342.00',
    pays: '38.00',
    counted: 'poverty-returned',
  },
  {
    why: 'dibao-marginal is not subsidised: 0.00 with the reason',
    insured,
    year: 2024,
    as: ['dibao-marginal'],
    subsidy: '0.00',
    pays: '380.00',
    rule: 'category-not-aided',
  },
  {
    why: 'nobody without an identity is',
    insured,
    year: 2024,
    as: [],
    subsidy: '0.00',
    pays: '380.00',
    rule: 'no-identity',
  },
]

const provincial = clauses('140000/J1', [
  ...premiumRows(common('140100')),
  premiumRow({
    why: 'the province has no floor: 80% of 320 is 256.00',
    insured: '140100',
    year: 2022,
    as: ['dibao'],
    subsidy: '256.00',
    pays: '64.00',
  }),
])

const jincheng = clauses('140500/J1', [
  ...premiumRows(common('140500')),
  premiumRow({
    why: 'Jincheng: 80% of 320 is 256.00, below 280, so 280',
    at: 'below at least 280',
    insured: '140500',
    year: 2022,
    as: ['dibao'],
    subsidy: '280.00',
    pays: '40.00',
  }),
  premiumRow({
    why: 'Jincheng: 80% of 350 is 280.00 to the fen',
    insured: '140500',
    year: 2023,
    as: ['dibao'],
    subsidy: '280.00',
    pays: '70.00',
  }),
  premiumRow({
    why: 'Jincheng: 80% of 380 is above it',
    at: 'above at least 280',
    insured: '140500',
    year: 2024,
    as: ['dibao'],
    subsidy: '304.00',
    pays: '76.00',
  }),
  premiumRow({
    why: 'no subsidy passes the contribution: at least 280 of a contribution of 200 is 200',
    library: withFigures('contribution', { 2024: '200' }),
    insured: '140500',
    year: 2024,
    as: ['dibao'],
    subsidy: '200.00',
    pays: '0.00',
  }),
])

const j2 = clauses(
  '140000/J2',
  premiumRows([
    {
      why: 'sudden hardship: nothing before 2023',
      at: 'below years from 2023',
      insured: '140500',
      year: 2022,
      as: ['monitored-sudden'],
      subsidy: '0.00',
      pays: '320.00',
      rule: 'category-not-aided',
    },
    {
      why: 'one that ended on the last day of April 2023 is before it begins',
      at: 'below held on 2023-05-01',
      insured: '140500',
      year: 2023,
      as: ['monitored-sudden'],
      until: new Map([['monitored-sudden', '2023-04-30']]),
      subsidy: '0.00',
      pays: '350.00',
      rule: 'category-not-aided',
    },
    {
      why: 'one that ended on the first of May is in time',
      at: 'above held on 2023-05-01',
      insured: '140500',
      year: 2023,
      as: ['monitored-sudden'],
      until: new Map([['monitored-sudden', '2023-05-01']]),
      subsidy: '280.00',
      pays: '70.00',
    },
    {
      why: 'in 2023 280 of 350',
      at: 'above years from 2023',
      insured: '140500',
      year: 2023,
      as: ['monitored-sudden'],
      subsidy: '280.00',
      pays: '70.00',
    },
    {
      why: 'in 2025 280 of 400, in the cities that the province alone governs too',
      at: 'below years to 2025',
      insured: '140100',
      year: 2025,
      as: ['monitored-sudden'],
      subsidy: '280.00',
      pays: '120.00',
    },
    {
      why: 'in 2026 no more',
      at: 'above years to 2025',
      library,
      insured: '140500',
      year: 2026,
      as: ['monitored-sudden'],
      subsidy: '0.00',
      pays: '400.00',
      rule: 'category-not-aided',
    },
  ]),
)

const j3 = clauses(
  '140500/J3',
  premiumRows(
    (['youfu', 'low-income'] as const).map((as) => ({
      why: `${as}: the earlier policy is not in the documents, so 0.00 and who is to say`,
      insured: '140500',
      year: 2024,
      as: [as],
      subsidy: '0.00',
      pays: '380.00',
      rule: 'left-open',
      clause: '140500/J3',
    })),
  ),
)

const contributions = clauses(
  '140000/J1-contribution',
  premiumRows([
    { why: '2022: 320', insured: '140500', year: 2022, as: ['tekun'], subsidy: '320.00', pays: '0.00' },
    { why: '2023: 350', insured: '140500', year: 2023, as: ['tekun'], subsidy: '350.00', pays: '0.00' },
    {
      why: '2025: 400, unconfirmed',
      insured: '140500',
      year: 2025,
      as: ['tekun'],
      subsidy: '400.00',
      pays: '0.00',
      warns: true,
    },
    {
      why: '2026 is not known: an error that names it, never a contribution of the year before',
      insured: '140500',
      year: 2026,
      as: ['tekun'],
      refused: { code: 'figure-missing', params: { figure: 'contribution', year: '2026' } },
    },
  ]),
)

export const tables = [...provincial, ...jincheng, ...j2, ...j3, ...contributions]
