import type { Day } from '../calendar.ts'
import type { Care } from '../names/care.ts'

/** A claim as it is hashed and stored: every place filled, in one order, yuan in text with two decimals. */
export interface Input {
  readonly settlementNo: string | null
  readonly personNo: string
  readonly hospitalCode: string
  readonly care: Care
  readonly admittedOn: Day | null
  readonly dischargedOn: Day | null
  readonly servedOn: Day | null
  readonly referral: 'proper' | 'none' | null
  readonly emergency: boolean
  readonly diseaseCode: string | null
  readonly costs: {
    readonly total: string
    readonly offCatalogue: string
    readonly overLimit: string
    readonly preSelfPay: string
    readonly inScope: string
  }
  readonly paid: {
    readonly basic: string | null
    readonly criticalIllness: string | null
    readonly supplementary: string
    readonly commercial: string
    readonly socialAid: string
    /** Left out where nobody said it, as claims were stored before it could be said. */
    readonly assistance?: string
  }
  /** Whoever sends it says that somebody else caused the injury; left out where nobody said so. */
  readonly thirdPartyInjury?: boolean
  /** Settlements of the hospital beside which this is another visit of the same day (000000/G25); left out where nobody said so. */
  readonly besides?: readonly string[]
}
