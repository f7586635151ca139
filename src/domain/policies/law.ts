import type { Day } from '../calendar.ts'
import type { Bilingual } from '../language.ts'
import type { Decimal } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Department } from '../names/departments.ts'
import type { HospitalLevel } from '../names/hospitals.ts'
import type { Insurance } from '../names/insurances.ts'
import type { BasicRow, CriticalIllnessRow, CriticalIllnessTiltRow, FilledCap } from './insurer-tables.ts'
import type {
  CareArea,
  ClauseRef,
  Conditions,
  CountedOver,
  Figure,
  FigureKey,
  InsuranceAsked,
  LawRow,
  RateBand,
  Ruled,
} from './law-parts.ts'
import type { RowKind, Switches } from './pack.ts'

export type {
  CareArea,
  ClauseRef,
  Conditions,
  CountedOver,
  Figure,
  FigureFound,
  FigureMissing,
  LawRow,
  RateBand,
  Ruled,
} from './law-parts.ts'

interface ForCare extends LawRow {
  readonly for: readonly Category[]
  readonly care: readonly Care[]
}

/** A limit. `account` is where its use is recorded; two limits may share one (500243/P5). */
export interface LimitRow extends LawRow {
  readonly name: string
  readonly account: string
  readonly for: readonly Category[]
  readonly amount: Decimal | null
  readonly period: CountedOver
  readonly insurance: InsuranceAsked
}

/** How a deductible is filled: `account` is what earlier visits of the year have filled of it. */
export interface FilledBy {
  readonly over: 'year' | 'visit' | null
  /** Null: by stays, as the year has kept them from the first. */
  readonly account: string | null
  readonly counts: readonly Care[]
  /** Of which part of the year the account is, by the day of the visit. */
  readonly period: CountedOver
  readonly lookBack: LookBack | null
}

/** How far a deductible looks back. Months that end with the visit do not hold the same day so many months before; else it counts. */
export interface LookBack {
  readonly months: number
  readonly from: 'visit' | 'identity' | 'application'
  readonly endsWithVisit: boolean
}

export type FilledAccount = Pick<FilledBy, 'counts' | 'period'> & { readonly account: string }

/** What the law asks of the years before the one of the visit. */
export interface EarlierYears {
  /** Costs of visits of so many years back. */
  readonly costYears: number
  /** Whether a deductible's period runs on into the next calendar year, whose costs a late bill finds settled. */
  readonly costAhead: boolean
  /**
   * What was drawn in so many years back, and ahead of a late bill, on limits whose period runs over the year's end; all years
   * where one never begins anew.
   */
  readonly usedYears: number
  readonly accounts: readonly string[]
  /** Whether a row looks back from the day on which aid was applied for. */
  readonly asksApplications: boolean
}

export type Deductible =
  | { readonly kind: 'none' }
  | { readonly kind: 'amount'; readonly amount: Decimal; readonly filledBy: FilledBy }
  | { readonly kind: 'share'; readonly share: Decimal; readonly figure: Figure; readonly filledBy: FilledBy }
  | { readonly kind: 'figure'; readonly figure: Figure; readonly filledBy: FilledBy }

/** The limits that a row draws on, all of them; the first is the one that is named. */
export type LimitNames = readonly [string, ...string[]]

export type HospitalLevelAsked = HospitalLevel | null

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
  readonly limits: LimitNames
  readonly perVisit: { readonly cap: Decimal | null; readonly least: Decimal | null } | null
  readonly needsRegistration: boolean
}

export interface WithoutReferralRow extends ForCare {
  readonly aid: 'full' | 'points' | 'factor' | 'lost-part'
  /** Points, factor or share, as `aid` says; one where it is in full. */
  readonly by: Decimal
  readonly insurance: InsuranceAsked
}

export interface FloorRow extends ForCare {
  readonly where: CareArea
  readonly share: Decimal
  readonly limits: LimitNames
  readonly insurance: InsuranceAsked
}

export interface ControlRow extends ForCare {
  readonly where: CareArea
  readonly by: 'grade' | 'level' | 'any'
  readonly share: Readonly<Partial<Record<string, Decimal>>>
  readonly insurance: InsuranceAsked
}

export interface OffCatalogueAidRow extends ForCare {
  readonly where: CareArea
  readonly rate: Decimal
  readonly limits: LimitNames
  readonly insurance: InsuranceAsked
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
  readonly limits: LimitNames
  /** Under which name the year keeps the excess that has been paid on. */
  readonly paidOnAs: string
  readonly opensWhenUsedUp: string | null
  /** Where care needs no referral although it is local; null: local care needs none. */
  readonly referredUnless: 'in-county' | null
}

/** Aid that a run reckons once a year, of a household together or of each person. */
export interface YearAidRow extends ForCare {
  readonly insurance: InsuranceAsked
  readonly visits: 'year' | 'identity'
  readonly threshold: Threshold | null
  readonly bands: readonly RateBand[]
  readonly are: 'marginal' | 'whole'
  readonly cap: Decimal | null
  readonly least: Decimal | null
}

export type Threshold = Decimal | { readonly share: Decimal; readonly figure: Figure }

export interface AccumulationRow extends LawRow {
  readonly care: readonly Care[]
  readonly where: CareArea
}

export interface PackageRow extends LawRow {
  readonly for: readonly Category[]
  /** Only for who is not marked as able to work (140500/J11). */
  readonly unableToWork: boolean
  readonly basic: Decimal
  readonly aid: Decimal
  readonly insurance: readonly Insurance[]
}

/** The line of early warning (140500/J17). `for` null is everyone whom no other row names. */
export interface WarningRow extends LawRow {
  readonly for: readonly Category[] | null
  readonly alarm: 'return' | 'fall'
  readonly above: Decimal
  /** Days within which an alert is checked; null: by the end of the month after. */
  readonly checkedWithinDays: number | null
  readonly pushedTo: readonly Department[]
}

/** What is taken for a slip of the hand: above the first it is pointed at, above the second refused. Yuan, or days. */
export interface Plausible extends LawRow {
  readonly cautionAbove: Decimal
  readonly refuseAbove: Decimal
}

/** How many days before its beginning and after its end a fee line of a visit may be of. */
export interface PlausibleFeeDay extends LawRow {
  readonly before: number
  readonly after: number
}

/** How it was before a reading could be chosen: packs kept from then do not choose it, and what was settled stays. */
export const beforeChosen = {
  aidWithoutInsurance: 'as-insured',
  packageOrStay: 'package-only',
  identityOn: 'as-law',
  overlappingStays: 'warned',
  thirdPartyInjury: 'warned',
  referralUnfiled: 'believed',
  openDocument: 'in-force',
  governedBy: 'insurance',
  fundLevel: 'region',
  outsideCatalogueMeans: 'off-catalogue',
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
  readonly householdAid: readonly YearAidRow[]
  readonly secondAid: readonly YearAidRow[]
  readonly accumulation: readonly AccumulationRow[]
  readonly packages: readonly PackageRow[]
  readonly basic: readonly BasicRow[]
  readonly filledCaps: readonly FilledCap[]
  /** Those of everyone, and those of some identities, which take their place. */
  readonly criticalIllness: readonly CriticalIllnessRow[]
  readonly withoutReferral: readonly WithoutReferralRow[]
  /** Accounts of deductibles that several kinds of care fill, each with its kinds. */
  readonly filled: readonly FilledAccount[]
  /** Null where no row looks at an earlier year. */
  readonly earlierYears: EarlierYears | null
  /** Whether a row asks how old the person is, of which group or how long enrolled. */
  readonly asksAge: boolean
  readonly asksGroup: boolean
  readonly asksEnrolments: boolean
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
  /** Whether a document of the region itself holds on the day. */
  readonly isInForce: boolean
  readonly on: Day
  readonly year: number
  readonly choices: Choices
  readonly tables: Tables
  /** Ties between identities go to the first (000000/G4). */
  readonly order: readonly Category[]
  rows<K extends RowKind>(kind: K): readonly Ruled<K>[]
  /** A figure of the year, or of a code such as a disease's package; the year before where a clause allows it (140000/J6). */
  figure(name: string, of: FigureKey): Figure
  /** The clause that lays a rule down which holds everywhere, by its id without the region, such as `G8`. */
  clause(id: string): ClauseRef
}
