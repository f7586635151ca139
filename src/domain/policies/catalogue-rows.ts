import { z } from 'zod'
import { dated, flag, numeric, shareValue } from './values.ts'

/** A code of the hospitals' interface, of at most six characters. */
const short = z.string().min(1).max(6)

/**
 * What insurance recognises of one item of the catalogue: a drug, a material, a service. Level 01 is recognised whole, of 02 the
 * person pays a share first, and 03 is the person's own.
 */
export const catalogueItem = z.strictObject({
  ...dated,
  /** `med_list_codg` of the item. */
  item: z.string().min(1).max(50),
  name: z.string().min(1),
  level: z.enum(['01', '02', '03']),
  /** `med_chrgitm_type`: bed, examination, western drugs and so on. */
  chargeType: short.optional(),
  /** Yuan for one; what is above it is outside the limit. */
  priceLimit: numeric(/^\d{1,10}(\.\d{1,6})?$/, 'yuan').optional(),
  /** What the person pays first of what is within the limit. */
  selfPayShare: shareValue.optional(),
  /** Recognised for some uses only; a use that the hospital did not approve is the person's own. */
  restricted: flag.optional(),
})
