import type { Payers } from './history.ts'

/** An entry as `GET …/ledger` lists it. */
export interface ListedEntry {
  readonly id: string
  readonly personNo: string
  readonly seq: number
  readonly kind: 'settlement' | 'reversal' | 'adjustment'
  readonly settlementId: string
  readonly settlementNo: string
  readonly reversalNo: string | null
  readonly hospitalCode: string
  readonly payers: Payers
  readonly total: string
  readonly limits: readonly {
    readonly name: string
    readonly limit: string | null
    readonly amount: string
    readonly usedBefore: string
    readonly usedAfter: string
  }[]
}

/** A settlement as `GET /v1/settlements` lists it. */
export interface ListedSettlement {
  readonly id: string
  readonly settlementNo: string
  readonly personNo: string
  readonly hospitalCode: string
  readonly status: string
  readonly payers: Payers
}

/** What the ledger says at the end, read through the API. */
export interface LedgerAsRead {
  readonly settlements: readonly ListedSettlement[]
  readonly entries: readonly ListedEntry[]
  /** What `GET …/annual-cap` says is used of each limit. */
  readonly caps: readonly { readonly personNo: string; readonly name: string; readonly used: string }[]
}

/** What the law lets each payer pay of a person's year at most. Yuan in text. */
export type LawfulLimits = (personNo: string) => Readonly<Record<string, string>>
