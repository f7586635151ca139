import type { Payers } from './history.ts'

/** An entry as `GET …/ledger` lists it. */
export interface BookEntry {
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
export interface BookSettlement {
  readonly id: string
  readonly settlementNo: string
  readonly personNo: string
  readonly hospitalCode: string
  readonly status: string
  readonly payers: Payers
}

/** What the books say at the end, read through the API. */
export interface Books {
  readonly settlements: readonly BookSettlement[]
  readonly entries: readonly BookEntry[]
  /** What `GET …/annual-cap` says is used of each limit. */
  readonly caps: readonly { readonly personNo: string; readonly name: string; readonly used: string }[]
}
