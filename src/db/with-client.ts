import type pg from 'pg'
import { Refusal } from '../domain/refusals/refusal.ts'
import { driverCodeOf } from './driver-code.ts'

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
