import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isUnavailable } from '../../src/application/database-errors.ts'
import { Proxy } from '../faults/stage/proxy.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

let own: TestDatabase
let line: Proxy
let serverPort = 0
beforeAll(async () => {
  own = await freshDatabase()
  serverPort = Number(new URL(own.url).port)
  line = new Proxy(() => serverPort)
  await line.listen()
})
afterAll(() => line.close())

function throughLine(): string {
  const url = new URL(own.url)
  url.host = `127.0.0.1:${line.port}`
  return url.href
}

async function endBackend(pid: number): Promise<void> {
  const superuser = new pg.Client({ connectionString: own.url })
  await superuser.connect()
  await superuser.query('SELECT pg_terminate_backend($1)', [pid])
  await superuser.end()
}

describe('a connection that breaks while it is lent out', () => {
  test('is heard of, because an error event that nobody hears ends the process', async () => {
    const heard: string[] = []
    const db = own.open({ onIdleError: (error) => heard.push(error.message) })
    const client = await db.pool.connect()
    expect(client.listenerCount('error')).toBeGreaterThan(0)
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const asleep = client.query('SELECT pg_sleep(20)').catch((error: unknown) => error)
    await endBackend(rows[0]?.pid ?? 0)
    expect(isUnavailable(await asleep)).toBe(true)
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    client.release()
    expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })
})

describe('a connection that falls silent', () => {
  test('is given up soon after the time that a statement has, for plain SQL and for Prisma', async () => {
    const db = own.open({ url: throughLine(), statementTimeoutMs: 200, maxConnections: 2 })
    await Promise.all([db.ping(), db.prisma.hospital.count()])
    let silent = true
    line.judge = () => ({
      fromClient: () => ({ do: 'pass' }),
      fromServer: () => (silent ? { do: 'delay', ms: 3_600_000 } : { do: 'pass' }),
    })
    line.cutAll()
    const lost = await Promise.all([
      db.ping().catch((error: unknown) => error),
      db.prisma.hospital.count().catch((error: unknown) => error),
    ])
    expect(lost.map(isUnavailable)).toEqual([true, true])
    silent = false
    expect(await db.prisma.hospital.count()).toBe(0)
  }, 30_000)
})
