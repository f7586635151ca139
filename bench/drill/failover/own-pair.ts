import { rmSync } from 'node:fs'
import type pg from 'pg'
import { TcpProxy } from '../../faults/environment/proxy.ts'
import type { Cluster, Clusters } from '../restore/cluster.ts'
import type { Pair } from './pair.ts'
import type { FailoverTools } from './tools.ts'

/**
 * In the folder itself, because pg_rewind recovers a killed primary without the settings that it was started with: the first lets
 * it find what to copy, the second keeps the log that it looks for.
 */
const lasting = ['ALTER SYSTEM SET wal_log_hints = on', `ALTER SYSTEM SET wal_keep_size = '1GB'`]

interface Member {
  readonly name: string
  /** Its port stays; a server gets another one at each start. */
  readonly line: TcpProxy
  cluster: Cluster | null
}

/**
 * The drill promotes by itself, at once: what is measured is what PostgreSQL and the service take. How long a manager takes to
 * notice that the primary is dead comes on top.
 */
export class OwnPair implements Pair {
  readonly #clusters: Clusters
  readonly #tools: FailoverTools
  #primary: Member
  #standby: Member
  #rejoined = 0
  /** It only followed, and has written nothing that would have to be taken back. */
  #standbyWasLost = false

  private constructor(clusters: Clusters, tools: FailoverTools, primary: Member, standby: Member) {
    this.#clusters = clusters
    this.#tools = tools
    this.#primary = primary
    this.#standby = standby
  }

  static async start(clusters: Clusters, tools: FailoverTools): Promise<OwnPair> {
    const [one, two] = [await memberOf('one'), await memberOf('two')]
    const first = await clusters.startNew(one.name, {})
    for (const sql of lasting) await first.query(sql)
    await first.stop()
    one.cluster = await clusters.startAgain(one.name, {})
    const pair = new OwnPair(clusters, tools, one, two)
    await clusters.makeFolder(two.name)
    await pair.#copyFromPrimary()
    await pair.#follow()
    return pair
  }

  get described(): string {
    return `PostgreSQL ${this.#tools.server.version}, promoted by the drill`
  }

  get url(): string {
    const hosts = [this.#primary, this.#standby].sort((a, b) => (a.name < b.name ? -1 : 1))
    const ports = hosts.map(({ line }) => `127.0.0.1:${line.port}`).join(',')
    return `postgresql://postgres:${this.#clusters.password}@${ports}/yizhan?target_session_attrs=read-write`
  }

  async kill(): Promise<void> {
    await this.#primary.cluster?.kill()
    this.#primary.cluster = null
    this.#primary.line.cutAll()
  }

  async takenOver(): Promise<void> {
    await runningOf(this.#standby).query('SELECT pg_promote()')
    ;[this.#primary, this.#standby] = [this.#standby, this.#primary]
  }

  async loseStandby(): Promise<void> {
    await runningOf(this.#standby).kill()
    this.#standby.cluster = null
    this.#standbyWasLost = true
    this.#standby.line.cutAll()
    // As a manager does that settles on alone; what waits is answered then.
    await runningOf(this.#primary).query('ALTER SYSTEM RESET synchronous_standby_names')
    await runningOf(this.#primary).query('SELECT pg_reload_conf()')
  }

  async switchOver(): Promise<void> {
    // It ends when the standby has received all it wrote.
    await runningOf(this.#primary).stop()
    this.#primary.cluster = null
    await this.takenOver()
    await this.#follow()
  }

  async rejoin(): Promise<string> {
    if (this.#standbyWasLost) {
      this.#standbyWasLost = false
      await this.#follow()
      return 'started again'
    }
    this.#rejoined += 1
    const rewinds = this.#rejoined % 2 === 1
    if (rewinds) await this.#rewind()
    else await this.#copyFromPrimary()
    await this.#follow()
    return rewinds ? 'pg_rewind' : 'pg_basebackup'
  }

  query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return runningOf(this.#primary).query<Row>(sql)
  }

  async stop(): Promise<void> {
    for (const { line, cluster } of [this.#primary, this.#standby]) {
      line.close()
      await cluster?.kill()
    }
  }

  async #rewind(): Promise<void> {
    // Until its first checkpoint a promoted server's own record names the old timeline, and pg_rewind would find nothing to do.
    await runningOf(this.#primary).query('CHECKPOINT')
    const target = this.#clusters.dataOf(this.#standby.name)
    const source = `${runningOf(this.#primary).connection('rewind')} dbname=postgres`
    await this.#clusters.run(this.#tools.rewind, ['--target-pgdata', target, '--source-server', source])
  }

  async #copyFromPrimary(): Promise<void> {
    const folder = this.#clusters.dataOf(this.#standby.name)
    rmSync(folder, { recursive: true, force: true })
    const from = runningOf(this.#primary).connection('base')
    const args = ['--pgdata', folder, '--checkpoint=fast', '--wal-method=stream', '--dbname', from]
    await this.#clusters.run(this.#tools.baseBackup, args)
  }

  /** The standby follows, and from then on no commit is answered that it has not flushed. */
  async #follow(): Promise<void> {
    const { name } = this.#standby
    const primary = runningOf(this.#primary)
    const conninfo = `${primary.connection(name)} password=${this.#clusters.password}`
    this.#standby.cluster = await this.#clusters.startStandby(name, { primary_conninfo: conninfo })
    // What it copied names whom the primary waits for; promoted, it would wait for itself.
    await this.#standby.cluster.query('ALTER SYSTEM RESET synchronous_standby_names')
    await primary.query(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`)
    await primary.query('SELECT pg_reload_conf()')
    const isSync = `SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = '${name}' AND sync_state = 'sync') AS yes`
    await primary.until('the standby does not confirm commits', isSync)
  }
}

async function memberOf(name: string): Promise<Member> {
  const member: Member = { name, line: new TcpProxy(() => member.cluster?.port ?? 1), cluster: null }
  await member.line.listen()
  return member
}

function runningOf({ name, cluster }: Member): Cluster {
  if (cluster === null) throw new Error(`${name} does not run`)
  return cluster
}
