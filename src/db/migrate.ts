import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { ensureActingRole } from './cluster/acting-role.ts'
import { guardShards } from './cluster/shard-guards.ts'
import { isCitus } from './cluster/topology.ts'
import { newClient } from './hosts/connect.ts'
import { ensureAppGrants, refuseStranger, requireOwnTables } from './setup/app-grants.ts'
import { ensureAppRole } from './setup/app-role.ts'
import { enterSchema, inSchema, schemaOf } from './setup/schema.ts'
import { requireOwnSessions } from './setup/session.ts'
import { SetupError } from './setup/setup-error.ts'
import { statementsOf } from './setup/statements.ts'

/** The same distance from src/db and from dist/db, so the folder is found from both. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url))

/** The number Prisma's own `migrate deploy` locks, so that it and we wait for each other. */
const prismaLock = 72707369

export interface Migration {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, hex, as Prisma records it. */
  readonly checksum: string
}

export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(folder, name)))
}

/** As they are to be run for `schema`, under the checksum of their file. */
async function migrationsFor(schema: string, folder?: string): Promise<Migration[]> {
  const migrations = await readMigrations(folder)
  return migrations.map((migration) => ({ ...migration, sql: inSchema(migration.sql, schema) }))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const bytes = await readFile(join(folder, name, 'migration.sql'))
  return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
}

/**
 * Brings the database to the newest migration and answers the names that it applied.
 *
 * `prisma migrate` needs an engine that closed networks cannot fetch, so we apply the same files in the same order
 * and keep Prisma's own record of them: where its engine is at hand, `prisma migrate deploy` finds nothing to do.
 *
 * Errors: SetupError when an applied file was changed, a migration was left half done, the database is newer than this
 * program, a pooler gives no sessions of one's own, or the tables or their rights are not as this user may mend them.
 */
export async function migrate(options: { url: string; folder?: string }): Promise<string[]> {
  const schema = schemaOf(options.url)
  const migrations = await migrationsFor(schema, options.folder)
  const client = newClient(options.url, { application_name: 'yizhan-migrate' })
  await client.connect()
  try {
    await requireOwnSessions(client, options.url)
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock])
    await ensureAppRole(client)
    const isSpread = schema !== 'public' && (await isCitus(client))
    if (isSpread) await spread(client, schema)
    await enterSchema(client, schema)
    await requireOwnTables(client)
    const applied = await applyPending(client, migrations)
    await ensureAppGrants(
      client,
      migrations.map(({ sql }) => sql),
    )
    if (isSpread) await guardShards(client)
    return applied
  } finally {
    await client.end()
  }
}

/** On Citus a schema of one's own lies on one node, whole; its triggers look at that schema alone, so they may be there. */
async function spread(client: pg.Client, schema: string): Promise<void> {
  await client.query('SET citus.enable_schema_based_sharding = on')
  await client.query('SET citus.enable_unsafe_triggers = on')
  await ensureActingRole(client, schema)
}

/** Names of the migrations that the database still lacks; throws as `migrate` does. For readiness. */
export async function pendingMigrations(client: pg.ClientBase | pg.Pool, folder?: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const { rows } = await client.query<{ made: string | null }>(`SELECT to_regclass('_prisma_migrations') AS made`)
  if (!rows[0]?.made) return migrations.map((migration) => migration.name)
  return pending(migrations, await readApplied(client)).map((migration) => migration.name)
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(historyTable).catch(refuseStranger)
  await client.query('GRANT SELECT ON _prisma_migrations TO yizhan_app')
  const names: string[] = []
  for (const migration of pending(migrations, await readApplied(client))) {
    await apply(client, migration)
    names.push(migration.name)
  }
  return names
}

/** As Prisma makes it, to the letter. */
const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  varchar(36) PRIMARY KEY NOT NULL,
  checksum            varchar(64) NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

async function readApplied(client: pg.ClientBase | pg.Pool): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows
}

function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const row of applied) checkApplied(migrations, row)
  const done = new Set(applied.map((row) => row.migration_name))
  const left = migrations.filter((migration) => !done.has(migration.name))
  const last = applied.at(-1)?.migration_name ?? ''
  const late = left.find((migration) => migration.name < last)
  if (late) {
    throw new SetupError(
      `Migration ${late.name} was never applied, but the later ${last} was. Give it a name after ${last}.`,
    )
  }
  return left
}

function checkApplied(migrations: Migration[], row: Applied): void {
  const migration = migrations.find((known) => known.name === row.migration_name)
  if (!migration) throw new SetupError(unknownMigration(row.migration_name, migrations[0]?.name ?? ''))
  if (!row.finished_at) {
    throw new SetupError(
      `Migration ${row.migration_name} was begun by another tool and never finished. Repair the database, then run: prisma migrate resolve --rolled-back ${row.migration_name}`,
    )
  }
  if (migration.checksum !== row.checksum) {
    throw new SetupError(
      [
        `Migration ${row.migration_name} was changed after it had been applied. ${notCarriedOver.en}`,
        `迁移 ${row.migration_name} 在执行之后被改动。${notCarriedOver.zh}`,
      ].join('\n'),
    )
  }
}

/** True until 1.0.0: until something is deployed, a change of schema is written into the capability's own migration. */
const notCarriedOver = {
  en: 'Databases are carried over from version 1.0 on, and not between versions before it: start this version with an empty database (or an empty YIZHAN_DATA_DIR), or go on with the version that made this one. Nothing was changed.',
  zh: '自 1.0 版起才保证数据库可以升级，此前的版本之间不能沿用：请以空数据库（或空的 YIZHAN_DATA_DIR）启动本版本，或继续使用建立此数据库的版本。未作任何改动。',
}

/** What this version does not know is newer than all it knows, or was made before its migrations were written anew. */
function unknownMigration(name: string, first: string): string {
  if (name > first)
    return `The database is ahead of this program: it has migration ${name}, which this version does not know. Start the newer version, or restore the backup that was taken before it.`
  return [
    `This database was made by an earlier version: it has migration ${name}, which this version no longer has. ${notCarriedOver.en}`,
    `此数据库由更早的版本建立：其中有本版本已不含的迁移 ${name}。${notCarriedOver.zh}`,
  ].join('\n')
}

/** The change and its record are one transaction: a migration is there whole or not at all. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query('BEGIN')
  try {
    // One by one, because Citus plans for several servers and takes no two at once.
    for (const statement of statementsOf(migration.sql)) await client.query(statement)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new SetupError(`Migration ${migration.name} failed and was undone: ${describe(error)}`, { cause: error })
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
