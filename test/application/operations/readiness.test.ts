import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { createReadiness, type ReadinessChange } from '../../../src/application/operations/readiness.ts'
import { databaseCause } from '../../../src/application/shared/database-errors.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'

let own: TestDatabase
beforeAll(async () => {
  own = await freshDatabase()
})

/** And ends whoever is connected, because a connection keeps what it was opened with. */
async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: own.url, options: '-c default_transaction_read_only=off' })
  await client.connect()
  const others = 'datname = current_database() AND pid <> pg_backend_pid()'
  await client
    .query(sql)
    .then(() => client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`))
    .finally(() => client.end())
}

test('a database that answers and takes no write is not ready, says why once, and is ready again', async () => {
  const changes: ReadinessChange[] = []
  let now = Date.parse('2026-01-15T00:00:00Z')
  const library = { regions: () => ['140500'] } as unknown as PolicyLibrary
  const service = { db: own.open(), library, clock: () => new Date(now) }
  const ask = createReadiness(service, (change) => changes.push(change))
  const ready = { database: 'ok', writes: 'ok', migrations: 'ok', policies: 'ok' }
  expect(await ask()).toEqual(ready)

  await asSuperuser(`ALTER DATABASE ${own.name} SET default_transaction_read_only = on`)
  now += 1_000
  await expect.poll(ask).toEqual(ready)
  changes.length = 0
  now += 5_000
  expect(await ask()).toEqual({ ...ready, writes: 'failed' })
  now += 6_000
  expect(await ask()).toEqual({ ...ready, writes: 'failed' })

  await asSuperuser(`ALTER DATABASE ${own.name} RESET default_transaction_read_only`)
  now += 6_000
  await expect.poll(ask).toEqual({ ...ready, writes: expect.any(String) })
  now += 6_000
  expect(await ask()).toEqual(ready)
  const writes = changes.filter(({ check }) => check === 'writes')
  expect(writes.at(0)).toEqual({ check: 'writes', ok: false, databaseCode: '25006', means: 'read-only database' })
  expect(writes.at(-1)).toEqual({ check: 'writes', ok: true })
  expect(writes).toHaveLength(2)
})

test.each([
  [Object.assign(new Error('could not extend file'), { code: '53100' }), '53100', 'disk full'],
  [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED', 'not reachable'],
  [Object.assign(new Error('lost'), { code: '08006' }), '08006', 'connection lost'],
])('what the log says of %s', (error, databaseCode, means) => {
  expect(databaseCause(error)).toEqual({ databaseCode, means })
  expect(databaseCause(new Refusal('database-unavailable', {}, { cause: error }))).toEqual({ databaseCode, means })
})

test('what is no matter of the database is not said to be one', () => {
  expect(databaseCause(new Refusal('internal'))).toEqual({})
  expect(databaseCause(Object.assign(new Error('taken'), { code: '23505' }))).toEqual({})
})
