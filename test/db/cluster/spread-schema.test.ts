import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TcpProxy } from '../../../bench/faults/environment/proxy.ts'
import { finderOf } from '../../../src/db/cluster/node-finder.ts'
import { readTopology } from '../../../src/db/cluster/topology.ts'
import type { Database } from '../../../src/db/database.ts'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { asIfCitus, placeOn } from '../../support/database/as-if-citus.ts'
import { bareDatabase, type TestDatabase } from '../../support/database/database.ts'

/** One server that its catalogue says is a cluster, with two nodes: proxies, so that it is seen which one a connection takes. */
const schema = `spread_${process.pid}`
let database: TestDatabase
let url: string
let owner: pg.Client
const nodes = [1, 2].map(() => new TcpProxy(() => Number(new URL(database.url).port)))

beforeAll(async () => {
  database = await bareDatabase()
  const address = new URL(database.url)
  address.search = ''
  owner = new pg.Client({ connectionString: address.href })
  owner.on('error', () => {})
  await owner.connect()
  for (const node of nodes) await node.listen()
  await asIfCitus(
    owner,
    nodes.map(({ port }) => ({ host: '127.0.0.1', port })),
  )
  address.searchParams.set('schema', schema)
  url = address.href
})
afterAll(async () => {
  for (const node of nodes) node.close()
  await owner.query(`DROP OWNED BY yizhan_app_${schema} CASCADE; DROP ROLE yizhan_app_${schema}`)
  await owner.end()
})

test('the migrations make the role of the schema, which may log in, looks there and has the service’s rights', async () => {
  expect(await migrate({ url })).not.toEqual([])
  const { rows } = await owner.query(
    `SELECT rolcanlogin, rolconfig, pg_has_role(oid, 'yizhan_app', 'USAGE') AS rights FROM pg_roles WHERE rolname = $1`,
    [`yizhan_app_${schema}`],
  )
  expect(rows).toEqual([{ rolcanlogin: true, rolconfig: [`search_path=${schema}`], rights: true }])
})

test('each refusal of TRUNCATE is made on the shards too, and made again without harm', async () => {
  await migrate({ url })
  const { rows } = await owner.query<{ tables: number; commands: number }>(
    `SELECT count(DISTINCT relation)::int AS tables, count(*)::int AS commands FROM run_on_shards
     WHERE command ~ 'BEFORE TRUNCATE ON %s FOR EACH STATEMENT'`,
  )
  expect(rows[0]?.tables).toBeGreaterThan(60)
  expect(rows[0]?.commands).toBe((rows[0]?.tables ?? 0) * 2)
  await expect(owner.query(`TRUNCATE ${schema}.reversals`)).rejects.toThrow('append-only')
})

describe('a service', () => {
  let db: Database
  beforeAll(async () => {
    await placeOn(owner, schema, 1)
    finderOf(url)?.doubt()
    db = database.open({ url, session: ledgerSession, maxConnections: 1 })
  })

  const portTaken = async () =>
    (
      await db.pool.connect().then((client) => {
        client.release(true)
        return client
      })
    ).port

  test('is told by the catalogue where its schema lies, and one without a schema of its own asks nobody', async () => {
    expect(await readTopology(owner, schema)).toEqual({
      kind: 'citus',
      node: { host: '127.0.0.1', port: nodes[0]?.port },
    })
    expect(await readTopology(owner, 'another')).toEqual({ kind: 'citus', node: null })
    expect(finderOf('postgresql://h/d')).toBeNull()
  })

  test('connects to that node, acts as the role of its schema, and has its statements planned with their values', async () => {
    expect(await portTaken()).toBe(nodes[0]?.port)
    const { rows } = await db.pool.query(
      `SELECT current_user AS role, current_setting('plan_cache_mode') AS plan, current_setting('search_path') AS path`,
    )
    expect(rows).toEqual([{ role: `yizhan_app_${schema}`, plan: 'force_custom_plan', path: `"${schema}"` }])
    expect(await db.prisma.hospital.count()).toBe(0)
    await expect(db.pool.query('DELETE FROM entries')).rejects.toThrow('permission denied')
  })

  test('goes after it when it moves: a connection to the node of before is not lent again', async () => {
    const taken = async () => {
      const client = await db.pool.connect()
      client.release()
      return client
    }
    const before = await taken()
    await placeOn(owner, schema, 2)
    expect((await taken()) === before).toBe(true)
    finderOf(url)?.doubt()
    await finderOf(url)?.find()
    expect((await taken()) === before).toBe(true)
    const after = await taken()
    expect(after === before).toBe(false)
    expect(after.port).toBe(nodes[1]?.port)
  })

  test('looks again by itself where the node does not answer', async () => {
    expect(await portTaken()).toBe(nodes[1]?.port)
    nodes[1]?.close()
    await placeOn(owner, schema, 1)
    await expect(portTaken()).rejects.toThrow('ECONNREFUSED')
    expect(await portTaken()).toBe(nodes[0]?.port)
  })
})

test('whoever may not make the role is told what an administrator runs, and it works', async () => {
  const login = `login_${process.pid}`
  await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'secret'; GRANT yizhan_app TO ${login};
    CREATE SCHEMA ${login} AUTHORIZATION ${login}`)
  const theirs = new URL(url)
  Object.assign(theirs, { username: login, password: 'secret', search: `?schema=${login}` })
  const refused = await migrate({ url: theirs.href }).catch((error: Error) => error.message)
  expect(refused).toMatch(/On Citus[\s\S]*数据库管理员/)
  await owner.query(/CREATE ROLE .*;/.exec(String(refused))?.[0] ?? '')
  await owner.query(`GRANT INSERT ON run_on_shards TO ${login}`)
  expect(await migrate({ url: theirs.href })).not.toEqual([])
  for (const role of [login, `yizhan_app_${login}`])
    await owner.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`)
})

test('a PostgreSQL without Citus is one server, whatever its schema', async () => {
  const plain = await bareDatabase()
  const client = new pg.Client({ connectionString: plain.url })
  await client.connect()
  expect(await readTopology(client, 'jincheng')).toEqual({ kind: 'server' })
  await client.end()
})
