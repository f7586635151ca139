import type pg from 'pg'
import { removeOldBatch } from '../../db/settlement-batches/batches.ts'
import { withTransaction } from '../../db/transaction.ts'
import { expireOldRoster, removeOldFile, soleSweeper } from '../../db/uploads/expire.ts'
import type { Service } from '../service.ts'

export interface Expired {
  readonly files: number
  readonly rosters: number
  readonly batches: number
}

const dayMs = 86_400_000

/**
 * Removes uploads older than so many days that nothing refers to: files that were never compared, lists that were never
 * applied, and batches of claims that are settled. One at a time, each in a transaction of its own, so that a sweep which is ended has done a part of it.
 */
export async function expireUploads(service: Service, days: number): Promise<Expired> {
  const before = new Date(service.clock().getTime() - days * dayMs).toISOString()
  const files = await countUntilNone(service, (client) => removeOldFile(client, before))
  const rosters = await countUntilNone(service, (client) => expireOldRoster(client, before))
  const batches = await countUntilNone(service, (client) => removeOldBatch(client, before))
  return { files, rosters, batches }
}

async function countUntilNone(service: Service, removeOne: (client: pg.ClientBase) => Promise<string | null>) {
  for (let removed = 0; ; removed++) {
    const one = await withTransaction(service.db.bulk, async (client) =>
      (await soleSweeper(client)) ? removeOne(client) : null,
    )
    if (one === null) return removed
  }
}
