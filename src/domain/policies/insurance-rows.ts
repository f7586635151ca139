import { z } from 'zod'
import { feeClasses, hospitalLevels } from '../names/hospitals.ts'
import { caresOf, categoriesOf, dated, shareValue, yuanValue } from './values.ts'

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
  terms: z.partialRecord(z.enum([...hospitalLevels, ...feeClasses, 'any']), basicTerms),
  repeatDeductible: shareValue.default('1'),
  cap: yuanValue.nullable(),
  entersUpTo: yuanValue.nullable().default(null),
})

/** Critical-illness insurance on the year's accumulated amount, in marginal bands (000000/G17). */
export const criticalIllness = z.strictObject({
  ...dated,
  deductible: z.union([z.strictObject({ amount: yuanValue }), z.strictObject({ figure: z.string() })]),
  bands: z.array(z.strictObject({ upTo: yuanValue.optional(), rate: shareValue })).min(1),
  cap: yuanValue.nullable(),
})

export const criticalIllnessTilt = z.strictObject({
  ...dated,
  for: categoriesOf,
  deductibleReducedBy: shareValue,
  points: shareValue,
  cap: z.enum(['lifted', 'kept']),
})
