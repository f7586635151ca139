import type { Socket } from 'node:net'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { actingRoleOf } from './cluster/acting-role.ts'
import { clientOfNode, finderOf } from './cluster/node-finder.ts'
import type { Topology } from './cluster/topology.ts'
import { PrismaClient } from './generated/client.ts'
import { newPool } from './hosts/connect.ts'
import { rememberSchema, schemaOf, searchPathOf } from './setup/schema.ts'
import { type SessionSettings, Sessions } from './setup/session.ts'

export interface Database {
  /** Where the server is, for a thread that opens a connection of its own. */
  readonly url: string
  /** The schema in which its tables lie. */
  readonly schema: string
  readonly pool: pg.Pool
  /**
   * For work in bulk: few connections beside the settlements', whose plans go by the statistics and whose statements may
   * take minutes.
   */
  readonly bulk: pg.Pool
  /** Works on the same connections as `pool`. */
  readonly prisma: PrismaClient
  /** Asks the server for an answer; throws what the driver throws when there is none. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Near four times the processor cores of the server; more only wait for each other. */
  readonly maxConnections?: number
  /** Of `bulk`: two for each job that runs at the same time, one for each upload that is written, and two more. */
  readonly maxBulkConnections?: number
  readonly applicationName?: string
  readonly statementTimeoutMs?: number
  /** Further settings of each session, such as those of the settlement path. */
  readonly session?: SessionSettings
  /** A connection broke while nobody used it. The pool opens another by itself. */
  readonly onIdleError?: (error: Error) => void
}

/**
 * Opens the pool that everything shares: Prisma for the registers, plain SQL for the settlement path.
 *
 * Each connection acts as `yizhan_app`, whatever user the address names, so the rights are those of the role (on Citus as a role
 * that has its rights, at the node that has the schema). It
 * runs in UTC because Prisma's adapter reads and writes instants as if every session did.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000
  const sessions = new Sessions()
  const pool = openPool(options, sessions, {
    max: options.maxConnections ?? 8,
    applicationName: options.applicationName ?? 'yizhan',
    statementTimeoutMs,
    session: options.session ?? {},
  })
  const bulk = openPool(options, sessions, {
    max: options.maxBulkConnections ?? 4,
    applicationName: `${options.applicationName ?? 'yizhan'}-bulk`,
    statementTimeoutMs: bulkStatementTimeoutMs,
    session: { idle_in_transaction_session_timeout: String(bulkIdleMs) },
  })
  const schema = schemaOf(options.url)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { schema }) })
  const ping = async () => {
    await pool.query('SELECT 1')
  }
  return { url: options.url, schema, pool, bulk, prisma, ping, close: () => closeOnce([pool, bulk], prisma) }
}

/** One connection with the rights and the settings of `bulk`, for a thread that reads. Whoever opens it ends it. */
export function openWalkingPool(url: string): pg.Pool {
  return openPool({ url }, new Sessions(), {
    ...{ max: 1, applicationName: 'yizhan-walk', statementTimeoutMs: bulkStatementTimeoutMs },
    session: { idle_in_transaction_session_timeout: String(bulkIdleMs) },
  })
}

/** A statement over all people of a city sorts and writes for minutes. */
const bulkStatementTimeoutMs = 600_000
/** A piece of a job waits for settlements in the middle of its transaction, but not longer than this. */
const bulkIdleMs = 60_000

interface PoolOptions {
  readonly max: number
  readonly applicationName: string
  readonly statementTimeoutMs: number
  readonly session: SessionSettings
}

/** Connections are opened when they are wanted, so a pool that nobody uses costs nothing. */
function openPool({ url, onIdleError }: DatabaseOptions, sessions: Sessions, of: PoolOptions): pg.Pool {
  const schema = schemaOf(url)
  const finder = finderOf(url)
  const prepare = async (client: pg.ClientBase) => {
    const topology: Topology = (await finder?.find()) ?? { kind: 'server' }
    const settings = {
      ...sessionSettings(of.statementTimeoutMs, of.session),
      ...searchPathOf(schema),
      ...plansOf(topology),
    }
    await sessions.prepare(client, settings, actingRoleOf(topology, schema))
  }
  const pool = newPool(url, {
    max: of.max,
    application_name: of.applicationName,
    connectionTimeoutMillis: 10_000,
    types,
    // Of several servers the one that takes writes is meant, a coordinator on Citus, and that is connected to.
    ...(finder ? { Client: clientOfNode(finder) } : {}),
    verify: (client, done) => void prepare(client).then(() => done(), done),
  })
  pool.on('connect', (client) => rememberSchema(client, schema))
  pool.on('remove', (client) => sessions.forget(client))
  // The pool keeps none that is ending, and the next one leads to where the schema is.
  if (finder) pool.on('release', (_error, client) => finder.hasLeft(client) && void endQuietly(client))
  // An unheard error event would end the process, and a restarted server is no reason for that.
  pool.on('error', (error) => onIdleError?.(error))
  watchLent(pool, of.statementTimeoutMs + answerMarginMs)
  return pool
}

async function endQuietly(client: pg.PoolClient): Promise<void> {
  await (client as pg.PoolClient & Pick<pg.Client, 'end'>).end().catch(() => undefined)
}

/** How much longer than a statement may take its answer may be on the way. */
const answerMarginMs = 2_000

/**
 * Connections that are in use. When one breaks, whoever uses it is told by the failure of the query; the error event
 * comes besides, and the pool does not hear it then. When one falls silent, as behind a firewall that forgot it, nobody
 * is told at all, and the groups behind it would wait for ever: the server would have ended the statement long before.
 */
function watchLent(pool: pg.Pool, silenceMs: number): void {
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    const socket = socketOf(client)
    socket.on('timeout', () => socket.destroy(fellSilent(silenceMs)))
  })
  pool.on('acquire', (client) => socketOf(client).setTimeout(silenceMs))
  pool.on('release', (_error, client) => socketOf(client).setTimeout(0))
}

/** The types of `pg` leave it out. */
function socketOf(client: pg.ClientBase): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream
}

/** Shaped as the system's own, so that Prisma knows it too. */
function fellSilent(silenceMs: number): Error {
  const error = new Error(`the database fell silent for ${silenceMs} ms`)
  return Object.assign(error, { code: 'ETIMEDOUT', errno: -110, syscall: 'read' })
}

function sessionSettings(statementTimeoutMs: number, more: SessionSettings): SessionSettings {
  return {
    TimeZone: 'UTC',
    statement_timeout: String(statementTimeoutMs),
    // A transaction that its owner forgot must not hold locks on a person-year for ever.
    idle_in_transaction_session_timeout: String(statementTimeoutMs),
    ...more,
  }
}

/** Citus has to see the values of a statement to know where it goes, and plans none without them. */
function plansOf({ kind }: Topology): SessionSettings {
  return kind === 'citus' ? { plan_cache_mode: 'force_custom_plan' } : {}
}

async function closeOnce(pools: readonly pg.Pool[], prisma: PrismaClient): Promise<void> {
  await prisma.$disconnect()
  await Promise.all(pools.filter((pool) => !pool.ended && !pool.ending).map((pool) => pool.end()))
}

const int8 = 20
const date = 1082
const numeric = 1700

/** A count that a JavaScript number cannot hold is a fault to hear of, not one to round away. */
function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for an exact number`)
  return value
}

const own: Record<number, (text: string) => unknown> = {
  [int8]: exactInteger,
  /** Days stay 'YYYY-MM-DD'; as a Date they would move with the time zone of the process. */
  [date]: (text) => text,
  /** Money stays text until it is read as an exact decimal. */
  [numeric]: (text) => text,
}

/** How plain SQL reads values. Prisma brings its own reading with every query and is not touched by this. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    const parser = format === 'binary' ? undefined : own[oid]
    return parser ?? pg.types.getTypeParser(oid, format as 'text')
  },
}
