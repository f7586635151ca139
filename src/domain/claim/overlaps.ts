import type { Day } from '../calendar.ts'
import { decimal } from '../money.ts'
import type { Care } from '../names/care.ts'
import { isSameDisease } from '../registers/same-disease.ts'
import { isReimbursementCode } from '../reimbursements/own-code.ts'
import { folded } from '../shared/plain-text.ts'

/** A visit that was settled, as far as another one is compared with it. Both days belong to it; outpatient care has one. */
export interface SettledVisit {
  readonly settlementNo: string
  readonly hospitalCode: string
  readonly from: Day
  readonly to: Day
  /** A stay, and not outpatient care. */
  readonly stay: boolean
  readonly care: Care
  readonly diseaseCode: string | null
  /** Yuan in text, as the claim has them. */
  readonly costs: VisitCosts
  /** Where the care of a bill that was handed in was; null or left out of what a hospital billed, which its own code says. */
  readonly careAt?: PlaceOfCare | null
}

/** By its code where it is registered here, which may be called otherwise there, and by its name. */
export interface PlaceOfCare {
  readonly code: string | null
  readonly name: string
}

type VisitCosts = Readonly<Record<'total' | 'offCatalogue' | 'overLimit' | 'preSelfPay' | 'inScope', string>>
const parts = ['total', 'offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const

/** A visit that is looked at; `settlementNo` null is a quote. */
export type ComparedVisit = Omit<SettledVisit, 'settlementNo'> & {
  readonly settlementNo: string | null
  /** Settlements of the hospital, or of a bill that was handed in of any, beside which it is said to be another visit. */
  readonly besides?: readonly string[]
}

/** Another settlement of the person with days in common. */
export type Overlap = Pick<SettledVisit, 'settlementNo' | 'hospitalCode' | 'from' | 'to'>

/**
 * The settlement of the same hospital, days and amounts under another number, which is the same bill twice; else null. Outpatient
 * care of another kind, or for another disease, is another visit, though both may cost the same; and so is outpatient care that says
 * beside which settlement it is. A stay cannot: nobody lies in two beds.
 *
 * Source: 000000/G25.
 */
export function sameVisit<Settled extends SettledVisit>(
  visit: ComparedVisit,
  others: readonly Settled[],
): Settled | null {
  return others.find((other) => isOther(visit, other) && !isBeside(visit, other) && isSame(visit, other)) ?? null
}

function isBeside({ stay, hospitalCode, besides = [] }: ComparedVisit, other: SettledVisit): boolean {
  const mayName = hospitalCode === other.hospitalCode || isReimbursementCode(hospitalCode)
  return !stay && mayName && besides.includes(other.settlementNo)
}

/** A settlement names so many others at most: what is kept and shown of one does not grow with what else is sent of the person. */
const maxOverlaps = 20

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
    .slice(0, maxOverlaps)
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

/**
 * A bill that was handed in lies under a code of the bureau's: against what a hospital billed it is compared wherever the care was,
 * which may be written otherwise there, and against another bill by where both were, unless both are stays.
 */
function isSameHospital(one: ComparedVisit, other: SettledVisit): boolean {
  const handedIn = [one, other].filter(({ hospitalCode }) => isReimbursementCode(hospitalCode)).length
  if (handedIn === 0) return one.hospitalCode === other.hospitalCode
  return handedIn === 1 || one.stay || isSamePlace(one.careAt ?? null, other.careAt ?? null)
}

/** What is not known may be the same. */
function isSamePlace(one: PlaceOfCare | null, other: PlaceOfCare | null): boolean {
  if (one === null || other === null) return true
  const isOneCode = one.code !== null && one.code === other.code
  return isOneCode || folded(one.name) === folded(other.name)
}

function isSame(visit: ComparedVisit, other: SettledVisit): boolean {
  if (!isSameHospital(visit, other) || visit.from !== other.from || visit.to !== other.to) return false
  if (!visit.stay && !isSameCare(visit, other)) return false
  return parts.every((part) => decimal(visit.costs[part]).eq(decimal(other.costs[part])))
}

function isSameCare(visit: ComparedVisit, other: SettledVisit): boolean {
  const isOtherDisease =
    visit.diseaseCode !== null && other.diseaseCode !== null && !isSameDisease(visit.diseaseCode, other.diseaseCode)
  return visit.care === other.care && !isOtherDisease
}
