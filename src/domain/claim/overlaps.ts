import type { Day } from '../calendar.ts'
import { decimal } from '../money.ts'

/** A visit that was settled, as far as another one is compared with it. Both days belong to it; outpatient care has one. */
export interface SettledVisit {
  readonly settlementNo: string
  readonly hospitalCode: string
  readonly from: Day
  readonly to: Day
  /** A stay, and not outpatient care. */
  readonly stay: boolean
  /** Yuan in text, as the claim has them. */
  readonly costs: VisitCosts
}

type VisitCosts = Readonly<Record<'total' | 'offCatalogue' | 'overLimit' | 'preSelfPay' | 'inScope', string>>
const parts = ['total', 'offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const

/** A visit that is looked at; `settlementNo` null is a quote. */
export type ComparedVisit = Omit<SettledVisit, 'settlementNo'> & { readonly settlementNo: string | null }

/** Another settlement of the person with days in common. */
export type Overlap = Pick<SettledVisit, 'settlementNo' | 'hospitalCode' | 'from' | 'to'>

/** The settlement of the same hospital, days and amounts under another number, which is the same bill twice; else null. */
export function sameVisit<Settled extends SettledVisit>(
  visit: ComparedVisit,
  others: readonly Settled[],
): Settled | null {
  return others.find((other) => isOther(visit, other) && isSame(visit, other)) ?? null
}

/**
 * The settlements whose stays the visit overlaps, or that lie inside it. A discharge and an admission on one day is a
 * transfer, and two outpatient visits of one day are two visits; but one hospital cannot admit somebody twice for the
 * same single day.
 *
 * Source: 000000/G25.
 */
export function overlapsWith(visit: ComparedVisit, others: readonly SettledVisit[]): Overlap[] {
  return others
    .filter((other) => isOther(visit, other) && (shareDays(visit, other) || isSameSingleDay(visit, other)))
    .map(({ settlementNo, hospitalCode, from, to }) => ({ settlementNo, hospitalCode, from, to }))
}

function shareDays(visit: ComparedVisit, other: SettledVisit): boolean {
  return visit.from < other.to && other.from < visit.to
}

function isSameSingleDay(visit: ComparedVisit, other: SettledVisit): boolean {
  const days = new Set([visit.from, visit.to, other.from, other.to])
  return days.size === 1 && visit.stay && other.stay && visit.hospitalCode === other.hospitalCode
}

function isOther(visit: ComparedVisit, other: SettledVisit): boolean {
  return other.settlementNo !== visit.settlementNo || other.hospitalCode !== visit.hospitalCode
}

function isSame(visit: ComparedVisit, other: SettledVisit): boolean {
  if (visit.hospitalCode !== other.hospitalCode || visit.from !== other.from || visit.to !== other.to) return false
  return parts.every((part) => decimal(visit.costs[part]).eq(decimal(other.costs[part])))
}
