import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isUnavailable } from '../../../src/application/shared/database-errors.ts'
import { type Database, openDatabase, openWalkingPool } from '../../../src/db/database.ts'
import { driverCodeOf } from '../../../src/db/errors.ts'
import { newClient } from '../../../src/db/hosts/connect.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { withClient } from '../../../src/db/transaction.ts'
import { type PairedServer, ServerPair } from '../../support/database/server-pair.ts'

let pair: ServerPair
let db: Database
const idle: Error[] = []
beforeAll(async () => {
  pair = await ServerPair.start()
  // The standby stands first in the address: migrations could not be written there.
  await migrate({ url: pair.url })
  db = openDatabase({ url: pair.url, maxConnections: 3, onIdleError: (error) => idle.push(error) })
})
afterAll(async () => {
  await db.close()
  await pair.close()
})

const whereSql = 'SELECT inet_server_port() AS port, pg_is_in_recovery() AS standby'
interface Where {
  readonly port: number
  readonly standby: boolean
}
const portOf = async (server: PairedServer) => (await server.query<Where>(whereSql))[0]?.port

function failureOf(action: Promise<unknown>): Promise<Error | null> {
  return action.then(
    () => null,
    (error: Error) => error,
  )
}

describe('an address of two servers, the standby first', () => {
  test('every kind of connection goes to the one that takes writes', async () => {
    const wanted = [{ port: await portOf(pair.primary), standby: false }]
    const walking = openWalkingPool(pair.url)
    const client = newClient(pair.url, {})
    await client.connect()
    expect((await db.pool.query(whereSql)).rows).toEqual(wanted)
    expect((await db.bulk.query(whereSql)).rows).toEqual(wanted)
    expect(await db.prisma.$queryRawUnsafe(whereSql)).toEqual(wanted)
    expect((await walking.query(whereSql)).rows).toEqual(wanted)
    expect((await client.query(whereSql)).rows).toEqual(wanted)
    await Promise.all([walking.end(), client.end()])
  })

  test('with any the first one that answers is taken, as libpq does', async () => {
    const client = newClient(`${pair.addressOf(pair.standby, pair.primary)}?target_session_attrs=any`, {})
    await client.connect()
    expect((await client.query(whereSql)).rows).toMatchObject([{ standby: true }])
    await client.end()
  })

  test('a standby alone is refused within seconds, by name and in both languages', async () => {
    const client = newClient(`${pair.addressOf(pair.standby)}?target_session_attrs=primary`, {})
    const failure = await failureOf(client.connect())
    expect(failure?.message).toContain(`${pair.standby.host} only reads`)
    expect(failure?.message).toMatch(/所列服务器均不可写/)
    expect(isUnavailable(failure)).toBe(true)
  })

  test('a server that falls silent between being asked and the login is away, within seconds', async () => {
    await (await newClient(pair.url, {}).connect()).end()
    pair.primary.fallSilent(true)
    const from = performance.now()
    const failure = await failureOf(newClient(pair.url, {}).connect())
    pair.primary.fallSilent(false)
    expect(isUnavailable(failure), String(failure)).toBe(true)
    expect(performance.now() - from).toBeLessThan(8_000)
    await expect.poll(() => failureOf(db.ping())).toBeNull()
  })

  test('a wrong password is told as one, and not as a server that is away', async () => {
    const url = pair.url.replace(/:[^:@/]+@/, ':wrong@')
    const failure = await failureOf(newClient(url, {}).connect())
    expect(driverCodeOf(failure)).toBe('28P01')
  })

  test('a server that takes no writes any more is found out behind the login, or before', async () => {
    const set = (value: string) => pair.primary.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`)
    const client = newClient(pair.url, {})
    await (await newClient(pair.url, {}).connect()).end()
    await set('on')
    await pair.primary.query('SELECT pg_reload_conf()')
    const failure = await failureOf(client.connect())
    await pair.primary.query('ALTER SYSTEM RESET default_transaction_read_only')
    await pair.primary.query('SELECT pg_reload_conf()')
    expect(isUnavailable(failure)).toBe(true)
    await expect.poll(() => failureOf(db.ping())).toBeNull()
  })

  test('a connection to a server that only reads by now is thrown away', async () => {
    const before = db.pool.totalCount
    const failure = await failureOf(
      withClient(db.pool, async (client) => {
        await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY')
        await client.query(`INSERT INTO data_keys DEFAULT VALUES`)
      }),
    )
    expect(driverCodeOf(failure)).toBe('25006')
    expect(isUnavailable(failure)).toBe(true)
    expect(db.pool.totalCount).toBe(before - 1)
  })
})

describe('a primary whose machine falls silent', () => {
  test('holds who waits on it for seconds only, once the standby has taken over, and its connections go', async () => {
    const lent = await Promise.all([db.pool.connect(), db.pool.connect(), db.pool.connect()])
    lent[2]?.release()
    pair.primary.fallSilent(true)
    const waiting = [lent[0], lent[1]].map((client) => failureOf(client?.query('SELECT 1') ?? Promise.resolve()))
    await pair.promote()
    const from = performance.now()
    const failures = await Promise.all(waiting)
    expect(performance.now() - from).toBeLessThan(8_000)
    expect(failures.map(isUnavailable)).toEqual([true, true])
    for (const client of lent.slice(0, 2)) client?.release(true)
    const wanted = [{ port: await portOf(pair.standby), standby: false }]
    const all = await Promise.all([1, 2, 3].map(() => db.pool.query(whereSql)))
    expect(all.map(({ rows }) => rows)).toEqual([wanted, wanted, wanted])
    expect(performance.now() - from).toBeLessThan(12_000)
  })

  test('is not gone back to when it comes back and still takes itself for the primary', async () => {
    pair.primary.fallSilent(false)
    const client = newClient(`${pair.addressOf(pair.primary, pair.standby)}?target_session_attrs=primary`, {})
    await client.connect()
    expect((await client.query(whereSql)).rows).toEqual([{ port: await portOf(pair.standby), standby: false }])
    await client.end()
  })

  test('is not gone back to either when it alone is left: it was overtaken, and says so', async () => {
    await pair.standby.end()
    const failure = await failureOf(db.ping())
    await expect.poll(() => failureOf(db.ping()).then(String)).toContain(`${pair.primary.host} was overtaken`)
    expect(isUnavailable(failure)).toBe(true)
  })
})
