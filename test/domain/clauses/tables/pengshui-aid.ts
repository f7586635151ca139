import { clauses } from '../../../support/claims/clause-rows.ts'
import type { Sketch } from '../../../support/claims/visit.ts'

const stay = { tier: 1, hospital: { level: 'two' } } as const satisfies Sketch
const special = { tier: 1, registered: {} } as const satisfies Sketch
const outpatient = { tier: 1, care: 'outpatient-special-disease' } as const satisfies Sketch

const p3 = clauses('500243/P3', [
  ...(['tekun', 'dibao', 'poverty-returned'] as const).map((as) => ({
    why: `${as}: 80% of what insurance left of a stay for a registered special disease, from the first yuan`,
    visit: { ...special, as, inScope: '2000.00', basic: '1000.00' } as const,
    gives: { assistance: '800.00', person: '200.00', used: { 'special-disease': '800.00' } },
  })),
  ...(
    [
      'monitored-unstable',
      'monitored-marginal',
      'monitored-sudden',
      'dibao-marginal',
      'illness-impoverished',
      'youfu',
      'severely-disabled',
    ] as const
  ).map((as) => ({
    why: `${as}: 70% of an outpatient visit`,
    visit: { ...outpatient, as, inScope: '2000.00', basic: '1000.00' } as const,
    gives: { assistance: '700.00', remaining: { 'special-disease': '99300.00' } },
  })),
  {
    why: 'any hospital level and any size of the bill: level one, one yuan',
    visit: { ...special, as: 'dibao', inScope: '1.00', hospital: { level: 'one' } },
    gives: { assistance: '0.80' },
  },
  {
    why: '124999.98 × 0.80 = 99999.984, below the limit by 0.02',
    at: 'below limit special-disease 100000',
    visit: { ...outpatient, as: 'dibao', inScope: '124999.98' },
    gives: { assistance: '99999.98', remaining: { 'special-disease': '0.02' }, without: ['limit-reached'] },
  },
  {
    why: '125000.01 × 0.80 = 100000.008, a fen above it and cut',
    at: 'above limit special-disease 100000',
    visit: { ...outpatient, as: 'dibao', inScope: '125000.01' },
    gives: { assistance: '100000.00', reasons: ['limit-reached'] },
  },
  {
    why: 'stays and outpatient visits for special diseases share the limit (000000/G6)',
    before: [{ ...special, on: '2023-06-02', as: 'dibao', inScope: '124000.00' }],
    visit: { ...outpatient, as: 'dibao', inScope: '2000.00' },
    gives: { assistance: '800.00', used: { 'special-disease': '100000.00' } },
  },
  {
    why: 'an outpatient visit without a registration: 0.00 with the reason',
    visit: { ...outpatient, as: 'dibao', inScope: '2000.00', registered: null },
    gives: { assistance: '0.00', reasons: ['registration-missing'] },
  },
  {
    why: 'low-income is no category of this county',
    visit: { ...outpatient, as: 'low-income', inScope: '2000.00' },
    gives: { assistance: '0.00', reasons: ['category-not-aided'] },
  },
])

const p4 = clauses('500243/P4', [
  {
    why: 'in-scope cost of 30000.00 is not above 30000: no aid',
    at: 'below in-scope above 30000',
    visit: { ...stay, as: 'dibao', inScope: '30000.00', basic: '28000.00' },
    gives: { assistance: '0.00', person: '2000.00', reasons: ['in-scope-not-above'] },
  },
  {
    why: 'a fen above it: 80% of the whole remaining self-pay, not of the fen',
    at: 'above in-scope above 30000',
    visit: { ...stay, as: 'dibao', inScope: '30000.01', basic: '28000.01' },
    gives: { assistance: '1600.00', person: '400.00', used: { 'other-disease': '1600.00' } },
  },
  {
    why: 'a hospital of level one: no aid, whatever the size',
    at: 'below level two',
    visit: { tier: 1, as: 'dibao', inScope: '50000.00', basic: '47000.00', hospital: { level: 'one' } },
    gives: { assistance: '0.00', person: '3000.00', reasons: ['hospital-level-too-low'] },
  },
  {
    why: 'level two is enough',
    at: 'above level two',
    visit: { ...stay, as: 'dibao', inScope: '50000.00', basic: '47000.00' },
    gives: { assistance: '2400.00', person: '600.00' },
  },
  {
    why: 'level three too, here as youfu at 70%',
    visit: { tier: 1, as: 'youfu', inScope: '50000.00', basic: '47000.00', hospital: { level: 'three' } },
    gives: { assistance: '2100.00', person: '900.00' },
  },
  {
    why: '74999.98 × 0.80 = 59999.984, below the limit by 0.02',
    at: 'below limit other-disease 60000',
    visit: { ...stay, as: 'dibao', inScope: '74999.98' },
    gives: { assistance: '59999.98', remaining: { 'other-disease': '0.02' } },
  },
  {
    why: '75000.01 × 0.80 = 60000.008, a fen above it and cut',
    at: 'above limit other-disease 60000',
    visit: { ...stay, as: 'dibao', inScope: '75000.01' },
    gives: { assistance: '60000.00', reasons: ['limit-reached'] },
  },
  {
    why: 'the condition is of one stay: two of 20000 each are two small stays',
    before: [{ ...stay, on: '2023-06-02', as: 'dibao', inScope: '20000.00', basic: '19000.00' }],
    visit: { ...stay, as: 'dibao', inScope: '20000.00', basic: '19000.00' },
    gives: { assistance: '0.00' },
  },
])

const p5 = clauses('500243/P5', [
  {
    why: 'the limit of special diseases used up leaves that of other diseases untouched',
    before: [{ ...outpatient, on: '2023-06-02', as: 'dibao', inScope: '130000.00' }],
    visit: { ...stay, as: 'dibao', inScope: '40000.00', basic: '20000.00' },
    gives: { assistance: '16000.00', remaining: { 'other-disease': '44000.00' } },
  },
])

/** A stay at level one is not aided, so that what basic insurance leaves is the self-pay that the tilt looks at. */
const plain = { tier: 1, hospital: { level: 'one' } } as const satisfies Sketch
const thresholds = [
  { as: 'tekun', edge: 'threshold 3000', below: '2999.99', at: '3000.00', above: '3000.01' },
  { as: 'dibao', edge: 'threshold 4000', below: '3999.99', at: '4000.00', above: '4000.01' },
  { as: 'poverty-returned', edge: 'threshold 4000', below: '3999.99', at: '4000.00', above: '4000.01' },
  { as: 'monitored-unstable', edge: 'threshold 5000', below: '4999.99', at: '5000.00', above: '5000.01' },
  { as: 'monitored-marginal', edge: 'threshold 5000', below: '4999.99', at: '5000.00', above: '5000.01' },
  { as: 'monitored-sudden', edge: 'threshold 5000', below: '4999.99', at: '5000.00', above: '5000.01' },
  { as: 'dibao-marginal', edge: 'threshold 5000', below: '4999.99', at: '5000.00', above: '5000.01' },
  { as: 'illness-impoverished', edge: 'threshold 5000', below: '4999.99', at: '5000.00', above: '5000.01' },
] as const

const p6 = clauses('500243/P6', [
  ...thresholds.flatMap(({ as, edge, below, at, above }) => [
    {
      why: `${as}: self-pay of ${below} does not reach the threshold`,
      at: `below ${edge}`,
      visit: { ...plain, as, inScope: below },
      gives: { tilt: '0.00', person: below, reasons: ['tilt-below-threshold'] },
    } as const,
    {
      why: `${as}: ${at} reaches it, and nothing exceeds it`,
      visit: { ...plain, as, inScope: at },
      gives: { tilt: '0.00', person: at, without: ['tilt-below-threshold'] },
    } as const,
    {
      why: `${as}: one fen above, × 0.60 = 0.006, rounded up`,
      at: `above ${edge}`,
      visit: { ...plain, as, inScope: above },
      gives: { tilt: '0.01', person: at, used: { tilt: '0.01' } },
    } as const,
  ]),
  {
    why: '33333.31 above 3000, × 0.60 = 19999.986, one fen below the limit',
    at: 'below limit tilt 20000',
    visit: { ...plain, as: 'tekun', inScope: '36333.31' },
    gives: { tilt: '19999.99', remaining: { tilt: '0.01' } },
  },
  {
    why: '33333.35 above it, × 0.60 = 20000.01, one fen too much and cut',
    at: 'above limit tilt 20000',
    visit: { ...plain, as: 'tekun', inScope: '36333.35' },
    gives: { tilt: '20000.00', reasons: ['limit-reached'] },
  },
  {
    why: 'over the stay: 2999.99 twice opens nothing',
    before: [{ ...plain, on: '2023-06-02', as: 'tekun', inScope: '2999.99' }],
    visit: { ...plain, as: 'tekun', inScope: '2999.99' },
    gives: { tilt: '0.00' },
  },
  {
    why: 'after assistance: 30% of 20000.00 is 6000.00, 1000.00 above 5000, × 0.60; it draws on two limits at once',
    visit: { ...stay, as: 'dibao-marginal', inScope: '50000.00', basic: '30000.00' },
    gives: { assistance: '14000.00', tilt: '600.00', used: { 'other-disease': '14000.00', tilt: '600.00' } },
  },
  {
    why: 'an outpatient visit for a special disease has it too: 20% of 30000.00 is 6000.00, 2000.00 above 4000',
    visit: { ...outpatient, as: 'dibao', inScope: '30000.00' },
    gives: { assistance: '24000.00', tilt: '1200.00' },
  },
  {
    why: 'elsewhere in Chongqing, properly referred',
    visit: {
      ...plain,
      as: 'tekun',
      inScope: '4000.00',
      hospital: { level: 'one', region: '500103' },
      referral: 'proper',
    },
    gives: { tilt: '600.00' },
  },
  {
    why: 'there without referral the tilt is not paid, and says why',
    visit: {
      ...plain,
      as: 'tekun',
      inScope: '4000.00',
      hospital: { level: 'one', region: '500103' },
      referral: 'none',
    },
    gives: {
      tilt: '0.00',
      reasons: ['tilt-referral-missing'],
      without: ['referral-missing'],
      because: { 'tilt-referral-missing': '500243/P6' },
    },
  },
  {
    why: 'outside Chongqing, properly referred: assistance pays, the tilt does not',
    visit: {
      tier: 1,
      as: 'tekun',
      inScope: '50000.00',
      hospital: { level: 'two', region: '510100' },
      referral: 'proper',
    },
    gives: { assistance: '40000.00', tilt: '0.00', person: '10000.00', reasons: ['tilt-outside'] },
  },
  {
    why: 'youfu and severely-disabled are not named by it',
    visit: { ...plain, as: 'youfu', inScope: '50000.00' },
    gives: { tilt: '0.00', reasons: ['tilt-not-named'] },
  },
])

export const tables = [...p3, ...p4, ...p5, ...p6]
