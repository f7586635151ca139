import { openPushQueue } from '../../db/webhooks/push-queue.ts'
import type { createLog } from '../../log.ts'
import type { Service } from '../service.ts'
import { deliver, giveUp, relay } from './deliver.ts'
import type { Push } from './push.ts'

export interface PushOptions {
  readonly push: Push
  readonly log: ReturnType<typeof createLog>
  /** How long pushes in hand may take once `stop` is called. */
  readonly stopMs: number
  /** Between two looks at the outbox. */
  readonly everyMs?: number
}

/** Pushes that are open at the same time in this process: a receiver that does not answer holds one of them. */
const atOnce = 4

/**
 * Tells webhooks what happened, in this process, until it is stopped: looks into the outbox, hands what is there to the
 * queue, and pushes what the queue gives.
 */
export async function workOnWebhooks(
  service: Service,
  { push, log, stopMs, everyMs = 1000 }: PushOptions,
): Promise<{ stop: () => Promise<void> }> {
  const onError = (err: unknown) => log.warn({ event: 'queue.failed', err })
  const queue = await openPushQueue(
    { pool: service.db.bulk, schema: service.db.schema },
    { atOnce, onError },
    {
      push: async (key) => {
        const came = await deliver(service, push, key)
        log.info({ event: 'webhook.pushed', ...key, came })
        // Without words of its own: what it was is in the delivery.
        if (came === 'again') throw new Error('not delivered')
      },
      giveUp: async (key) => {
        await giveUp(service, key)
        log.error({ event: 'webhook.given-up', ...key })
      },
    },
  )
  const outbox = everySoOften(() => relay(service), everyMs, onError)
  return {
    stop: async () => {
      await outbox.stop()
      await queue.stop(stopMs)
    },
  }
}

/** One look at a time; where there was something, there may be more at once. */
function everySoOften(look: () => Promise<number>, everyMs: number, onError: (error: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  const again = (found: number) => {
    if (!stopped) timer = setTimeout(begin, found > 0 ? 0 : everyMs)
  }
  const begin = () => {
    looking = look().then(again, (error: unknown) => {
      onError(error)
      again(0)
    })
  }
  begin()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
    },
  }
}
