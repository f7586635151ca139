import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { Database } from '../database.ts'
import { asDb, quiet, senderOf } from '../jobs/job-queue.ts'
import { queueSchemaOf } from '../setup/schema.ts'
import type { DeliveryKey } from './deliveries.ts'

/** How often and after which waits a push is tried again is set on the queue, in the migration that makes it. */
const pushes = 'webhooks'
const given = 'webhooks-dead'

/** In the transaction of `client`, so that the push is there exactly if the delivery is. */
export async function sendPushes(client: pg.ClientBase, deliveries: readonly DeliveryKey[]): Promise<void> {
  for (const { webhookId, eventId } of deliveries) {
    const id = await senderOf(client).send(pushes, { webhookId, eventId }, { db: asDb(client) })
    if (id === null) throw new Error(`the queue ${pushes} is not there`)
  }
}

export interface PushHandlers {
  /** Throws where the push is to be tried again. */
  readonly push: (key: DeliveryKey) => Promise<void>
  /** A push was tried for the last time. */
  readonly giveUp: (key: DeliveryKey) => Promise<void>
}

/**
 * Begins to fetch pushes, `atOnce` at the same time. That those of a killed process are taken over is seen to by the queue
 * of the jobs, which looks after every queue of the database.
 */
export async function openPushQueue(
  { pool, schema }: Pick<Database, 'pool' | 'schema'>,
  { atOnce, onError }: { readonly atOnce: number; readonly onError: (error: unknown) => void },
  { push, giveUp }: PushHandlers,
): Promise<{ stop: (timeoutMs: number) => Promise<void> }> {
  const db = quiet(pool, onError)
  const boss = new PgBoss({ db, schema: queueSchemaOf(schema), schedule: false, migrate: false, supervise: false })
  boss.on('error', onError)
  await boss.start()
  const each = { pollingIntervalSeconds: 1 } as const
  for (let worker = 0; worker < atOnce; worker++)
    await boss.work<DeliveryKey>(pushes, each, ([task]) => (task ? push(task.data) : Promise.resolve()))
  await boss.work<DeliveryKey>(given, each, ([task]) => (task ? giveUp(task.data) : Promise.resolve()))
  return { stop: (timeoutMs) => boss.stop({ timeout: timeoutMs }) }
}
