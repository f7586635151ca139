import { clauses } from '../../../support/claims/clause-rows.ts'
import { libraryOf, shippedFiles } from '../../../support/claims/packs.ts'

/** Jincheng's rules and the schedules as if they had been in force a year earlier, for the one date that lies before them. */
const earlier = libraryOf(
  shippedFiles.map((file) =>
    file.inForce.from === '2023-01-01' ? { ...file, inForce: { ...file.inForce, from: '2021-01-01' } } : file,
  ),
)

/** The plain schedule is 75% above 10000 a year (140000/J16); half of its deductible is 5000. */
/** 丧失劳动能力: no. */
const ableToWork = { category: 'severely-disabled', unableToWork: false } as const

const j15 = clauses('140500/J15', [
  ...(['tekun', 'dibao', 'poverty-returned'] as const).flatMap((as) => [
    {
      why: `${as}: what insurance left reaches half the deductible, 5000.00, and no more`,
      visit: { as, inScope: '5000.00', criticalIllness: null },
      gives: { criticalIllness: '0.00', reasons: ['critical-illness-below-deductible'] },
    },
    {
      why: `${as}: one fen more pays 0.80 of a fen, rounded up`,
      visit: { as, inScope: '5000.01', criticalIllness: null },
      gives: { criticalIllness: '0.01' },
    },
    {
      why: `${as}: no cap: (1005000 − 5000) × 0.80 = 800000.00`,
      visit: { as, inScope: '1005000.00', criticalIllness: null },
      gives: { criticalIllness: '800000.00', without: ['critical-illness-cap-reached'] },
    },
  ]),
  ...(['severely-disabled', 'low-income-elder', 'low-income-minor'] as const).flatMap((as) => [
    {
      why: `${as}: half the deductible as well`,
      visit: { as, inScope: '5000.00', criticalIllness: null },
      gives: { criticalIllness: '0.00' },
    },
    {
      why: `${as}: but three points, 1000.00 × 0.78`,
      visit: { as, inScope: '6000.00', criticalIllness: null },
      gives: { criticalIllness: '780.00' },
    },
    {
      why: `${as}: and the cap stays`,
      visit: { as, inScope: '1005000.00', criticalIllness: null },
      gives: { criticalIllness: '400000.00', reasons: ['critical-illness-cap-reached'] },
    },
  ]),
  {
    why: 'severely disabled and marked as able to work: the plain terms, 6000.00 is below 10000, and the reason',
    visit: { as: [ableToWork], inScope: '6000.00', criticalIllness: null },
    gives: { criticalIllness: '0.00', because: { 'able-to-work': '140500/J15' } },
  },
  {
    why: 'severely disabled and able to work: 1000.00 above 10000 × 0.75, no points',
    visit: { as: [ableToWork], inScope: '11000.00', criticalIllness: null },
    gives: { criticalIllness: '750.00', reasons: ['able-to-work'] },
  },
  {
    why: 'the mark is of that identity alone: an old person of low income has the better terms, (11000.00 − 5000) × 0.78',
    visit: { as: [ableToWork, 'low-income-elder'], inScope: '11000.00', criticalIllness: null },
    gives: { criticalIllness: '4680.00' },
  },
  {
    why: 'monitored people have the plain terms: 1000.00 × 0.75 above 10000',
    visit: { as: 'monitored-sudden', inScope: '11000.00', criticalIllness: null },
    gives: { criticalIllness: '750.00' },
  },
  {
    why: 'of several identities the best terms apply, whichever assistance counts: 1000.00 × 0.78, then monitored',
    visit: { as: ['severely-disabled', 'monitored-marginal'], inScope: '6000.00', criticalIllness: null },
    gives: { criticalIllness: '780.00', category: 'monitored-marginal', assistance: '1611.54' },
  },
  {
    why: 'the last day before 2022 still has a cap',
    at: 'below from 2022-01-01',
    library: earlier,
    visit: { on: '2021-12-31', as: 'dibao', inScope: '1005000.00', criticalIllness: null },
    gives: { criticalIllness: '400000.00' },
  },
  {
    why: 'from the first day of 2022 on there is none',
    at: 'above from 2022-01-01',
    library: earlier,
    visit: { on: '2022-01-01', as: 'dibao', inScope: '1005000.00', criticalIllness: null },
    gives: { criticalIllness: '800000.00' },
  },
])

/** By charge class: what is not above the deductible pays nothing, one fen above pays a fen, rounded. */
const terms = [
  {
    feeClass: 'class-three',
    deductible: 100,
    rate: '0.85',
    at: '100.00',
    above: '100.01',
    more: '1100.00',
    pays: '850.00',
  },
  {
    feeClass: 'county-two',
    deductible: 400,
    rate: '0.75',
    at: '400.00',
    above: '400.01',
    more: '1400.00',
    pays: '750.00',
  },
  {
    feeClass: 'city-two',
    deductible: 500,
    rate: '0.70',
    at: '500.00',
    above: '500.01',
    more: '1500.00',
    pays: '700.00',
  },
  {
    feeClass: 'class-one',
    deductible: 1000,
    rate: '0.60',
    at: '1000.00',
    above: '1000.01',
    more: '2000.00',
    pays: '600.00',
  },
] as const

const j16 = clauses('140000/J16', [
  ...terms.flatMap(({ feeClass, deductible, rate, at, above, more, pays }) => [
    {
      why: `${feeClass}: ${at} is the deductible and pays nothing`,
      at: `below deductible ${feeClass} ${deductible}`,
      visit: { inScope: at, basic: null, hospital: { feeClass } },
      gives: { basic: '0.00', person: at },
    } as const,
    {
      why: `${feeClass}: ${above} pays ${rate} of a fen, rounded up`,
      at: `above deductible ${feeClass} ${deductible}`,
      visit: { inScope: above, basic: null, hospital: { feeClass } },
      gives: { basic: '0.01', person: at },
    } as const,
    {
      why: `${feeClass}: 1000.00 above it, × ${rate}; a figure of no document carries its caution`,
      visit: { inScope: more, basic: null, hospital: { feeClass } },
      gives: { basic: pays, warnings: ['unconfirmed-value'], by: { basic: '140000/J16' } },
    } as const,
  ]),
  {
    why: '(117666.65 − 1000) × 0.60 = 69999.99, one fen below the cap',
    at: 'below cap 70000',
    visit: { inScope: '117666.65', basic: null },
    gives: { basic: '69999.99', without: ['basic-cap-reached'] },
  },
  {
    why: '(117666.68 − 1000) × 0.60 = 70000.008, a fen above the cap and cut',
    at: 'above cap 70000',
    visit: { inScope: '117666.68', basic: null },
    gives: { basic: '70000.00', reasons: ['basic-cap-reached'] },
  },
  {
    why: 'the cap is the year’s: 60000 paid before leave 10000 of the 30300 that the second stay comes to',
    before: [{ on: '2023-02-01', inScope: '101000.00', basic: null }],
    visit: { inScope: '51000.00', basic: null },
    gives: { basic: '10000.00', reasons: ['basic-cap-reached'] },
  },
  {
    why: 'the first stay of the year takes all of the deductible: (2000 − 1000) × 0.60',
    at: 'below second stay',
    visit: { inScope: '2000.00', basic: null },
    gives: { basic: '600.00', after: { stays: 1 } },
  },
  {
    why: 'the second takes half of it: (2000 − 500) × 0.60',
    at: 'above second stay',
    before: [{ on: '2023-02-01', inScope: '2000.00', basic: null }],
    visit: { inScope: '2000.00', basic: null },
    gives: { basic: '900.00', after: { stays: 2 } },
  },
  {
    why: 'a stay whose basic insurance the hospital gives is a stay as well, and outpatient care is none',
    before: [
      { on: '2023-01-10', care: 'outpatient-chronic', inScope: '300.00' },
      { on: '2023-02-01', inScope: '2000.00', basic: '0.00' },
    ],
    visit: { inScope: '500.01', basic: null },
    gives: { basic: '0.01', after: { stays: 2 } },
  },
  {
    why: 'outside the province: 1500.00 is the deductible, whatever the hospital’s class',
    at: 'below deductible any 1500',
    visit: {
      inScope: '1500.00',
      basic: null,
      referral: 'proper',
      hospital: { region: '110105', feeClass: 'class-three' },
    },
    gives: { basic: '0.00', person: '1500.00' },
  },
  {
    why: 'outside the province: one fen above it pays 0.55 of a fen, rounded up',
    at: 'above deductible any 1500',
    visit: { inScope: '1500.01', basic: null, referral: 'proper', hospital: { region: '110105' } },
    gives: { basic: '0.01', warnings: ['unconfirmed-value'], by: { basic: '140000/J16' } },
  },
  {
    why: 'outside the province: (50000 − 1500) × 0.55, and half of the deductible from the second stay on',
    before: [{ on: '2023-02-01', inScope: '2000.00', basic: null }],
    visit: { inScope: '50000.00', basic: null, referral: 'proper', hospital: { region: '110105' } },
    gives: { basic: '27087.50' },
  },
  {
    why: 'in another city of the province the charge class decides: (2000 − 1000) × 0.60',
    visit: { inScope: '2000.00', basic: null, referral: 'proper', hospital: { region: '140100' } },
    gives: { basic: '600.00' },
  },
  {
    why: 'what others have paid is not paid again: 5400.00 by the schedule, 5000.00 open beside commercial insurance',
    visit: { inScope: '10000.00', basic: null, commercial: '5000.00' },
    gives: { basic: '5000.00', commercial: '5000.00', person: '0.00', reasons: ['given-leaves-less'] },
  },
  {
    why: 'critical illness the same: 7500.00 by the schedule, 5000.00 open beside mutual aid',
    visit: { inScope: '20000.00', criticalIllness: null, socialAid: '15000.00' },
    gives: { criticalIllness: '5000.00', socialAid: '15000.00', person: '0.00', reasons: ['given-leaves-less'] },
  },
  {
    why: 'outpatient care has no schedule: the answer names what is to be sent',
    visit: { care: 'outpatient-chronic', as: 'dibao', inScope: '2000.00', basic: null },
    refused: { code: 'schedule-missing', params: { field: 'basic', region: '140000' } },
  },
  {
    why: 'critical illness: 10000.00 left by basic insurance is the deductible and pays nothing',
    at: 'below deductible 10000',
    visit: { inScope: '10000.00', criticalIllness: null },
    gives: { criticalIllness: '0.00', reasons: ['critical-illness-below-deductible'] },
  },
  {
    why: 'critical illness: one fen more pays 0.75 of a fen, rounded up',
    at: 'above deductible 10000',
    visit: { inScope: '10000.01', criticalIllness: null },
    gives: { criticalIllness: '0.01', warnings: ['unconfirmed-value'] },
  },
  {
    why: '(543333.32 − 10000) × 0.75 = 399999.99, one fen below the cap',
    at: 'below cap 400000',
    visit: { inScope: '543333.32', criticalIllness: null },
    gives: { criticalIllness: '399999.99', without: ['critical-illness-cap-reached'] },
  },
  {
    why: '(543333.34 − 10000) × 0.75 = 400000.005, cut to the cap',
    at: 'above cap 400000',
    visit: { inScope: '543333.34', criticalIllness: null },
    gives: { criticalIllness: '400000.00', reasons: ['critical-illness-cap-reached'] },
  },
  {
    why: 'once the cap is reached the next stay gets nothing, because of the cap and not of the deductible',
    before: [{ on: '2023-02-01', inScope: '600000.00', criticalIllness: null }],
    visit: { inScope: '20000.00', criticalIllness: null },
    gives: {
      criticalIllness: '0.00',
      reasons: ['critical-illness-cap-reached'],
      without: ['critical-illness-below-deductible'],
    },
  },
])

export const tables = [...j15, ...j16]
