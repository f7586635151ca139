import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isServerOf, readLockFile } from './postmaster.ts'
import { urlOf } from './server.ts'

/**
 * The address of the embedded PostgreSQL that serves this data folder now, or null when none does.
 * For tools that look into the ledger beside the running service.
 */
export async function runningEmbedded(folder: string): Promise<string | null> {
  const cluster = join(folder, 'postgres')
  const lock = await readLockFile(cluster)
  if (lock === null || !(await isServerOf(lock.pid, cluster))) return null
  return urlOf(lock.port, await readFile(join(folder, 'database-password'), 'utf8'), 'yizhan')
}
