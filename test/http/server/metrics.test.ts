import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { startSubsidyRun } from '../../../src/application/premiums/start-subsidy-run.ts'
import { bureau } from '../../support/database/desk.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

/** The figures of one name, by status. */
async function figures(name: string): Promise<Record<string, number>> {
  const text: string = (await send(it, 'GET', '/metrics')).body
  const lines = [...text.matchAll(new RegExp(`^${name}(?:\\{status="([a-z]+)"\\})? ([0-9]+)$`, 'gm'))]
  return Object.fromEntries(lines.map(([, status, value]) => [status ?? '', Number(value)]))
}

test('what waits is told by its status, nothing included', async () => {
  expect(await figures('yizhan_settlements_waiting')).toEqual({ '': 0 })
  const none = { queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0 }
  expect(await figures('yizhan_jobs')).toEqual(none)
  await startSubsidyRun(it.service, bureau, { region: '140500', year: 2024, dryRun: true })
  expect(await figures('yizhan_jobs')).toEqual({ ...none, queued: 1 })

  expect(await figures('yizhan_webhook_deliveries')).toEqual({ pending: 0, dead: 0 })
  const { pool } = it.service.db
  const [webhook, first, second, third] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await pool.query(
    `INSERT INTO webhooks (id, region, url, events, secret_enc, created_at, created_by)
     VALUES ($1, '140500', 'https://receiver.example.org', '{alert.raised}', '', now(), 'test')`,
    [webhook],
  )
  await pool.query(
    `INSERT INTO outbox_events (id, type, region, payload, happened_at, relayed_at)
     SELECT id, 'alert.raised', '140500', '{}', now(), CASE WHEN id <> $2 THEN now() END FROM unnest($1::uuid[]) AS id`,
    [[first, second, third], third],
  )
  await pool.query(
    `INSERT INTO webhook_deliveries (webhook_id, event_id, status, created_at, delivered_at)
     VALUES ($1, $2, 'dead', now(), NULL), ($1, $3, 'delivered', now(), now())`,
    [webhook, first, second],
  )
  expect(await figures('yizhan_webhook_deliveries')).toEqual({ pending: 0, dead: 1 })
  expect(await figures('yizhan_events')).toEqual({ waiting: 1 })
})

test('without a database there are metrics still, and no stale figures among them', async () => {
  await it.service.db.close()
  expect(await figures('yizhan_jobs')).toEqual({})
  expect(await figures('yizhan_settlements_waiting')).toEqual({ '': 0 })
})
