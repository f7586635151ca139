import { findJob, type JobRow } from '../../../src/db/jobs/jobs.ts'
import type { TestDatabase } from '../database/database.ts'
import type { Desk } from '../database/desk.ts'
import { Script } from './service-process.ts'

/** Where a process that runs jobs is to end, as by kill -9. */
export type CrashPoint =
  /** In the n-th piece: before it has done anything, or when all of it is written and nothing committed. */
  | { readonly piece: number; readonly when: 'before' | 'uncommitted' }
  /** When the n-th answer of the ledger is there: posted, and the job does not know it yet. */
  | { readonly posting: number }

export interface WorkerSettings {
  readonly atOnce?: number
  readonly crash?: CrashPoint
  /** What the clock of the process says all the time; the day of tests where it is left out. */
  readonly now?: string
}

/** A process that takes up jobs of a database, with every kind there is and those of `sample-jobs.ts`. */
export class JobWorker extends Script {
  static async start(database: TestDatabase, settings: WorkerSettings = {}): Promise<JobWorker> {
    const worker = new JobWorker('test/support/processes/job-process.ts', {
      DATABASE_URL: database.url,
      SETTINGS: JSON.stringify(settings),
    })
    await worker.says(/ready/)
    return worker
  }
}

/** Runs jobs until the crash point, and answers when the process is gone. */
export async function crashWorker(database: TestDatabase, settings: WorkerSettings): Promise<void> {
  const worker = await JobWorker.start(database, settings)
  const { signal } = await worker.ended
  if (signal !== 'SIGKILL') throw new Error(`it ended by ${signal} before its crash point: ${worker.said}`)
}

/** A job whose process is killed at the points one after the other, and which then is left to end. */
export async function endedJob(
  { database, service }: Pick<Desk, 'database' | 'service'>,
  { id, now, crashes }: { readonly id: string; readonly now: string; readonly crashes: readonly CrashPoint[] },
): Promise<JobRow> {
  for (const crash of crashes) await crashWorker(database, { now, crash })
  const worker = await JobWorker.start(database, { now })
  for (;;) {
    const job = await findJob(service.db.pool, id)
    if (job?.finishedAt) {
      await worker.stop()
      return job
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}
