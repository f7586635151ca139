import type pg from 'pg'
import { withTransaction } from '../../db/transaction.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'

/** One transaction on a connection of its own; a database that is away is said by name. */
export function inOneTransaction<T>(service: Service, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withTransaction(service.db.pool, work).catch((error: unknown) => {
    throw asRefusal(error)
  })
}
