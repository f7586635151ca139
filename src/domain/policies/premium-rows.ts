import { z } from 'zod'
import { ages, gradeCode, groupsAsked, insuranceAsked } from './condition-rows.ts'
import { categoriesOf, dated, dayValue, shareValue, yearValue, yuanValue } from './values.ts'

const tier = z.enum(['1', '2']).meta({ 'x-yaml': 'number' })

/** Of premiums and figures of a year there is no visit: an age is that reached by the last day of the year. */
const agesInYear = ages.optional()

/** Premium subsidy of a year: a share of a tier's contribution, or an amount, never above the contribution. */
export const premium = z.strictObject({
  years: z.strictObject({ from: yearValue, to: yearValue }).optional(),
  for: categoriesOf,
  tier: tier.optional(),
  share: shareValue.optional(),
  ofTier: tier.optional(),
  amount: yuanValue.optional(),
  atLeast: yuanValue.optional(),
  unlessAlso: categoriesOf.optional(),
  /** The identity must be in force on this day or a later one: what ended before it is not subsidised (140000/J2). */
  heldOnOrAfter: dayValue.optional(),
  ...insuranceAsked,
  ...groupsAsked,
  ages: agesInYear,
})

/** A table of figures by year. A year known to be missing is named, so that its absence is a statement. */
export const figure = z.strictObject({
  name: z.string().min(1),
  tier: tier.optional(),
  /** For figures that do not go by the year, such as the package of a disease. */
  code: z.string().optional(),
  groups: z.array(gradeCode).min(1).optional(),
  ages: agesInYear,
  value: yuanValue.optional(),
  values: z.record(yearValue, yuanValue).optional(),
  missing: z.array(yearValue).optional(),
  /** The day on which a year's figure was published; visits before it go by the year before where that may stand in (000000/G27). */
  publishedOn: z.record(yearValue, dayValue).optional(),
  /** Years whose figure is less sure than the others, with the reason. */
  doubtful: z.array(yearValue).optional(),
})

/** Whether the figure of the year before may stand in for an unpublished one (140000/J6). */
export const figureFallback = z.strictObject({
  ...dated,
  figure: z.string(),
  yearsBack: z.literal('1').meta({ 'x-yaml': 'number' }),
})
