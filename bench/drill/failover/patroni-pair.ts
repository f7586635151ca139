import { type ChildProcess, execFileSync } from 'node:child_process'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { newClient } from '../../../src/db/hosts/connect.ts'
import { ensureDatabase } from '../../../src/db/setup/ensure-database.ts'
import { hasProgram } from '../../../test/support/processes/programs.ts'
import { killWithChildren } from '../../faults/environment/children.ts'
import { ended, isAlive, started } from '../../faults/environment/cleanup.ts'
import { freePort } from '../../lib/free-port.ts'
import type { Clusters } from '../restore/cluster.ts'
import type { Pair } from './pair.ts'
import { configOf, type PatroniMember, restUser, type Surroundings } from './patroni-config.ts'
import type { FailoverTools } from './tools.ts'

interface Member extends PatroniMember {
  patroni: ChildProcess | null
}

/** What Patroni says of a member. */
interface SaidMember {
  readonly name: string
  readonly role: string
  readonly state: string
}

const limitMs = 120_000

/** Two servers that Patroni watches over, as docs/operations/ha has it, with one etcd on this machine in place of three. */
export class PatroniPair implements Pair {
  readonly #clusters: Clusters
  readonly #around: Surroundings
  readonly #members: readonly [Member, Member]
  readonly #version: string
  #etcd: ChildProcess | null = null
  #leader = ''

  private constructor(clusters: Clusters, around: Surroundings, members: readonly [Member, Member], version: string) {
    this.#clusters = clusters
    this.#around = around
    this.#members = members
    this.#version = version
  }

  /** A sentence that says what to install; null where nothing is missing. */
  static missing(): string | null {
    const missing = ['patroni', 'etcd'].filter((name) => !hasProgram(name))
    return missing.length === 0
      ? null
      : `there is no ${missing.join(' and no ')} on this machine; on Debian: apt-get install -y patroni etcd-server`
  }

  static async start(clusters: Clusters, tools: FailoverTools): Promise<PatroniPair> {
    const around = {
      etcdPort: await freePort(),
      binDir: dirname(tools.server.binaries.postgres),
      folder: await clusters.makeFolder('patroni'),
      password: clusters.password,
    }
    const member = async (name: string): Promise<Member> => {
      const folder = await clusters.makeFolder(name)
      return {
        name,
        port: await freePort(),
        restPort: await freePort(),
        dataDir: join(folder, 'postgres'),
        patroni: null,
      }
    }
    const members = [await member('db1'), await member('db2')] as const
    const patroni = execFileSync('patroni', ['--version'], { encoding: 'utf8' }).trim()
    const pair = new PatroniPair(clusters, around, members, `${patroni}, PostgreSQL ${tools.server.version}`)
    try {
      await pair.#startEtcd()
      pair.#startPatroni(members[0])
      await pair.#until('no primary came about', async () => (await pair.#lookForLeader()) !== '')
      started(postmasterOf(members[0]), 'SIGQUIT')
      await ensureDatabase(pair.#urlOf(members[0], 'postgres'), 'yizhan')
      pair.#startPatroni(members[1])
      await pair.#untilSync()
      return pair
    } catch (error) {
      await pair.stop()
      throw error
    }
  }

  get described(): string {
    return this.#version
  }

  get url(): string {
    const hosts = this.#members.map(({ port }) => `127.0.0.1:${port}`).join(',')
    return `postgresql://postgres:${this.#around.password}@${hosts}/yizhan?target_session_attrs=read-write`
  }

  async kill(): Promise<void> {
    await killMachine(this.#memberOf(this.#leader))
  }

  async loseStandby(): Promise<void> {
    for (const member of this.#members) if (member.name !== this.#leader) await killMachine(member)
  }

  async takenOver(): Promise<void> {
    const before = this.#leader
    await this.#until('nobody took over', async () => ![before, ''].includes(await this.#lookForLeader()))
    this.#leader = await this.#lookForLeader()
  }

  async switchOver(): Promise<void> {
    const candidate = this.#members.find(({ name }) => name !== this.#leader)?.name
    const reply = await fetch(`http://127.0.0.1:${this.#memberOf(this.#leader).restPort}/switchover`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${restUser}:${this.#around.password}`).toString('base64')}` },
      body: JSON.stringify({ leader: this.#leader, candidate }),
    })
    if (!reply.ok) throw new Error(`Patroni refused to switch over: ${reply.status} ${await reply.text()}`)
    await this.takenOver()
    await this.#untilSync()
  }

  async rejoin(): Promise<string> {
    for (const member of this.#members) if (member.patroni === null) this.#startPatroni(member)
    await this.#untilSync()
    return 'by Patroni'
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = newClient(this.url, {})
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  async stop(): Promise<void> {
    for (const { patroni } of this.#members) await endNow(patroni?.pid)
    for (const member of this.#members) await endNow(postmasterOf(member))
    await endNow(this.#etcd?.pid)
  }

  async #startEtcd(): Promise<void> {
    const client = `http://127.0.0.1:${this.#around.etcdPort}`
    const peer = `http://127.0.0.1:${await freePort()}`
    const data = await this.#clusters.makeFolder('etcd')
    const of = { '--data-dir': data, '--listen-client-urls': client, '--advertise-client-urls': client }
    const among = {
      '--listen-peer-urls': peer,
      '--initial-advertise-peer-urls': peer,
      '--initial-cluster': `default=${peer}`,
    }
    this.#etcd = this.#spawn('etcd', Object.entries({ ...of, ...among }).flat(), 'etcd')
    await this.#until('etcd does not answer', () => fetch(`${client}/health`).then(({ ok }) => ok))
  }

  #startPatroni(member: Member): void {
    const path = join(this.#around.folder, `${member.name}.yml`)
    writeFileSync(path, configOf(member, this.#around))
    member.patroni = this.#spawn('patroni', [path], member.name)
  }

  /** As the servers' user; what it says goes to a log of the drill's folder. */
  #spawn(program: string, args: readonly string[], log: string): ChildProcess {
    const child = this.#clusters.spawn(program, args)
    child.stderr?.pipe(createWriteStream(join(this.#clusters.folder, `${log}.log`), { flags: 'a' }))
    started(child.pid ?? 0, 'SIGKILL')
    return child
  }

  #memberOf(name: string): Member {
    const [one, two] = this.#members
    return two.name === name ? two : one
  }

  #urlOf({ port }: Member, database: string): string {
    return `postgresql://postgres:${this.#around.password}@127.0.0.1:${port}/${database}`
  }

  /** As any of those that run tells it; '' where there is none at the moment. */
  async #lookForLeader(): Promise<string> {
    const leader = (await this.#told()).find(({ role, state }) => role === 'leader' && state === 'running')
    return leader?.name ?? ''
  }

  async #told(): Promise<readonly SaidMember[]> {
    for (const { patroni, restPort } of this.#members) {
      if (patroni === null) continue
      const reply = await fetch(`http://127.0.0.1:${restPort}/cluster`).catch(() => null)
      if (reply?.ok) return ((await reply.json()) as { members: SaidMember[] }).members
    }
    return []
  }

  /** Until commits wait for the standby, and Patroni knows that it may take over. */
  async #untilSync(): Promise<void> {
    await this.#until('no standby confirms commits', async () =>
      (await this.#told()).some(
        ({ role, state }) => role === 'sync_standby' && ['running', 'streaming'].includes(state),
      ),
    )
    await this.#until('commits do not wait for the standby', async () => {
      const rows = await this.query(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`)
      return rows.length > 0
    })
    this.#leader = await this.#lookForLeader()
    for (const member of this.#members) started(postmasterOf(member), 'SIGQUIT')
  }

  async #until(complaint: string, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + limitMs
    while (performance.now() < deadline) {
      if (await isSo().catch(() => false)) return
      await sleep(100)
    }
    throw new Error(`${complaint}; logs in ${this.#clusters.folder}`)
  }
}

/** 0 where none runs. */
function postmasterOf({ dataDir }: PatroniMember): number {
  try {
    return Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** Patroni, PostgreSQL and all their processes at once. */
async function killMachine(member: Member): Promise<void> {
  const pids = [member.patroni?.pid ?? 0, postmasterOf(member)]
  await Promise.all(pids.map(killWithChildren))
  for (const pid of pids) ended(pid)
  member.patroni = null
}

async function endNow(pid = 0): Promise<void> {
  if (pid === 0 || !isAlive(pid)) return
  await killWithChildren(pid)
  ended(pid)
}
