import type pg from 'pg'
import type { DeliveryKey } from './deliveries.ts'

/**
 * Takes up to `take` events that nobody has handed over yet, and makes a delivery for each webhook that wants them: one of
 * a region that holds the event's, which was there when it happened or came since. Several processes share the work: what
 * one holds, the others pass by. Answers the deliveries and how many events they are of.
 */
export async function relayEvents(
  client: pg.ClientBase,
  at: Date,
  take: number,
): Promise<{ readonly events: number; readonly deliveries: DeliveryKey[] }> {
  const { rows: events } = await client.query<{ id: string }>(
    'SELECT id FROM outbox_events WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED',
    [take],
  )
  if (events.length === 0) return { events: 0, deliveries: [] }
  const ids = events.map(({ id }) => id)
  const { rows } = await client.query<DeliveryKey>(
    `INSERT INTO webhook_deliveries (webhook_id, event_id, status, created_at)
     SELECT w.id, e.id, 'pending', $2 FROM outbox_events e JOIN webhooks w
       ON w.deleted_at IS NULL AND w.disabled_at IS NULL AND e.type = ANY (w.events)
       AND starts_with(e.region, regexp_replace(w.region, '(00){1,3}$', ''))
     WHERE e.id = ANY ($1::uuid[]) ORDER BY e.id, w.id
     RETURNING webhook_id AS "webhookId", event_id AS "eventId"`,
    [ids, at],
  )
  await client.query('UPDATE outbox_events SET relayed_at = $2 WHERE id = ANY ($1::uuid[])', [ids, at])
  return { events: events.length, deliveries: rows }
}

/** Events that wait to be handed over, and deliveries that were given up: what an operator watches. */
export async function backlog(client: pg.Pool): Promise<{ readonly waiting: number; readonly dead: number }> {
  const { rows } = await client.query<{ waiting: number; dead: number }>(
    `SELECT (SELECT count(*)::int FROM outbox_events WHERE relayed_at IS NULL) AS waiting,
       (SELECT count(*)::int FROM webhook_deliveries WHERE status = 'dead') AS dead`,
  )
  return rows[0] ?? { waiting: 0, dead: 0 }
}
