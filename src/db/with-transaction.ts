import type pg from 'pg'
import { Refusal } from '../domain/errors.ts'
import { driverCodeOf } from './driver-code.ts'
import { inTransaction } from './transaction.ts'

/**
 * One transaction on a connection of its own. `snapshot` is REPEATABLE READ: every statement sees the books of one
 * moment, and a row that another transaction changed meanwhile fails instead of being overwritten.
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
  { snapshot = false }: { readonly snapshot?: boolean } = {},
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await inTransaction(client, async () => {
      if (snapshot) await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
      return run(client)
    })
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
