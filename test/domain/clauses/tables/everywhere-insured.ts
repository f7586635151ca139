import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped } from '../../../support/claims/packs.ts'

const rest = flipped({ aidWithoutInsurance: 'rest' })

const g21 = clauses('000000/G21', [
  {
    why: 'not enrolled: no schedule, no aid, and all of it is the person’s',
    visit: { tier: null, as: 'dibao', inScope: '30000.00', basic: null, criticalIllness: null },
    gives: {
      basic: '0.00',
      criticalIllness: '0.00',
      assistance: '0.00',
      person: '30000.00',
      category: 'dibao',
      because: { 'not-insured': '000000/G21' },
    },
  },
  {
    why: 'enrolled, the same bill: (30000 − 1000) × 0.60 = 17400; 12600 − 5000 at 0.80 = 6080; 6520 × 0.70',
    visit: { tier: 1, as: 'dibao', inScope: '30000.00', basic: null, criticalIllness: null },
    gives: { basic: '17400.00', criticalIllness: '6080.00', assistance: '4564.00', without: ['not-insured'] },
  },
  {
    why: 'basic insurance is stated to have paid: it is taken, with a warning, and the rest goes on: (30000 − 20000) × 0.70',
    visit: { tier: null, as: 'dibao', inScope: '30000.00', basic: '20000.00' },
    gives: { basic: '20000.00', assistance: '7000.00', warnings: ['enrolment-differs'], without: ['not-insured'] },
  },
  {
    why: 'a stated 0.00 tells nothing, so the register holds',
    visit: { tier: null, as: 'dibao', inScope: '30000.00', basic: '0.00' },
    gives: { assistance: '0.00', person: '30000.00', reasons: ['not-insured'] },
  },
  {
    why: 'one fen that basic insurance paid tells that it insures',
    visit: { tier: null, as: 'dibao', inScope: '30000.01', basic: '0.01' },
    gives: { assistance: '21000.00', warnings: ['enrolment-differs'] },
  },
  {
    why: 'a package shares with basic insurance, so there is none either',
    visit: {
      tier: null,
      care: 'critical-disease',
      as: 'dibao',
      inScope: '79000.00',
      basic: null,
      registered: { packageCode: '儿童急性淋巴细胞白血病 标危' },
    },
    gives: { basic: '0.00', assistance: '0.00', person: '79000.00', reasons: ['not-insured'] },
  },
  {
    why: 'what the uninsured bear counts into the burden alone: the next stay, enrolled, still has its whole deductible (2917.80)',
    before: [{ on: '2023-03-01', tier: null, as: 'monitored-marginal', inScope: '8000.00' }],
    visit: { as: 'monitored-marginal', inScope: '3917.80' },
    gives: {
      assistance: '700.00',
      after: { selfPay: '3217.80', aidDeductibleBase: '3917.80', personBurden: '11217.80' },
    },
  },
  {
    why: 'read the other way, aid pays on all of it: 30000 × 0.70',
    library: rest,
    visit: { tier: null, as: 'dibao', inScope: '30000.00', basic: null, criticalIllness: null },
    gives: { basic: '0.00', criticalIllness: '0.00', assistance: '21000.00', reasons: ['not-insured'] },
  },
  {
    why: 'and enrolled people are settled as ever',
    library: rest,
    visit: { tier: 1, as: 'dibao', inScope: '30000.00', basic: '20000.00' },
    gives: { assistance: '7000.00', without: ['not-insured'] },
  },
  {
    why: 'both insurances given as nil for who is enrolled: taken as stated, with a warning',
    visit: { as: 'dibao', inScope: '1000.00', basic: '0.00', criticalIllness: '0.00' },
    gives: { assistance: '700.00', warnings: ['insurance-given-as-nil'] },
  },
  {
    why: 'one of them paid a fen: no warning',
    visit: { as: 'dibao', inScope: '1000.00', basic: '0.00', criticalIllness: '0.01' },
    gives: { assistance: '699.99', without: ['insurance-given-as-nil'] },
  },
])

const other = { settlementNo: 'S9', hospitalCode: 'H00000000002', from: '2023-06-10', to: '2023-06-20' }

const g25 = clauses('000000/G25', [
  {
    why: 'days in common with another settlement: settled, and pointed at',
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00', overlaps: [other] },
    gives: { assistance: '350.00', because: { 'stay-overlaps': '000000/G25' } },
  },
  {
    why: 'without, nothing is said',
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00' },
    gives: { assistance: '350.00', warnings: [] },
  },
  {
    why: 'read the other way it is refused by the number of the other',
    library: flipped({ overlappingStays: 'refused' }),
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00', overlaps: [other] },
    refused: { code: 'stay-overlaps', params: { settlementNo: 'S9', from: '2023-06-10', to: '2023-06-20' } },
  },
])

export const tables = [...g21, ...g25]
