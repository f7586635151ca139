import type { Day } from '../calendar.ts'
import type { Bilingual } from '../language.ts'
import type { Decimal } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Department } from '../names/departments.ts'
import type { HospitalLevel } from '../names/hospitals.ts'
import type { places } from './condition-rows.ts'
import type { RowKind, RowOf, Status, Switches } from './pack.ts'

/** The clause behind a value: `500243/P4`, its citation as printed, and how sure it is. */
export interface ClauseRef {
  readonly id: string
  readonly cite: string
  readonly status: Status
}

/** A row as the pack has it, with its clause. */
export type Ruled<K extends RowKind> = RowOf<K> & { readonly clause: ClauseRef }

interface Row {
  readonly clause: ClauseRef
}

interface ForCare extends Row {
  readonly for: readonly Category[]
  readonly care: readonly Care[]
}

export type CareArea = (typeof places)[number]

/** A yearly limit. `account` is where its use is recorded; two limits may share one (500243/P5). */
export interface LimitRow extends Row {
  readonly name: string
  readonly account: string
  readonly for: readonly Category[]
  readonly amount: Decimal | null
}

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

/** How a deductible is filled: `account` is what earlier visits of the year have filled of it. */
export interface FilledBy {
  readonly over: 'year' | 'visit' | null
  /** Null: by stays, as the year has kept them from the first. */
  readonly account: string | null
  readonly counts: readonly Care[]
  readonly lookBack: { readonly months: number; readonly from: 'visit' | 'identity' } | null
}

export type Deductible =
  | { readonly kind: 'none' }
  | { readonly kind: 'amount'; readonly amount: Decimal; readonly filledBy: FilledBy }
  | { readonly kind: 'share'; readonly share: Decimal; readonly figure: Figure; readonly filledBy: FilledBy }
  | { readonly kind: 'figure'; readonly figure: Figure; readonly filledBy: FilledBy }

export type HospitalLevelAsked = HospitalLevel | null

/** What a visit has to be for a row to hold; null where the row asks for nothing. */
export interface Conditions {
  readonly where: CareArea | null
  readonly levels: readonly HospitalLevel[] | null
  readonly grades: readonly string[] | null
  readonly inScopeUpTo: Decimal | null
  readonly referral: 'proper' | 'none' | null
  readonly diseases: readonly string[] | null
  readonly insured: 'yes' | 'no' | null
  readonly ages: { readonly from: number; readonly to: number } | null
}

export interface RateBand {
  readonly upTo: Decimal | null
  readonly rate: Decimal
}

/** Rates by the amount; `account` is where the year's amount is kept, null where each visit stands for itself. */
export interface Bands {
  readonly bands: readonly RateBand[]
  readonly are: 'marginal' | 'whole'
  readonly account: string | null
}

export interface AidRow extends ForCare {
  readonly disease: 'any' | 'special' | 'other'
  readonly hospitalLevelAtLeast: HospitalLevel | null
  readonly inScopeAbove: Decimal | null
  readonly conditions: Conditions | null
  readonly deductible: Deductible
  /** The rate, or that of the first band. */
  readonly rate: Decimal
  readonly bands: Bands | null
  readonly limit: string
  /** Limits beside the first. */
  readonly alsoLimits: readonly string[]
  readonly perVisit: { readonly cap: Decimal | null; readonly least: Decimal | null } | null
  readonly needsRegistration: boolean
}

export interface WithoutReferralRow extends ForCare {
  readonly aid: 'full' | 'points' | 'factor' | 'lost-part'
  /** Points, factor or share, as `aid` says; one where it is in full. */
  readonly by: Decimal
}

export interface FloorRow extends ForCare {
  readonly where: CareArea
  readonly share: Decimal
  readonly limit: string
}

export interface ControlRow extends ForCare {
  readonly where: CareArea
  readonly by: 'grade' | 'level' | 'any'
  readonly share: Readonly<Partial<Record<string, Decimal>>>
}

export interface OffCatalogueAidRow extends ForCare {
  readonly where: CareArea
  readonly rate: Decimal
  readonly limit: string
}

export interface TopUpRow extends ForCare {
  readonly payer: 'tilt' | 'reAid'
  readonly where: CareArea
  readonly over: 'year' | 'stay'
  readonly threshold: Threshold
  readonly conditions: Conditions | null
  readonly inScopeAbove: Decimal | null
  /** The rate, or that of the first band. */
  readonly rate: Decimal
  readonly bands: readonly RateBand[] | null
  readonly paysOn: 'excess' | 'whole'
  readonly limit: string
  readonly opensWhenUsedUp: string | null
  /** Where care needs no referral although it is local; null: local care needs none. */
  readonly referredUnless: 'in-county' | null
}

export type Threshold = Decimal | { readonly share: Decimal; readonly figure: Figure }

export interface AccumulationRow extends Row {
  readonly care: readonly Care[]
  readonly where: CareArea
}

export interface PackageRow extends Row {
  readonly for: readonly Category[]
  readonly basic: Decimal
  readonly aid: Decimal
}

export interface BasicRow extends Row {
  readonly care: readonly Care[]
  readonly tier: 1 | 2 | null
  readonly where: 'anywhere' | 'in-province' | 'outside-province'
  readonly by: 'level' | 'feeClass' | 'any'
  readonly terms: Readonly<Partial<Record<string, { deductible: Decimal; rate: Decimal }>>>
  readonly conditions: Conditions | null
  readonly repeatFrom: number
  /** What the second and later stays of a year take of the deductible. */
  readonly repeatDeductible: Decimal
  readonly cap: Decimal | null
  readonly entersUpTo: Decimal | null
}

export interface CriticalIllnessRow extends Row {
  readonly deductible: Decimal | Figure
  readonly bands: readonly RateBand[]
  readonly cap: CriticalIllnessCap
  /** Null: for everyone. */
  readonly for: readonly Category[] | null
}

export type CriticalIllnessCap = Decimal | null | { readonly figure: Figure; readonly times: Decimal }

export interface CriticalIllnessTiltRow extends Row {
  readonly for: readonly Category[]
  readonly deductibleReducedBy: Decimal
  readonly points: Decimal
  readonly capLifted: boolean
}

/** The line of early warning (140500/J17). `for` null is everyone whom no other row names. */
export interface WarningRow extends Row {
  readonly for: readonly Category[] | null
  readonly alarm: 'return' | 'fall'
  readonly above: Decimal
  /** Days within which an alert is checked; null: by the end of the month after. */
  readonly checkedWithinDays: number | null
  readonly pushedTo: readonly Department[]
}

/** What is taken for a slip of the hand: above the first it is pointed at, above the second refused. Yuan, or days. */
export interface Plausible extends Row {
  readonly cautionAbove: Decimal
  readonly refuseAbove: Decimal
}

/** How many days before its beginning and after its end a fee line of a visit may be of. */
export interface PlausibleFeeDay extends Row {
  readonly before: number
  readonly after: number
}

/** How it was before a reading could be chosen: packs kept from then do not choose it, and what was settled stays. */
export const beforeChosen = {
  aidWithoutInsurance: 'as-insured',
  packageOrStay: 'package-only',
  identityOn: 'as-law',
  overlappingStays: 'warned',
  referralUnfiled: 'believed',
  openDocument: 'in-force',
  governedBy: 'insurance',
} as const satisfies Partial<Record<keyof Switches, string>>

export interface Choice<K extends keyof Switches> {
  readonly value: NonNullable<Switches[K]> | (K extends keyof typeof beforeChosen ? (typeof beforeChosen)[K] : never)
  readonly clause: ClauseRef
}

export type Choices = { readonly [K in keyof Switches]-?: Choice<K> }

/** The rows the waterfall works with, their numbers made exact once. */
export interface Tables {
  readonly limits: readonly LimitRow[]
  readonly aid: readonly AidRow[]
  readonly floor: readonly FloorRow[]
  readonly control: readonly ControlRow[]
  readonly offCatalogueAid: readonly OffCatalogueAidRow[]
  readonly topUps: readonly TopUpRow[]
  readonly accumulation: readonly AccumulationRow[]
  readonly packages: readonly PackageRow[]
  readonly basic: readonly BasicRow[]
  readonly criticalIllness: CriticalIllnessRow | null
  /** Schedules of some identities, in place of that of everyone. */
  readonly criticalIllnessFor: readonly CriticalIllnessRow[]
  readonly withoutReferral: readonly WithoutReferralRow[]
  /** Accounts of deductibles that several kinds of care fill, each with its kinds. */
  readonly filled: readonly { readonly account: string; readonly counts: readonly Care[] }[]
  /** Whether a row asks how old the person is, or what the year before cost. */
  readonly asksAge: boolean
  readonly asksYearBefore: boolean
  readonly criticalIllnessTilt: readonly CriticalIllnessTiltRow[]
  readonly warnings: readonly WarningRow[]
  readonly plausible: {
    readonly bill: Plausible | null
    readonly receipt: Plausible | null
    readonly stay: Plausible | null
    readonly feeLine: Plausible | null
    readonly feeDay: PlausibleFeeDay | null
  }
}

/** The law of one region on one day: every row in force, each with its clause. The engine gets this and nothing else. */
export interface Law {
  readonly region: string
  readonly name: Bilingual
  /** `region@first day` of the document in force. */
  readonly policy: string
  readonly policyHash: string
  /** The first day of the document in force, where it has no last one; else null. */
  readonly openSince: Day | null
  readonly on: Day
  readonly year: number
  readonly choices: Choices
  readonly tables: Tables
  /** Ties between identities go to the first (000000/G4). */
  readonly order: readonly Category[]
  rows<K extends RowKind>(kind: K): readonly Ruled<K>[]
  /** A figure of the year, or of a code such as a disease's package; the year before where a clause allows it (140000/J6). */
  figure(name: string, of: { year?: number; tier?: 1 | 2; code?: string }): Figure
  /** The clause that lays a rule down which holds everywhere, by its id without the region, such as `G8`. */
  clause(id: string): ClauseRef
}
