import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { migrate, pendingMigrations } from '../../../src/db/migrate.ts'
import { grantsIn } from '../../../src/db/setup/app-grants.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Every right of the service's role, one a line, as the server keeps them. */
const rightsOf = ({ url }: TestDatabase): Promise<string[]> =>
  asOwner(url, async (client) => {
    const { rows } = await client.query<{ right: string }>(
      `SELECT place || ' ' || privilege_type AS right FROM (
         SELECT c.oid::regclass::text AS place, c.relacl AS acl FROM pg_class c
         UNION ALL SELECT a.attrelid::regclass || '.' || a.attname, a.attacl FROM pg_attribute a
         UNION ALL SELECT p.oid::regprocedure::text, p.proacl FROM pg_proc p
         UNION ALL SELECT 'schema ' || n.nspname, n.nspacl FROM pg_namespace n) held,
         LATERAL aclexplode(held.acl) WHERE grantee = 'yizhan_app'::regrole ORDER BY 1`,
    )
    return rows.map(({ right }) => right)
  })

/** As a restore leaves it on a server that had no such role: objects and rows, and not one right. */
const loseRights = ({ url }: TestDatabase) =>
  asOwner(url, async (client) => {
    await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public, pgboss FROM yizhan_app;
      REVOKE ALL ON ALL SEQUENCES IN SCHEMA public, pgboss FROM yizhan_app;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public, pgboss FROM yizhan_app;
      REVOKE ALL ON SCHEMA public, pgboss FROM yizhan_app`)
    const { rows } = await client.query(
      `SELECT format('REVOKE ALL (%I) ON %s FROM yizhan_app', a.attname, a.attrelid::regclass) AS sql
       FROM pg_attribute a, aclexplode(a.attacl) WHERE grantee = 'yizhan_app'::regrole`,
    )
    for (const { sql } of rows) await client.query(sql)
  })

describe('rights that a restore lost', () => {
  test('are granted anew, every one of them and no other, when the service starts', async () => {
    const database = await freshDatabase()
    const before = await rightsOf(database)
    expect(before).toEqual(expect.arrayContaining(['beneficiaries INSERT', 'webhooks.secret_enc UPDATE']))
    await loseRights(database)
    expect(await rightsOf(database)).toEqual([])
    expect(await migrate({ url: database.url })).toEqual([])
    expect(await rightsOf(database)).toEqual(before)
    expect(await pendingMigrations(database.open().pool)).toEqual([])
  })

  test('are named, as SQL that works, to a user who may not grant them', async () => {
    const database = await freshDatabase()
    const before = await rightsOf(database)
    await loseRights(database)
    const user = `restorer_${process.pid}`
    const url = new URL(database.url)
    url.username = user
    url.password = 'x'
    await asOwner(database.url, async (client) => {
      await client.query(`CREATE ROLE ${user} LOGIN PASSWORD 'x'; GRANT yizhan_app TO ${user};
        ALTER TABLE _prisma_migrations OWNER TO ${user}`)
      await expect(migrate({ url: url.href })).rejects.toThrow('GRANT CREATE ON SCHEMA public TO')
      await client.query(`GRANT CREATE ON SCHEMA public TO ${user}`)
      const refused = await migrate({ url: url.href }).catch((error: Error) => error.message)
      expect(refused).toContain('yizhan_app')
      expect(refused).toMatch(/权限/)
      const sql = String(refused)
        .split('\n')
        .filter((line) => line.startsWith('GRANT '))
      for (const line of sql) await client.query(line)
      expect(await rightsOf(database)).toEqual(before)
      await migrate({ url: url.href })
      await client.query('ALTER TABLE _prisma_migrations OWNER TO CURRENT_USER')
      await expect(migrate({ url: url.href })).rejects.toThrow(/belong to "\w+".*--no-owner/)
      await client.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`)
    })
  })
})

test('grants are read out of a migration, and what only looks like one is not', () => {
  const sql = `CREATE TABLE a (x int); -- GRANT SELECT ON a TO yizhan_app;
GRANT SELECT,
  INSERT ON a TO yizhan_app;
GRANT SELECT ON a TO somebody;
  GRANT UPDATE ON a TO yizhan_app;
REVOKE INSERT ON a FROM yizhan_app;`
  expect(grantsIn(sql)).toEqual(['GRANT SELECT, INSERT ON a TO yizhan_app;', 'REVOKE INSERT ON a FROM yizhan_app;'])
})
