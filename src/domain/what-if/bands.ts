import { type Decimal, decimal } from '../money.ts'

export const directions = ['gain', 'lose', 'stay'] as const
export type Direction = (typeof directions)[number]

/** From where each band begins, in yuan of a year; the last has no end. */
export const bandStarts = ['0', '100', '500', '1000', '2000', '5000', '10000'] as const
export type BandStart = (typeof bandStarts)[number]

const starts = bandStarts.map((start) => ({ start, amount: decimal(start) }))

export interface Change {
  readonly direction: Direction
  /** Null for whoever gets the same. */
  readonly band: BandStart | null
}

/** Whether a person gets more or less of the fund under the draft, and in which band the difference lies. */
export function aidChange(before: Decimal, after: Decimal): Change {
  const difference = after.minus(before)
  if (difference.isZero()) return { direction: 'stay', band: null }
  const size = difference.abs()
  const band = starts.findLast(({ amount }) => size.gte(amount))?.start ?? '0'
  return { direction: difference.isNegative() ? 'lose' : 'gain', band }
}
