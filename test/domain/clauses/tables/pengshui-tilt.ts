import { clauses } from '../../../support/claims/clause-rows.ts'
import { flipped, libraryOf, shippedFiles } from '../../../support/claims/packs.ts'
import type { Sketch } from '../../../support/claims/visit.ts'

const stay = { tier: 1, hospital: { level: 'two' } } as const satisfies Sketch
const outpatient = { tier: 1, care: 'outpatient-special-disease' } as const satisfies Sketch
/** A stay at level one is not aided, so that what basic insurance leaves is the self-pay that the tilt looks at. */
const plain = { tier: 1, hospital: { level: 'one' } } as const satisfies Sketch

const paysOnWhole = libraryOf(
  shippedFiles.map((file) => ({
    ...file,
    clauses: file.clauses.map((clause) => ({
      ...clause,
      topUp: clause.topUp?.map((row) => ({ ...row, paysOn: 'whole' as const })),
    })),
  })),
)

const p7 = clauses('500243/P7', [
  {
    why: 'read as the excess: 5563.00 leaves 563.00 above 5000, × 0.60',
    visit: { ...plain, as: 'dibao-marginal', inScope: '5563.00' },
    gives: { tilt: '337.80', person: '5225.20' },
  },
  {
    why: 'read the other way, all of it once the threshold is reached: 5563.00 × 0.60',
    library: paysOnWhole,
    visit: { ...plain, as: 'dibao-marginal', inScope: '5563.00' },
    gives: { tilt: '3337.80', person: '2225.20' },
  },
  {
    why: 'a stay of level one that P4 does not reach is tilted all the same: (9000 − 4000) × 0.60',
    visit: { ...plain, as: 'dibao', inScope: '9000.00' },
    gives: { assistance: '0.00', tilt: '3000.00' },
  },
  {
    why: 'outpatient care for a disease that is not registered is not aided, and not tilted either',
    visit: { ...outpatient, as: 'dibao', inScope: '9000.00', registered: null },
    gives: { assistance: '0.00', tilt: '0.00', reasons: ['registration-missing'] },
  },
  {
    why: 'read so, the threshold itself pays already: 5000.00 × 0.60',
    library: paysOnWhole,
    visit: { ...plain, as: 'dibao-marginal', inScope: '5000.00' },
    gives: { tilt: '3000.00' },
  },
])

const g8 = clauses('500243/G8', [
  {
    why: 'in another province without referral: nothing',
    visit: { ...stay, as: 'dibao', inScope: '50000.00', hospital: { level: 'two', region: '510100' } },
    gives: { assistance: '0.00', person: '50000.00', because: { 'referral-missing': '500243/G8' } },
  },
  {
    why: 'properly referred: the standards of the place of certification, 80%',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '310000' },
      referral: 'proper',
    },
    gives: { region: '500243', assistance: '40000.00' },
  },
])

const p7b = clauses('500243/P7b', [
  {
    why: 'the first two digits agree: another county of Chongqing is local, and P4 pays without a referral',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '500112' },
      referral: 'none',
    },
    gives: { assistance: '40000.00', without: ['referral-missing'] },
  },
  {
    why: 'one of them does not make it local',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '510502' },
      referral: 'none',
    },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
  {
    why: 'the tilt besides: 20% of 50000 is 10000, and it is not paid in another county without a referral',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '500112' },
      referral: 'none',
    },
    gives: { tilt: '0.00', reasons: ['tilt-referral-missing'] },
  },
  {
    why: 'properly referred: (10000 − 4000) × 0.60',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '500112' },
      referral: 'proper',
    },
    gives: { tilt: '3600.00' },
  },
  {
    why: 'in the county itself none is asked for: (10000 − 4000) × 0.60',
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '500243' },
      referral: 'none',
    },
    gives: { tilt: '3600.00', without: ['tilt-referral-missing'] },
  },
  {
    why: 'read as the county, six digits, another county asks for a referral',
    library: flipped({ localCareDigits: '6' }),
    visit: {
      ...stay,
      as: 'dibao',
      inScope: '50000.00',
      hospital: { level: 'two', region: '500112' },
      referral: 'none',
    },
    gives: { assistance: '0.00', reasons: ['referral-missing'] },
  },
])

export const tables = [...p7, ...g8, ...p7b]
