import type pg from 'pg'
import { Refusal } from '../domain/refusals/refusal.ts'
import { driverCodeOf } from './errors.ts'

/** Runs in one transaction of one connection: all of it is written, or nothing. */
export async function inTransaction<T>(client: pg.PoolClient, run: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await run()
    const committed = await client.query('COMMIT')
    // After a swallowed error PostgreSQL answers COMMIT with ROLLBACK and raises nothing.
    if (committed.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** A connection of its own for some work. One that failed on the way to the server is closed, not handed on. */
export async function withClient<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await run(client)
  } catch (error) {
    if (isOfConnection(error)) broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * A refusal or a violated constraint leaves the connection as it was; a failure on the way to the server does not, and neither does
 * a server that only reads by now (25006): another one takes the writes.
 */
function isOfConnection(error: unknown): boolean {
  return !(error instanceof Refusal) && /^(08|57P|25006$|E[A-Z_]{3,}$)/.test(driverCodeOf(error))
}

export interface TransactionOptions {
  /** REPEATABLE READ: every statement sees the ledger of one moment, and a row that another transaction changed meanwhile fails. */
  readonly snapshot?: boolean
  readonly readOnly?: boolean
  /**
   * Large readings beside settlements, which have the processors: a statement takes one of them, compiles nothing that is run once, and
   * sorts what was posted lately in memory. Few at a time.
   */
  readonly besideSettlements?: boolean
}

const besideSettlementsSql = [
  'SET LOCAL max_parallel_workers_per_gather = 0',
  'SET LOCAL jit = off',
  `SET LOCAL work_mem = '64MB'`,
]

/** One transaction on a connection of its own. */
export function withTransaction<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
  { snapshot = false, readOnly = false, besideSettlements = false }: TransactionOptions = {},
): Promise<T> {
  const settings = [
    ...(snapshot ? ['SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'] : []),
    ...(readOnly ? ['SET TRANSACTION READ ONLY'] : []),
    ...(besideSettlements ? besideSettlementsSql : []),
  ]
  return withClient(pool, (client) =>
    inTransaction(client, async () => {
      if (settings.length > 0) await client.query(settings.join('; '))
      return run(client)
    }),
  )
}
