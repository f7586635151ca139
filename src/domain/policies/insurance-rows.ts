import { z } from 'zod'
import { bands, conditions, gradeCode } from './condition-rows.ts'
import { caresOf, categoriesOf, dated, numeric, shareValue, yuanValue } from './values.ts'

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
  levels: conditions.levels,
  diseases: conditions.diseases,
  ages: conditions.ages,
  repeatDeductible: shareValue.default('1'),
  /** From which stay of the year on; the second where nothing is said. */
  repeatFrom: numeric(/^[2-9]$/, 'stays').optional(),
  cap: yuanValue.nullable(),
  entersUpTo: yuanValue.nullable().default(null),
})

/** Critical-illness insurance on the year's accumulated amount, in marginal bands (000000/G17). */
export const criticalIllness = z.strictObject({
  ...dated,
  /** A schedule of these identities, in place of that of everyone; of several identities the one that pays most counts. */
  for: categoriesOf.optional(),
  deductible: z.union([z.strictObject({ amount: yuanValue }), z.strictObject({ figure: z.string() })]),
  bands,
  /** A cap of the year: an amount, none (null), or a figure, times so much where it says so. */
  cap: z.union([
    yuanValue,
    z.null(),
    z.strictObject({ figure: z.string().min(1), times: numeric(/^[1-9]\d?$/, 'times').optional() }),
  ]),
})

export const criticalIllnessTilt = z.strictObject({
  ...dated,
  for: categoriesOf,
  deductibleReducedBy: shareValue,
  points: shareValue,
  cap: z.enum(['lifted', 'kept']),
})
