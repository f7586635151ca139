import type { Claim, Facts, PayerAmounts, YearState } from '../adjudication/types.ts'
import type { Law } from '../policies/law.ts'

export interface VerifiedCause {
  readonly kind: 'resettle' | 'year-end' | 'top-up' | 'opening'
  readonly no: string
}

/** One posting as it is stored, with what its amounts follow from. */
export interface VerifiedEntry {
  readonly seq: number
  readonly kind: 'settlement' | 'reversal' | 'adjustment' | 'opening'
  readonly settlementId: string
  readonly reversalNo: string | null
  /** Of an adjustment that no reversal caused. */
  readonly cause: VerifiedCause | null
  /** The facts that the adjustment was computed from, where they replaced those of before. */
  readonly facts: Facts | null
  /** The law that the adjustment was computed under, where a pack that was mended replaced that of before. */
  readonly law: Law | null
  readonly payers: PayerAmounts
  /** What of it goes to the person and not to the hospital. */
  readonly toPerson: string
  /** Where the year begins once this opening was posted, or taken back; null of everything else. */
  readonly beginning: YearState | null
  /** As they are stored, and only compared: what was changed by hand may be no outcome and no state. */
  readonly outcome: unknown
  readonly state: unknown
}

export interface VerifiedSettlement {
  /** A bill that was handed in paid: all of its aid is the person's. */
  readonly handedIn: boolean
  readonly claim: Claim
  readonly facts: Facts
  readonly law: Law
}

export interface VerifiedLimitEntry {
  readonly seq: number
  readonly name: string
  readonly amount: string
  readonly usedBefore: string
}

/** A person's year as the database holds it. */
export interface VerifiedYear {
  readonly version: number
  readonly state: unknown
  readonly accounts: Readonly<Record<string, string>>
  readonly entries: readonly VerifiedEntry[]
  readonly limitEntries: readonly VerifiedLimitEntry[]
  readonly settlements: ReadonlyMap<string, VerifiedSettlement>
}
