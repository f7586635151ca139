import type { Day, Period } from '../calendar.ts'
import type { Overlap } from '../claim/overlaps.ts'
import type { Decimal } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { ReasonCode, StepCode, WarningCode } from '../names/codes.ts'
import type { FilingKind } from '../names/filings.ts'
import type { FeeClass, HospitalLevel } from '../names/hospitals.ts'
import type { Payer } from '../names/payers.ts'
import type { RegistrationKind } from '../names/registrations.ts'
import type { ClauseRef } from '../policies/law.ts'
import type { CorrectedVisit } from './corrected-visit.ts'
import type { AppliedOn, EarlierCost, EarlierUse } from './earlier-facts.ts'

/** What the hospital says of one visit. Yuan, exact to the fen. */
export interface Claim {
  readonly care: Care
  /** Stays have both days; outpatient care has `servedOn`. */
  readonly admittedOn: Day | null
  readonly dischargedOn: Day | null
  readonly servedOn: Day | null
  readonly referral: 'proper' | 'none' | null
  readonly emergency: boolean
  readonly diseaseCode: string | null
  readonly costs: {
    readonly total: Decimal
    readonly offCatalogue: Decimal
    readonly overLimit: Decimal
    readonly preSelfPay: Decimal
    readonly inScope: Decimal
  }
  /** `basic` and `criticalIllness` are null when the pack's schedule is to compute them. */
  readonly paid: {
    readonly basic: Decimal | null
    readonly criticalIllness: Decimal | null
    readonly supplementary: Decimal
    readonly commercial: Decimal
    readonly socialAid: Decimal
    /** What an earlier policy that no pack holds has paid as assistance; left out where nobody says (370000/N4). */
    readonly assistance?: Decimal
  }
  /** Somebody else caused the injury, as the hospital says; what that one bears is not known yet. */
  readonly thirdPartyInjury?: true
  /** Of what is stated as commercial, the in-scope share of whoever caused an accident: no insurance and no aid is reckoned on it. */
  readonly thirdParty?: Decimal
}

export interface HeldIdentity extends Period {
  readonly id: string
  readonly category: Category
  /** The region that certified it; left out where that is the insured region. */
  readonly certifiedRegion?: string
  /** Left out unless the department marks that the person can work (140500/J15). */
  readonly unableToWork?: boolean
}

/** An application for aid that was approved, for an identity and for visits of these days. */
export interface AidApproval extends Period {
  readonly category: Category
}

export interface HeldRegistration extends Period {
  readonly id: string
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly management: 'visit' | 'quota' | null
  readonly packageCode: string | null
}

/** Where a person is insured and in what, on the day of a visit. */
export interface FactsOfPerson {
  readonly insuredRegion: string
  readonly enrolledTier: 1 | 2 | null
  /** The region whose certificate governs in place of the insured region; left out where the insured region does (000000/G19). */
  readonly certifiedRegion?: string
  /** Left out for residents. */
  readonly insurance?: 'employees'
  /** Where the law of the day asks how old the person is; left out else. */
  readonly bornOn?: Day
  /** The day of death on record, where the visit runs past it (000000/G24); left out else. */
  readonly diedOn?: Day
  /** Of which group the person is enrolled on the day, where the law asks it and the enrolment says it; left out else. */
  readonly group?: string
  /** Years of enrolment, where the law asks how long it has gone on; left out else. */
  readonly enrolments?: readonly YearOfEnrolment[]
}

/** A year in which the person was enrolled, and whether it is marked as one without a claim on insurance. */
export interface YearOfEnrolment {
  readonly year: number
  readonly withoutClaims: boolean
}

/** The place of a person that governs: where the law, the accounts and the fund are found, and what is local (000000/G16, 000000/G19). */
export function placeOf({ insuredRegion, certifiedRegion }: FactsOfPerson): string {
  return certifiedRegion ?? insuredRegion
}

/** The year so far under the other numbers of the same human, summed. */
export interface Elsewhere {
  readonly personNos: readonly string[]
  readonly year: StoredYear
}

/** What the registers say of the person and the hospital, as it stood when the claim was settled. */
export interface Facts {
  readonly person: FactsOfPerson
  readonly hospital: {
    readonly region: string
    readonly level: HospitalLevel
    /** Null where the place has no grades, or the hospital none. */
    readonly feeClass: FeeClass | null
    readonly criticalDiseaseDesignated: boolean
  }
  readonly identities: readonly HeldIdentity[]
  readonly registrations: readonly HeldRegistration[]
  /** Approved applications for aid that cover the visit (000000/G23); left out where there are none. */
  readonly approvals?: readonly AidApproval[]
  /** What was filed for care elsewhere and stands behind the visit (000000/G8); left out where there is nothing. */
  readonly filings?: readonly FilingKind[]
  /** What the person's other numbers had used in the year when this was settled (000000/G26); left out where there are none. */
  readonly elsewhere?: Elsewhere
  /** Other settlements of the person with days in common (000000/G25); left out where there are none. */
  readonly overlaps?: readonly Overlap[]
  /** What the bureau gave of this visit where the law is settled by hand; left out where it gave nothing. */
  readonly byHand?: readonly HandAmount[]
  /** Visits of other calendar years, as far as the law looks; left out where it does not, or there were none. */
  readonly yearBefore?: readonly EarlierCost[]
  /** What other years drew on limits whose period runs over the year's end; left out where there is none, or nothing was drawn. */
  readonly usedBefore?: readonly EarlierUse[]
  /** When aid was applied for, where the law looks back from that day; left out else. */
  readonly appliedOn?: readonly AppliedOn[]
  /** Of a bill that was handed in with nothing paid by insurance: whether its statement shows that; left out of all others. */
  readonly insuranceStatement?: InsuranceStatement
  /** What corrections have put right of the claim and the hospital, and taken back; left out where there are none. */
  readonly corrected?: CorrectedVisit
}

export const insuranceStatements = ['shown', 'missing'] as const
export type InsuranceStatement = (typeof insuranceStatements)[number]

/** Who pays what is settled by hand. */
export const handPayers = ['assistance', 'reAid', 'tilt'] as const
export type HandPayer = (typeof handPayers)[number]
/** The parts of medical assistance that draw on limits. */
export type AidPayer = HandPayer

/** What runs over the year give of visits: of a household together, and out of what the fund has left. */
export const runAids = ['household', 'secondAid'] as const
export type RunAid = (typeof runAids)[number]

/** An amount that the bureau gave by hand, under the number of its decision. Yuan in text. */
export interface HandAmount {
  readonly payer: HandPayer | RunAid
  readonly amount: string
  readonly decisionNo: string
}

/** A person's year as it is stored: yuan in text. */
export interface StoredYear {
  readonly used: Readonly<Record<string, string>>
  readonly paidOn: Readonly<Record<string, string>>
  readonly selfPay: string
  readonly personBurden: string
  readonly aidDeductibleBase: string
  readonly criticalIllnessBase: string
  readonly basicPaid: string
  readonly basicEntered: string
  readonly stays: number
  /** Left out where there is nothing in it, as years were stored before packs could name such accounts. */
  readonly counted?: Readonly<Record<string, string>>
  readonly openedSelfPay?: string
}

/**
 * A person's year under one pack: what was used of each limit and what has accumulated.
 * Keys of `used` are limit accounts; keys of `paidOn` are the limits of the top-ups that look at the year (000000/G14).
 */
export interface YearState {
  readonly used: Readonly<Record<string, Decimal>>
  readonly paidOn: Readonly<Record<string, Decimal>>
  readonly selfPay: Decimal
  readonly personBurden: Decimal
  readonly aidDeductibleBase: Decimal
  readonly criticalIllnessBase: Decimal
  readonly basicPaid: Decimal
  readonly basicEntered: Decimal
  /** What deductibles and bands that a pack names keep of the year, by their account; left out where there are none. */
  readonly counted?: Readonly<Record<string, Decimal>>
  /** Stays of the year so far, whoever paid them. */
  readonly stays: number
  /**
   * Of `selfPay` what visits before this ledger left and no top-up has paid: they are not here to be paid more. Left out where a
   * year began here.
   */
  readonly openedSelfPay?: Decimal
}

/** Numbers and words that an explanation is written from; the sentence itself is made when it is read. */
export type Params = Readonly<Record<string, string>>

/** One step of the calculation: who pays what on which base at which rate, and by which clause. */
export interface TraceLine {
  readonly step: StepCode
  readonly payer: Payer
  readonly base: string
  readonly rate: string | null
  readonly amount: string
  readonly limit: { readonly name: string; readonly before: string | null; readonly after: string | null } | null
  readonly clause: ClauseRef | null
  readonly params: Params
}

/** Why something was not paid, or a caution about what was used. */
export interface TraceRemark<Code extends string = ReasonCode | WarningCode> {
  readonly code: Code
  readonly clause: ClauseRef | null
  readonly params: Params
}

/** A limit that the settlement drew on or asked. `limit` null is a limit the text does not state. */
export interface LimitUse {
  readonly name: string
  readonly account: string
  readonly limit: string | null
  readonly usedBefore: string
  readonly usedAfter: string
  readonly remaining: string | null
}

export type PayerAmounts = Readonly<Record<Payer, string>>

/** The result of one settlement, in text and without time or language, so that equal inputs give equal hashes. */
export interface SettlementOutcome {
  readonly region: string
  readonly year: number
  readonly category: Category | null
  readonly identityId: string | null
  readonly payers: PayerAmounts
  readonly assistanceParts: { readonly main: string; readonly floor: string; readonly offCatalogue: string }
  readonly limits: readonly LimitUse[]
  readonly lines: readonly TraceLine[]
  readonly reasons: readonly TraceRemark<ReasonCode>[]
  readonly warnings: readonly TraceRemark<WarningCode>[]
  readonly policy: string
  readonly policyHash: string
  readonly engine: string
  /** What the visit added to the self-pay that tilt or re-aid accumulates (000000/G13); left out where it is nothing. */
  readonly accumulated?: string
  /** Of its re-aid and tilt, what later visits of the year brought: paid to the person, not off the bill (000000/G14). */
  readonly toPerson?: ToPerson
  /** What this visit brought for the year's earlier ones; left out where it is nothing. */
  readonly owedToPerson?: OwedToPerson
}

export interface ToPerson {
  readonly reAid: string
  readonly tilt: string
}

export interface OwedToPerson {
  readonly amount: string
  readonly settlements: readonly {
    readonly settlementId: string
    readonly payer: 'reAid' | 'tilt'
    readonly amount: string
  }[]
}

/** A limit that is drawn on for earlier visits; `amount` null is a limit the text does not state. */
export interface OwedLimit {
  readonly name: string
  readonly account: string
  readonly amount: Decimal | null
}

/** What a top-up of the year comes to beyond what the visit leaves to the person: owed for the year's earlier visits (000000/G14). */
export interface OwedTopUp {
  readonly payer: 'reAid' | 'tilt'
  readonly amount: Decimal
  readonly limit: OwedLimit
  /** Limits beside the first, of a top-up that draws on several. */
  readonly alsoLimits?: readonly OwedLimit[]
  readonly clause: ClauseRef
}

export interface Settled {
  readonly outcome: SettlementOutcome
  /** Already in `next`; whoever keeps the year posts it to the visits that it belongs to. */
  readonly owed: readonly OwedTopUp[]
  readonly next: YearState
}
