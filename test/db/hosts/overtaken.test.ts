import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { ServerPair } from '../../support/database/server-pair.ts'

const writer = 'SELECT inet_server_port() AS port'

test('a primary that was overtaken and goes on answering is left within seconds, however busy its connections are', async () => {
  const pair = await ServerPair.start()
  await migrate({ url: pair.url })
  const db = openDatabase({ url: pair.url, maxConnections: 2 })
  const [{ port } = { port: 0 }] = await pair.standby.query<{ port: number }>(writer)
  /** Steadily, so that no connection is idle or silent. */
  const busy = async () => (await db.pool.query<{ port: number }>(writer)).rows[0]?.port
  try {
    expect(await busy()).not.toBe(port)
    await pair.promote()
    await expect.poll(() => busy().catch(() => null), { timeout: 6_000, interval: 20 }).toBe(port)
  } finally {
    await db.close()
    await pair.close()
  }
}, 60_000)
