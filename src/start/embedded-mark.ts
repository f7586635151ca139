import cluster from 'node:cluster'
import type { Config } from '../config.ts'

/** Set for every worker, whatever it was before: a worker is given an address even where the database is embedded. */
export const embeddedMark = 'YIZHAN_WORKER_EMBEDDED'

/** Whether the database came along, and so whether nothing in it is real. */
export function isEmbedded({ databaseUrl }: Pick<Config, 'databaseUrl'>): boolean {
  return databaseUrl === null || (cluster.isWorker && process.env[embeddedMark] === 'true')
}
