import { z } from 'zod'
import { dated, numeric, yuanValue } from './values.ts'

/**
 * Above which amount a bill, a receipt of a fund, or what a fee line differs from its count times its price, is pointed at, and
 * above which it is refused as a slip of the hand.
 */
export const plausibleAmount = z.strictObject({
  ...dated,
  of: z.enum(['bill', 'receipt', 'fee-line']),
  cautionAbove: yuanValue,
  refuseAbove: yuanValue,
})
/** The same of a stay, in days from the admission to the discharge. */
export const plausibleStay = z.strictObject({
  ...dated,
  cautionAboveDays: numeric(/^[1-9]\d{0,4}$/, 'days'),
  refuseAboveDays: numeric(/^[1-9]\d{0,4}$/, 'days'),
})
/** How many days outside a visit a fee line may be of: pointed at up to then, refused beyond. */
export const plausibleFeeDay = z.strictObject({
  ...dated,
  daysBefore: numeric(/^\d{1,3}$/, 'days'),
  daysAfter: numeric(/^\d{1,3}$/, 'days'),
})
