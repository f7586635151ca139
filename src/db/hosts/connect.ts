import { Socket } from 'node:net'
import pg from 'pg'
import { hostWithPort } from '../../config/database-address.ts'
import { LedClient } from './led-client.ts'
import { hostsOf, type ServerHosts } from './server-hosts.ts'
import { askServer } from './server-state.ts'

/** One connection to `url`; of several servers, to the one that takes writes. Whoever opens it connects and ends it. */
export function newClient(url: string, config: pg.ClientConfig): pg.Client {
  const hosts = hostsOf(url)
  if (hosts === null) return new pg.Client({ ...config, connectionString: url })
  return new (clientOf(hosts))({ ...config, connectionString: hosts.address.ofFirst })
}

/** Connections to `url`; of several servers, to the one that takes writes, and to the next one when another has taken over. */
export function newPool(url: string, config: pg.PoolConfig): pg.Pool {
  const hosts = hostsOf(url)
  if (hosts === null) return new pg.Pool({ ...config, connectionString: url })
  const pool = new pg.Pool({ ...config, connectionString: hosts.address.ofFirst, Client: clientOf(hosts) })
  doubtSilence(pool, hosts)
  return pool
}

/** The driver knows one host an address; this asks for the host first, and the server itself once more behind the login. */
function clientOf(hosts: ServerHosts) {
  const { connectTimeoutMs, wanted } = hosts.address
  return class HostClient extends LedClient {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: connectTimeoutMs })
      // Heard here too, so that a connection that is cut while nobody asks ends no process; who asks is told by the query.
      this.on('error', () => hosts.forget())
    }

    protected async lead(): Promise<pg.Client> {
      Object.assign(this, await hosts.find())
      try {
        await this.connectAsWritten()
        const { isStandby, readsOnly } = await askServer(this, connectTimeoutMs)
        const isUnfit = isStandby || (readsOnly && wanted === 'read-write')
        if (isUnfit && wanted !== 'any') throw demoted(this)
      } catch (error) {
        hosts.forget()
        this.connection.stream.destroy()
        throw error
      }
      hosts.keep(this)
      this.connection.on('errorMessage', ({ code }: { code?: string }) => {
        if (saysOfTakeover.test(code ?? '')) hosts.doubt()
      })
      return this
    }
  }
}

/** It only reads, or it shuts down. */
const saysOfTakeover = /^(25006|57P0[123])$/

function demoted({ host, port }: pg.Client): Error {
  return Object.assign(new Error(`${hostWithPort({ host, port })} takes no writes any more`), { code: '08004' })
}

const everyMs = 1_000
const silentMs = 2_000

/**
 * A server whose machine lost its power says nothing, and each connection to it would be waited on until its statement's time is up,
 * one after the other. While a lent connection hears nothing for two seconds, the servers are asked whether another has taken over; and
 * every two seconds in any case.
 */
function doubtSilence(pool: pg.Pool, hosts: ServerHosts): void {
  const lent = new Map<pg.PoolClient, { bytes: number; since: number }>()
  pool.on('acquire', (client) => lent.set(client, { bytes: -1, since: performance.now() }))
  pool.on('release', (_error, client) => lent.delete(client))
  const timer = setInterval(() => {
    if (pool.ended) clearInterval(timer)
    if (pool.totalCount > 0) hosts.look()
    const now = performance.now()
    for (const [client, heard] of lent) {
      const { stream } = client.connection
      const bytes = stream instanceof Socket ? stream.bytesRead : -1
      if (bytes !== heard.bytes) lent.set(client, { bytes, since: now })
      else if (now - heard.since >= silentMs) hosts.doubt()
    }
  }, everyMs)
  timer.unref()
}
