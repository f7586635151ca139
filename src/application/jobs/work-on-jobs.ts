import { openQueue, type Task } from '../../db/jobs/job-queue.ts'
import { failJob, noteProblem, startJob } from '../../db/jobs/jobs.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { createLog } from '../../log.ts'
import type { Service } from '../service.ts'
import { isUnavailable } from '../shared/database-errors.ts'
import type { JobKind } from './job-kind.ts'
import { problemOf } from './job-problem.ts'
import { type PieceOutcome, runPiece } from './run-piece.ts'

type Log = ReturnType<typeof createLog>

export interface WorkOptions {
  /** Jobs that run at the same time in this process; one leaves the processor to the settlements. */
  readonly atOnce: number
  readonly log: Log
  /** How long the pieces in hand may take once `stop` is called. */
  readonly stopMs: number
}

/**
 * Takes up jobs from the queue, in this process, until it is stopped.
 *
 * A task is worked on for a third of the time after which it would be taken over, then the job goes to the end of the
 * queue in a new one: several jobs go on side by side, and a task that is held for longer has lost its worker.
 */
export async function workOnJobs(
  service: Service,
  kinds: readonly JobKind[],
  { atOnce, log, stopMs }: WorkOptions,
): Promise<{ stop: () => Promise<void> }> {
  let stopping = false
  const worker: Worker = { service, kinds, log, stopping: () => stopping }
  const queue = await openQueue(
    { pool: service.db.bulk, schema: service.db.schema },
    { atOnce, onError: (err) => log.warn({ event: 'queue.failed', err }) },
    { run: (task) => runTask(worker, task), giveUp: (jobId) => giveUp(worker, jobId) },
  )
  return {
    stop: async () => {
      stopping = true
      await queue.stop(stopMs)
    },
  }
}

interface Worker {
  readonly service: Service
  readonly kinds: readonly JobKind[]
  readonly log: Log
  readonly stopping: () => boolean
}

/** Errors: one without words of its own, so that the queue keeps none; what it was is in the log and in the job. */
async function runTask(worker: Worker, task: Task): Promise<void> {
  try {
    await startJob(worker.service.db.bulk, task.jobId, worker.service.clock().toISOString(), task.tries > 0)
    await runSlice(worker, task)
  } catch (err) {
    worker.log.error({ event: 'job.piece-failed', jobId: task.jobId, tries: task.tries, err })
    await note(worker, task.jobId, err)
    throw new Error('a piece failed')
  }
}

async function runSlice({ service, kinds, log, stopping }: Worker, task: Task): Promise<void> {
  const { jobId } = task
  const until = performance.now() + (task.takeoverSeconds * 1000) / 3
  const over = () => stopping() || performance.now() >= until
  let outcome: PieceOutcome = 'more'
  for (let last = false; !last; ) {
    const began = performance.now()
    outcome = await runPiece(service, kinds, jobId, async (client, came) => {
      last = came !== 'more' || over()
      if (last) await task.complete(client, came === 'more')
    })
    log.debug({ event: 'job.piece', jobId, outcome, ms: Math.round(performance.now() - began) })
  }
  if (outcome !== 'more') log.info({ event: 'job.ended', jobId, outcome })
}

/** Where the database is away there is nowhere to write it, and nothing of the job is at fault. */
async function note({ service, log }: Worker, jobId: string, error: unknown): Promise<void> {
  if (isUnavailable(error) || (error instanceof Refusal && error.code === 'database-unavailable')) return
  await noteProblem(service.db.bulk, jobId, service.clock().toISOString(), problemOf(error)).catch((err: unknown) =>
    log.warn({ event: 'job.problem-not-noted', jobId, err }),
  )
}

async function giveUp({ service, log }: Worker, jobId: string): Promise<void> {
  const problem = problemOf(new Refusal('job-interrupted'))
  const failed = await failJob(service.db.bulk, jobId, service.clock().toISOString(), problem, { anew: false })
  if (failed) log.error({ event: 'job.failed', jobId })
}
