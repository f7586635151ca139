import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TcpProxy } from '../../../bench/faults/environment/proxy.ts'
import { isUnavailable } from '../../../src/application/shared/database-errors.ts'
import { withClient } from '../../../src/db/transaction.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'

let own: TestDatabase
let line: TcpProxy
let serverPort = 0
beforeAll(async () => {
  own = await freshDatabase()
  serverPort = Number(new URL(own.url).port)
  line = new TcpProxy(() => serverPort)
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
  test('fails its query and nothing else: an error event that nobody hears ends the process', async () => {
    const db = own.open()
    const failure = await failureOf(
      withClient(db.pool, async (client) => {
        expect(client.listenerCount('error')).toBeGreaterThan(0)
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        await Promise.all([client.query('SELECT pg_sleep(20)'), endBackend(rows[0]?.pid ?? 0)])
      }),
    )
    expect(isUnavailable(failure)).toBe(true)
    expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  test('is not handed to the next before its end is seen', async () => {
    const db = own.open({ maxConnections: 1 })
    const backendOf = (client: pg.ClientBase) =>
      client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid').then(({ rows }) => rows[0]?.pid)
    let ended: number | undefined
    const failure = await failureOf(
      withClient(db.pool, async (client) => {
        ended = await backendOf(client)
        await client.query("DO $$ BEGIN RAISE 'the server stops' USING ERRCODE = '57P01'; END $$")
      }),
    )
    expect(isUnavailable(failure)).toBe(true)
    expect(await withClient(db.pool, backendOf)).not.toBe(ended)
  })

  test('is kept where the statement alone was at fault', async () => {
    const db = own.open({ maxConnections: 1 })
    expect(await failureOf(withClient(db.pool, (client) => client.query('SELECT 1 / 0')))).not.toBeNull()
    expect(db.pool.totalCount).toBe(1)
  })
})

describe('a connection that falls silent', () => {
  test('is given up soon after the time that a statement has, for plain SQL and for Prisma', async () => {
    let silent = false
    line.rules = () => ({
      fromClient: () => ({ do: 'pass' }),
      fromServer: () => (silent ? { do: 'delay', ms: 3_600_000 } : { do: 'pass' }),
    })
    const db = own.open({ url: throughLine(), statementTimeoutMs: 200, maxConnections: 2 })
    const useBoth = () => Promise.all([failureOf(db.ping()), failureOf(db.prisma.hospital.count())])
    expect(await useBoth()).toEqual([null, null])
    silent = true
    const lost = await useBoth()
    expect(lost.map(isUnavailable)).toEqual([true, true])
    silent = false
    expect(await useBoth()).toEqual([null, null])
  })
})

function failureOf(action: Promise<unknown>): Promise<unknown> {
  return action.then(
    () => null,
    (error: unknown) => error,
  )
}
