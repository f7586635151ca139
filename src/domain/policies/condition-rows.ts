import { z } from 'zod'
import { hospitalLevels } from '../names/hospitals.ts'
import { insurances } from '../names/insurances.ts'
import { numeric, shareValue, written, yuanValue } from './values.ts'

/** Where the hospital lies. Local care is care in the insured place, as the region reads it (`localCareDigits`). */
export const places = [
  'anywhere',
  'in-province',
  'in-municipality',
  'insured-place',
  'outside-insured-place',
  'outside-province',
] as const
export const place = z.enum(places)

const ageValue = numeric(/^\d{1,3}$/, 'age')
/** Whole years on the day of the visit, both ends within. */
export const ages = z.strictObject({ from: ageValue.optional(), to: ageValue.optional() })

export const gradeCode = written(/^[a-z][a-z0-9-]{0,39}$/, 'identity')
/** A code of a disease, or what such codes begin with. */
const diseaseCodes = z.array(written(/^[A-Za-z0-9.]{1,20}$/, 'disease')).min(1)

/**
 * In whose insurance the person has to be. Left out: rows of assistance are for both, rows of what insurance itself pays
 * (basic, critical illness and its tilt, the premium, packages) for residents, whose schedules they are unless they say so.
 */
export const insuranceAsked = {
  insurance: z.array(z.enum(insurances)).min(1).optional(),
}

/** Only for people who are not marked as able to work, where a document says 丧失劳动能力 (140500/J15). */
export const unableToWork = z.literal('true').meta({ 'x-yaml': 'boolean' }).optional()

/** Groups of insured people that packs declare (`names` with `of: group`), as the enrolment has them: students, retired and so on. */
export const groupsAsked = {
  groups: z.array(gradeCode).min(1).optional(),
}

/** What a visit has to be for a row to hold. Two rows for the same people and care must exclude each other by these. */
export const conditions = {
  where: place.optional(),
  levels: z.array(z.enum(hospitalLevels)).min(1).optional(),
  grades: z.array(gradeCode).min(1).optional(),
  inScopeAbove: yuanValue.optional(),
  inScopeUpTo: yuanValue.optional(),
  /** proper: referred, local or exempt; none: without a referral that the rules ask for. */
  referral: z.enum(['proper', 'none']).optional(),
  diseases: diseaseCodes.optional(),
  exceptDiseases: diseaseCodes.optional(),
  insured: z.enum(['yes', 'no']).optional(),
  ages: ages.optional(),
  ...insuranceAsked,
  ...groupsAsked,
}

/** Rates by the amount; the last has no end. */
export const bands = z.array(z.strictObject({ upTo: yuanValue.optional(), rate: shareValue })).min(1)

/** marginal: each part of the amount at the rate of its own band. whole: all of it at the rate of the band it ends in. */
export const bandsAre = z.enum(['marginal', 'whole'])
export const span = z.enum(['year', 'visit'])
