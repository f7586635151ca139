import type pg from 'pg'
import { insertSettlementCorrection } from '../../db/corrections/settlement-corrections.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import {
  findRecalculation,
  insertRecalculation,
  lockPersonRow,
  type RecalculationRow,
} from '../../db/recalculation/recalculations.ts'
import { insertHandDecision } from '../../db/settlement/hand-decisions.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { raiseAfterRecalculation } from '../alerts/after-recalculation.ts'
import { requireCorrected } from '../corrections/counted-correction.ts'
import type { RecalculationAnswer, RecalculationJob } from '../ledger/commands.ts'
import { decidedIn } from '../ledger/decided.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { requireCounted } from '../settlement/counted-by-hand.ts'
import { planYears, requireOwn } from './plan-recalculation.ts'

/**
 * Recalculates a person's years in one transaction: the person and the years are locked, what comes out differently is
 * posted as adjustments under the number, and the number with them, or nothing at all.
 */
export function postRecalculation(
  context: PostingContext,
  client: pg.PoolClient,
  job: RecalculationJob,
): Promise<JobOutcome<RecalculationAnswer>> {
  return decidedIn(client, async () => ({ done: await attempt(context, client, job) }))
}

async function attempt(
  context: PostingContext,
  client: pg.PoolClient,
  job: RecalculationJob,
): Promise<RecalculationAnswer> {
  await lockPersonRow(client, job.personNo)
  const known = await findRecalculation(client, job)
  if (known) return replayed(known, job)
  const { caller, resettleNo, mending = null, correction = null } = job
  const resettledAt = context.clock().toISOString()
  const cause = { kind: 'resettle', no: resettleNo, at: resettledAt, callerId: caller.id } as const
  const { grants = [] } = job
  const given = job.decision ? [job.decision, ...grants] : grants
  for (const decision of given) await insertHandDecision(client, { ...decision, decidedAt: resettledAt })
  const toPerson = new Set(grants.map(({ settlementId }) => settlementId))
  const years = await planYears(context, client, job, cause, { lock: true, toPerson, mending, correction })
  for (const decision of given) requireCounted(decision, years)
  if (correction) requireCorrected(correction, years)
  requireOwn(caller, years)
  const works = years.map(({ work }) => work).filter((work) => work.isChanged)
  const written = await writePersonYears(
    client,
    works.map((work) => work.write()),
  )
  if (written.includes(false)) throw new Error('a year that was locked was written by someone else')
  for (const { work, plan, before } of years)
    await raiseAfterRecalculation(client, work.key, plan, before, context.clock())
  if (correction) await insertSettlementCorrection(client, correction)
  await insertRecalculation(client, { ...rowOf(job), ...countsOf(years), resettledAt, callerId: caller.id })
  return { recalculated: true }
}

function rowOf({ personNo, resettleNo, applicationId, firstYear, lastYear, reason }: RecalculationJob) {
  return { personNo, resettleNo, applicationId, firstYear, lastYear, reason }
}

function countsOf(years: Awaited<ReturnType<typeof planYears>>): Pick<RecalculationRow, 'considered' | 'adjusted'> {
  const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0)
  return {
    considered: sum(years.map(({ settlements }) => settlements.length)),
    adjusted: sum(years.map(({ plan }) => plan.changed.length)),
  }
}

/** An application's years end with the year in which it is recalculated, so a replay a year later is still the same. */
function replayed(known: RecalculationRow, job: RecalculationJob): RecalculationAnswer {
  const same =
    known.applicationId === job.applicationId &&
    known.firstYear === job.firstYear &&
    (job.applicationId !== null || (known.lastYear === job.lastYear && known.reason === job.reason))
  if (!same)
    refuse('number-reused', { what: { zh: '重算编号', en: 'number of the resettlement' }, number: job.resettleNo })
  return { recalculated: false }
}
