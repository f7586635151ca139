import type { Day } from '../calendar.ts'
import type { Decimal } from '../money.ts'
import type { HospitalLevel } from '../names/hospitals.ts'
import type { Insurance } from '../names/insurances.ts'
import type { places } from './condition-rows.ts'
import type { RowKind, RowOf, Status } from './pack.ts'

/* What every kind of row is made of. */

/** The clause behind a value: `500243/P4`, its citation as printed, and how sure it is. */
export interface ClauseRef {
  readonly id: string
  readonly cite: string
  readonly status: Status
}

/** A row as the pack has it, with its clause. */
export type Ruled<K extends RowKind> = RowOf<K> & { readonly clause: ClauseRef }

export interface LawRow {
  readonly clause: ClauseRef
}

/**
 * Over what something is counted; null is the calendar year. `months` are a month, a quarter or half a year of it; `rolling` are the
 * months up to the visit, each day of them kept by itself.
 */
export type CountedOver =
  | null
  | { readonly kind: 'visit' | 'lifetime' }
  | { readonly kind: 'months' | 'rolling'; readonly months: number }
  | { readonly kind: 'begins'; readonly at: string }

/** Null: in whosever insurance. */
export type InsuranceAsked = readonly Insurance[] | null

export type CareArea = (typeof places)[number]

/** An amount by year. `provisional` when the year before stands in (140000/J6). */
export interface FigureFound {
  readonly kind: 'found'
  readonly name: string
  /** Zero for a figure that goes by a code. */
  readonly year: number
  readonly code: string | null
  readonly value: Decimal
  readonly provisional: ClauseRef | null
  readonly doubtful: boolean
  readonly clause: ClauseRef
}

export interface FigureMissing {
  readonly kind: 'missing'
  readonly name: string
  readonly year: number | null
  readonly detail: string
  readonly clause: ClauseRef | null
}

export type Figure = FigureFound | FigureMissing

/** The day for which a figure is asked; a figure of a year counts from the day on which it was published (000000/G27). */
export interface FigureKey {
  readonly year?: number
  readonly tier?: 1 | 2
  readonly code?: string
  /** Of whom it is asked: the group of the enrolment, and the age reached in the year. */
  readonly group?: string | undefined
  readonly age?: number | undefined
  readonly on?: Day
}

/** What a visit has to be for a row to hold; null where the row asks for nothing. */
export interface Conditions {
  readonly where: CareArea | null
  readonly levels: readonly HospitalLevel[] | null
  readonly grades: readonly string[] | null
  readonly inScopeUpTo: Decimal | null
  readonly referral: 'proper' | 'none' | null
  readonly diseases: readonly string[] | null
  readonly exceptDiseases: readonly string[] | null
  readonly insured: 'yes' | 'no' | null
  readonly ages: { readonly from: number; readonly to: number } | null
  readonly insurance: InsuranceAsked
  readonly groups: readonly string[] | null
}

export interface RateBand {
  readonly upTo: Decimal | null
  readonly rate: Decimal
}
