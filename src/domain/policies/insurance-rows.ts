import { z } from 'zod'
import { bands, conditions, gradeCode, groupsAsked, insuranceAsked, span, unableToWork } from './condition-rows.ts'
import { caresOf, categoriesOf, dated, numeric, shareValue, yearValue, yuanValue } from './values.ts'

const basicTerms = z.strictObject({ deductible: yuanValue, rate: shareValue })
/**
 * A schedule of basic insurance; `by` says which property of the hospital picks the row of `terms`, `where` which hospitals
 * it is for. The second and later stays of a year take `repeatDeductible` of the deductible.
 */
export const basic = z.strictObject({
  ...dated,
  care: caresOf,
  tier: z.enum(['1', '2']).meta({ 'x-yaml': 'number' }).optional(),
  where: z.enum(['anywhere', 'in-province', 'outside-province']).default('anywhere'),
  by: z.enum(['level', 'feeClass', 'any']),
  /** By level, by grade, or `any`. */
  terms: z.record(gradeCode, basicTerms),
  for: categoriesOf.optional(),
  levels: conditions.levels,
  diseases: conditions.diseases,
  exceptDiseases: conditions.exceptDiseases,
  ages: conditions.ages,
  ...insuranceAsked,
  ...groupsAsked,
  /** Whether each visit takes the deductible, which is meant where nothing is said, or the year once, over the care of the row. */
  over: span.optional(),
  repeatDeductible: shareValue.default('1'),
  /** From which stay of the year on; the second where nothing is said. */
  repeatFrom: numeric(/^[2-9]$/, 'stays').optional(),
  cap: yuanValue.nullable(),
  /** Whose payments fill the cap; those for all kinds of care where nothing is said. */
  capCounts: caresOf.optional(),
  /** At most so much in-scope cost of a year enters the schedule. */
  entersUpTo: yuanValue.nullable().default(null),
})

/**
 * How a cap grows: with each year of unbroken enrolment after the first `afterYears`, and with each year that passed without
 * a claim, together at most `atMostShare` of the cap. Years before `since` do not count.
 */
const growth = z
  .strictObject({
    perYear: yuanValue.optional(),
    afterYears: numeric(/^\d$/, 'years').optional(),
    perYearWithoutClaims: yuanValue.optional(),
    since: yearValue,
    atMostShare: shareValue,
  })
  .optional()

const timesOf = numeric(/^[1-9]\d?$/, 'times').optional()

/** Critical-illness insurance on the year's accumulated amount, in marginal bands (000000/G17). */
export const criticalIllness = z.strictObject({
  ...dated,
  /** A schedule of these identities, in place of that of everyone; of several identities the one that pays most counts. */
  for: categoriesOf.optional(),
  /** An amount, a figure of the year, or a share of a figure of the year before, such as income. */
  deductible: z.union([
    z.strictObject({ amount: yuanValue }),
    z.strictObject({ figure: z.string() }),
    z.strictObject({ share: shareValue, of: z.string().min(1) }),
  ]),
  bands,
  /** A cap of the year: an amount, none (null), or a figure, times so much where it says so; either may grow. */
  cap: z.union([
    yuanValue,
    z.null(),
    z.strictObject({ figure: z.string().min(1), times: timesOf, grows: growth }),
    z.strictObject({ amount: yuanValue, grows: growth }),
  ]),
  ...insuranceAsked,
  ...groupsAsked,
})

export const criticalIllnessTilt = z.strictObject({
  ...dated,
  for: categoriesOf,
  unableToWork,
  deductibleReducedBy: shareValue,
  points: shareValue,
  cap: z.enum(['lifted', 'kept']),
  ...insuranceAsked,
})
