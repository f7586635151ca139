import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { leftBehind } from './instance.ts'

/**
 * The address of the embedded PostgreSQL that serves this data folder now, or null when none does.
 * For tools that look into the books beside the running service.
 */
export async function runningEmbedded(folder: string): Promise<string | null> {
  const cluster = join(folder, 'postgres')
  if ((await leftBehind(cluster)) === null) return null
  const [pidFile, password] = await Promise.all([
    readFile(join(cluster, 'postmaster.pid'), 'utf8'),
    readFile(join(folder, 'database-password'), 'utf8'),
  ])
  // The fourth line of PostgreSQL's own pid file is the port it listens on.
  const port = pidFile.split('\n')[3]?.trim()
  return port ? `postgresql://postgres:${password}@127.0.0.1:${port}/yizhan` : null
}
