import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrationsFolder, pendingMigrations, readMigrations } from '../../../src/db/migrate.ts'
import { bareDatabase, type TestDatabase } from '../../support/database/database.ts'

let database: TestDatabase
let client: pg.Client
let folder: string

beforeEach(async () => {
  database = await bareDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  folder = await mkdtemp(join(tmpdir(), 'yizhan-migrations-'))
  await cp(migrationsFolder, folder, { recursive: true })
})
afterEach(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = () => migrate({ url: database.url, folder })

/** Whichever comes first: what holds of one holds of all. */
let first: string
beforeAll(async () => {
  first = (await readMigrations())[0]?.name ?? ''
})

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name))
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

describe('migrate', () => {
  test('applies everything once and nothing the second time', async () => {
    const names = (await readMigrations(folder)).map((migration) => migration.name)
    expect(await pendingMigrations(client, folder)).toEqual(names)
    expect(await run()).toEqual(names)
    expect(await run()).toEqual([])
    expect(await pendingMigrations(client, folder)).toEqual([])
  })

  test('records what it did as Prisma does', async () => {
    await run()
    const { rows } = await client.query('SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1')
    const file = await readFile(join(folder, first, 'migration.sql'))
    expect(rows[0]).toMatchObject({
      checksum: createHash('sha256').update(file).digest('hex'),
      migration_name: first,
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    })
    expect(rows[0].id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rows[0].finished_at.getTime()).toBeGreaterThanOrEqual(rows[0].started_at.getTime())
  })

  test('four programs that start at once apply each migration once', async () => {
    const names = (await readMigrations(folder)).map((migration) => migration.name)
    const done = await Promise.all([run(), run(), run(), run()])
    expect(done.flat()).toEqual(names)
    const { rows } = await client.query('SELECT count(*)::int AS applied FROM _prisma_migrations')
    expect(rows[0].applied).toBe(names.length)
  })

  test('refuses a migration that was changed after it had been applied', async () => {
    await run()
    await writeFile(join(folder, first, 'migration.sql'), 'SELECT 1;')
    await expect(run()).rejects.toThrow(`Migration ${first} was changed after it had been applied.`)
  })

  test('refuses a database that is newer than the program', async () => {
    await addMigration('20990101000000_tomorrow', 'SELECT 1;')
    await run()
    await rm(join(folder, '20990101000000_tomorrow'), { recursive: true })
    await expect(run()).rejects.toThrow(
      'The database is ahead of this program: it has migration 20990101000000_tomorrow',
    )
  })

  test('refuses a database of an earlier version, whose migrations were written anew, and changes nothing of it', async () => {
    await addMigration('20200101000000_registers', 'CREATE TABLE kept (id int);')
    for (const { name } of await readMigrations()) await rm(join(folder, name), { recursive: true })
    await run()
    const now = migrate({ url: database.url })
    await expect(now).rejects.toThrow(
      'This database was made by an earlier version: it has migration 20200101000000_registers, which this version no longer has.',
    )
    await expect(now).rejects.toThrow('此数据库由更早的版本建立')
    await expect(pendingMigrations(client)).rejects.toThrow('start this version with an empty database')
    const { rows } = await client.query(`SELECT to_regclass('kept') AS kept, to_regclass('beneficiaries') AS made`)
    expect(rows[0]).toEqual({ kept: 'kept', made: null })
  })

  test('refuses a migration that comes before one already applied', async () => {
    await run()
    await addMigration('20200101000000_late', 'SELECT 1;')
    await expect(run()).rejects.toThrow('Migration 20200101000000_late was never applied')
  })

  test('refuses to go on after a migration that another tool left half done', async () => {
    await run()
    await client.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${first}'`)
    await expect(run()).rejects.toThrow('was begun by another tool and never finished')
  })

  test('a migration that fails leaves nothing of itself behind', async () => {
    await run()
    await addMigration('20990101000000_wrong', 'CREATE TABLE half (id int); SELECT 1 / 0;')
    await expect(run()).rejects.toThrow('Migration 20990101000000_wrong failed and was undone: division by zero')
    const { rows } = await client.query(`SELECT to_regclass('half') AS half`)
    expect(rows[0].half).toBeNull()
    expect(await pendingMigrations(client, folder)).toEqual(['20990101000000_wrong'])
  })
})

describe('the role of the service', () => {
  const login = `yizhan_login_${process.pid}`
  const asLogin = () => {
    const url = new URL(database.url)
    url.username = login
    url.password = 'for-this-test'
    return url.href
  }
  beforeEach(async () => {
    await client.query(`CREATE ROLE ${login} LOGIN PASSWORD 'for-this-test'`)
    await client.query(`ALTER DATABASE ${database.name} OWNER TO ${login}`)
  })
  afterEach(async () => {
    await client.query(`DROP OWNED BY ${login} CASCADE`)
    await client.query(`ALTER DATABASE ${database.name} OWNER TO CURRENT_USER`)
    await client.query(`DROP ROLE ${login}`)
  })

  test('a user who may not grant it is told what the administrator runs', async () => {
    await expect(migrate({ url: asLogin() })).rejects.toThrow(
      `CREATE ROLE yizhan_app NOLOGIN; GRANT yizhan_app TO "${login}";`,
    )
  })

  test('once the administrator has granted it, an ordinary owner migrates and the service opens', async () => {
    await client.query(`GRANT yizhan_app TO ${login}`)
    expect(await migrate({ url: asLogin() })).not.toEqual([])
    const service = database.open({ url: asLogin() })
    const { rows } = await service.pool.query('SELECT current_user AS acting, session_user AS user')
    expect(rows[0]).toEqual({ acting: 'yizhan_app', user: login })
    await service.close()
  })
})
