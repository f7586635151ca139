/**
 * `npm run schema:compare -- REF`: applies the migrations of a git ref to one database and those of this folder to another,
 * and compares everything that the two databases then have. For whoever writes migrations anew without changing anything.
 *
 * Exit 0 when they are alike, 1 when they differ, 2 when it could not be tried.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { migrate, migrationsFolder } from '../src/db/migrate.ts'
import { startEmbedded } from '../src/embedded/start.ts'
import { differences, readSchema, type Schema } from './schema/read.ts'

const run = promisify(execFile)
const usage = `npm run schema:compare -- REF
  REF  a commit, branch or tag whose prisma/migrations are compared with those of this folder`

async function main(): Promise<number> {
  const [ref, ...more] = process.argv.slice(2)
  if (!ref || more.length > 0) {
    console.error(usage)
    return 2
  }
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-schema-'))
  try {
    const then = join(folder, 'migrations')
    console.log(`${await writeMigrations(ref, then)} migrations of ${ref} against those of this folder.`)
    const before = await schemaOf(join(folder, 'before'), then)
    const now = await schemaOf(join(folder, 'now'), migrationsFolder)
    return report(before, now)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Answers how many there were. */
async function writeMigrations(ref: string, folder: string): Promise<number> {
  const listed = await run('git', ['ls-tree', '-r', '--name-only', ref, 'prisma/migrations'])
  const paths = listed.stdout.split('\n').filter((path) => path.endsWith('/migration.sql'))
  if (paths.length === 0) throw new Error(`${ref} has no migrations in prisma/migrations.`)
  for (const path of paths) {
    const { stdout } = await run('git', ['show', `${ref}:${path}`], { maxBuffer: 10_000_000 })
    const place = join(folder, path.split('/').at(-2) as string)
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'migration.sql'), stdout)
  }
  return paths.length
}

/** On a server of its own, because roles belong to the server. */
async function schemaOf(data: string, migrations: string): Promise<Schema> {
  const server = await startEmbedded(data, { settings: { fsync: 'off', full_page_writes: 'off' } })
  const client = new pg.Client({ connectionString: server.url })
  try {
    await migrate({ url: server.url, folder: migrations })
    await client.connect()
    return await readSchema(client)
  } finally {
    await client.end()
    await server.stop()
  }
}

function report(before: Schema, now: Schema): number {
  const found = differences(before, now)
  for (const difference of found) console.log(`\n${difference}`)
  console.log(
    found.length === 0
      ? `Alike in all ${now.size} things: tables, columns, constraints, indexes, triggers, functions, types, rights, rows.`
      : `\n${found.length} differences.`,
  )
  return found.length === 0 ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  },
)
