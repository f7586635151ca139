import type { Database } from '../../db/database.ts'
import { driverCodeOf } from '../../db/errors.ts'
import { fundDifferences } from '../../db/fund/fund-differences.ts'
import { readChain } from '../../db/ledger/chain.ts'
import type { FoundDifference } from '../../db/ledger/found-difference.ts'
import { eachPersonYear, readHistoryAsStored } from '../../db/ledger/history.ts'
import { orphans } from '../../db/ledger/orphans.ts'
import type { StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import {
  type AsRead,
  type HistoryAsRead,
  shownOutcome,
  storedFacts,
  storedInput,
  storedOpening,
  storedOutcome,
} from '../../db/ledger/stored.ts'
import { openingDifferences } from '../../db/opening-balances/opening-differences.ts'
import { sumDifferences } from '../../db/overview/sum-differences.ts'
import { payoutDifferences } from '../../db/payouts/payout-differences.ts'
import { reimbursementDifferences } from '../../db/reimbursements/reimbursement-differences.ts'
import type { PayerAmounts, YearState } from '../../domain/adjudication/types.ts'
import { verifyChain } from '../../domain/ledger/chain.ts'
import type { Difference } from '../../domain/ledger/difference.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import type { VerifiedEntry, VerifiedSettlement, VerifiedYear } from '../../domain/ledger/verified-year.ts'
import { verifyYear } from '../../domain/ledger/verify-year.ts'
import { emptyYear, type StoredYear, storedYear } from '../../domain/ledger/year-state.ts'
import { payers } from '../../domain/names/payers.ts'
import type { Law } from '../../domain/policies/law.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { claimOf } from '../claim/claim-input.ts'
import type { PolicyArchive } from '../policies/policy-archive.ts'
import { DigestWalk } from './digest-walk.ts'
import type { KeptDigest } from './read-digest.ts'

export type { FoundDifference }

export interface Verified {
  readonly personYears: number
  readonly entries: number
  readonly differences: readonly FoundDifference[]
}

/**
 * Replays every person-year from its settlements with the same engine and the law of then, and
 * compares balances, entries and hashes. Reads only; each person-year is read as of one moment, so it
 * may run beside the service. With a digest that was kept elsewhere, what was changed or cut off behind it is named too,
 * however carefully it was done.
 */
export async function verifyLedger(
  context: { db: Database; archive: PolicyArchive; hasOtherPlaces?: boolean },
  onDifference: (found: FoundDifference) => void,
  digest: Pick<KeptDigest, 'heads'> | null = null,
): Promise<Omit<Verified, 'differences'>> {
  const digested = new DigestWalk(digest, onDifference)
  let personYears = 0
  let entries = 0
  for await (const key of eachPersonYear(context.db.pool)) {
    const history = await readHistoryAsStored(context.db.pool, { ...key, lock: false })
    personYears += 1
    entries += history.entries.length
    const { personNo, region, year } = key
    const chain = await readChain(context.db.pool, key)
    const found = [
      ...chain.unhashed,
      ...verifyChain(chain.links, chain, await digested.of(key)),
      ...(await differencesOf(context, history)),
    ]
    for (const difference of found) onDifference({ personNo, region, year, ...difference })
  }
  await digested.end()
  for (const orphan of await orphans(context.db, context)) onDifference(orphan)
  for (const difference of await fundDifferences(context.db)) onDifference(difference)
  for (const difference of await payoutDifferences(context.db)) onDifference(difference)
  for (const difference of await openingDifferences(context.db)) onDifference(difference)
  for (const difference of await reimbursementDifferences(context.db)) onDifference(difference)
  for (const difference of await sumDifferences(context.db)) onDifference(difference)
  return { personYears, entries }
}

async function differencesOf(context: { archive: PolicyArchive }, history: HistoryAsRead): Promise<Difference[]> {
  const differences = [...packs(history), ...columns(history)]
  try {
    return [...differences, ...verifyYear(await verifiedYear(context, history))]
  } catch (error) {
    // What is stored cannot be read as a settlement: one damaged row must not hide all the others.
    if (driverCodeOf(error) !== '') throw error
    return [...differences, { seq: null, what: 'settling it again', stored: 'settled', computed: String(error) }]
  }
}

async function verifiedYear(context: { archive: PolicyArchive }, history: HistoryAsRead): Promise<VerifiedYear> {
  const settlements = new Map<string, VerifiedSettlement>()
  for (const stored of history.settlements)
    settlements.set(stored.settlementId, await verifiedSettlement(context, stored, history))
  return {
    version: history.version,
    state: history.state === null ? storedYear(emptyYear) : orderedYear(history.state),
    accounts: Object.fromEntries(history.accounts.map(({ name, used }) => [name, used])),
    entries: await verifiedEntries(context, history),
    limitEntries: history.limitEntries,
    settlements,
  }
}

/** The law of a settlement is the one its own first entry names; adjustments later keep it, but for a correction of the pack. */
async function verifiedSettlement(
  context: { archive: PolicyArchive },
  stored: AsRead<StoredSettlement>,
  history: HistoryAsRead,
): Promise<VerifiedSettlement> {
  const input = storedInput(stored.input)
  const first = history.entries.find(
    (entry) => entry.kind === 'settlement' && entry.settlementId === stored.settlementId,
  )
  const policyHash = first?.policyHash ?? storedOutcome(stored.outcome).policyHash
  const law = await context.archive.lawOf({ region: stored.region, policyHash }, input)
  const handedIn = isReimbursementCode(stored.hospitalCode)
  return { handedIn, claim: claimOf(input), facts: storedFacts(stored.facts), law }
}

/** An adjustment under a mended pack names it, and what stands of the settlement is of that pack from then on. */
async function verifiedEntries(context: { archive: PolicyArchive }, history: HistoryAsRead): Promise<VerifiedEntry[]> {
  const hashes = new Map<string, string>()
  const verified: VerifiedEntry[] = []
  for (const entry of history.entries) {
    const { settlementId, policyHash, region } = entry
    const before = hashes.get(settlementId)
    const isMended = policyHash !== null && before !== undefined && policyHash !== before
    if (policyHash !== null) hashes.set(settlementId, policyHash)
    const made = isMended ? history.settlements.find((one) => one.settlementId === settlementId) : undefined
    const law = made && policyHash ? await context.archive.lawOf({ region, policyHash }, storedInput(made.input)) : null
    verified.push(verifiedEntry(entry, law, entry.kind === 'opening' ? beginningUpTo(history, entry.seq) : null))
  }
  return verified
}

/** Where the year begins with what was opened of it, and not taken back, up to an entry. */
function beginningUpTo({ entries }: HistoryAsRead, seq: number): YearState {
  const read = entries.filter((entry) => entry.seq <= seq)
  return beginningOf(
    read.map((entry) => ({ ...entry, opening: entry.opening === null ? null : storedOpening(entry.opening) })),
  )
}

function verifiedEntry(entry: AsRead<StoredEntry>, law: Law | null, beginning: YearState | null): VerifiedEntry {
  return {
    seq: entry.seq,
    kind: entry.kind,
    settlementId: entry.settlementId,
    reversalNo: entry.reversalNo,
    cause: entry.cause && { kind: entry.cause, no: entry.causeNo ?? '' },
    facts: entry.facts === null ? null : storedFacts(entry.facts),
    law,
    payers: Object.fromEntries(payers.map((payer) => [payer, entry.payers[payer]])) as PayerAmounts,
    toPerson: entry.toPerson,
    beginning,
    outcome: entry.outcome === null ? null : shownOutcome(entry.outcome),
    state: orderedYear(entry.state),
  }
}

/** Members in the order of the type, so that two equal years read equal. */
function orderedYear(state: unknown): unknown {
  // What a year leaves out is left out of the text that is compared as well.
  const sometimes = ['counted', 'openedSelfPay'] satisfies (keyof StoredYear)[]
  const names = [...Object.keys(storedYear(emptyYear)), ...sometimes]
  return Object.fromEntries(names.map((name) => [name, memberIn(state, name)]))
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

/** The pack and the identity that an entry names are those that its explanation names. */
function packs(history: HistoryAsRead): Difference[] {
  const found = history.entries.flatMap(({ seq, outcome: kept, policyHash, category }) => {
    const outcome = kept === null ? null : shownOutcome(kept)
    return [
      kept === null ? null : differs(seq, 'policy hash', policyHash ?? '', textIn(outcome, 'policyHash')),
      differs(seq, 'identity', category ?? '', textIn(outcome, 'category')),
    ]
  })
  return found.filter((difference) => difference !== null)
}

/** What lists are filtered by must be what the claim, the facts and the explanation say. */
function columns(history: HistoryAsRead): Difference[] {
  const posted = new Map(
    history.entries
      .filter(({ kind }) => kind === 'settlement')
      .map(({ seq, total, outcome }) => [seq, { total, outcome }]),
  )
  return history.settlements.flatMap((stored) => {
    const { seq, eventOn, care, hospitalCode, settlementNo, personNo, insuredRegion, input, facts } = stored
    const { total, outcome } = posted.get(seq) ?? { total: '', outcome: null }
    const found = [
      differs(seq, 'first day of the stay', stored.admittedOn ?? '', textIn(input, 'admittedOn')),
      differs(seq, 'insurance', stored.insurance ?? '', textIn(memberIn(facts, 'person'), 'insurance')),
      differs(seq, 'referral not filed', String(stored.unfiled === true), String(isUnfiled(outcome))),
      differs(seq, 'day of the visit', eventOn, textIn(input, 'dischargedOn') || textIn(input, 'servedOn')),
      differs(seq, 'total', total, textIn(memberIn(input, 'costs'), 'total')),
      differs(seq, 'care', care, textIn(input, 'care')),
      differs(seq, 'hospital', hospitalCode, textIn(input, 'hospitalCode')),
      differs(seq, 'settlement number', settlementNo, textIn(input, 'settlementNo')),
      differs(seq, 'person', personNo, textIn(input, 'personNo')),
      differs(seq, 'insured region', insuredRegion, placeIn(memberIn(facts, 'person'))),
    ]
    return found.filter((difference) => difference !== null)
  })
}

function isUnfiled(outcome: unknown): boolean {
  const warnings = memberIn(outcome === null ? null : shownOutcome(outcome), 'warnings')
  return Array.isArray(warnings) && warnings.some((warning) => textIn(warning, 'code') === 'referral-not-filed')
}

function differs(seq: number, what: string, stored: string, computed: string): Difference | null {
  return stored === computed ? null : { seq, what, stored, computed }
}

/** As `placeOf` of the domain has it: the region whose certificate governs, where one does, else the insured one. */
function placeIn(person: unknown): string {
  return textIn(person, 'certifiedRegion') || textIn(person, 'insuredRegion')
}
