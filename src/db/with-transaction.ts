import type pg from 'pg'
import { inTransaction } from './transaction.ts'
import { withClient } from './with-client.ts'

/**
 * One transaction on a connection of its own. `snapshot` is REPEATABLE READ: every statement sees the books of one
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
