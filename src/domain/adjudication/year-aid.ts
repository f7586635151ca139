import type { Day } from '../calendar.ts'
import { add, Decimal, less, min, sum, toFen, zero } from '../money.ts'
import type { Law, YearAidRow } from '../policies/law.ts'
import { amountOf } from './figure.ts'
import { ofBands } from './steps/bands.ts'
import { Trace } from './trace.ts'

/** What a visit of the year leaves to a person in scope, and what runs of this kind have given of it before. */
export interface BorneVisit {
  readonly personNo: string
  readonly settlementId: string
  readonly on: Day
  /** As if no run had given anything. */
  readonly left: Decimal
  readonly given: Decimal
}

/**
 * What a year's aid comes to on what was borne together: above the threshold, by the rate or the bands, at most the cap, and
 * nothing where that is less than the least amount.
 *
 * Units:  yuan, rounded to the fen once, as 000000/G2 reads it.
 * Errors: `figure-missing` where the threshold is a figure that no pack holds.
 * Source: the pack's `householdAid` and `secondAid` rows; 京医保发〔2023〕9号.
 */
export function yearAidDue(row: YearAidRow, borne: readonly BorneVisit[], law: Law): Decimal {
  const above = less(sum(borne.map(({ left }) => left)), thresholdOf(row, law))
  const due = toFen(ofBands(row.bands, row.are, above), law.choices.rounding.value)
  const capped = row.cap === null ? due : min(due, row.cap)
  return row.least !== null && capped.lt(row.least) ? zero : capped
}

function thresholdOf({ threshold }: YearAidRow, law: Law): Decimal {
  if (threshold === null || threshold instanceof Decimal) return threshold ?? zero
  return toFen(amountOf(threshold.figure, law, new Trace()).times(threshold.share))
}

/** Gives an amount to the visits, the oldest first, to each at most what it leaves; by settlement. */
export function sharedOut(borne: readonly BorneVisit[], amount: Decimal): Map<string, Decimal> {
  let open = amount
  const inOrder = [...borne].sort((one, other) =>
    one.on === other.on ? (one.settlementId < other.settlementId ? -1 : 1) : one.on < other.on ? -1 : 1,
  )
  return new Map(
    inOrder.map(({ settlementId, left }) => {
      const share = min(open, left)
      open = open.minus(share)
      return [settlementId, share]
    }),
  )
}

/** What runs have given of these visits before. */
export function givenBefore(borne: readonly BorneVisit[]): Decimal {
  return borne.reduce((total, { given }) => add(total, given), zero)
}

/** Of what is due to many the part that a fund can pay: each in the same proportion, never a fen above what it has. */
export function inProportion(due: Decimal, total: Decimal, available: Decimal): Decimal {
  return total.lte(available) || total.isZero() ? due : toFen(due.times(available).div(total), 'down')
}
