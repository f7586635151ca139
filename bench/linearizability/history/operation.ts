/** Amounts are whole fen. Numbers are the hospital's own, and belong to one person-year each. */
export type LimitName = 'special-disease' | 'other-disease'

/** What of a bill the law looks at, and what it does not. Two contents may be sent under one number. */
export interface Bill {
  readonly limit: LimitName
  /** In-scope self-pay after insurance. */
  readonly selfPay: bigint
  readonly offCatalogue: bigint
}

export type Asked =
  | { readonly kind: 'settle'; readonly no: string; readonly bill: Bill }
  | { readonly kind: 'reverse'; readonly no: string; readonly reversalNo: string; readonly resettleLater: boolean }
  | { readonly kind: 'read-limits' }
  | { readonly kind: 'read-settlement'; readonly no: string }
  | { readonly kind: 'read-ledger' }

export interface Shares {
  readonly assistance: bigint
  readonly person: bigint
}

export interface Posting extends Shares {
  readonly kind: 'settlement' | 'reversal' | 'adjustment'
  readonly no: string
  readonly reversalNo: string | null
}

export interface Adjusted {
  readonly no: string
  readonly before: bigint
  readonly after: bigint
}

export type Status = 'settled' | 'reversed'

/** What came back. What `Prefer: return=minimal` leaves out is null. */
export type Answer =
  | ({
      readonly kind: 'settled'
      readonly replayed: boolean
      readonly id: string
      readonly status: Status
      readonly used: { readonly before: bigint; readonly after: bigint } | null
    } & Shares)
  /** The number was used for another content. */
  | { readonly kind: 'reused' }
  | ({
      readonly kind: 'reversed'
      readonly replayed: boolean
      readonly reversalNo: string
      readonly adjusted: readonly Adjusted[] | null
    } & Shares)
  /** Nothing of this number is known. */
  | { readonly kind: 'absent' }
  /** Not reversed: these would come out differently. */
  | { readonly kind: 'depended-on'; readonly by: readonly string[] }
  /** `burden` is all that the person paid of bills that stand. */
  | { readonly kind: 'limits'; readonly used: Readonly<Record<LimitName, bigint>>; readonly burden: bigint }
  | ({ readonly kind: 'settlement'; readonly id: string; readonly status: Status } & Shares)
  | { readonly kind: 'ledger'; readonly postings: readonly Posting[] }
  /** A refusal that no order of the operations can give. */
  | { readonly kind: 'unexpected'; readonly status: number; readonly code: string }

/** One operation of one client on one person-year. */
export interface Operation {
  readonly client: number
  readonly asked: Asked
  /** Null where none came: it may take effect at any time after it was sent, or never. */
  readonly answer: Answer | null
  /** Milliseconds of one stopwatch for all clients. */
  readonly sentAt: number
  /** Infinity where no answer came. */
  readonly answeredAt: number
}

/** As the report of a wrong history shows it. */
export function shown(operation: Operation): string {
  return JSON.stringify(operation, (_, value) => {
    if (typeof value === 'bigint') return `${value} fen`
    return value === Number.POSITIVE_INFINITY ? 'never' : value
  })
}
