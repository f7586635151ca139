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
  }
}
