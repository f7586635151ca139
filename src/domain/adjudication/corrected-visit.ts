import type { FeeClass, HospitalLevel } from '../names/hospitals.ts'

/** What takes the place of what a claim stated, and of what the register said of its hospital. Yuan in text. */
export interface CorrectedVisit {
  readonly paid?: Partial<Readonly<Record<CorrectedPayer, string>>>
  readonly thirdParty?: string
  /** All of the total, parted anew. */
  readonly costs?: Readonly<Record<CostPart, string>>
  readonly referral?: 'proper' | 'none'
  readonly hospital?: { readonly level?: HospitalLevel; readonly feeClass?: FeeClass | null }
  /** In the order in which it was decided. */
  readonly takenBack?: readonly AidTakenBack[]
}

export const correctedPayers = ['basic', 'criticalIllness', 'supplementary', 'commercial', 'socialAid'] as const
export type CorrectedPayer = (typeof correctedPayers)[number]
export const costParts = ['offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const
export type CostPart = (typeof costParts)[number]

/** Aid that was not due and is taken back in part, from whom it is taken. */
export interface AidTakenBack {
  readonly no: string
  readonly amount: string
  readonly from: Debtor
}
export const debtors = ['hospital', 'person'] as const
export type Debtor = (typeof debtors)[number]
