import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '../../../src/embedded/start.ts'
import { killWithChildren } from './children.ts'
import { ended, isAlive, started } from './cleanup.ts'

/** A real PostgreSQL on a folder of this run, that can be killed as a machine would kill it. */
export class Server {
  readonly #folder: string
  readonly #settings: Readonly<Record<string, string>>
  #running: EmbeddedPostgres | null = null
  #pid = 0

  constructor(folder: string, settings: Readonly<Record<string, string>>) {
    this.#folder = folder
    this.#settings = settings
  }

  /** Another one after each start, so services come through a proxy, whose port stays. */
  get port(): number {
    return this.#running?.port ?? 1
  }

  get url(): string {
    if (!this.#running) throw new Error('the server does not run')
    return this.#running.url
  }

  get isAlive(): boolean {
    return this.#pid !== 0 && isAlive(this.#pid)
  }

  async start(): Promise<void> {
    this.#running = await startEmbedded(this.#folder, { settings: this.#settings })
    const lock = await readFile(join(this.#folder, 'postgres', 'postmaster.pid'), 'utf8')
    this.#pid = Number(lock.split('\n')[0])
    // Immediate shutdown: nothing of this run needs to be flushed.
    started(this.#pid, 'SIGQUIT')
  }

  /** kill -9 of the server and of every process that it started, at once. Nothing is flushed, nobody is warned. */
  async kill(): Promise<void> {
    await killWithChildren(this.#pid)
    await this.#gone()
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    await this.#running.stop()
    await this.#gone()
  }

  /** The process ended by itself, or was ended: it may be started again. */
  async #gone(): Promise<void> {
    ended(this.#pid)
    await this.#running?.stop()
    this.#pid = 0
    this.#running = null
  }

  /** After a fault from which the server does not come back by itself. */
  async startIfGone(): Promise<void> {
    if (this.isAlive) return
    await this.#gone()
    await this.start()
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = await this.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  /** A superuser's own connection, past every proxy. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
}
