import { clauses } from '../../../support/claims/clause-rows.ts'
import { withFigures } from '../../../support/claims/packs.ts'

/*
 * Income of 2022 is 29178.00, so for discharges of 2023 one tenth is 2917.80 and a quarter 7294.50.
 * The province and Jincheng say the same of stays; both are worked through.
 */
const bothJ4 = clauses(
  ['140500/J4', '140000/J4'],
  [
    {
      why: 'tekun: the whole self-pay, and no limit is stated, so what remains is null while the use is recorded',
      visit: { as: 'tekun', inScope: '50000.00', basic: '30000.00' },
      gives: { assistance: '20000.00', person: '0.00', used: { annual: '20000.00' }, remaining: { annual: null } },
    },
    {
      why: 'tekun: no limit holds back a very large self-pay either',
      visit: { as: 'tekun', inScope: '900000.00' },
      gives: { assistance: '900000.00', person: '0.00', without: ['limit-reached'] },
    },
    {
      why: 'dibao: 70% from the first fen, 0.01 × 0.70 = 0.007, half up 0.01',
      visit: { as: 'dibao', inScope: '0.01' },
      gives: { assistance: '0.01', person: '0.00', remaining: { annual: '59999.99' } },
    },
    {
      why: 'dibao: 85714.27 × 0.70 = 59999.989, one fen below the limit of 60000',
      at: 'below limit annual 60000',
      visit: { as: 'dibao', inScope: '85714.27' },
      gives: { assistance: '59999.99', remaining: { annual: '0.01' }, without: ['limit-reached'] },
    },
    {
      why: 'dibao: 85714.29 × 0.70 = 60000.003 is the limit to the fen, and nothing is cut',
      visit: { as: 'dibao', inScope: '85714.29' },
      gives: { assistance: '60000.00', remaining: { annual: '0.00' }, without: ['limit-reached'] },
    },
    {
      why: 'dibao: 85714.30 × 0.70 = 60000.01, one fen above the limit, is cut to it',
      at: 'above limit annual 60000',
      visit: { as: 'dibao', inScope: '85714.30' },
      gives: { assistance: '60000.00', remaining: { annual: '0.00' }, reasons: ['limit-reached'] },
    },
    {
      why: 'dibao-marginal: 69584.45 − 2917.80 = 66666.65, × 0.60 = 39999.99, one fen below 40000',
      at: 'below limit annual 40000',
      visit: { as: 'dibao-marginal', inScope: '69584.45' },
      gives: { assistance: '39999.99', remaining: { annual: '0.01' }, without: ['limit-reached'] },
    },
    {
      why: 'dibao-marginal: 69584.48 − 2917.80 = 66666.68, × 0.60 = 40000.008, 0.01 above 40000 and cut',
      at: 'above limit annual 40000',
      visit: { as: 'dibao-marginal', inScope: '69584.48' },
      gives: { assistance: '40000.00', remaining: { annual: '0.00' }, reasons: ['limit-reached'] },
    },
    {
      why: 'poverty-returned: 70% of 100000 and no limit stated; main aid alone, the floor is another clause',
      visit: { as: 'poverty-returned', inScope: '100000.00' },
      gives: { main: '70000.00', remaining: { annual: null } },
    },
    {
      why: 'monitored-marginal: self-pay that just meets one tenth of the income is not aided',
      at: 'below deductible 0.10 of income',
      visit: { as: 'monitored-marginal', inScope: '2917.80' },
      gives: { assistance: '0.00', person: '2917.80', reasons: ['deductible-taken'], warnings: ['unconfirmed-figure'] },
    },
    {
      why: 'monitored-marginal: one fen above the deductible pays 0.70 of a fen, rounded up',
      at: 'above deductible 0.10 of income',
      visit: { as: 'monitored-marginal', inScope: '2917.81' },
      gives: { assistance: '0.01', person: '2917.80' },
    },
    {
      why: 'monitored-unstable: (3917.80 − 2917.80) × 0.70',
      visit: { as: 'monitored-unstable', inScope: '3917.80' },
      gives: { assistance: '700.00', remaining: { annual: '59300.00' } },
    },
    {
      why: 'monitored-sudden: the same row as the two other monitored groups',
      visit: { as: 'monitored-sudden', inScope: '3917.80' },
      gives: { assistance: '700.00', category: 'monitored-sudden' },
    },
    {
      why: 'dibao-marginal: the same tenth, but 60%: 1000.00 × 0.60',
      visit: { as: 'dibao-marginal', inScope: '3917.80' },
      gives: { assistance: '600.00', remaining: { annual: '39400.00' } },
    },
    {
      why: 'illness-impoverished: a quarter of the income, 7294.50, is not aided',
      at: 'below deductible 0.25 of income',
      visit: { as: 'illness-impoverished', inScope: '7294.50' },
      gives: { assistance: '0.00', person: '7294.50' },
    },
    {
      why: 'illness-impoverished: one fen more pays 0.60 of a fen, rounded up',
      at: 'above deductible 0.25 of income',
      visit: { as: 'illness-impoverished', inScope: '7294.51' },
      gives: { assistance: '0.01', person: '7294.50', remaining: { annual: '39999.99' } },
    },
    {
      why: 'nobody is aided below zero: basic insurance has paid all that is in scope',
      visit: { as: 'dibao', inScope: '8000.00', basic: '8000.00', offCatalogue: '100.00' },
      gives: { assistance: '0.00', person: '100.00' },
    },
  ],
)

const bothJ5 = clauses(
  ['140500/J5', '140000/J5'],
  [
    {
      why: 'the second stay meets only the 917.80 that the first left: (3000.00 − 917.80) × 0.70 = 1457.54',
      before: [{ on: '2023-03-01', as: 'monitored-marginal', inScope: '8000.00', basic: '6000.00' }],
      visit: { on: '2023-05-01', as: 'monitored-marginal', inScope: '9000.00', basic: '6000.00' },
      gives: { assistance: '1457.54', person: '1542.46', after: { aidDeductibleBase: '5000.00' } },
    },
    {
      why: 'a stay before any identity was certified counts as well',
      before: [{ on: '2023-03-01', inScope: '2000.00' }],
      visit: { on: '2023-05-01', as: 'monitored-marginal', inScope: '3000.00' },
      gives: { assistance: '1457.54' },
    },
    {
      why: 'outpatient self-pay does not: the deductible is of stays, 3000.00 − 2917.80 = 82.20, × 0.70 = 57.54',
      before: [{ on: '2023-03-01', as: 'dibao', care: 'outpatient-chronic', inScope: '2000.00' }],
      visit: { on: '2023-05-01', as: 'monitored-marginal', inScope: '3000.00' },
      gives: { assistance: '57.54' },
    },
    {
      why: 'a stay shut out for want of referral does not either',
      before: [{ on: '2023-03-01', as: 'monitored-marginal', inScope: '2000.00', hospital: { region: '310000' } }],
      visit: { on: '2023-05-01', as: 'monitored-marginal', inScope: '3000.00' },
      gives: { assistance: '57.54', after: { aidDeductibleBase: '3000.00' } },
    },
    {
      why: 'met to the fen by an earlier stay, the next one is aided from its first yuan',
      before: [{ on: '2023-03-01', as: 'dibao-marginal', inScope: '2917.80' }],
      visit: { on: '2023-05-01', as: 'dibao-marginal', inScope: '100.00' },
      gives: { assistance: '60.00', without: ['deductible-taken'] },
    },
  ],
)

/** Income of 2024 is 32441.00, one tenth 3244.10; none is known for 2025 and 2026. */
const j6 = clauses('140000/J6', [
  {
    why: '2025 asks for the income of 2024, which is there: not provisional, but the least sure of the table',
    at: 'below fallback income',
    visit: { on: '2025-06-15', as: 'monitored-marginal', inScope: '3244.11' },
    gives: { assistance: '0.01', warnings: ['doubtful-figure'], without: ['provisional-figure'] },
  },
  {
    why: '2026 asks for 2025, which is unpublished, so the threshold of the year before stands in: 3244.10 is not aided',
    visit: { on: '2026-06-15', as: 'monitored-marginal', inScope: '3244.10' },
    gives: { assistance: '0.00', warnings: ['provisional-figure'] },
  },
  {
    why: '2026: one fen above it is, and the answer says by which clause the figure stands in',
    at: 'above fallback income',
    visit: { on: '2026-06-15', as: 'monitored-marginal', inScope: '3244.11' },
    gives: { assistance: '0.01', because: { 'provisional-figure': '140000/J6' } },
  },
  {
    why: '2027 asks for 2026, and 2025 is missing too: two years back is not what the clause allows',
    visit: { on: '2027-06-15', as: 'monitored-marginal', inScope: '5000.00' },
    refused: { code: 'figure-missing', params: { figure: 'income', year: '2026', region: '140000' } },
  },
  {
    why: '2027 without an income-based deductible needs no figure: dibao is settled as ever',
    visit: { on: '2027-06-15', as: 'dibao', inScope: '5000.00' },
    gives: { assistance: '3500.00', warnings: [] },
  },
  {
    why: 'the day before the notice of 2023-05-12 nothing may stand in for a missing figure',
    library: withFigures('income', { 2022: null }),
    visit: { on: '2023-05-11', as: 'monitored-marginal', inScope: '5000.00' },
    refused: { code: 'figure-missing', params: { figure: 'income', year: '2022' } },
  },
  {
    why: 'from its day on 2021 stands in for 2022: (5000.00 − 2742.60) × 0.70 = 1580.18',
    library: withFigures('income', { 2022: null }),
    visit: { on: '2023-05-12', as: 'monitored-marginal', inScope: '5000.00' },
    gives: { assistance: '1580.18', warnings: ['provisional-figure'] },
  },
  {
    why: 'Jincheng inherits the notice of its province',
    visit: { insured: '140500', on: '2026-06-15', as: 'monitored-marginal', inScope: '3244.11' },
    gives: { region: '140500', assistance: '0.01', warnings: ['provisional-figure'] },
  },
])

const income = clauses('140000/J4-income', [
  {
    why: 'discharges of 2024 take the income of 2023, 30924.00: one tenth is 3092.40',
    visit: { on: '2024-01-01', as: 'monitored-marginal', inScope: '3092.40' },
    gives: { assistance: '0.00', warnings: ['unconfirmed-figure'] },
  },
  {
    why: 'the last discharge of 2023 still takes that of 2022: (3092.40 − 2917.80) × 0.70 = 122.22',
    visit: { on: '2023-12-31', as: 'monitored-marginal', inScope: '3092.40' },
    gives: { assistance: '122.22' },
  },
])

/** Of 10000.00 in scope, payers and aid together reach 9000.00 where basic pays 6666.67: 7000.00 + 0.30 × 6666.67. */
const bothJ7 = clauses(
  ['140500/J7', '140000/J7'],
  [
    {
      why: 'basic 6666.67 and 70% of 3333.33 make 9000.00 together: exactly nine tenths, nothing is added',
      at: 'above floor 0.90',
      visit: { as: 'poverty-returned', inScope: '10000.00', basic: '6666.67' },
      gives: { main: '2333.33', floor: '0.00', assistance: '2333.33', person: '1000.00', reasons: ['floor-met'] },
    },
    {
      why: 'basic 6666.63 and 2333.36 make 8999.99: one fen short, and aid rises by it',
      at: 'below floor 0.90',
      visit: { as: 'poverty-returned', inScope: '10000.00', basic: '6666.63' },
      gives: { main: '2333.36', floor: '0.01', assistance: '2333.37', person: '1000.00' },
    },
    {
      why: 'all payers count together: 5000 + 1000 + 1000 + 2100 = 9100 is more than nine tenths',
      visit: {
        as: 'poverty-returned',
        inScope: '10000.00',
        basic: '5000.00',
        criticalIllness: '1000.00',
        commercial: '1000.00',
      },
      gives: { main: '2100.00', floor: '0.00', person: '900.00' },
    },
    {
      why: 'in another city of the province, properly referred, the floor holds: 3500 + 500 = 9000 − 5000',
      visit: {
        as: 'poverty-returned',
        inScope: '10000.00',
        basic: '5000.00',
        hospital: { region: '140700' },
        referral: 'proper',
      },
      gives: { main: '3500.00', floor: '500.00' },
    },
    {
      why: 'outside the province it does not, referred or not',
      visit: {
        as: 'poverty-returned',
        inScope: '10000.00',
        basic: '5000.00',
        hospital: { region: '410100' },
        referral: 'proper',
      },
      gives: { main: '3500.00', floor: '0.00', person: '1500.00' },
    },
    {
      why: 'dibao has no floor',
      visit: { as: 'dibao', inScope: '10000.00', basic: '5000.00' },
      gives: { main: '3500.00', floor: '0.00' },
    },
    {
      why: 'the floor is of stays: outpatient care has none',
      visit: { as: 'poverty-returned', care: 'outpatient-chronic', inScope: '10000.00' },
      gives: { main: '3000.00', floor: '0.00' },
    },
  ],
)

export const tables = [...bothJ4, ...bothJ5, ...j6, ...income, ...bothJ7]
