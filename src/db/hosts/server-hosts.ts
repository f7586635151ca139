import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  type DatabaseAddress,
  type DatabaseHost,
  hostWithPort,
  readDatabaseAddress,
} from '../../config/database-address.ts'
import { askServer, type ServerState } from './server-state.ts'

/** What one server answered when it was asked, or why it did not. */
type Seen = { readonly host: DatabaseHost } & (
  | { readonly state: ServerState; readonly error: null }
  | { readonly state: null; readonly error: Error & { readonly code?: string } }
)

/** For so long an answer holds; connections that are opened at the same time share it. */
const freshMs = 1_000
/** So often the servers are asked while connections are there: one that was overtaken may go on answering whoever is busy with it. */
const lookMs = 2_000
/** Where none takes writes, they are asked again after this, however many wait for an answer. */
const againMs = 250
/**
 * How much longer the others are waited for when one takes writes. Two may, for a moment: one that was frozen and does not know yet
 * that another has taken over.
 */
const graceMs = 200

/**
 * The servers of one address, and which of them takes writes. They are asked all at once, so that one that is silent holds
 * nobody up while another answers.
 */
export class ServerHosts {
  readonly address: DatabaseAddress
  readonly #clients = new Set<pg.Client>()
  #last: DatabaseHost | null = null
  /** The latest that was written on: a server of an earlier one was overtaken and does not know it yet. */
  #timeline = ''
  #foundAt = Number.NEGATIVE_INFINITY
  #failed: { readonly error: Error; readonly at: number } | null = null
  #search: Promise<DatabaseHost> | null = null

  constructor(address: DatabaseAddress) {
    this.address = address
  }

  /** Errors: one that says of each server what it answered; its code is that of a failed connection, or of a login that all refuse. */
  async find(): Promise<DatabaseHost> {
    const now = performance.now()
    if (this.#last && now - this.#foundAt < freshMs) return this.#last
    if (this.#failed && now - this.#failed.at < againMs) throw this.#failed.error
    return this.#searched()
  }

  /** A connection fell silent, broke or was told that nothing can be written: perhaps another server has taken over. */
  doubt(): void {
    this.#foundAt = Number.NEGATIVE_INFINITY
    if (this.#failed && performance.now() - this.#failed.at < againMs) return
    void this.#searched().catch(() => undefined)
  }

  /** Asks the servers once more unless that was done just now; those that were overtaken lose their connections. */
  look(): void {
    if (this.address.wanted === 'any' || performance.now() - this.#foundAt < lookMs) return
    this.doubt()
  }

  /** What was found does not hold any more; who wants a connection next asks anew. */
  forget(): void {
    this.#foundAt = Number.NEGATIVE_INFINITY
  }

  keep(client: pg.Client): void {
    this.#clients.add(client)
    client.once('end', () => this.#clients.delete(client))
  }

  #searched(): Promise<DatabaseHost> {
    this.#search ??= this.#choose().finally(() => {
      this.#search = null
    })
    return this.#search
  }

  async #choose(): Promise<DatabaseHost> {
    const seen = await this.#ask()
    const [chosen] = seen.filter((one) => this.#fits(one)).sort((a, b) => this.#rank(a, b))
    if (!chosen) {
      const error = noneOf(seen)
      this.#failed = { error, at: performance.now() }
      throw error
    }
    this.#failed = null
    this.#last = chosen.host
    if (chosen.state && this.address.wanted !== 'any') this.#timeline = chosen.state.timeline
    this.#foundAt = performance.now()
    this.#drop(chosen.host)
    return chosen.host
  }

  async #ask(): Promise<Seen[]> {
    const seen: Seen[] = []
    const asked = this.address.hosts.map(async (host) => {
      const answer = await this.#probe(host)
      seen.push(answer)
      return answer
    })
    const all = Promise.all(asked)
    const fitting = asked.map(async (answer) => {
      if (!this.#fits(await answer)) throw new Error('another one')
    })
    await Promise.any(fitting).then(
      () => Promise.race([all, sleep(graceMs)]),
      () => all,
    )
    return [...seen]
  }

  #fits({ state }: Seen): boolean {
    if (state === null) return false
    const { wanted } = this.address
    if (wanted === 'any') return true
    return !state.isStandby && !(wanted === 'read-write' && state.readsOnly) && state.timeline >= this.#timeline
  }

  /** Every promotion begins a timeline: of two that take writes, the one of the later timeline has taken over. */
  #rank(a: Seen, b: Seen): number {
    const { hosts, wanted } = this.address
    const inOrder = hosts.indexOf(a.host) - hosts.indexOf(b.host)
    if (wanted === 'any') return inOrder
    const [one, other] = [a.state?.timeline ?? '', b.state?.timeline ?? '']
    if (one !== other) return one > other ? -1 : 1
    return Number(b.host === this.#last) - Number(a.host === this.#last) || inOrder
  }

  async #probe(host: DatabaseHost): Promise<Seen> {
    const { ofFirst, connectTimeoutMs } = this.address
    const client = new pg.Client({
      connectionString: ofFirst,
      application_name: 'yizhan-find',
      connectionTimeoutMillis: connectTimeoutMs,
    })
    Object.assign(client, host)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return { host, state: await askServer(client, connectTimeoutMs), error: null }
    } catch (error) {
      client.connection.stream.destroy()
      return { host, state: null, error: error instanceof Error ? error : new Error(String(error)) }
    } finally {
      void client.end().catch(() => undefined)
    }
  }

  /** Whoever waits on a connection to another server is told now, not when its time is up. */
  #drop(writer: DatabaseHost): void {
    if (this.address.wanted === 'any') return
    for (const client of this.#clients)
      if (client.host !== writer.host || client.port !== writer.port)
        client.connection.stream.destroy(takenOver(client))
  }
}

const known = new Map<string, ServerHosts>()

/** One for all pools and clients of a process that have the same address; null where the driver needs no help. */
export function hostsOf(url: string): ServerHosts | null {
  const kept = known.get(url)
  if (kept) return kept
  const address = readDatabaseAddress(url)
  if (address === null) return null
  const made = new ServerHosts(address)
  known.set(url, made)
  return made
}

/** Shaped as the system's own, so that Prisma knows it too. */
function takenOver({ host, port }: DatabaseHost): Error {
  const error = new Error(`${hostWithPort({ host, port })} takes no writes any more; another server does`)
  return Object.assign(error, { code: 'ECONNRESET', errno: -104, syscall: 'read' })
}

/** A wrong password or database is wrong on each server, and whoever set the address is told so. */
const wrongLogin = /^(28|3D)/

function noneOf(seen: readonly Seen[]): Error {
  const en = seen.map((one) => `${hostWithPort(one.host)} ${whyNot(one).en}`).join('; ')
  const zh = seen.map((one) => `${hostWithPort(one.host)} ${whyNot(one).zh}`).join('；')
  const code = seen.map(({ error }) => error?.code ?? '').find((one) => wrongLogin.test(one)) ?? '08001'
  return Object.assign(new Error(`no server of the address takes writes: ${en} / 所列服务器均不可写：${zh}`), { code })
}

function whyNot({ state, error }: Seen): { readonly en: string; readonly zh: string } {
  if (state === null) return { en: error.message, zh: error.message }
  return state.isStandby || state.readsOnly
    ? { en: 'only reads', zh: '只读' }
    : { en: 'was overtaken by another one and is not to be written on', zh: '已被另一台接管，不得再写入' }
}
