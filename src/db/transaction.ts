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

/** A refusal or a violated constraint leaves the connection as it was; a failure on the way to the server does not. */
function isOfConnection(error: unknown): boolean {
  return !(error instanceof Refusal) && /^(08|57P|E[A-Z_]{3,}$)/.test(driverCodeOf(error))
}

/**
 * One transaction on a connection of its own. `snapshot` is REPEATABLE READ: every statement sees the ledger of one
 * moment, and a row that another transaction changed meanwhile fails instead of being overwritten.
 */
export function withTransaction<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
  { snapshot = false }: { readonly snapshot?: boolean } = {},
): Promise<T> {
  return withClient(pool, (client) =>
    inTransaction(client, async () => {
      if (snapshot) await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
      return run(client)
    }),
  )
}
