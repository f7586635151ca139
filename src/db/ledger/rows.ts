import type { CorrectedVisit } from '../../domain/adjudication/corrected-visit.ts'
import type { Facts, SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { Input } from '../../domain/claim/input.ts'
import type { SettledVisit } from '../../domain/claim/overlaps.ts'
import type { OpenedYear } from '../../domain/ledger/opening.ts'
import type { StoredYear } from '../../domain/ledger/year-state.ts'
import type { Care } from '../../domain/names/care.ts'
import type { FeeClass, HospitalLevel } from '../../domain/names/hospitals.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { Payer } from '../../domain/names/payers.ts'
import type { DatedFact, InsuredEnrolment } from '../../domain/registers/dated-facts.ts'
import type { ReadIdentity, ReadRegistration } from './held-rows.ts'

/**
 * The ledger's rows as the service handles them.
 *
 * Amounts are yuan in text ("10647.00"), days `YYYY-MM-DD`, instants RFC 3339, hashes `sha256:` with 64 hex digits.
 * What is JSON is written as text, so that the very bytes that were hashed are stored, and read back as values.
 */

/** One claim that is asked about. `settlementNo` null is a quote, which has no number to look for. */
export interface ClaimKey {
  readonly hospitalCode: string
  readonly settlementNo: string | null
  readonly personNo: string
  readonly year: number
  /** The days of the visit, to look for other visits of the person on them (000000/G25); left out where nobody asks. */
  readonly days?: { readonly from: string; readonly to: string }
}

/** Everything that the ledger and the registers know of one claim before it is settled. */
export interface ClaimRead {
  /** Set when the hospital has used the number already. */
  readonly number: UsedNumber | null
  readonly person: ReadPerson | null
  readonly hospital: ReadHospital | null
  /** All of the person's, ended ones included, by `from` and `id`. */
  readonly identities: readonly ReadIdentity[]
  readonly registrations: readonly ReadRegistration[]
  /** The facts of the person that stand, by their first day. */
  readonly dated: readonly DatedFact[]
  /** Settlements of the person that stand and share a day with the one asked about, its own number included. */
  readonly coinciding: readonly SettledVisit[]
  /** The year of the same human under other numbers, by region; one row with nulls for a number without any (000000/G26). */
  readonly others: readonly ReadOther[]
  /** How the same human is enrolled under other numbers. */
  readonly otherEnrolments: readonly InsuredEnrolment[]
  /** The person's year under every region that ever settled in it. */
  readonly years: readonly ReadYear[]
}

export interface UsedNumber {
  readonly inputHash: string
  readonly settlementId: string
  readonly personNo: string
  readonly year: number
}

export interface ReadPerson {
  readonly personNo: string
  /** Where the person is insured by now: whose bureau keeps the person. */
  readonly insuredRegion: string
  /** Where that was before the first dated fact. */
  readonly firstRegion: string
  readonly insurance: Insurance
  /** What all numbers of one human bear; null for whoever has one number. */
  readonly joinedAs: string | null
  /** As registered with the person: what holds before the first dated enrolment. */
  readonly enrolledTier: 1 | 2 | null
  readonly birthDate: string
}

export interface ReadHospital {
  readonly hospitalCode: string
  readonly region: string
  readonly level: HospitalLevel
  readonly feeClass: FeeClass | null
  readonly designated: boolean
  readonly criticalDiseaseDesignated: boolean
}

export interface ReadOther {
  readonly personNo: string
  readonly region: string | null
  readonly state: StoredYear | null
}

export interface ReadYear {
  readonly region: string
  readonly version: number
  readonly state: StoredYear
  /** The hash of the year's last entry. */
  readonly head: string
}

export interface PersonYearKey {
  readonly personNo: string
  readonly region: string
  readonly year: number
}

/** What happened to one person's year in one group: written whole, or not at all when the version has moved. */
export interface PersonYearWrite extends PersonYearKey {
  /** The version that was read; 0 when there was no row. */
  readonly expectedVersion: number
  /** The hash of the last entry that was read; null when there was none. */
  readonly expectedHead: string | null
  readonly version: number
  readonly state: string
  /** What is used of each limit by now, and when the year was read, by the name of its account; zero is left out. */
  readonly used: StoredYear['used']
  readonly usedBefore: StoredYear['used']
  readonly settlements: readonly SettlementRow[]
  readonly entries: readonly EntryRow[]
  readonly limitEntries: readonly LimitEntryRow[]
  readonly reversals: readonly ReversalRow[]
}

export interface SettlementRow extends PersonYearKey {
  readonly settlementId: string
  /** The person's place that governs, insured or certifying (000000/G19): whose fund pays, whose lists have it; `region` is the pack's. */
  readonly insuredRegion: string
  /** Of the entry that posted it. */
  readonly seq: number
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly care: Care
  readonly admittedOn: string | null
  /** The day of discharge or service; its year is `year` (000000/G5). */
  readonly eventOn: string
  /** As the facts have it; null for residents. */
  readonly insurance: NonNullable<Facts['person']['insurance']> | null
  /** Whether the settlement warns that nothing is on file for care elsewhere (000000/G8); null where it does not. */
  readonly unfiled: true | null
  /** The body as it came; `costs.total` in it is what the settlement's entry must sum to. */
  readonly input: string
  readonly facts: string
  readonly inputHash: string
  readonly settledAt: string
  readonly callerId: string
}

/** An opening is what was used elsewhere before the ledger began; its `settlementId` is the id of the opening balance. */
export type EntryKind = 'settlement' | 'reversal' | 'adjustment' | 'opening'

/**
 * What else than a reversal makes a settlement come out differently: facts recorded late, the end of the year, and a later
 * visit or the end of the year that brought a top-up for it; its number is that settlement's id, or the run's. An opening balance that
 * came or went: its id, or the number under which it was taken back.
 */
export const adjustmentCauses = ['resettle', 'year-end', 'top-up', 'opening'] as const
export type AdjustmentCause = (typeof adjustmentCauses)[number]

/** `no` is the number under which what caused the adjustment is found again. */
export interface EntryCause {
  readonly kind: AdjustmentCause
  readonly no: string
  /** The facts that the outcome was computed from, where they are no longer those of the settlement. */
  readonly facts: string | null
}

/** One posting. Payers sum to `total`; a reversal holds the negated sums, an adjustment the differences. */
export interface EntryRow extends PersonYearKey {
  readonly seq: number
  readonly entryId: string
  readonly settlementId: string
  readonly kind: EntryKind
  /** Of the reversal that caused it; null for a settlement, and for an adjustment with another cause. */
  readonly reversalNo: string | null
  readonly payers: Readonly<Record<Payer, string>>
  readonly total: string
  /** The identity that the outcome counts; a reversal has none. */
  readonly category: string | null
  /** Null only for a reversal, which leaves nothing of the settlement. */
  readonly outcome: string | null
  /** The person-year after this entry. */
  readonly state: string
  readonly traceHash: string | null
  readonly policyHash: string | null
  readonly postedAt: string
  readonly callerId: string
  /** Of re-aid and tilt, what goes to the person and is not the hospital's to claim or pay back; left out where nothing does. */
  readonly toPerson?: string
  /** Of an adjustment that no reversal caused; left out everywhere else. */
  readonly cause?: EntryCause
  /** Of an opening: what it opens, as it is hashed; left out everywhere else. */
  readonly opening?: { readonly input: string; readonly inputHash: string }
}

/** An entry with the hash of the one before it in the person's year; the first has none. */
export interface ChainedEntry extends EntryRow {
  readonly previousHash: string | null
}

/** All that a row holds, with what it moved of limits by name. */
export interface PostingRow {
  readonly entry: ChainedEntry
  readonly settlement: SettlementRow | null
  readonly movements: readonly LimitEntryRow[]
}

/** What one entry drew from, or gave back to, one limit. `limitAmount` null is a limit the text does not state. */
export interface LimitEntryRow extends PersonYearKey {
  readonly name: string
  readonly seq: number
  readonly entryId: string
  readonly amount: string
  readonly usedBefore: string
  readonly usedAfter: string
  readonly limitAmount: string | null
}

export interface ReversalRow extends PersonYearKey {
  readonly hospitalCode: string
  readonly reversalNo: string
  readonly settlementNo: string
  readonly settlementId: string
  /** Of the reversal's own entry; adjustments that it caused carry its number. */
  readonly seq: number
  readonly reason: string
  readonly resettleLater: boolean
  readonly reversedAt: string
  readonly callerId: string
}

/** A settlement as it stands: outcome and trace hash are those of its last entry that is not a reversal. */
export interface StoredSettlement extends Omit<SettlementRow, 'input' | 'facts'> {
  readonly input: Input
  /** Those that the settlement was posted with. */
  readonly facts: Facts
  /** What corrections have put right of it since. */
  readonly corrected: CorrectedVisit | null
  readonly outcome: SettlementOutcome
  readonly traceHash: string
  readonly reversed: boolean
  readonly status: 'settled' | 'reversed'
}

export interface StoredEntry extends Omit<ChainedEntry, 'outcome' | 'state' | 'cause' | 'toPerson' | 'opening'> {
  /** What an opening opens; null everywhere else, and where it is taken back. */
  readonly opening: OpenedYear | null
  readonly toPerson: string
  readonly outcome: SettlementOutcome | null
  readonly state: StoredYear
  readonly cause: AdjustmentCause | null
  readonly causeNo: string | null
  /** The facts that this adjustment was computed from; null where they were those that stood before it. */
  readonly facts: Facts | null
}

/** An entry with what it moved of each limit. */
export interface ListedEntry extends StoredEntry {
  readonly limits: readonly LimitEntryRow[]
  /** Of the settlement that it is about; null of an opening. */
  readonly settlementNo: string | null
  readonly hospitalCode: string | null
  readonly eventOn: string | null
}

export interface Account {
  readonly name: string
  readonly used: string
}

/** A person's year whole. Without a row, which is a year in which nothing was settled, version 0 and state null. */
export interface PersonYearHistory {
  readonly version: number
  readonly state: StoredYear | null
  readonly head: string | null
  readonly accounts: readonly Account[]
  /** By `seq`, as everything below. */
  readonly settlements: readonly StoredSettlement[]
  readonly entries: readonly StoredEntry[]
  readonly limitEntries: readonly LimitEntryRow[]
  readonly reversals: readonly ReversalRow[]
}

export interface SettlementFilter {
  readonly hospitalCode?: string | undefined
  readonly settlementNo?: string | undefined
  readonly personNo?: string | undefined
  /** Days of discharge or service, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The first digits of the region where the person was insured: '14', '1405', '140502'; empty for every region. */
  readonly regionPrefix?: string | undefined
}

/** `after` is the key of the last row of the page before; `take` the most rows to answer. */
export interface KeyPage<Key = string> {
  readonly after: Key | null
  readonly take: number
}
