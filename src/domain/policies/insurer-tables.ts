import type { Decimal } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Insurance } from '../names/insurances.ts'
import type { Conditions, Figure, LawRow, RateBand } from './law-parts.ts'

/** What insurance itself pays by the pack's schedules: rows of residents' insurance unless they say otherwise. */

export interface BasicRow extends LawRow {
  readonly care: readonly Care[]
  readonly tier: 1 | 2 | null
  readonly where: 'anywhere' | 'in-province' | 'outside-province'
  readonly by: 'level' | 'feeClass' | 'any'
  readonly terms: Readonly<Partial<Record<string, { deductible: Decimal; rate: Decimal }>>>
  /** Null: for everyone. */
  readonly for: readonly Category[] | null
  readonly insurance: readonly Insurance[]
  readonly conditions: Conditions | null
  /** Where the year keeps what has filled the deductible; null where each visit takes it. */
  readonly filled: string | null
  readonly repeatFrom: number
  /** What the second and later stays of a year take of the deductible. */
  readonly repeatDeductible: Decimal
  readonly cap: Decimal | null
  /** What fills the cap: the payments for some kinds of care, under an account of the year; null for all that basic insurance paid. */
  readonly capFilled: FilledCap | null
  readonly entersUpTo: Decimal | null
}

export interface FilledCap {
  readonly account: string
  readonly counts: readonly Care[]
}

export interface CriticalIllnessRow extends LawRow {
  readonly deductible: Decimal | Figure | { readonly share: Decimal; readonly of: Figure }
  readonly bands: readonly RateBand[]
  readonly cap: CriticalIllnessCap
  /** Null: for everyone. */
  readonly for: readonly Category[] | null
  readonly insurance: readonly Insurance[]
  readonly groups: readonly string[] | null
}

export interface CapGrowth {
  readonly perYear: Decimal
  readonly afterYears: number
  readonly perYearWithoutClaims: Decimal
  readonly since: number
  readonly atMostShare: Decimal
}

export type CriticalIllnessCap = {
  readonly of: Decimal | { readonly figure: Figure; readonly times: Decimal }
  readonly grows: CapGrowth | null
} | null

export interface CriticalIllnessTiltRow extends LawRow {
  readonly for: readonly Category[]
  /** Only for who is not marked as able to work (140500/J15). */
  readonly unableToWork: boolean
  readonly deductibleReducedBy: Decimal
  readonly points: Decimal
  readonly capLifted: boolean
  readonly insurance: readonly Insurance[]
}
