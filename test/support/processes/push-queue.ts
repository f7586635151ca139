import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { Service } from '../../../src/application/service.ts'
import { deliver, giveUp, relay } from '../../../src/application/webhooks/deliver.ts'
import type { Push } from '../../../src/application/webhooks/push.ts'
import { queueSchemaOf } from '../../../src/db/setup/schema.ts'
import type { DeliveryKey } from '../../../src/db/webhooks/deliveries.ts'

/** The queue of pushes as a worker sees it, moved on by hand: time passes when a test says so. */
export async function pushQueue(service: Service, owner: pg.Client, push: Push) {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => service.db.bulk.query(text, values) },
    schema: queueSchemaOf(service.db.schema),
    schedule: false,
    migrate: false,
    supervise: false,
  })
  await boss.start()
  const take = async (queue: string) => (await boss.fetch<DeliveryKey>(queue))?.[0]

  /** Every push that is due, once. Answers what each came to. */
  const round = async (): Promise<string[]> => {
    await relay(service)
    const came: string[] = []
    for (let task = await take('webhooks'); task; task = await take('webhooks')) {
      const pushed = await deliver(service, push, task.data)
      came.push(pushed)
      if (pushed === 'again') await boss.fail('webhooks', task.id)
      else await boss.complete('webhooks', task.id)
    }
    for (let task = await take('webhooks-dead'); task; task = await take('webhooks-dead')) {
      await giveUp(service, task.data)
      await boss.complete('webhooks-dead', task.id)
    }
    return came
  }

  /** The wait of each push that is to be tried again, in seconds; then it is over. */
  const waitOver = async (): Promise<number[]> => {
    const { rows } = await owner.query<{ wait: string }>(
      `UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE name = 'webhooks' AND state = 'retry'
       RETURNING (SELECT extract(epoch FROM j.start_after - now()) FROM pgboss.job j WHERE j.id = job.id) AS wait`,
    )
    return rows.map(({ wait }) => Number(wait))
  }

  /** A worker took a push and was never heard of again; its time runs out. */
  const takeAndDie = async (): Promise<DeliveryKey | undefined> => {
    const task = await take('webhooks')
    await expireHeld(owner)
    return task?.data
  }
  return { round, waitOver, takeAndDie, stop: () => boss.stop({ graceful: false }) }
}

/** What holds a task longer than the queue allows lost it; the library's own upkeep says so. */
export async function expireHeld(owner: pg.Client): Promise<void> {
  await owner.query(
    `UPDATE pgboss.job SET started_on = now() - interval '1 hour' WHERE name = 'webhooks' AND state = 'active'`,
  )
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.query(text, values) },
    schedule: false,
    migrate: false,
    supervise: false,
  })
  await boss.start()
  await boss.expire()
  await boss.stop({ graceful: false })
  await owner.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'webhooks' AND state = 'retry'`)
}
