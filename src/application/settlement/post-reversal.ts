import type pg from 'pg'
import { readDirect } from '../../db/clearing/clearing-entries.ts'
import { findReversal, readHistory } from '../../db/ledger/history.ts'
import type { StoredEntry } from '../../db/ledger/rows.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import { reverseReimbursementRow } from '../../db/reimbursements/reimbursements.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import { inPostingOrder } from '../../domain/ledger/replay.ts'
import { planReversal, type RecalculatedVisit, type ReversalPlan } from '../../domain/ledger/reversal.ts'
import { emptyYear, yearState } from '../../domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { raiseAfterRecalculation } from '../alerts/after-recalculation.ts'
import { dependent, sealedChanges } from '../ledger/changed-visits.ts'
import type { ReverseAnswer, ReverseJob } from '../ledger/commands.ts'
import { decidedIn } from '../ledger/decided.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import { PersonYearPosting } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { activeVisitsOf } from './active-visits.ts'
import { announceAdjusted } from './announce-adjusted.ts'

/**
 * Undoes one settlement in one transaction: the person-year is locked, recalculated without it, and
 * written with the reversal and its adjustments, or refused with the list of what depends on it.
 */
export function postReversal(
  context: PostingContext,
  client: pg.PoolClient,
  job: ReverseJob,
): Promise<JobOutcome<ReverseAnswer>> {
  return decidedIn(client, () => attempt(context, client, job))
}

async function attempt(
  context: PostingContext,
  client: pg.PoolClient,
  job: ReverseJob,
): Promise<JobOutcome<ReverseAnswer>> {
  const key = { personNo: job.personNo, region: job.region, year: job.year }
  const history = await readHistory(client, { ...key, lock: true })
  const active = history.settlements.filter((settlement) => !settlement.reversed)
  if (!active.some(({ settlementId }) => settlementId === job.settlementId)) return { done: { reversed: false } }
  await refuseReusedNumber(client, job)
  const plan = planReversal(
    await activeVisitsOf(context, active, history.entries),
    job.settlementId,
    beginningOf(history.entries),
  )
  // What it brought for earlier visits goes with it and asks nobody; only what came later depends on it.
  const later = plan.changed.filter((one) => comesLater(one, plan))
  if (later.length > 0 && !job.resettleLater) throw dependent(later, active)
  const state = history.state === null ? emptyYear : yearState(history.state)
  const work = new PersonYearPosting(key, history, state)
  const direct = await readDirect(client, key)
  const changed = sealedChanges(plan.changed, direct)
  const outcomes = inPostingOrder(plan.active)
  const undone = { outcome: plan.reversed.outcome, toPerson: paidToPerson(history.entries, job.settlementId) }
  const entries = work.reverse(reversalRow(context, job), undone, changed, outcomes, plan.state)
  const [written] = await writePersonYears(client, [work.write()])
  if (!written) return { retry: true }
  if (isReimbursementCode(job.hospitalCode)) await reverseReimbursementRow(client, job.settlementId, context.clock())
  await raiseAfterRecalculation(client, key, plan, state, context.clock())
  await announceAdjusted(client, { job, changed: plan.changed, active, at: context.clock() })
  return { done: { reversed: true, entries, changed: plan.changed } }
}

/** What of a settlement went to the person and not to its hospital, by now. */
function paidToPerson(entries: readonly StoredEntry[], settlementId: string): string {
  const own = entries.filter((entry) => entry.settlementId === settlementId)
  return yuan(sum(own.map(({ toPerson }) => decimal(toPerson))))
}

function comesLater({ settlementId }: RecalculatedVisit, { reversed, active }: ReversalPlan): boolean {
  const visit = active.find((one) => one.settlementId === settlementId)
  return visit === undefined || visit.seq > reversed.seq || visit.closedAt !== null
}

/** Asked inside the transaction, so that a number that comes for two settlements at once is refused to the second. */
async function refuseReusedNumber(client: pg.PoolClient, { hospitalCode, reversalNo }: ReverseJob): Promise<void> {
  const used = await findReversal(client, { hospitalCode, reversalNo })
  if (used) refuse('reversal-no-reused', { reversalNo, settlementNo: used.settlementNo })
}

function reversalRow(context: PostingContext, job: ReverseJob) {
  return {
    hospitalCode: job.hospitalCode,
    reversalNo: job.reversalNo,
    settlementNo: job.settlementNo,
    settlementId: job.settlementId,
    reason: job.reason,
    resettleLater: job.resettleLater,
    reversedAt: context.clock().toISOString(),
    callerId: job.caller.id,
  }
}
