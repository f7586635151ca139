import { listBatchRows } from '../../db/payouts/batches.ts'
import type { BatchStatus } from '../../domain/payouts/payout-names.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'
import { shownBatch } from './batch-answer.ts'

export interface BatchesAsked extends PageInput {
  readonly region?: string | undefined
  readonly status?: BatchStatus | undefined
}

/** Newest first, of the funds of the caller's region. Errors: `forbidden`. */
export async function listBatches(service: Service, caller: Caller, asked: BatchesAsked) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = null, status = null } = asked
  if (region !== null) requireRegion(caller, region)
  const filter = { region, status, regionPrefix: prefixOf(caller.region) }
  return pageOf('payout-batches', asked, (page) => listBatchRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownBatch,
  })
}
