import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import {
  countDead,
  findDelivery,
  listDeliveryRows,
  reviveDead,
  reviveDelivery,
  type StoredDelivery,
} from '../../db/webhooks/deliveries.ts'
import { sendPushes } from '../../db/webhooks/push-queue.ts'
import { type DeliveryStatus, deliveryNames } from '../../domain/alerts/alert-names.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { webhookInScope } from './register-webhook.ts'

export type ShownDelivery = ReturnType<typeof showDelivery>

function showDelivery({ createdAt, lastAttemptAt, deliveredAt, ...delivery }: StoredDelivery) {
  return {
    ...delivery,
    createdAt: chinaTime(createdAt),
    lastAttemptAt: lastAttemptAt && chinaTime(lastAttemptAt),
    deliveredAt: deliveredAt && chinaTime(deliveredAt),
  }
}

/** Newest first. Errors: `not-found`, `forbidden`. */
export async function listDeliveries(
  service: Service,
  caller: Caller,
  { id, status, ...page }: { id: string; status?: DeliveryStatus | undefined } & PageInput,
): Promise<Page<ShownDelivery>> {
  requireKind(caller, 'bureau', 'auditor')
  await webhookInScope(service, caller, id)
  const asked = { webhookId: id, status: status ?? null }
  return pageOf('deliveries', page, (part) => listDeliveryRows(service.db.pool, asked, part), {
    key: ({ eventId }) => eventId,
    item: showDelivery,
  })
}

/** Sends a dead letter again, as often as the first time. Errors: `not-found`, `forbidden`, `delivery-status`. */
export async function resend(
  service: Service,
  caller: Caller,
  { id, eventId }: { id: string; eventId: string },
): Promise<ShownDelivery> {
  requireKind(caller, 'bureau')
  await webhookInScope(service, caller, id)
  const key = { webhookId: id, eventId }
  return withTransaction(service.db.pool, async (client) => {
    const revived = await reviveDelivery(client, key)
    const found = await findDelivery(client, key)
    if (!found) return refuse('not-found', { what: { zh: `事件 ${eventId}`, en: `event ${eventId}` } })
    if (!revived) refuse('delivery-status', { id: eventId, status: deliveryNames[found.status] })
    await sendPushes(client, [key])
    const detail = { id, eventId }
    await recordChangeIn(client, { callerId: caller.id, action: 'delivery-resent', at: service.clock(), detail })
    return showDelivery(found)
  })
}

/** How many one call sends again, so that it answers in time. */
const maxAtOnce = 500

/**
 * Sends dead letters again, the oldest first: after a receiver was away for longer than pushes are tried. Of a webhook that
 * is closed nothing is sent. Errors: `not-found`, `forbidden`.
 */
export async function resendDead(
  service: Service,
  caller: Caller,
  { id }: { id: string },
): Promise<{ resent: number; left: number }> {
  requireKind(caller, 'bureau')
  await webhookInScope(service, caller, id)
  return withTransaction(service.db.pool, async (client) => {
    const revived = await reviveDead(client, { webhookId: id, max: maxAtOnce })
    await sendPushes(client, revived)
    const detail = { id, deliveries: revived.length }
    if (revived.length > 0)
      await recordChangeIn(client, { callerId: caller.id, action: 'delivery-resent', at: service.clock(), detail })
    return { resent: revived.length, left: await countDead(client, id) }
  })
}
