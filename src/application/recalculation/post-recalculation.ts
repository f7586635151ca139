import type pg from 'pg'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import {
  findRecalculation,
  holdPerson,
  insertRecalculation,
  type RecalculationRow,
} from '../../db/recalculation/recalculations.ts'
import { type HandDecisionRow, insertHandDecision } from '../../db/settlement/hand-decisions.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { raiseSettledAnew } from '../alerts/after-recalculation.ts'
import type { Caller } from '../callers/caller.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { requireCounted } from '../settlement/counted-by-hand.ts'
import { planYears, requireOwn, type Span } from './plan-recalculation.ts'

export interface RecalculationJob extends Span {
  readonly kind: 'resettle'
  readonly caller: Caller
  readonly resettleNo: string
  readonly reason: string
  readonly applicationId: string | null
  /** What the bureau gave by hand, which the years are then settled anew with. */
  readonly decision?: HandDecisionRow
  attempts: number
}

/** `resettled: false` when the number was used before, for the same. */
export interface RecalculationAnswer {
  readonly resettled: boolean
}

/**
 * Settles a person's years anew in one transaction: the person and the years are held, what comes out differently is
 * posted as adjustments under the number, and the number with them, or nothing at all.
 */
export async function postRecalculation(
  books: PostingContext,
  client: pg.PoolClient,
  job: RecalculationJob,
): Promise<JobOutcome<RecalculationAnswer>> {
  try {
    return { done: await inTransaction(client, () => attempt(books, client, job)) }
  } catch (error) {
    if (error instanceof Refusal) return { failed: error }
    throw error
  }
}

async function attempt(
  books: PostingContext,
  client: pg.PoolClient,
  job: RecalculationJob,
): Promise<RecalculationAnswer> {
  await holdPerson(client, job.personNo)
  const known = await findRecalculation(client, job)
  if (known) return replayed(known, job)
  const { caller, resettleNo } = job
  const resettledAt = books.clock().toISOString()
  const cause = { kind: 'resettle', no: resettleNo, at: resettledAt, callerId: caller.id } as const
  if (job.decision) await insertHandDecision(client, { ...job.decision, decidedAt: resettledAt })
  const years = await planYears(books, client, job, cause, { lock: true })
  if (job.decision) requireCounted(job.decision, years)
  requireOwn(caller, years)
  const works = years.map(({ work }) => work).filter((work) => work.isChanged)
  const written = await writePersonYears(
    client,
    works.map((work) => work.write()),
  )
  if (written.includes(false)) throw new Error('a year that was held was written by someone else')
  for (const { work, plan, before } of years) await raiseSettledAnew(client, work.key, plan, before, books.clock())
  await insertRecalculation(client, { ...rowOf(job), ...countsOf(years), resettledAt, callerId: caller.id })
  return { resettled: true }
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

/** An application's years end with the year in which it is settled anew, so a replay a year later is still the same. */
function replayed(known: RecalculationRow, job: RecalculationJob): RecalculationAnswer {
  const same =
    known.applicationId === job.applicationId &&
    known.firstYear === job.firstYear &&
    (job.applicationId !== null || (known.lastYear === job.lastYear && known.reason === job.reason))
  if (!same)
    refuse('number-reused', { what: { zh: '重算编号', en: 'number of the resettlement' }, number: job.resettleNo })
  return { resettled: false }
}
