import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { migrate, readMigrations } from '../../../src/db/migrate.ts'
import { inSchema, schemaOf } from '../../../src/db/setup/schema.ts'
import { bareDatabase, type TestDatabase } from '../../support/database/database.ts'

/** Two services in one database, each in a schema of its own, and nobody in `public`. */
let database: TestDatabase
let admin: pg.Client

const urlOf = (schema: string) => {
  const url = new URL(database.url)
  url.search = ''
  url.searchParams.set('schema', schema)
  return url.href
}

beforeAll(async () => {
  database = await bareDatabase()
  admin = new pg.Client({ connectionString: database.url })
  admin.on('error', () => {})
  await admin.connect()
  return () => admin.end()
})

const tablesOf = async (schema: string) => {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'p') ORDER BY 1`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

test.each([
  ['postgresql://h/d', 'public'],
  ['postgresql://h/d?schema=public', 'public'],
  ['postgresql://u:p@h:5432/d?schema=jincheng', 'jincheng'],
  ['postgresql://h/d?application_name=x&schema=city_140500', 'city_140500'],
])('%s is in the schema %s', (url, schema) => {
  expect(schemaOf(url)).toBe(schema)
})

test.each(['', 'Jincheng', '晋城', 'a b', 'a"b', '1a', 'pg_a', 'pgboss', `a${'b'.repeat(48)}`, 'a&schema=b'])(
  'a schema “%s” is refused with what to write instead',
  (schema) => {
    expect(() => schemaOf(`postgresql://h/d?schema=${schema}`)).toThrow(/\?schema=jincheng[\s\S]*限小写字母/)
  },
)

test('migrations name public and the queue’s schema for nothing but schemas', async () => {
  for (const { name, sql } of await readMigrations()) {
    const code = sql.replace(/--.*$/gm, '')
    for (const [found, word] of code.matchAll(/.{0,40}\b(public|pgboss)\b.{0,3}/g))
      expect(found, name).toMatch(new RegExp(`(SCHEMA |SCHEMA IF NOT EXISTS |pg_catalog, )${word}|\\b${word}\\.`))
    expect(inSchema(code, 'jincheng'), name).not.toMatch(/\b(public|pgboss)\b/)
  }
})

describe('two schemas in one database', () => {
  beforeAll(async () => {
    for (const schema of ['jincheng', 'pengshui']) expect(await migrate({ url: urlOf(schema) })).not.toEqual([])
  })

  test('each has every table and its own queue, and public has none', async () => {
    const tables = await tablesOf('jincheng')
    expect(tables).toContain('entries')
    expect(tables).toContain('job')
    expect(await tablesOf('pengshui')).toEqual(tables)
    expect(await tablesOf('public')).toEqual([])
    expect(await tablesOf('pgboss')).toEqual([])
  })

  test('are migrated once each', async () => {
    expect(await migrate({ url: urlOf('jincheng') })).toEqual([])
    expect(await migrate({ url: urlOf('pengshui') })).toEqual([])
  })

  test('what is written by plain SQL, by Prisma and by a trigger lies in its own', async () => {
    const [here, there] = ['jincheng', 'pengshui'].map((schema) => database.open({ url: urlOf(schema) }))
    if (!here || !there) throw new Error('two were opened')
    const hospital = { hospitalCode: 'H1', name: '一院', region: '140500', level: 'three' }
    await here.prisma.hospital.create({
      data: { ...hospital, designated: true, criticalDiseaseDesignated: false },
    })
    const count = `SELECT count(*)::int AS count FROM hospitals`
    expect((await here.pool.query(count)).rows).toEqual([{ count: 1 }])
    expect((await here.bulk.query(count)).rows).toEqual([{ count: 1 }])
    expect((await there.pool.query(count)).rows).toEqual([{ count: 0 }])
    expect(await there.prisma.hospital.count()).toBe(0)
  })

  test('the service’s role has the same rights in each, and a right that was lost is given again', async () => {
    const rights = async (schema: string) => {
      const { rows } = await admin.query(
        `SELECT relname, privilege_type FROM pg_class, aclexplode(relacl)
         WHERE relnamespace = to_regnamespace($1) AND grantee = 'yizhan_app'::regrole ORDER BY 1, 2`,
        [schema],
      )
      return rows
    }
    const given = await rights('jincheng')
    expect(given.length).toBeGreaterThan(100)
    expect(await rights('pengshui')).toEqual(given)
    await admin.query('REVOKE ALL ON ALL TABLES IN SCHEMA jincheng FROM yizhan_app')
    await migrate({ url: urlOf('jincheng') })
    expect(await rights('jincheng')).toEqual(given)
  })

  test('what is never rewritten is refused in each, to the owner too', async () => {
    for (const schema of ['jincheng', 'pengshui'])
      for (const sql of [`DELETE FROM ${schema}.entries`, `TRUNCATE ${schema}.entries_2024`])
        await expect(admin.query(sql)).rejects.toThrow('append-only')
  })
})

test('whoever may make no schema is told what an administrator runs, and it works', async () => {
  const login = `login_${process.pid}`
  await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD 'secret'; GRANT yizhan_app TO ${login}`)
  const url = new URL(urlOf('xian'))
  url.username = login
  url.password = 'secret'
  const refused = await migrate({ url: url.href }).catch((error: Error) => error.message)
  const sql = /CREATE SCHEMA .*;/.exec(String(refused))?.[0] ?? ''
  await admin.query(sql.replace('"user"', login))
  expect(await migrate({ url: url.href })).not.toEqual([])
  await admin.query(`DROP OWNED BY ${login} CASCADE; DROP ROLE ${login}`)
})
