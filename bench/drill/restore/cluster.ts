import type { ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { passwordOf, prepareCluster } from '../../../src/embedded/cluster.ts'
import { finish, type Place, spawnAt } from '../../../src/embedded/place.ts'
import { type RunAs, runAs } from '../../../src/embedded/run-as.ts'
import { type Server, startServer } from '../../../src/embedded/server.ts'
import { killWithChildren } from '../../faults/environment/children.ts'
import { ended, started } from '../../faults/environment/cleanup.ts'
import type { Tools } from './tools.ts'

/** One PostgreSQL after the other in the folders of one drill, all under one password, as a restored one has its old one's. */
export class Clusters {
  readonly folder: string
  readonly #tools: Tools
  readonly #as: RunAs
  readonly #password: string

  private constructor(folder: string, tools: Tools, as: RunAs, password: string) {
    this.folder = folder
    this.#tools = tools
    this.#as = as
    this.#password = password
  }

  static async in(folder: string, tools: Tools): Promise<Clusters> {
    const as = await runAs(folder, dirname(tools.server.binaries.postgres))
    return new Clusters(folder, tools, as, await passwordOf(folder))
  }

  /** A folder in which the servers may write. */
  async makeFolder(name: string): Promise<string> {
    const path = join(this.folder, name)
    await mkdir(path, { mode: 0o700 })
    await this.#as.own(path)
    return path
  }

  async startNew(name: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    const place = this.#placeOf(await this.makeFolder(name))
    await prepareCluster(place, this.#password, null)
    return this.#start(place, settings)
  }

  /** From a base backup and the log, which `restore_command` of the settings brings; ready when it has been read to its end. */
  async startRestored(name: string, backup: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    const place = this.#placeOf(await this.makeFolder(name))
    await this.run('cp', ['-a', backup, place.cluster])
    const signal = join(place.cluster, 'recovery.signal')
    await writeFile(signal, '')
    await this.#as.own(signal)
    const cluster = await this.#start(place, settings)
    await cluster.untilPrimary()
    return cluster
  }

  /** On a data folder that is there, of a primary that was stopped or killed. */
  async startAgain(name: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    return this.#start(this.#placeOf(join(this.folder, name)), settings)
  }

  /** On a copy of another one's data, which goes on with what that one sends. */
  async startStandby(name: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    await this.run('touch', [join(this.dataOf(name), 'standby.signal')])
    return this.startAgain(name, settings)
  }

  dataOf(name: string): string {
    return this.#placeOf(join(this.folder, name)).cluster
  }

  get password(): string {
    return this.#password
  }

  /** A program of PostgreSQL or the system, as the servers' user, to its end. Errors: what it said when it failed. */
  async run(program: string, args: readonly string[]): Promise<void> {
    const child = this.spawn(program, args)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    const code = await finish(child)
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${said.slice(-2000)}`)
  }

  spawn(program: string, args: readonly string[]): ChildProcess {
    const env = { PGPASSWORD: this.#password }
    return spawnAt(this.#placeOf(this.folder), null, program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], env })
  }

  #placeOf(folder: string): Place {
    const { binaries } = this.#tools.server
    return { folder, cluster: join(folder, 'postgres'), log: join(folder, 'postgres.log'), binaries, as: this.#as }
  }

  async #start(place: Place, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    return new Cluster(await startServer(place, this.#password, null, settings, new AbortController().signal))
  }
}

const recoveryLimitMs = 120_000

export class Cluster {
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
    // Immediate: nothing of a drill needs to be flushed.
    started(server.pid, 'SIGQUIT')
  }

  get url(): string {
    return this.#server.url
  }

  get port(): number {
    return this.#server.port
  }

  /** For programs of PostgreSQL; the password comes by the environment. */
  connection(name: string): string {
    return `host=127.0.0.1 port=${this.#server.port} user=postgres application_name=${name}`
  }

  /** Of the server and everything it started, at once, as when the machine goes away. */
  async kill(): Promise<void> {
    await killWithChildren(this.#server.pid)
    ended(this.#server.pid)
  }

  async stop(): Promise<void> {
    await this.#server.stop()
    ended(this.#server.pid)
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  async untilPrimary(): Promise<void> {
    await this.until('the log is not read to its end', 'SELECT NOT pg_is_in_recovery() AS yes')
  }

  /** Errors: the complaint, when two minutes did not bring it about. */
  async until(complaint: string, sql: string): Promise<void> {
    const deadline = performance.now() + recoveryLimitMs
    while (performance.now() < deadline) {
      const [row] = await this.query<{ yes: boolean }>(sql)
      if (row?.yes) return
      await sleep(100)
    }
    throw new Error(complaint)
  }
}
