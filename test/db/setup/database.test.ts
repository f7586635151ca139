import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../src/db/database.ts'
import { driverCodeOf } from '../../../src/db/errors.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'

let own: TestDatabase
let db: Database
beforeAll(async () => {
  own = await freshDatabase()
  db = own.open({ maxConnections: 2 })
})

const hospital = {
  hospitalCode: 'H1',
  name: '医院',
  region: '140500',
  level: 'one',
  feeClass: 'class-one',
  designated: true,
  criticalDiseaseDesignated: false,
}

describe('one pool for Prisma and plain SQL', () => {
  test('they see each other and share the connections', async () => {
    await db.prisma.hospital.create({ data: hospital })
    const { rows } = await db.pool.query('SELECT name FROM hospitals')
    expect(rows).toEqual([{ name: '医院' }])
    await Promise.all(Array.from({ length: 10 }, () => db.prisma.hospital.count()))
    expect(db.pool.totalCount).toBeLessThanOrEqual(2)
  })

  test('every connection acts as yizhan_app, in UTC, with a time limit', async () => {
    const sql = `SELECT current_user AS acting, current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS "limit"`
    expect((await db.pool.query(sql)).rows).toEqual([{ acting: 'yizhan_app', zone: 'UTC', limit: '30s' }])
    expect(await db.prisma.$queryRawUnsafe(sql)).toEqual([{ acting: 'yizhan_app', zone: 'UTC', limit: '30s' }])
  })

  test('Prisma writes and reads the same instant, whatever zone the server has', async () => {
    await asSuperuser(`ALTER DATABASE ${own.name} SET TimeZone = 'Asia/Shanghai'`)
    const again = own.open()
    const updatedAt = new Date('2026-01-15T23:59:59.123Z')
    await again.prisma.hospital.update({ where: { hospitalCode: 'H1' }, data: { updatedAt } })
    expect((await again.prisma.hospital.findUniqueOrThrow({ where: { hospitalCode: 'H1' } })).updatedAt).toEqual(
      updatedAt,
    )
    const { rows } = await again.pool.query(`SELECT updated_at FROM hospitals WHERE hospital_code = 'H1'`)
    expect(rows).toEqual([{ updated_at: updatedAt }])
  })
})

describe('plain SQL reads', () => {
  test.each([
    ['a day as text', `'2024-02-29'::date`, '2024-02-29'],
    ['money as text, with its zeros', `'10647.10'::numeric(16,2)`, '10647.10'],
    ['a count as a number', 'count(*) FROM generate_series(1, 3)', 3],
    ['no value as null', 'NULL::date', null],
  ])('%s', async (_, sql, value) => {
    const { rows } = await db.pool.query({ text: `SELECT ${sql}`, rowMode: 'array' })
    expect(rows).toEqual([[value]])
  })
  test('a count that a number cannot hold is an error, not a rounded number', async () => {
    await expect(db.pool.query('SELECT 9007199254740993::int8')).rejects.toThrow('9007199254740993 is too large')
  })
})

describe('append-only tables', () => {
  const columns = {
    register_changes: 'action',
    premium_subsidies: 'policy',
    policy_packs: 'region',
    lookups: 'operation',
  }
  const changes = Object.entries(columns).flatMap(([table, column]) => [
    [`UPDATE ${table} SET ${column} = 'x'`],
    [`DELETE FROM ${table}`],
    [`TRUNCATE ${table} CASCADE`],
  ])
  test.each(changes)('the service may not %s', async (sql) => {
    await expect(db.pool.query(sql)).rejects.toThrow('permission denied')
  })
  test.each(changes)('nor may the owner %s', async (sql) => {
    await expect(asSuperuser(sql)).rejects.toThrow('is append-only')
  })
  test.each(['callers', 'hospitals', 'beneficiaries', 'identities', 'registrations'])(
    'the service may not erase %s',
    async (table) => {
      await expect(db.pool.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied')
    },
  )
  test('the service may not give itself a right or another role', async () => {
    // PostgreSQL answers this with a warning that nothing was granted.
    await db.pool.query('GRANT DELETE ON register_changes TO yizhan_app')
    await expect(db.pool.query('DELETE FROM register_changes')).rejects.toThrow('permission denied')
    await expect(db.pool.query('ALTER TABLE register_changes DISABLE TRIGGER ALL')).rejects.toThrow('must be owner')
  })
})

describe('a database that goes away', () => {
  test('breaks idle connections without ending the process, and the next question finds new ones', async () => {
    const errors: Error[] = []
    const service = own.open({ onIdleError: (error) => errors.push(error) })
    await service.ping()
    await asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${own.name}' AND pid <> pg_backend_pid()`,
    )
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    await service.ping()
    expect(await service.prisma.hospital.count()).toBe(1)
  })

  const codesOf = async (asked: Promise<unknown>[]) =>
    (await Promise.allSettled(asked)).map((one) => (one.status === 'rejected' ? driverCodeOf(one.reason) : 'answered'))

  test('is named alike through Prisma and through plain SQL', async () => {
    const nowhere = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' })
    const { prisma } = nowhere
    const asked = [nowhere.ping(), prisma.hospital.count(), prisma.$transaction((tx) => tx.hospital.count())]
    expect(await codesOf(asked)).toEqual(['ECONNREFUSED', '08001', '08001'])
    await nowhere.close()
  })

  test('in the middle of a question is named alike too', async () => {
    const { pool, prisma } = own.open()
    const sleep = 'SELECT pg_sleep(20)::text'
    const asked = codesOf([
      pool.query(sleep),
      prisma.$queryRawUnsafe(sleep),
      prisma.$transaction((tx) => tx.$queryRawUnsafe(sleep)),
    ])
    const sleeping = `FROM pg_stat_activity WHERE datname = '${own.name}' AND query = '${sleep}' AND state = 'active'`
    await expect.poll(async () => (await asSuperuser(`SELECT ${sleeping}`)).rowCount).toBe(3)
    await asSuperuser(`SELECT pg_terminate_backend(pid) ${sleeping}`)
    expect(await asked).toEqual(['57P01', '57P01', '57P01'])
  })

  test('a row that is there already is 23505 on both ways', async () => {
    const twice = `INSERT INTO hospitals SELECT * FROM hospitals WHERE hospital_code = 'H1'`
    const asked = [
      db.pool.query(twice),
      db.prisma.hospital.create({ data: hospital }),
      db.prisma.$executeRawUnsafe(twice),
    ]
    expect(await codesOf(asked)).toEqual(['23505', '23505', '23505'])
  })
})

/** For what the service itself may not do. */
async function asSuperuser(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: own.url })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}
