import { withTransaction } from '../../db/transaction.ts'
import {
  type DeliveryAttempt,
  type DeliveryKey,
  giveUpDelivery,
  noteAttempt,
  type PendingDelivery,
  pendingDelivery,
} from '../../db/webhooks/deliveries.ts'
import { relayEvents } from '../../db/webhooks/outbox.ts'
import { sendPushes } from '../../db/webhooks/push-queue.ts'
import { markDisabled } from '../../db/webhooks/webhooks.ts'
import type { Service } from '../service.ts'
import { type Push, secretOwner, signedHeaders } from './push.ts'

/** How many events one transaction hands over. */
const portion = 100

/** Hands over what waits in the outbox: a delivery and a task of the queue for each webhook. Answers how many events. */
export async function relay(service: Service): Promise<number> {
  return withTransaction(service.db.bulk, async (client) => {
    const { events, deliveries } = await relayEvents(client, service.clock(), portion)
    await sendPushes(client, deliveries)
    return events
  })
}

/** What one push came to: `again` is for the queue to try later. */
export type Pushed = 'delivered' | 'again' | 'closed' | 'nothing'

const gone = 410

/**
 * One attempt to deliver. Only 2xx has arrived; 410 is a receiver that wants no more and closes its webhook. The answer is
 * noted after the push, so a process that is killed between the two pushes once more, under the same id.
 */
export async function deliver(service: Service, push: Push, key: DeliveryKey): Promise<Pushed> {
  const pending = await pendingDelivery(service.db.bulk, key)
  if (!pending) return 'nothing'
  if (pending.closed) {
    await giveUpDelivery(service.db.bulk, key, 'the webhook is closed')
    return 'closed'
  }
  const answered = await attempt(service, push, pending)
  const at = service.clock()
  await noteAttempt(service.db.bulk, key, { at, ...answered })
  if (answered.answerStatus === gone) await markDisabled(service.db.bulk, key.webhookId, at)
  return answered.status === 'delivered' ? 'delivered' : answered.status === 'dead' ? 'closed' : 'again'
}

async function attempt(
  { secrets, clock }: Service,
  push: Push,
  { webhookId, eventId, url, secretEnc, payload }: PendingDelivery,
): Promise<Omit<DeliveryAttempt, 'at'>> {
  const headers = signedHeaders(secrets.decrypt(secretEnc, secretOwner(webhookId)), eventId, payload, clock())
  try {
    const answerStatus = await push({ url, headers, body: payload })
    if (answerStatus >= 200 && answerStatus < 300) return { status: 'delivered', answerStatus, problem: null }
    return { status: answerStatus === gone ? 'dead' : 'pending', answerStatus, problem: `answered ${answerStatus}` }
  } catch (error) {
    return { status: 'pending', answerStatus: null, problem: (error as Error).message.slice(0, 200) }
  }
}

/** The queue has tried to the end: the delivery is a dead letter, to be seen and sent again by hand. */
export function giveUp(service: Service, key: DeliveryKey): Promise<void> {
  return giveUpDelivery(service.db.bulk, key, 'no answer was noted')
}
