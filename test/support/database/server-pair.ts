import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { TcpProxy } from '../../../bench/faults/environment/proxy.ts'
import { hostWithPort } from '../../../src/config/database-address.ts'
import { passwordOf, prepareCluster } from '../../../src/embedded/cluster.ts'
import { finish, type Place, preparePlace, spawnAt } from '../../../src/embedded/place.ts'
import { type Server, startServer, urlOf } from '../../../src/embedded/server.ts'

const forTests = { fsync: 'off', full_page_writes: 'off' }
/** So long that a test is over before. */
const silence = { do: 'delay', ms: 3_600_000 } as const

/** One of two servers, reached through a line that can fall silent as a machine does that lost its power. */
export class PairedServer {
  readonly #server: Server
  readonly line: TcpProxy
  #silent = false

  private constructor(server: Server) {
    this.#server = server
    this.line = new TcpProxy(() => server.port)
    const passes = () => (this.#silent ? silence : ({ do: 'pass' } as const))
    this.line.rules = () => ({ fromClient: passes, fromServer: passes })
  }

  static async on(server: Server): Promise<PairedServer> {
    const one = new PairedServer(server)
    await one.line.listen()
    return one
  }

  get host(): string {
    return hostWithPort({ host: '127.0.0.1', port: this.line.port })
  }

  fallSilent(silent: boolean): void {
    this.#silent = silent
  }

  /** As the superuser, past the line. */
  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.#server.url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** At once, as by kill -9: connections break, nothing is written down any more. */
  async end(): Promise<void> {
    this.line.cutAll()
    await this.#server.abandon()
  }

  async close(): Promise<void> {
    this.line.close()
    await this.#server.abandon()
  }
}

/** A primary, and a standby that confirms every commit: two embedded servers, the second from a copy of the first one's stopped folder. */
export class ServerPair {
  readonly primary: PairedServer
  readonly standby: PairedServer
  readonly #folder: string
  readonly #password: string

  private constructor(folder: string, password: string, primary: PairedServer, standby: PairedServer) {
    this.#folder = folder
    this.#password = password
    this.primary = primary
    this.standby = standby
  }

  static async start(): Promise<ServerPair> {
    const folder = await mkdtemp(join(tmpdir(), 'yizhan-pair-'))
    // Started by root, the servers run as another user, who must be able to enter.
    await chmod(folder, 0o755)
    const [one, two] = [await preparePlace(join(folder, 'one')), await preparePlace(join(folder, 'two'))]
    const password = await passwordOf(one.folder)
    await prepareCluster(one, password, null)
    const start = (place: Place, more: Record<string, string>) =>
      startServer(place, password, null, { ...forTests, ...more }, new AbortController().signal)
    await (await start(one, {})).stop()
    await copy(one, two)
    const first = await start(one, { synchronous_standby_names: 'two' })
    const conninfo = `host=127.0.0.1 port=${first.port} user=postgres password=${password} application_name=two`
    const second = await start(two, { primary_conninfo: conninfo })
    return new ServerPair(folder, password, await PairedServer.on(first), await PairedServer.on(second))
  }

  /** The standby first, so that whoever takes the first one is found out. */
  get url(): string {
    return `${this.addressOf(this.standby, this.primary)}?target_session_attrs=read-write`
  }

  addressOf(...servers: readonly PairedServer[]): string {
    return urlOf(0, this.#password, 'yizhan').replace('127.0.0.1:0', servers.map(({ host }) => host).join(','))
  }

  /** The standby becomes a primary that waits for nobody. */
  async promote(): Promise<void> {
    await this.standby.query('SELECT pg_promote()')
  }

  async close(): Promise<void> {
    await Promise.all([this.primary.close(), this.standby.close()])
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** By the server's own user, whom everything has to belong to. */
async function copy(from: Place, to: Place): Promise<void> {
  const run = async (program: string, ...args: string[]) => {
    const code = await finish(spawnAt(from, null, program, args, { stdio: ['ignore', 'ignore', 'ignore'] }))
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
  }
  await run('cp', '-a', from.cluster, to.cluster)
  await run('touch', join(to.cluster, 'standby.signal'))
}
