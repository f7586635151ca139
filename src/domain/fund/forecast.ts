import { type Decimal, sum, toFen, zero } from '../money.ts'

/** Aid of the months of a year, January first, by the days of the visits. Yuan. */
export type YearMonths = readonly Decimal[]

export interface ForecastMonth {
  readonly month: number
  readonly aid: Decimal
  /** Whether it is foreseen; else it is what was settled. */
  readonly isForecast: boolean
}

/** How the months to come are foreseen: as last year's went on, as those of this year so far on average, or not at all. */
export type ForecastShape = 'last-year' | 'average' | 'none'

/**
 * A year's aid to December: the months that are over as they are, the others in last year's shape, scaled by what this year's months
 * come to against the same months of last year. Without a last year each is the mean of those that are over.
 *
 * Units:  yuan, each month rounded to the fen.
 */
export function forecastOf(
  thisYear: YearMonths,
  lastYear: YearMonths,
  monthsOver: number,
): { readonly shape: ForecastShape; readonly months: readonly ForecastMonth[] } {
  const soFar = sum(thisYear.slice(0, monthsOver))
  const sameMonths = sum(lastYear.slice(0, monthsOver))
  const shape: ForecastShape = lastYear.some((amount) => !amount.isZero())
    ? 'last-year'
    : monthsOver > 0
      ? 'average'
      : 'none'
  const foreseen = (at: number): Decimal => {
    const last = lastYear[at] ?? zero
    if (shape === 'last-year') return sameMonths.isZero() ? last : toFen(last.times(soFar).div(sameMonths))
    return shape === 'average' ? toFen(soFar.div(monthsOver)) : zero
  }
  const months = Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    aid: at < monthsOver ? (thisYear[at] ?? zero) : foreseen(at),
    isForecast: at >= monthsOver,
  }))
  return { shape, months }
}

export const budgetWarnings = ['aid-above-budget', 'sources-below-spending'] as const
export type BudgetWarning = (typeof budgetWarnings)[number]

/** The month by whose end the aid of a year passes an amount; null where it does not. */
export function monthAbove(months: readonly ForecastMonth[], amount: Decimal): number | null {
  let total: Decimal = zero
  for (const { month, aid } of months) {
    total = total.plus(aid)
    if (total.gt(amount)) return month
  }
  return null
}
