import type { Day } from '../calendar.ts'

/** A visit that was settled, as far as another one is compared with it. Both days belong to it; outpatient care has one. */
export interface SettledVisit {
  readonly settlementNo: string
  readonly hospitalCode: string
  readonly from: Day
  readonly to: Day
}

/** A visit that is looked at; `settlementNo` null is a quote. */
export type ComparedVisit = Omit<SettledVisit, 'settlementNo'> & { readonly settlementNo: string | null }

/** Another settlement of the person with days in common. */
export type Overlap = Pick<SettledVisit, 'settlementNo' | 'hospitalCode' | 'from' | 'to'>

/**
 * The settlements whose stays the visit overlaps, or that lie inside it. A discharge and an admission on one day is a
 * transfer, and two outpatient visits of one day are two visits.
 *
 * Source: 000000/G25.
 */
export function overlapsWith(visit: ComparedVisit, others: readonly SettledVisit[]): Overlap[] {
  return others
    .filter((other) => isOther(visit, other) && visit.from < other.to && other.from < visit.to)
    .map(({ settlementNo, hospitalCode, from, to }) => ({ settlementNo, hospitalCode, from, to }))
}

function isOther(visit: ComparedVisit, other: SettledVisit): boolean {
  return other.settlementNo !== visit.settlementNo || other.hospitalCode !== visit.hospitalCode
}
