import type pg from 'pg'
import type { DeliveryStatus } from '../../domain/alerts/alert-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

export interface DeliveryKey {
  readonly webhookId: string
  readonly eventId: string
}

/** What is to be sent, and where to. */
export interface PendingDelivery extends DeliveryKey {
  readonly url: string
  readonly secretEnc: Buffer
  readonly payload: string
  /** The receiver wants no more, or the bureau took the webhook back. */
  readonly closed: boolean
}

/** Null where there is nothing left to send: it arrived, was given up, or never was. */
export async function pendingDelivery(client: Queryable, { webhookId, eventId }: DeliveryKey) {
  const { rows } = await client.query<PendingDelivery>(
    `SELECT d.webhook_id AS "webhookId", d.event_id AS "eventId", w.url, w.secret_enc AS "secretEnc", e.payload,
       w.disabled_at IS NOT NULL OR w.deleted_at IS NOT NULL AS closed
     FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id JOIN outbox_events e ON e.id = d.event_id
     WHERE d.webhook_id = $1 AND d.event_id = $2 AND d.status = 'pending'`,
    [webhookId, eventId],
  )
  return rows[0] ?? null
}

export interface DeliveryAttempt {
  readonly at: Date
  readonly status: DeliveryStatus
  /** The HTTP status of the answer; null where there was none. */
  readonly answerStatus: number | null
  readonly problem: string | null
}

/** One attempt, whatever it came to. One that arrived stays so, also where a slower process thinks otherwise. */
export async function noteAttempt(client: Queryable, key: DeliveryKey, attempt: DeliveryAttempt): Promise<void> {
  const { at, status, answerStatus, problem } = attempt
  await client.query(
    `UPDATE webhook_deliveries SET status = $3, attempts = attempts + 1, answer_status = $4, problem = $5,
       last_attempt_at = $6, delivered_at = CASE WHEN $3 = 'delivered' THEN $6::timestamptz END
     WHERE webhook_id = $1 AND event_id = $2 AND status = 'pending'`,
    [key.webhookId, key.eventId, status, answerStatus, problem, at],
  )
}

/** The queue has tried for the last time. Keeps what the last attempt said. */
export async function giveUpDelivery(client: Queryable, key: DeliveryKey, problem: string): Promise<void> {
  await client.query(
    `UPDATE webhook_deliveries SET status = 'dead', problem = coalesce(problem, $3)
     WHERE webhook_id = $1 AND event_id = $2 AND status = 'pending'`,
    [key.webhookId, key.eventId, problem],
  )
}

/** A dead letter to be sent again, to a webhook that is there and open; false where it is not one. */
export async function reviveDelivery(client: pg.ClientBase, { webhookId, eventId }: DeliveryKey): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE webhook_deliveries SET status = 'pending' WHERE webhook_id = $1 AND event_id = $2 AND status = 'dead'
       AND EXISTS (SELECT FROM webhooks w WHERE w.id = $1 AND w.disabled_at IS NULL AND w.deleted_at IS NULL)`,
    [webhookId, eventId],
  )
  return rowCount === 1
}

/** The oldest dead letters of a webhook that is there and open, at most `max`. Those that somebody else revives are left to them. */
export async function reviveDead(
  client: pg.ClientBase,
  { webhookId, max }: { readonly webhookId: string; readonly max: number },
): Promise<DeliveryKey[]> {
  const { rows } = await client.query<DeliveryKey>(
    `UPDATE webhook_deliveries SET status = 'pending' WHERE webhook_id = $1 AND event_id IN (
       SELECT d.event_id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
       WHERE d.webhook_id = $1 AND d.status = 'dead' AND w.disabled_at IS NULL AND w.deleted_at IS NULL
       ORDER BY d.event_id LIMIT $2 FOR UPDATE OF d SKIP LOCKED)
     RETURNING webhook_id AS "webhookId", event_id AS "eventId"`,
    [webhookId, max],
  )
  return rows
}

export async function countDead(client: Queryable, webhookId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*) AS count FROM webhook_deliveries WHERE webhook_id = $1 AND status = 'dead'`,
    [webhookId],
  )
  return rows[0]?.count ?? 0
}

export interface StoredDelivery {
  readonly eventId: string
  readonly type: string
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly answerStatus: number | null
  readonly problem: string | null
  readonly createdAt: Date
  readonly lastAttemptAt: Date | null
  readonly deliveredAt: Date | null
}

const fields = `d.event_id AS "eventId", e.type, d.status, d.attempts, d.answer_status AS "answerStatus", d.problem,
  d.created_at AS "createdAt", d.last_attempt_at AS "lastAttemptAt", d.delivered_at AS "deliveredAt"`
const joined = 'webhook_deliveries d JOIN outbox_events e ON e.id = d.event_id'

/** Newest first. The status is written out, so that those of what has not arrived are found by their index. */
export async function listDeliveryRows(
  client: Queryable,
  { webhookId, status }: { readonly webhookId: string; readonly status: DeliveryStatus | null },
  { after, take }: KeyPage,
): Promise<StoredDelivery[]> {
  const { rows } = await client.query<StoredDelivery>(
    `SELECT ${fields} FROM ${joined} WHERE d.webhook_id = $1 ${status === null ? '' : `AND d.status = '${status}'`}
       AND ($2::uuid IS NULL OR d.event_id < $2) ORDER BY d.event_id DESC LIMIT $3`,
    [webhookId, after, take],
  )
  return rows
}

export async function findDelivery(client: Queryable, { webhookId, eventId }: DeliveryKey) {
  const { rows } = await client.query<StoredDelivery>(
    `SELECT ${fields} FROM ${joined} WHERE d.webhook_id = $1 AND d.event_id = $2`,
    [webhookId, eventId],
  )
  return rows[0] ?? null
}
