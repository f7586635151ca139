import { z } from 'zod'
import { bands, bandsAre, insuranceAsked } from './condition-rows.ts'
import { caresOf, categoriesOf, dated, shareValue, yuanValue } from './values.ts'

/**
 * Aid that is reckoned once a year, by a run: of a household together (`householdAid`), or of each person out of what the fund
 * has left (`secondAid`). It is paid on what the year's visits leave to them in scope, after everything else.
 */
export const yearAid = z.strictObject({
  ...dated,
  for: categoriesOf,
  care: caresOf,
  ...insuranceAsked,
  /** year: all visits of the year. identity: those of days on which the identity was in force, which is meant when left out. */
  visits: z.enum(['year', 'identity']).optional(),
  /** None where it is left out. */
  threshold: z
    .union([
      yuanValue,
      z.strictObject({ share: shareValue, of: z.string().min(1) }),
      z.strictObject({ figure: z.string().min(1) }),
    ])
    .optional(),
  /** Either one rate, or bands on what is above the threshold. */
  rate: shareValue.optional(),
  bands: bands.optional(),
  bandsAre: bandsAre.optional(),
  /** The most of a year; null where the text names none. */
  cap: yuanValue.nullable(),
  /** What is less is not paid. */
  least: yuanValue.optional(),
})
