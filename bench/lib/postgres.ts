import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/embedded/start.ts'

/** One server for everything that is measured, so that the service and its ceilings meet the same disk and settings. */
export const settings = {
  synchronous_commit: 'on',
  fsync: 'on',
  full_page_writes: 'on',
  // A quarter of the memory, as PostgreSQL's manual advises for a server of its own.
  shared_buffers: `${Math.floor(totalmem() / 4 / 2 ** 20)}MB`,
  max_wal_size: '8GB',
  min_wal_size: '2GB',
  checkpoint_timeout: '15min',
} as const

export interface Server {
  readonly folder: string
  readonly port: number
  readonly password: string
  readonly urlOf: (database: string) => string
  readonly stop: () => Promise<void>
}

/** The embedded PostgreSQL in a folder of its own, which goes when it stops. */
export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-'))
  const postgres = await startEmbedded(folder, { settings })
  const url = new URL(postgres.url)
  return {
    folder,
    port: postgres.port,
    password: url.password,
    urlOf: (database) => Object.assign(new URL(url), { pathname: `/${database}` }).href,
    stop: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function makeDatabase(server: Server, name: string): Promise<string> {
  await inDatabase(server.urlOf('postgres'), (client) => client.query(`CREATE DATABASE ${name}`))
  return server.urlOf(name)
}

export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
