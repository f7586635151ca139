import type { AdjustmentCause, EntryRow } from '../../db/ledger/rows.ts'
import type { Facts, SettlementOutcome, YearState } from '../../domain/adjudication/types.ts'
import type { DirectKind } from '../../domain/ledger/owed-for-earlier.ts'

/** An outcome as it is stored, in its compact form: the hashed bytes are the stored bytes. */
export interface Sealed {
  readonly outcome: SettlementOutcome
  readonly text: string
  readonly traceHash: string
}

/** When, and by whom. */
export interface PostingStamp {
  readonly at: string
  readonly callerId: string
}

/** An opening balance; taken back under a number of its own. */
export interface OpeningPosted {
  readonly id: string
  readonly reversalNo: string | null
  readonly opened: YearState
  /** As it is hashed and kept; null where it is taken back. */
  readonly stored: NonNullable<EntryRow['opening']> | null
}

/** Why settlements are adjusted without a reversal, and the number under which that is found again. */
export interface Cause extends PostingStamp {
  readonly kind: AdjustmentCause
  readonly no: string
}

/** A settlement that comes out differently. `facts` are those of the new outcome, null where they are the ones of before. */
export interface Adjusted {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: Sealed
  readonly facts?: Facts | null
  /** Where it is between the fund and the person: the hospital neither claims nor gives back. Left out where it is the hospital's. */
  readonly direct?: DirectKind | undefined
}
