import { expect } from 'vitest'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped, shipped } from '../../../support/claims/packs.ts'

const g16 = clauses('000000/G16', [
  {
    why: 'four digits agree: a district and a county of one city are local to each other',
    visit: { insured: '140502', as: 'dibao', inScope: '1000.00', hospital: { region: '140581' } },
    gives: { assistance: '700.00' },
  },
  {
    why: 'they do not: another city of the province asks for a referral',
    visit: { insured: '140502', as: 'dibao', inScope: '1000.00', hospital: { region: '140400' } },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
  {
    why: 'read as the province, two digits: it is local',
    library: flipped({ localCareDigits: '2' }),
    visit: { insured: '140502', as: 'dibao', inScope: '1000.00', hospital: { region: '140400' } },
    gives: { assistance: '700.00' },
  },
  {
    why: 'read as the county, six digits: another county of the city is not',
    library: flipped({ localCareDigits: '6' }),
    visit: { insured: '140502', as: 'dibao', inScope: '1000.00', hospital: { region: '140581' } },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
])

const province = { insured: '140100' } as const

const g17 = clauses('000000/G17', [
  {
    why: 'two stays that leave 8000 each: pay(16000) − pay(8000) = 6000 × 0.75',
    before: [{ ...province, on: '2023-02-01', inScope: '8000.00', criticalIllness: null }],
    visit: { ...province, inScope: '8000.00', criticalIllness: null },
    gives: { criticalIllness: '4500.00', after: { criticalIllnessBase: '16000.00' } },
  },
  {
    why: 'read as one of each stay, neither passes 10000',
    library: flipped({ criticalIllnessOver: 'stay' }),
    before: [{ ...province, on: '2023-02-01', inScope: '8000.00', criticalIllness: null }],
    visit: { ...province, inScope: '8000.00', criticalIllness: null },
    gives: { criticalIllness: '0.00' },
  },
  {
    why: 'with the terms of the identity now in force, before and after: (11000 − 3000) × 0.80',
    before: [{ insured: '140500', on: '2023-02-01', inScope: '8000.00', criticalIllness: null }],
    visit: { insured: '140500', as: 'dibao', inScope: '8000.00', criticalIllness: null },
    gives: { criticalIllness: '6400.00' },
  },
  {
    why: 'registered outpatient care counts: 8000 + 3000 pass 10000 by 1000, × 0.75',
    before: [{ ...province, on: '2023-02-01', inScope: '8000.00', criticalIllness: null }],
    visit: { ...province, care: 'outpatient-chronic', inScope: '3000.00', criticalIllness: null },
    gives: { criticalIllness: '750.00' },
  },
  {
    why: 'unregistered outpatient care does not',
    before: [{ ...province, on: '2023-02-01', inScope: '8000.00', criticalIllness: null }],
    visit: { ...province, care: 'outpatient-chronic', inScope: '3000.00', criticalIllness: null, registered: null },
    gives: { criticalIllness: '0.00', after: { criticalIllnessBase: '8000.00' } },
  },
  {
    why: 'its base is what basic insurance left in scope: 15000 − 4000 = 11000',
    visit: { ...province, inScope: '15000.00', basic: '4000.00', offCatalogue: '9000.00', criticalIllness: null },
    gives: { criticalIllness: '750.00' },
  },
  {
    why: 'what the caller gives is taken as it is, and the base grows all the same',
    visit: { ...province, inScope: '15000.00', basic: '4000.00', criticalIllness: '123.45' },
    gives: { criticalIllness: '123.45', after: { criticalIllnessBase: '11000.00' } },
  },
  {
    why: 'a stay without referral counts into it too: G8 shuts out medical assistance alone',
    before: [
      { ...province, on: '2023-02-01', inScope: '8000.00', criticalIllness: null, hospital: { region: '310000' } },
    ],
    visit: { ...province, inScope: '8000.00', criticalIllness: null },
    gives: { criticalIllness: '4500.00' },
  },
])

const offCatalogue = { offCatalogue: '4000.00', inScope: '6000.00', basic: '6000.00' } as const

const g18 = clauses('000000/G18', [
  {
    why: 'it follows the identity that counts: tekun is bound, 1000 of 4000',
    visit: { as: ['tekun', 'monitored-sudden'], ...offCatalogue },
    gives: { category: 'tekun', hospital: '1000.00', person: '3000.00' },
  },
  {
    why: 'in the province it does not ask for a referral',
    visit: { as: 'dibao', ...offCatalogue, hospital: { region: '140100' }, referral: 'none' },
    gives: { hospital: '1000.00', reasons: ['referral-missing'] },
  },
  {
    why: 'outside it there is none, however well referred',
    visit: { as: 'dibao', ...offCatalogue, hospital: { region: '310000' }, referral: 'proper' },
    gives: { hospital: '0.00' },
  },
])

const governed = (insured: string, region: string) => ({
  why: `${insured} goes by the pack of ${region}`,
  visit: { insured, as: 'dibao', inScope: '1.00', on: '2023-06-15' } as const,
  gives: { region },
})

const g19 = clauses('000000/G19', [
  governed('140502', '140500'),
  governed('140500', '140500'),
  governed('140100', '140000'),
  governed('140400', '140000'),
  governed('370883', '370800'),
  governed('370102', '370000'),
  governed('500243', '500243'),
  {
    why: 'another county of Chongqing has no pack, and its city none either',
    visit: { insured: '500242', as: 'dibao', inScope: '1.00' },
    refused: { code: 'policy-missing', params: { region: '500242', on: '2023-06-15' } },
  },
  {
    why: 'a province without a pack is named with the day',
    visit: { insured: '110101', as: 'dibao', inScope: '1.00' },
    refused: { code: 'policy-missing', params: { region: '110101' } },
  },
])

const g20 = clauses('000000/G20', [
  {
    why: 'a category that no row of aid names: 0.00 with the reason, as youfu in Jincheng',
    visit: { as: 'youfu', inScope: '1000.00' },
    gives: { category: 'youfu', assistance: '0.00', reasons: ['category-not-aided'], without: ['left-open'] },
  },
  {
    why: 'a gap: 0.00 with the clause that leaves it open, as dibao-marginal in Jining',
    visit: { insured: '370800', as: 'dibao-marginal', inScope: '1000.00' },
    gives: { assistance: '0.00', because: { 'left-open': '370800/N3' }, without: ['category-not-aided'] },
  },
])

const special = { insured: '500243', tier: 1, as: 'dibao', care: 'outpatient-special-disease' } as const

const directly = flipped({ dibaoMarginalDirect: 'true' })

const unlessChosen = clauses('000000/unless-chosen', [
  {
    why: 'limits are separate: 50000 used for special diseases leave 60000 for others, 20000 × 0.80',
    before: [{ ...special, on: '2023-06-02', inScope: '62500.00' }],
    visit: { ...special, care: 'inpatient', inScope: '40000.00', basic: '20000.00', hospital: { level: 'two' } },
    gives: { assistance: '16000.00', remaining: { 'other-disease': '44000.00' } },
  },
  {
    why: 'read as shared: 60000 less the 50000 used',
    library: flipped({ limitsAre: 'shared' }),
    before: [{ ...special, on: '2023-06-02', inScope: '62500.00' }],
    visit: { ...special, care: 'inpatient', inScope: '40000.00', basic: '20000.00', hospital: { level: 'two' } },
    gives: { assistance: '10000.00', remaining: { 'other-disease': '0.00' }, reasons: ['limit-reached'] },
  },
  {
    why: 'dibao-marginal is settled on application unless a city says otherwise',
    check: () => {
      expect(shipped.law('370800', '2023-06-15').choices.dibaoMarginalDirect).toMatchObject({
        value: 'false',
        clause: { id: '000000/unless-chosen' },
      })
      expect(directly.law('140500', '2023-06-15').choices.dibaoMarginalDirect.value).toBe('true')
    },
  },
])

export const tables = [...g16, ...g17, ...g18, ...g19, ...g20, ...unlessChosen]
