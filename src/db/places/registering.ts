import type pg from 'pg'
import { withClient } from '../transaction.ts'

/** Lets one after another register the same number, in whatever process and place: both would find that nobody has it. */
export function oneByOne<T>(pool: pg.Pool, personNo: string, register: () => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtextextended('registered ' || $1, 0))`, [personNo])
    try {
      return await register()
    } finally {
      await client.query(`SELECT pg_advisory_unlock(hashtextextended('registered ' || $1, 0))`, [personNo])
    }
  })
}
