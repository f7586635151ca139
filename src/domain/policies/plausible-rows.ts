import { z } from 'zod'
import { dated, numeric, yuanValue } from './values.ts'

/** Above which amount a bill, or a receipt of a fund, is pointed at, and above which it is refused as a slip of the hand. */
export const plausibleAmount = z.strictObject({
  ...dated,
  of: z.enum(['bill', 'receipt']),
  cautionAbove: yuanValue,
  refuseAbove: yuanValue,
})
/** The same of a stay, in days from the admission to the discharge. */
export const plausibleStay = z.strictObject({
  ...dated,
  cautionAboveDays: numeric(/^[1-9]\d{0,4}$/, 'days'),
  refuseAboveDays: numeric(/^[1-9]\d{0,4}$/, 'days'),
})
