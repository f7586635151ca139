import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../../src/db/migrate.ts'
import { startEmbedded } from '../../../src/embedded/start.ts'
import { inTestSchema } from './test-schema.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the server that all tests of this run share. */
    serverUrl: string
    /** The migrated database that each test file gets a copy of. */
    templateName: string
  }
}

interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** One server a run, with one migrated database; copying it takes a fraction of the time that migrating does. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  const templateName = `yizhan_template_${process.pid}`
  try {
    await makeTemplate(server.url, templateName)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('serverUrl', server.url)
  project.provide('templateName', templateName)
  return async () => {
    await onServer(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`)
    await server.stop()
  }
}

async function startServer(): Promise<Server> {
  const given = process.env.YIZHAN_TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-test-'))
  // What a test wrote need not outlive a power cut. Crash behaviour is tested on servers of its own.
  const postgres = await startEmbedded(folder, { settings: { fsync: 'off', full_page_writes: 'off' } })
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await migrate({ url: inTestSchema(url).href })
}

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}
