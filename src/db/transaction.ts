import type pg from 'pg'

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
