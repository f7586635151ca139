import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { Database } from '../database.ts'
import { queueSchemaOf, schemaOfSession } from '../setup/schema.ts'
import { spreadable } from './spreadable.ts'

/**
 * The queue: pg-boss 10, which claims, retries with backoff, and takes over what a dead process had claimed.
 *
 * Chosen over graphile-worker 0.17, which holds a dead worker's job for four hours and cannot be told otherwise, and over
 * the newer majors of both, which need Node 22. It is 3,000 lines beside `pg` and two small packages, its tables are made by
 * our own migration, and its role owns nothing. What it does not do well is answered here: see `quiet`.
 */
const tasks = 'jobs'
const abandoned = 'jobs-abandoned'

/** Holds no more than which job to go on with; how far it is stands in the job's own row. */
interface TaskData {
  readonly jobId: string
}

export interface QueueOptions {
  /** Tasks that run at the same time in this process. */
  readonly atOnce: number
  readonly onError: (error: unknown) => void
}

export interface Task {
  readonly jobId: string
  /** After which the task is taken to be without a worker, in seconds. */
  readonly takeoverSeconds: number
  /** How often it was begun before this time. */
  readonly tries: number
  /** In the transaction of `client`: this task is done, and with `again` the job goes on in another one. */
  readonly complete: (client: pg.ClientBase, again: boolean) => Promise<void>
}

export interface TaskHandlers {
  /** Throws where the task is to be tried again. */
  readonly run: (task: Task) => Promise<void>
  /** A task was tried for the last time. */
  readonly giveUp: (jobId: string) => Promise<void>
}

export const asDb = (client: pg.ClientBase | pg.Pool): PgBoss.Db => ({
  executeSql: (text, values) => client.query(spreadable(text), values),
})

/** For sending alone; its own connections would be another transaction's. */
const senders = new Map<string, PgBoss>()
export function senderOf(client: pg.ClientBase): PgBoss {
  const schema = queueSchemaOf(schemaOfSession(client))
  const known = senders.get(schema)
  if (known) return known
  const none: PgBoss.Db = { executeSql: () => Promise.reject(new Error('a task is sent in a transaction')) }
  const sender = new PgBoss({ db: none, schema, schedule: false, supervise: false, migrate: false })
  senders.set(schema, sender)
  return sender
}

/** In the transaction of `client`, so that the task is there exactly if the job is. */
export async function sendTask(client: pg.ClientBase, jobId: string): Promise<void> {
  const data: TaskData = { jobId }
  await senderOf(client).send(tasks, data, { db: asDb(client) })
}

/** Begins to fetch tasks. `stop` waits for those in hand, as long as it is told to, and gives back what is not done. */
export async function openQueue(
  { pool, schema: ofTables }: Pick<Database, 'pool' | 'schema'>,
  { atOnce, onError }: QueueOptions,
  { run, giveUp }: TaskHandlers,
): Promise<{ stop: (timeoutMs: number) => Promise<void> }> {
  const schema = queueSchemaOf(ofTables)
  const takeoverSeconds = await takeoverSecondsOf(pool, schema)
  const boss = new PgBoss({
    db: quiet(pool, onError),
    schema,
    schedule: false,
    migrate: false,
    maintenanceIntervalSeconds: Math.max(1, Math.round(takeoverSeconds / 5)),
  })
  boss.on('error', onError)
  await boss.start()
  const pollingIntervalSeconds = Math.min(2, Math.max(0.5, takeoverSeconds / 10))
  const each = { pollingIntervalSeconds, includeMetadata: true } as const
  for (let worker = 0; worker < atOnce; worker++) {
    await boss.work<TaskData>(tasks, each, ([task]) => (task ? run(taskOf(boss, task)) : Promise.resolve()))
  }
  await boss.work<TaskData>(abandoned, each, ([task]) => (task ? giveUp(task.data.jobId) : Promise.resolve()))
  return { stop: (timeoutMs) => boss.stop({ timeout: timeoutMs }) }
}

/** As the migration set it for all processes. */
async function takeoverSecondsOf(pool: pg.Pool, schema: string): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT expire_seconds AS seconds FROM ${schema}.queue WHERE name = $1`,
    [tasks],
  )
  if (!rows[0]) throw new Error(`the queue ${tasks} is not there`)
  return rows[0].seconds
}

function taskOf(boss: PgBoss, task: PgBoss.JobWithMetadata<TaskData>): Task {
  const { id, data, retryCount, expireInSeconds } = task
  const { jobId } = data
  return {
    jobId,
    takeoverSeconds: Number(expireInSeconds),
    tries: retryCount,
    complete: async (client, again) => {
      if (again) await sendTask(client, jobId)
      await boss.complete(tasks, id, {}, { db: asDb(client) })
    },
  }
}

/**
 * pg-boss leaves what it says at the end of a task to itself: where the server is away at that moment, nobody hears the
 * failure, and Node ends the process. So a failure is told and answered with nothing. A claim that was not answered is
 * tried at the next round, and a task whose end was not written is taken over when its time is up.
 */
export function quiet(pool: pg.Pool, onError: (error: unknown) => void): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      try {
        return await asDb(pool).executeSql(text, values)
      } catch (error) {
        onError(error)
        return { rows: [] }
      }
    },
  }
}
