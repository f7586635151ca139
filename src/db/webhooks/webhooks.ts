import type pg from 'pg'
import type { EventType } from '../../domain/alerts/alert-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export interface WebhookRow {
  readonly id: string
  readonly region: string
  readonly url: string
  readonly events: readonly EventType[]
  readonly secretEnc: Buffer
  readonly createdAt: Date
  readonly createdBy: string
  readonly disabledAt: Date | null
}

const fields = `id, region, url, events, secret_enc AS "secretEnc", created_at AS "createdAt", created_by AS "createdBy",
  disabled_at AS "disabledAt"`

export async function insertWebhook(client: pg.ClientBase, row: Omit<WebhookRow, 'disabledAt'>): Promise<void> {
  await client.query(
    `INSERT INTO webhooks (id, region, url, events, secret_enc, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.region, row.url, row.events, row.secretEnc, row.createdAt, row.createdBy],
  )
}

/**
 * An open webhook of the same address and region that is told of some of these events. Whoever registers an address waits for whoever
 * is registering the same one.
 */
export async function findSameTarget(
  client: pg.ClientBase,
  { url, events, region }: Pick<WebhookRow, 'url' | 'events' | 'region'>,
): Promise<WebhookRow | null> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('webhook ' || $1, 0))`, [url])
  const { rows } = await client.query<WebhookRow>(
    `SELECT ${fields} FROM webhooks WHERE url = $1 AND region = $2 AND events && $3::text[] AND deleted_at IS NULL
       AND disabled_at IS NULL ORDER BY id LIMIT 1`,
    [url, region, events],
  )
  return rows[0] ?? null
}

/** One that was deleted is not there any more. */
export async function findWebhook(client: Queryable, id: string): Promise<WebhookRow | null> {
  const { rows } = await client.query<WebhookRow>(
    `SELECT ${fields} FROM webhooks WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  )
  return rows[0] ?? null
}

/** Newest first. */
export async function listWebhookRows(
  client: Queryable,
  regionPrefix: string,
  { after, take }: KeyPage,
): Promise<WebhookRow[]> {
  const { rows } = await client.query<WebhookRow>(
    `SELECT ${fields} FROM webhooks WHERE deleted_at IS NULL AND region BETWEEN $1 AND $2
       AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [...regionRange(regionPrefix), after, take],
  )
  return rows
}

export async function markDeleted(client: Queryable, id: string, at: Date): Promise<void> {
  await client.query('UPDATE webhooks SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL', [id, at])
}

export async function markDisabled(client: Queryable, id: string, at: Date): Promise<void> {
  await client.query('UPDATE webhooks SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL', [id, at])
}
