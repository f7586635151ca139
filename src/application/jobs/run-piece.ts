import type pg from 'pg'
import { advanceJob, failJob, lockJob } from '../../db/jobs/jobs.ts'
import { withTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'
import type { Job, JobKind, JsonObject, Step } from './job-kind.ts'
import { problemOf } from './job-problem.ts'

/** What a piece came to: there is more, that was the last, it was refused, or the job had ended before. */
export type PieceOutcome = 'more' | 'succeeded' | 'refused' | 'ended'

/** Written in the transaction of the piece, so that it is true exactly if the piece is. */
export type Besides = (client: pg.PoolClient, outcome: PieceOutcome) => Promise<void>

/**
 * One piece of a job, in a transaction that holds the job: two processes that think they have it take turns, each from
 * where the other left it.
 *
 * Errors: whatever the kind throws, other than a Refusal.
 */
export async function runPiece(
  service: Service,
  kinds: readonly JobKind[],
  id: string,
  besides: Besides = async () => {},
): Promise<PieceOutcome> {
  const run = async (client: pg.PoolClient): Promise<PieceOutcome> => {
    const job = await lockJob<JsonObject>(client, id)
    const outcome = !job || job.finishedAt !== null ? 'ended' : await advance(service, kindOf(kinds, job), job, client)
    await besides(client, outcome)
    return outcome
  }
  try {
    return await withTransaction(service.db.bulk, run)
  } catch (error) {
    // A service that is busy, or whose database is away, says so as a refusal too; that passes.
    if (!(error instanceof Refusal) || error.isOfTheService) throw error
    return refused(service, id, error, besides)
  }
}

function kindOf(kinds: readonly JobKind[], job: Job): JobKind {
  const kind = kinds.find((one) => one.kind === job.kind)
  if (!kind) throw new Error(`this version does not know jobs of the kind ${job.kind}`)
  return kind
}

async function advance(service: Service, kind: JobKind, job: Job, client: pg.PoolClient): Promise<PieceOutcome> {
  const step: Step = await kind.step(service, job, client)
  await advanceJob(client, job.id, service.clock().toISOString(), {
    ...step,
    failures: step.failures ?? 0,
    result: step.result ?? null,
  })
  return step.finished ? 'succeeded' : 'more'
}

/** What the piece wrote is undone; trying it again would be refused again. */
async function refused(service: Service, id: string, refusal: Refusal, besides: Besides): Promise<PieceOutcome> {
  await withTransaction(service.db.bulk, async (client) => {
    await failJob(client, id, service.clock().toISOString(), problemOf(refusal), { anew: true })
    await besides(client, 'refused')
  })
  return 'refused'
}
