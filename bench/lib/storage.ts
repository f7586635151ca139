import { claims } from '../data/claims.ts'
import { sendAll } from '../load/closed.ts'
import { type Deployment, log } from './environment.ts'
import { inDatabase } from './postgres.ts'

/** Bytes that a settlement adds to the database, with its share of every table and index, and to the log. */
export interface Storage {
  readonly disk: number
  readonly log: number
}

interface Size {
  readonly disk: string
  readonly log: string
}

const sizes = `SELECT pg_database_size(current_database())::text AS disk, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text AS log`

/** Settles so many and looks at what they added. The log holds whole pages after a checkpoint, so one comes long before. */
export async function storageOf(
  { url, service, population }: Deployment,
  count: number,
  seed: number,
): Promise<Storage> {
  const look = () =>
    inDatabase(url, async (client) => {
      const { rows } = await client.query<Size>(sizes)
      return rows[0] as Size
    })
  const next = claims(population, seed)
  let sent = 0
  const before = await look()
  const refused = await sendAll(service.port, 64, () => (sent++ < count ? next() : null))
  if (refused > 0) throw new Error(`${refused} of ${count} settlements were refused`)
  const after = await look()
  const each = (of: keyof Size) => Number(BigInt(after[of]) - BigInt(before[of])) / count
  const storage = { disk: each('disk'), log: each('log') }
  log(`storage: ${storage.disk.toFixed(0)} bytes on disk, ${storage.log.toFixed(0)} of log a settlement`)
  return storage
}
