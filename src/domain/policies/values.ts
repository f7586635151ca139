import { z } from 'zod'
import { isDay } from '../calendar.ts'
import { cares } from '../names/care.ts'

/** What a text should have been. The words for each, in both languages, are the pack check's. */
export type Expectation =
  | 'yuan'
  | 'share'
  | 'year'
  | 'day'
  | 'months'
  | 'day-of-month'
  | 'days'
  | 'region'
  | 'clause-id'
  | 'identity'
  | 'name-code'
  | 'age'
  | 'disease'
  | 'stays'
  | 'times'
  | 'years'
  | 'payers'
  | 'department'
  | 'month-count'
  | 'month-day'

export const written = (pattern: RegExp, what: Expectation) => z.string().regex(pattern, what)
export const numeric = (pattern: RegExp, what: Expectation) => written(pattern, what).meta({ 'x-yaml': 'number' })

/** Yuan: up to fourteen digits and two decimals. */
export const yuanValue = numeric(/^\d{1,14}(\.\d{1,2})?$/, 'yuan')
/** A share between 0 and 1. */
export const shareValue = numeric(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'share')
export const yearValue = numeric(/^(19|20)\d\d$/, 'year')
export const dayValue = z
  .string()
  .refine(isDay, 'day' satisfies Expectation)
  .meta({ format: 'date' })
export const regionCode = numeric(/^\d{6}$/, 'region')
export const clauseId = written(/^[A-Za-z][\w.-]*$/, 'clause-id')
export const flag = z.enum(['true', 'false']).meta({ 'x-yaml': 'boolean' })

export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** The code of an identity; whether a pack declares it is for the check of the packs. */
export const identityCode = written(/^[a-z][a-z0-9-]{0,39}$/, 'identity')
const care = z.enum(cares)
/** The code of a department; whether it is ours or a pack declares it is for the check of the packs too. */
export const departmentCode = written(/^[a-z][a-z0-9-]{0,39}$/, 'department')
export const categoriesOf = z.array(identityCode).min(1)
export const caresOf = z.array(care).min(1)
export const dated = { from: dayValue.optional(), to: dayValue.optional() }
export const where = z.enum([
  'anywhere',
  'in-province',
  'in-municipality',
  'insured-place',
  'outside-insured-place',
  'outside-province',
])
