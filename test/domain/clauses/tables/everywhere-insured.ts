import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped, publishedOn } from '../../../support/claims/packs.ts'

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

const jining = { insured: '370800', as: 'dibao', inScope: '1000.00', basic: '500.00' } as const

const monitored = { as: 'monitored-unstable', inScope: '10000.00' } as const
const published = publishedOn('income', { year: 2025, value: '34000', on: '2026-02-28' })

const g27 = clauses('000000/G27', [
  {
    why: 'the day before it is published 2024 stands in: (10000 − 3244.10) × 0.70',
    library: published,
    visit: { ...monitored, on: '2026-02-27' },
    gives: { assistance: '4729.13', because: { 'provisional-figure': '140000/J6' } },
  },
  {
    why: 'on the day it counts: (10000 − 3400) × 0.70',
    library: published,
    visit: { ...monitored, on: '2026-02-28' },
    gives: { assistance: '4620.00', without: ['provisional-figure'] },
  },
])

const g24 = clauses('000000/G24', [
  {
    why: 'a stay that runs past the death is paid and pointed at',
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00', diedOn: '2023-06-29', on: '2023-06-30' },
    gives: { assistance: '350.00', because: { 'stay-past-death': '000000/G24' } },
  },
  {
    why: 'one that ended with it is paid without a word',
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00', on: '2023-06-30' },
    gives: { assistance: '350.00', without: ['stay-past-death'] },
  },
])

const g28 = clauses('000000/G28', [
  {
    why: 'Jining’s document of 2021-01-01 names no last day: on the last day of its fifth year nothing is said',
    visit: { ...jining, on: '2025-12-31' },
    gives: { assistance: '350.00', without: ['document-old'] },
  },
  {
    why: 'five years after its first day newer rules are probable, and it is in force all the same',
    visit: { ...jining, on: '2026-01-01' },
    gives: { assistance: '350.00', because: { 'document-old': '000000/G28' } },
  },
  {
    why: 'a document with a last day is not pointed at: Jincheng’s, in its last year',
    visit: { as: 'dibao', inScope: '1000.00', basic: '500.00', on: '2027-12-31' },
    gives: { assistance: '350.00', without: ['document-old'] },
  },
  {
    why: 'where a pack chooses so nothing is said',
    library: flipped({ openDocument: 'in-force' }),
    visit: { ...jining, on: '2026-01-01' },
    gives: { assistance: '350.00', without: ['document-old'] },
  },
])

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

const g23 = clauses('000000/G23', [
  {
    why: 'aided on application, and none approved: 0.00, and (20000 − 7294.50) × 0.60 waits',
    visit: { as: 'illness-impoverished', approved: false, inScope: '40000.00', basic: '20000.00' },
    gives: {
      category: 'illness-impoverished',
      assistance: '0.00',
      person: '20000.00',
      because: { 'on-application': '140500/J18' },
      after: { selfPay: '0.00', aidDeductibleBase: '20000.00', personBurden: '20000.00' },
    },
  },
  {
    why: 'once it is approved: 12705.50 × 0.60',
    visit: { as: 'illness-impoverished', inScope: '40000.00', basic: '20000.00' },
    gives: { assistance: '7623.30', person: '12376.70', without: ['on-application'] },
  },
  {
    why: 'what waits draws on no limit: 40000 are left to who is aided later',
    before: [{ on: '2023-02-01', as: 'dibao-marginal', approved: false, inScope: '90000.00', basic: '10.00' }],
    visit: { as: 'dibao-marginal', inScope: '90000.00', basic: '10.00' },
    gives: { assistance: '40000.00', used: { annual: '40000.00' } },
  },
  {
    why: 'with another identity that is aided now, that one counts: 10000 × 0.70, and what waits would not give more',
    visit: { as: ['dibao', 'illness-impoverished'], approved: false, inScope: '40000.00', basic: '30000.00' },
    gives: { category: 'dibao', assistance: '7000.00', without: ['on-application'] },
  },
  {
    why: 'the margin of dibao may be direct in a city that chooses so: (10000 − 2917.80) × 0.60',
    library: flipped({ dibaoMarginalDirect: 'true' }),
    visit: { as: 'dibao-marginal', approved: false, inScope: '20000.00', basic: '10000.00' },
    gives: { assistance: '4249.32', without: ['on-application'] },
  },
  {
    why: 'and waits elsewhere',
    visit: { as: 'dibao-marginal', approved: false, inScope: '20000.00', basic: '10000.00' },
    gives: { assistance: '0.00', reasons: ['on-application'] },
  },
  {
    why: 'a package waits as well: 79000 × 0.10',
    visit: {
      as: 'illness-impoverished',
      approved: false,
      care: 'critical-disease',
      inScope: '79000.00',
      basic: '55300.00',
      registered: { packageCode: '儿童急性淋巴细胞白血病 标危' },
    },
    gives: { assistance: '0.00', person: '23700.00', reasons: ['on-application'] },
  },
  {
    why: 'where a list is enough, nothing waits: 79000 × 0.10',
    visit: {
      as: 'severely-disabled',
      approved: false,
      care: 'critical-disease',
      inScope: '79000.00',
      basic: '55300.00',
      registered: { packageCode: '儿童急性淋巴细胞白血病 标危' },
    },
    gives: { assistance: '7900.00', without: ['on-application'] },
  },
  {
    why: 'in Pengshui the list is enough: 40000 × 0.70',
    visit: {
      insured: '500243',
      as: 'dibao-marginal',
      approved: false,
      inScope: '60000.00',
      basic: '20000.00',
      hospital: { level: 'two' },
    },
    gives: { assistance: '28000.00', without: ['on-application'] },
  },
  {
    why: 'shut out for want of a referral there is nothing that could wait',
    visit: {
      as: 'dibao-marginal',
      approved: false,
      inScope: '20000.00',
      basic: '1.00',
      hospital: { region: '310000' },
    },
    gives: { assistance: '0.00', reasons: ['referral-missing'], without: ['on-application'] },
  },
])

export const tables = [...g24, ...g27, ...g28, ...g23, ...g21, ...g25]
