import type { Database } from '../../db/database.ts'
import { driverCodeOf } from '../../db/errors.ts'
import { fundDifferences } from '../../db/fund/fund-differences.ts'
import type { FoundDifference } from '../../db/ledger/found-difference.ts'
import { eachPersonYear, readHistoryAsStored } from '../../db/ledger/history.ts'
import { orphans } from '../../db/ledger/orphans.ts'
import type { StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { type AsRead, type HistoryAsRead, storedFacts, storedInput, storedOutcome } from '../../db/ledger/stored.ts'
import { payoutDifferences } from '../../db/payouts/payout-differences.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import {
  type AuditedEntry,
  type AuditedSettlement,
  type AuditedYear,
  auditYear,
  type Difference,
} from '../../domain/ledger/audit.ts'
import { emptyYear, storedYear } from '../../domain/ledger/year-state.ts'
import { payers } from '../../domain/names/payers.ts'
import { claimOf } from '../claim/claim-input.ts'
import type { PolicyArchive } from '../policies/policy-archive.ts'
import { sha256 } from '../shared/hash.ts'

export type { FoundDifference }

export interface Verified {
  readonly personYears: number
  readonly entries: number
  readonly differences: readonly FoundDifference[]
}

/**
 * Replays every person-year from its settlements with the same engine and the law of then, and
 * compares balances, entries and hashes. Reads only; each person-year is read as of one moment, so it
 * may run beside the service.
 */
export async function verifyLedger(
  books: { db: Database; archive: PolicyArchive },
  onDifference: (found: FoundDifference) => void,
): Promise<Omit<Verified, 'differences'>> {
  let personYears = 0
  let entries = 0
  for await (const key of eachPersonYear(books.db.pool)) {
    const history = await readHistoryAsStored(books.db.pool, { ...key, lock: false })
    personYears += 1
    entries += history.entries.length
    const { personNo, region, year } = key
    for (const difference of await differencesOf(books, history))
      onDifference({ personNo, region, year, ...difference })
  }
  for (const orphan of await orphans(books.db)) onDifference(orphan)
  for (const difference of await fundDifferences(books.db)) onDifference(difference)
  for (const difference of await payoutDifferences(books.db)) onDifference(difference)
  return { personYears, entries }
}

async function differencesOf(books: { archive: PolicyArchive }, history: HistoryAsRead): Promise<Difference[]> {
  const differences = [...hashes(history), ...columns(history)]
  try {
    return [...differences, ...auditYear(await auditedYear(books, history))]
  } catch (error) {
    // What is stored cannot be read as a settlement: one damaged row must not hide all the others.
    if (driverCodeOf(error) !== '') throw error
    return [...differences, { seq: null, what: 'settling it again', stored: 'settled', computed: String(error) }]
  }
}

async function auditedYear(books: { archive: PolicyArchive }, history: HistoryAsRead): Promise<AuditedYear> {
  const settlements = new Map<string, AuditedSettlement>()
  for (const stored of history.settlements) settlements.set(stored.settlementId, await audited(books, stored, history))
  return {
    version: history.version,
    state: history.state === null ? storedYear(emptyYear) : orderedYear(history.state),
    accounts: Object.fromEntries(history.accounts.map(({ name, used }) => [name, used])),
    entries: history.entries.map(auditedEntry),
    limitEntries: history.limitEntries,
    settlements,
  }
}

/** The law of a settlement is the one its own first entry names; adjustments later keep it. */
async function audited(
  books: { archive: PolicyArchive },
  stored: AsRead<StoredSettlement>,
  history: HistoryAsRead,
): Promise<AuditedSettlement> {
  const input = storedInput(stored.input)
  const first = history.entries.find(
    (entry) => entry.kind === 'settlement' && entry.settlementId === stored.settlementId,
  )
  const policyHash = first?.policyHash ?? storedOutcome(stored.outcome).policyHash
  const law = await books.archive.lawOf({ region: stored.region, policyHash }, input)
  return { claim: claimOf(input), facts: storedFacts(stored.facts), law }
}

function auditedEntry(entry: AsRead<StoredEntry>): AuditedEntry {
  return {
    seq: entry.seq,
    kind: entry.kind,
    settlementId: entry.settlementId,
    reversalNo: entry.reversalNo,
    cause: entry.cause && { kind: entry.cause, no: entry.causeNo ?? '' },
    facts: entry.facts === null ? null : storedFacts(entry.facts),
    payers: Object.fromEntries(payers.map((payer) => [payer, entry.payers[payer]])) as PayerAmounts,
    toPerson: entry.toPerson,
    outcome: entry.outcome,
    state: orderedYear(entry.state),
  }
}

/** Members in the order of the type, so that two equal years read equal. */
function orderedYear(state: unknown): unknown {
  return Object.fromEntries(Object.keys(storedYear(emptyYear)).map((name) => [name, memberIn(state, name)]))
}

/** Of what may have been changed by hand, and be no object at all. */
function memberIn(value: unknown, name: string): unknown {
  const members: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  return members[name]
}

function textIn(value: unknown, name: string): string {
  const member = memberIn(value, name)
  return typeof member === 'string' ? member : ''
}

/** What was hashed must still give its hash: the claim as it came, the outcome as it was explained. */
function hashes(history: HistoryAsRead): Difference[] {
  const inputs = history.settlements.map((stored) =>
    differs(stored.seq, 'input hash', stored.inputHash, sha256(JSON.stringify(stored.input))),
  )
  const explained = history.entries.filter(({ outcome }) => outcome !== null)
  const traces = explained.map((entry) =>
    differs(entry.seq, 'trace hash', entry.traceHash ?? '', sha256(JSON.stringify(entry.outcome))),
  )
  const packs = explained.map((entry) =>
    differs(entry.seq, 'policy hash', entry.policyHash ?? '', textIn(entry.outcome, 'policyHash')),
  )
  return [...inputs, ...traces, ...packs].filter((difference) => difference !== null)
}

/** What lists are filtered by must be what the claim and the facts say. */
function columns(history: HistoryAsRead): Difference[] {
  return history.settlements.flatMap((stored) => {
    const { seq, eventOn, care, hospitalCode, settlementNo, personNo, insuredRegion, input, facts } = stored
    const found = [
      differs(seq, 'day of the visit', eventOn, textIn(input, 'dischargedOn') || textIn(input, 'servedOn')),
      differs(seq, 'care', care, textIn(input, 'care')),
      differs(seq, 'hospital', hospitalCode, textIn(input, 'hospitalCode')),
      differs(seq, 'settlement number', settlementNo, textIn(input, 'settlementNo')),
      differs(seq, 'person', personNo, textIn(input, 'personNo')),
      differs(seq, 'insured region', insuredRegion, placeIn(memberIn(facts, 'person'))),
    ]
    return found.filter((difference) => difference !== null)
  })
}

function differs(seq: number, what: string, stored: string, computed: string): Difference | null {
  return stored === computed ? null : { seq, what, stored, computed }
}

/** As `placeOf` of the domain has it: the region whose certificate governs, where one does, else the insured one. */
function placeIn(person: unknown): string {
  return textIn(person, 'certifiedRegion') || textIn(person, 'insuredRegion')
}
