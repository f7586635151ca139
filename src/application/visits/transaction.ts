import type pg from 'pg'
import { inTransaction } from '../../db/transaction.ts'
import { asRefusal, isRace } from '../database-errors.ts'
import type { Service } from '../service.ts'

/** One transaction on a connection of its own. A connection that failed in the middle is closed, not handed on. */
export async function inOneTransaction<T>(service: Service, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await service.db.pool.connect().catch((error: unknown) => {
    throw asRefusal(error)
  })
  let broken: Error | undefined
  try {
    return await inTransaction(client, () => work(client))
  } catch (error) {
    const said = asRefusal(error)
    if (said !== error && !isRace(error)) broken = error as Error
    throw said
  } finally {
    client.release(broken)
  }
}
