import type pg from 'pg'
import { readDirect } from '../../db/clearing/clearing-entries.ts'
import { findReversal, readHistory } from '../../db/ledger/history.ts'
import type { EntryRow, PersonYearKey, StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import { type ActiveVisit, inPostingOrder } from '../../domain/ledger/replay.ts'
import { planReversal, type RecalculatedVisit, type ReversalPlan } from '../../domain/ledger/reversal.ts'
import { emptyYear, yearState } from '../../domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { raiseSettledAnew } from '../alerts/after-recalculation.ts'
import type { Caller } from '../callers/caller.ts'
import { claimOf } from '../claim/claim-input.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import { PersonYearPosting, seal } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { announceAdjusted } from './announce-adjusted.ts'

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

/**
 * Undoes one settlement in one transaction: the person-year is locked, settled anew without it, and
 * written with the reversal and its adjustments, or refused with the list of what depends on it.
 */
export async function postReversal(
  books: PostingContext,
  client: pg.PoolClient,
  job: ReverseJob,
): Promise<JobOutcome<ReverseAnswer>> {
  try {
    return await inTransaction(client, () => attempt(books, client, job))
  } catch (error) {
    if (error instanceof Refusal) return { failed: error }
    throw error
  }
}

async function attempt(
  books: PostingContext,
  client: pg.PoolClient,
  job: ReverseJob,
): Promise<JobOutcome<ReverseAnswer>> {
  const key = { personNo: job.personNo, region: job.region, year: job.year }
  const history = await readHistory(client, { ...key, lock: true })
  const standing = history.settlements.filter((settlement) => !settlement.reversed)
  if (!standing.some(({ settlementId }) => settlementId === job.settlementId)) return { done: { reversed: false } }
  await refuseReusedNumber(client, job)
  const plan = planReversal(await activeVisitsOf(books, standing, history.entries), job.settlementId)
  // What it brought for earlier visits goes with it and asks nobody; only what came later depends on it.
  const later = plan.changed.filter((one) => comesLater(one, plan))
  if (later.length > 0 && !job.resettleLater) throw dependent(later, standing)
  const state = history.state === null ? emptyYear : yearState(history.state)
  const work = new PersonYearPosting(key, history.version, state)
  const direct = await readDirect(client, key)
  const changed = plan.changed.map((one) => ({
    ...one,
    after: seal(one.after),
    direct: direct.has(one.settlementId),
  }))
  const outcomes = inPostingOrder(plan.standing)
  const undone = { outcome: plan.reversed.outcome, toPerson: paidToPerson(history.entries, job.settlementId) }
  const entries = work.reverse(reversalRow(books, job), undone, changed, outcomes, plan.state)
  const [written] = await writePersonYears(client, [work.write()])
  if (!written) return { retry: true }
  await raiseSettledAnew(client, key, plan, state, books.clock())
  await announceAdjusted(client, { job, changed: plan.changed, standing, at: books.clock() })
  return { done: { reversed: true, entries, changed: plan.changed } }
}

/** What of a settlement went to the person and not to its hospital, by now. */
function paidToPerson(entries: readonly StoredEntry[], settlementId: string): string {
  const own = entries.filter((entry) => entry.settlementId === settlementId)
  return yuan(sum(own.map(({ toPerson }) => decimal(toPerson))))
}

function comesLater({ settlementId }: RecalculatedVisit, { reversed, standing }: ReversalPlan): boolean {
  const visit = standing.find((one) => one.settlementId === settlementId)
  return visit === undefined || visit.seq > reversed.seq || visit.closedAt !== null
}

/** Asked inside the transaction, so that a number that comes for two settlements at once is refused to the second. */
async function refuseReusedNumber(client: pg.PoolClient, { hospitalCode, reversalNo }: ReverseJob): Promise<void> {
  const used = await findReversal(client, { hospitalCode, reversalNo })
  if (used) refuse('reversal-no-reused', { reversalNo, settlementNo: used.settlementNo })
}

function reversalRow(books: PostingContext, job: ReverseJob) {
  return {
    hospitalCode: job.hospitalCode,
    reversalNo: job.reversalNo,
    settlementNo: job.settlementNo,
    settlementId: job.settlementId,
    reason: job.reason,
    resettleLater: job.resettleLater,
    reversedAt: books.clock().toISOString(),
    callerId: job.caller.id,
  }
}

/** Stored settlements with the law of then and the facts that their outcome came from, as the engine asks for them. */
export async function activeVisitsOf(
  books: Pick<PostingContext, 'archive'>,
  settlements: readonly StoredSettlement[],
  entries: readonly StoredEntry[],
): Promise<ActiveVisit[]> {
  const renewed = new Map<string, Facts>(
    entries.flatMap(({ settlementId, facts }) => (facts ? [[settlementId, facts]] : [])),
  )
  const closings = new Map(
    entries.filter(({ cause }) => cause === 'year-end').map(({ settlementId, seq }) => [settlementId, seq]),
  )
  const standing: ActiveVisit[] = []
  for (const stored of settlements) {
    const input = stored.input
    const outcome = stored.outcome
    const law = await books.archive.lawOf(outcome, input)
    standing.push({
      settlementId: stored.settlementId,
      claim: claimOf(input),
      facts: renewed.get(stored.settlementId) ?? stored.facts,
      law,
      outcome,
      seq: stored.seq,
      closedAt: closings.get(stored.settlementId) ?? null,
    })
  }
  return standing
}

function dependent(changed: readonly RecalculatedVisit[], standing: readonly StoredSettlement[]): Refusal {
  const settlements = changed.map(({ settlementId, before, after }) => {
    const stored = standing.find((one) => one.settlementId === settlementId)
    const { settlementNo = '', hospitalCode = '' } = stored ?? {}
    return { settlementId, settlementNo, hospitalCode, before: before.payers, after: after.payers }
  })
  return new Refusal('later-settlements-depend', { count: String(changed.length) }, { extra: { settlements } })
}
