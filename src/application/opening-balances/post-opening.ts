import type pg from 'pg'
import { readDirect } from '../../db/clearing/clearing-entries.ts'
import { readHistory } from '../../db/ledger/history.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import {
  decideOpeningRow,
  lockOpening,
  reverseOpeningRow,
  type StoredOpening,
} from '../../db/opening-balances/opening-balances.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import { inPostingOrder } from '../../domain/ledger/replay.ts'
import { recalculateYear } from '../../domain/ledger/reversal.ts'
import { combined, emptyYear, yearState } from '../../domain/ledger/year-state.ts'
import { present } from '../../domain/shared/present.ts'
import { raiseAfterRecalculation } from '../alerts/after-recalculation.ts'
import { dependent, sealedChanges } from '../ledger/changed-visits.ts'
import type { OpeningAnswer, OpeningJob } from '../ledger/commands.ts'
import { decidedIn } from '../ledger/decided.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import { PersonYearPosting } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { activeVisitsOf } from '../settlement/active-visits.ts'
import { sha256 } from '../shared/hash.ts'
import { approvingOpening, refuseOpeningStatus, takingOpeningBack } from './opening-status.ts'

/**
 * Posts an opening balance, or takes it back, in one transaction with the decision: the person's year is locked and computed anew
 * from where it then begins; what was settled before it was entered is adjusted, or named where that was not asked for.
 */
export function postOpening(
  context: PostingContext,
  client: pg.PoolClient,
  job: OpeningJob,
): Promise<JobOutcome<OpeningAnswer>> {
  return decidedIn(client, () => attempt(context, client, job))
}

async function attempt(
  context: PostingContext,
  client: pg.PoolClient,
  job: OpeningJob,
): Promise<JobOutcome<OpeningAnswer>> {
  const { personNo, region, year, undone } = job
  const key = { personNo, region, year }
  // The year first and the decision after it, as every other command locks.
  const history = await readHistory(client, { ...key, lock: true })
  const opening = present(await lockOpening(client, job.openingId), `opening balance ${job.openingId}`)
  if (opening.status === (undone ? 'reversed' : 'approved')) return { done: { done: false } }
  if (opening.status !== (undone ? 'approved' : 'entered'))
    refuseOpeningStatus(opening, undone ? takingOpeningBack : approvingOpening)
  const settlements = history.settlements.filter(({ reversed }) => !reversed)
  const active = await activeVisitsOf(context, settlements, history.entries)
  const opened = yearState(opening.opened.year)
  const plan = recalculateYear(active, combined(beginningOf(history.entries), opened, undone ? -1 : 1))
  if (plan.changed.length > 0 && !job.resettleLater) throw dependent(plan.changed, settlements)
  const before = history.state === null ? emptyYear : yearState(history.state)
  const work = new PersonYearPosting(key, history, before)
  const direct = await readDirect(client, key)
  const changed = sealedChanges(plan.changed, direct)
  const at = context.clock().toISOString()
  const { content } = opening
  const stored = undone ? null : { input: content, inputHash: sha256(content) }
  const posted = { id: opening.id, reversalNo: undone?.reversalNo ?? null, opened, stored }
  work.open(posted, changed, inPostingOrder(plan.active), plan.state, { at, callerId: job.caller.id })
  const [written] = await writePersonYears(client, [work.write()])
  if (!written) return { retry: true }
  await decide(client, job, opening, at)
  await raiseAfterRecalculation(client, key, plan, before, context.clock())
  return { done: { done: true } }
}

async function decide(client: pg.PoolClient, { undone, caller }: OpeningJob, { id }: StoredOpening, at: string) {
  const by = { id, at, callerId: caller.id }
  if (undone) await reverseOpeningRow(client, { ...by, ...undone })
  else await decideOpeningRow(client, { ...by, status: 'approved', reason: null })
}
