import { findJob, type JobStatus } from '../../db/jobs/jobs.ts'
import { type AnswerCounts, type AnswerRow, countAnswers, listAnswers } from '../../db/settlement-batches/answers.ts'
import {
  type BatchListRow,
  findSettlementBatch,
  listSettlementBatchRows,
  type SettlementBatchRow,
} from '../../db/settlement-batches/batches.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireHospital, requireKind, sees } from '../callers/caller.ts'
import { stopJob } from '../jobs/stop-job.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, type PagePart, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'

export interface ShownSettlementBatch extends AnswerCounts {
  readonly id: string
  readonly hospitalCode: string | null
  readonly status: JobStatus
  readonly lines: number
  /** Lines that are answered, of `lines`. */
  readonly done: number
  readonly receivedAt: string
  readonly finishedAt: string | null
  readonly jobId: string
  readonly job: string
  readonly results: { readonly ndjson: string; readonly csv: string }
}

/** How far a batch is. Errors: `not-found`, also for another hospital's or region's. */
export async function getSettlementBatch(service: Service, caller: Caller, id: string): Promise<ShownSettlementBatch> {
  return shownSettlementBatch(service, await batchInScope(service, caller, id))
}

export async function shownSettlementBatch(service: Service, batch: SettlementBatchRow): Promise<ShownSettlementBatch> {
  const [job, counts] = await Promise.all([findJob(service.db.pool, batch.id), countAnswers(service.db.pool, batch.id)])
  return shown({ ...batch, ...counts, status: job?.status ?? 'queued', finishedAt: job?.finishedAt ?? null })
}

function shown({ id, lines, receivedAt, finishedAt, ...row }: BatchListRow): ShownSettlementBatch {
  const { hospitalCode, status, settled, replayed, refused } = row
  const path = `/v1/settlements/batches/${id}`
  return {
    ...{ id, hospitalCode, status, lines },
    ...{ done: settled + replayed + refused, settled, replayed, refused },
    receivedAt: chinaTime(new Date(receivedAt)),
    finishedAt: finishedAt === null ? null : chinaTime(new Date(finishedAt)),
    ...{ jobId: id, job: `/v1/jobs/${id}` },
    results: { ndjson: `${path}/lines.ndjson`, csv: `${path}/lines.csv` },
  }
}

export interface BatchesInput extends PageInput {
  readonly hospitalCode?: string | undefined
  readonly status?: JobStatus | undefined
}

/** Newest first: a hospital's own, or those that keys of the caller's region sent. Errors: `forbidden` for another hospital's. */
export async function listSettlementBatches(
  service: Service,
  caller: Caller,
  asked: BatchesInput,
): Promise<Page<ShownSettlementBatch>> {
  if (asked.hospitalCode !== undefined) requireHospital(caller, asked.hospitalCode)
  const isHospital = caller.kind === 'hospital'
  const filter = {
    hospitalCode: isHospital ? caller.hospitalCode : (asked.hospitalCode ?? null),
    regionPrefix: isHospital ? '' : prefixOf(caller.region),
    status: asked.status ?? null,
  }
  const read = (page: PagePart<'settlement-batches'>) => listSettlementBatchRows(service.db.pool, filter, page)
  return pageOf('settlement-batches', asked, read, { key: ({ id }) => id, item: shown })
}

/**
 * Stops a batch after the lines in hand; what is settled stays. A hospital stops its own. Stopped again, it answers the same.
 * Errors: `not-found`, `forbidden` for an auditor, `job-finished`.
 */
export async function withdrawSettlementBatch(
  service: Service,
  caller: Caller,
  id: string,
): Promise<ShownSettlementBatch> {
  requireKind(caller, 'hospital', 'bureau')
  const batch = await batchInScope(service, caller, id)
  await stopJob(service, caller, batch.id, `/v1/settlements/batches/${batch.id}`)
  return shownSettlementBatch(service, batch)
}

/** A hospital sees its own, the others those that a key of their region sent. */
async function batchInScope(service: Service, caller: Caller, id: string): Promise<SettlementBatchRow> {
  const uuid = uuidOf(id)
  const batch = uuid === null ? null : await findSettlementBatch(service.db.pool, uuid)
  if (batch && sees(caller, { hospitalCode: batch.hospitalCode ?? '', region: batch.region })) return batch
  return refuse('not-found', { what: { zh: `批次 ${id}`, en: `batch ${id}` } })
}

const portion = 1000

/** Every answer there is so far, in the order of the lines, a portion in memory at a time. Errors: as `getSettlementBatch`. */
export async function eachBatchAnswer(
  service: Service,
  caller: Caller,
  id: string,
): Promise<AsyncGenerator<AnswerRow>> {
  const batch = await batchInScope(service, caller, id)
  return walkAnswers(service, batch.id)
}

async function* walkAnswers(service: Service, batchId: string): AsyncGenerator<AnswerRow> {
  for (let after = 0; ; ) {
    const rows = await listAnswers(service.db.pool, batchId, { after, take: portion })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < portion) return
    after = last.lineNo
  }
}
