import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../../src/db/database.ts'
import { inTestSchema } from './test-schema.ts'

export interface TestDatabase {
  /** The server's superuser: for preparing and for breaking things. The service's own pool acts as yizhan_app. */
  readonly url: string
  readonly name: string
  /** Opens the database as the service does; closed by itself after the test file. */
  readonly open: (options?: Partial<DatabaseOptions>) => Database
  readonly drop: () => Promise<void>
}

/** An empty, migrated database of this test file's own, dropped after the file. */
export async function freshDatabase(): Promise<TestDatabase> {
  return database(`CREATE DATABASE %s TEMPLATE ${inject('templateName')}`)
}

/** An empty database that was never migrated. */
export async function bareDatabase(): Promise<TestDatabase> {
  return database('CREATE DATABASE %s TEMPLATE template0')
}

const drops: (() => Promise<void>)[] = []

// Said when the file is read, because what a `beforeAll` adds is never called. Each test file reads this one anew.
afterAll(async () => {
  await Promise.all(drops.map((drop) => drop()))
})

async function database(create: string): Promise<TestDatabase> {
  const name = `yizhan_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await onServer(create.replace('%s', name))
  const url = new URL(inject('serverUrl'))
  url.pathname = `/${name}`
  inTestSchema(url)
  const opened: Database[] = []
  const drop = async () => {
    await Promise.all(opened.map((one) => one.close()))
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  drops.push(drop)
  const open = (options: Partial<DatabaseOptions> = {}) => {
    const one = openDatabase({ url: url.href, maxConnections: 4, ...options })
    opened.push(one)
    return one
  }
  return { url: url.href, name, open, drop }
}

const templateIsBeingCopied = '55006'

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') })
  await client.connect()
  try {
    await patiently(() => client.query(sql))
  } finally {
    await client.end()
  }
}

/** Another worker may be connected to the template for the moment of its own copy. */
async function patiently(action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action()
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code !== templateIsBeingCopied || attempt === 50) throw error
      await new Promise((wake) => setTimeout(wake, 100))
    }
  }
}
