import type pg from 'pg'
import { withTransaction } from '../transaction.ts'

/**
 * Whether the server can write: half a megabyte of a sort's scratch space, given back at once. It takes the same disk as the tables,
 * and leaves neither a row nor a word in the server's log of changes; a row might still fit into a page that is there.
 *
 * Errors: what the driver throws; 53100 where the disk is full, 25006 where the server only reads.
 */
export async function probeWrites(pool: pg.Pool): Promise<void> {
  await withTransaction(pool, async (client) => {
    const { rows } = await client.query<{ reads: boolean }>(
      `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS reads`,
    )
    if (rows[0]?.reads) throw Object.assign(new Error('the server takes no writes'), { code: '25006' })
    await client.query(`SET LOCAL work_mem = '64kB'`)
    await client.query('SELECT count(*) FROM generate_series(1, 20000)')
  })
}
