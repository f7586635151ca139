import { listBatchLines } from '../../db/payouts/batch-lines.ts'
import { findPayoutBatch, listBatchRows } from '../../db/payouts/batches.ts'
import type { BatchStatus } from '../../domain/payouts/payout-names.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'
import { shownBatchLine, shownPayoutBatch } from './batch-answer.ts'
import { batchNotFound } from './decide-batch.ts'

export interface BatchesAsked extends PageInput {
  readonly region?: string | undefined
  readonly status?: BatchStatus | undefined
}

/** Newest first, of the funds of the caller's region. Errors: `forbidden`. */
export async function listBatches(service: Service, caller: Caller, asked: BatchesAsked) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = caller.region, status = null } = asked
  requireRegion(caller, region)
  const filter = { status, regionPrefix: prefixOf(region) }
  return pageOf('payout-batches', asked, (page) => listBatchRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownPayoutBatch,
  })
}

/** One of them. Errors: `not-found`, `forbidden`. */
export async function getPayoutBatch(service: Service, caller: Caller, id: string) {
  requireKind(caller, 'bureau', 'auditor')
  return shownPayoutBatch(ofRegion(caller, await findPayoutBatch(service.db.pool, id)) ?? batchNotFound(id))
}

/** The lines of one, in the order of the bank's file. Errors: `not-found`, `forbidden`. */
export async function listLinesOfBatch(service: Service, caller: Caller, id: string, page: PageInput) {
  const { batchNo } = await getPayoutBatch(service, caller, id)
  return pageOf('payout-batch-lines', page, (part) => listBatchLines(service.db.pool, id, part), {
    key: ({ lineNo }) => lineNo,
    item: (line) => shownBatchLine(batchNo, line),
  })
}
