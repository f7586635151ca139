import type { SettlementCorrectionRow } from '../../db/corrections/settlement-corrections.ts'
import type { EntryRow, PersonYearKey, ReadHospital } from '../../db/ledger/rows.ts'
import type { HandDecisionRow } from '../../db/settlement/hand-decisions.ts'
import type { YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { PlaceOfCare } from '../../domain/claim/overlaps.ts'
import type { RecalculatedVisit } from '../../domain/ledger/reversal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Input } from '../claim/claim-input.ts'
import type { PolicyArchive } from '../policies/policy-archive.ts'
import type { Mending } from '../recalculation/mended-visits.ts'

/** One claim to be settled. `attempts` counts how often it lost to another process. */
export interface SettleJob {
  readonly kind: 'settle'
  readonly personNo: string
  readonly caller: Caller
  readonly input: Input
  readonly inputHash: string
  /** A bill that was handed in paid, with the hospital where the care was; left out of what a hospital bills. */
  readonly handedIn?: HandedInBill
  attempts: number
}

export interface HandedInBill {
  readonly reimbursementId: string
  readonly hospital: ReadHospital
  /** Where the care was, to tell it from another bill. */
  readonly careAt: PlaceOfCare
  /** The same of the person's other bills, by their numbers. */
  readonly careOfOthers: ReadonlyMap<string, PlaceOfCare>
  /** Whether the statement of what insurance has paid was handed in with it. */
  readonly hasStatement: boolean
}

/** Either a settlement now posted, or the id of the one that this number stands for. */
export type SettleAnswer =
  | { readonly posted: PostedSettlement; readonly replayOf: null }
  | { readonly posted: null; readonly replayOf: string }

export interface PostedSettlement {
  readonly settlementId: string
  readonly settledAt: string
  readonly outcome: SettlementOutcome
  readonly traceHash: string
}

export interface ReverseJob extends PersonYearKey {
  readonly kind: 'reverse'
  readonly caller: Caller
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly settlementId: string
  readonly reversalNo: string
  readonly reason: string
  readonly resettleLater: boolean
  attempts: number
}

/** `reversed` with the entries written, or `already` when someone was first. */
export type ReverseAnswer =
  | { readonly reversed: true; readonly entries: readonly EntryRow[]; readonly changed: readonly RecalculatedVisit[] }
  | { readonly reversed: false }

export interface RecalculationJob {
  readonly kind: 'recalculate'
  readonly personNo: string
  readonly firstYear: number
  readonly lastYear: number
  readonly caller: Caller
  readonly resettleNo: string
  readonly reason: string
  readonly applicationId: string | null
  /** What the bureau gave by hand, which the years are then recalculated with. */
  readonly decision?: HandDecisionRow
  /** What a run over the year gives of its visits, each paid to the person. */
  readonly grants?: readonly HandDecisionRow[]
  /** The pack that was mended, where that is the reason. */
  readonly mending?: Mending
  /** What is put right of one settlement, which the years are then recalculated with. */
  readonly correction?: SettlementCorrectionRow
  attempts: number
}

/** `recalculated: false` when the number was used before, for the same. */
export interface RecalculationAnswer {
  readonly recalculated: boolean
}

export interface YearEndJob extends PersonYearKey {
  readonly kind: 'year-end'
  readonly runId: string
  readonly callerId: string
  attempts: number
}

/** The person's line of the run; null where nothing waited, or the run has closed the year before. */
export interface YearEndAnswer {
  readonly line: YearEndLineRow | null
}

/** Posts an opening balance that was approved, or takes it back. */
export interface OpeningJob extends PersonYearKey {
  readonly kind: 'open'
  readonly openingId: string
  readonly caller: Caller
  /** Null where it is posted; else the number and the reason under which it is taken back. */
  readonly undone: { readonly reversalNo: string; readonly reason: string } | null
  readonly resettleLater: boolean
  attempts: number
}

/** False where that was done before. */
export interface OpeningAnswer {
  readonly done: boolean
}

/** A job without what the ledger adds to it. */
export type JobInput<Job> = Omit<Job, 'kind' | 'attempts'>

/** The one way into the ledger: settlements, reversals, recalculations, the ends of years and openings. */
export interface LedgerWriter {
  readonly archive: PolicyArchive
  /** Jobs that wait now to be written. */
  readonly waiting: number
  /** `waits`: as long as it takes, where nobody sits before the answer; a claim that came later must not go before it. */
  settle(job: JobInput<SettleJob>, how?: { readonly waits: boolean }): Promise<SettleAnswer>
  reverse(job: JobInput<ReverseJob>): Promise<ReverseAnswer>
  recalculate(job: JobInput<RecalculationJob>): Promise<RecalculationAnswer>
  /** Aids what waited for the end of a person's year (140500/J9). */
  closeYear(job: JobInput<YearEndJob>): Promise<YearEndAnswer>
  /** Posts or takes back what was used before the ledger began. */
  open(job: JobInput<OpeningJob>): Promise<OpeningAnswer>
  /** Finishes what is in flight and takes nothing more. */
  close(): Promise<void>
}
