import { z } from 'zod'
import { hospitalLevels } from '../names/hospitals.ts'
import { bands, bandsAre, conditions, insuranceAsked, span } from './condition-rows.ts'
import { deductiblePeriod, monthCount } from './period-rows.ts'
import { caresOf, categoriesOf, dated, shareValue, where, yuanValue } from './values.ts'

/**
 * What a deductible is filled by: by the year or the visit, and by which kinds of care. Left out, what the region's
 * `aidDeductibleOver` says, filled by stays.
 */
const filledBy = {
  over: span.optional(),
  counts: caresOf.optional(),
  /** Over another period than the year or the visit. */
  period: deductiblePeriod.optional(),
  /**
   * Costs of before count too: of so many months before the visit, or before an identity of this year began or was applied
   * for in this year.
   */
  lookBack: z.strictObject({ months: monthCount, from: z.enum(['visit', 'identity', 'application']) }).optional(),
}

const deductible = z.union([
  z.literal('none'),
  z.strictObject({ amount: yuanValue, ...filledBy }),
  /** A share of a figure of the year before, such as income. */
  z.strictObject({ share: shareValue, of: z.string().min(1), ...filledBy }),
  /** A figure of the year. */
  z.strictObject({ figure: z.string().min(1), ...filledBy }),
])

/** One limit, or several: what is left of each, and all are drawn on. */
export const limitNames = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/**
 * What medical assistance pays: rate on the base of 000000/G12 above the deductible, within the named limits: what is left of each,
 * and all are drawn on.
 */
export const aid = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  disease: z.enum(['any', 'special', 'other']).default('any'),
  hospitalLevelAtLeast: z.enum(hospitalLevels).optional(),
  ...conditions,
  deductible,
  /** Either one rate, or bands on what is above the deductible. */
  rate: shareValue.optional(),
  bands: bands.optional(),
  bandsAre: bandsAre.optional(),
  bandsOver: span.optional(),
  limit: limitNames,
  /** The most that one visit is given, and the least that is paid out. */
  perVisit: z.strictObject({ cap: yuanValue.optional(), least: yuanValue.optional() }).optional(),
  /** Whether outpatient care needs a registration of the disease; ordinary outpatient care never does. */
  registration: z.enum(['needed', 'not-needed']).optional(),
})

/** Care without the referral that the rules ask for: aided less, where a region does not shut it out (000000/G8). */
export const withoutReferral = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  /**
   * full: as if referred. points: the rate less so many points. factor: so much of what would be due. lost-part: in full, but
   * not what basic insurance pays less by, as a share of the in-scope cost.
   */
  aid: z.enum(['full', 'points', 'factor', 'lost-part']),
  ...insuranceAsked,
  points: shareValue.optional(),
  factor: shareValue.optional(),
  lost: shareValue.optional(),
})

/** Tilt and re-aid have one shape; `over` says whether self-pay is counted by the year or by the stay. */
export const topUpShape = z.strictObject({
  ...dated,
  payer: z.enum(['tilt', 'reAid']),
  for: categoriesOf,
  care: caresOf,
  ...conditions,
  where,
  over: z.enum(['year', 'stay']),
  /** An amount, a share of a figure of the year before, or a figure of the year. */
  threshold: z.union([
    yuanValue,
    z.strictObject({ share: shareValue, of: z.string().min(1) }),
    z.strictObject({ figure: z.string().min(1) }),
  ]),
  /** Either one rate, or bands on the self-pay above the threshold. */
  rate: shareValue.optional(),
  bands: bands.optional(),
  paysOn: z.enum(['excess', 'whole']),
  limit: limitNames,
  opensWhenUsedUp: z.string().optional(),
  /** A proper referral is asked for even where care is local, unless it is in the person's own county (500243/P7b). */
  referredUnless: z.literal('in-county').optional(),
})
