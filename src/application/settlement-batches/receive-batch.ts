import type { Readable } from 'node:stream'
import { insertAnswers } from '../../db/settlement-batches/answers.ts'
import {
  type BatchClaimRow,
  countUnfinishedBatches,
  findUnfinishedBatch,
  insertBatchClaims,
  insertSettlementBatch,
  type SettlementBatchRow,
} from '../../db/settlement-batches/batches.ts'
import { withTransaction } from '../../db/transaction.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { inputOf } from '../claim/claim-input.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Service } from '../service.ts'
import { claimBatch } from '../uploads/limits.ts'
import { Portions } from '../uploads/portions.ts'
import { type Spooled, spooled } from '../uploads/spool.ts'
import { settlementBatchKind } from './batch-job.ts'
import { type ClaimLine, type LineAnswer, refusedLine } from './line-answer.ts'
import { type BatchClaim, dayOf, postClaims } from './post-claims.ts'
import { batchLines, gather, type ReadClaim, refuseTooMany } from './read-batch-lines.ts'

export interface ClaimBatch {
  readonly content: Readable
  readonly read: ReadClaim
  /** Whether a job is asked for, however few the lines are. */
  readonly asJob: boolean
}

export type Received =
  | { readonly answers: readonly LineAnswer[]; readonly batch?: undefined }
  | { readonly batch: SettlementBatchRow; readonly replayed: boolean; readonly answers?: undefined }

/**
 * Takes claims by thousands, one a line. As many as are settled in seconds are answered at once, line by line; more become a
 * job. A line that is wrong stops no other. The same content again settles nothing twice: each line is a replay by its number,
 * and while its job runs that job is the answer.
 *
 * Errors: `forbidden`, `body-too-large`, `file-unreadable`, `file-too-large`, `file-faulty`, `uploads-at-once`, `uploads-busy`,
 * `batches-at-once`. Of a batch that is refused nothing is settled.
 */
export async function receiveSettlementBatch(service: Service, caller: Caller, asked: ClaimBatch): Promise<Received> {
  requireKind(caller, 'hospital', 'bureau')
  return service.uploads.admit(caller.id, (inTurn) =>
    spooled(asked.content, claimBatch.bytes, (file) => inTurn(() => answerOrEnqueue(service, caller, file, asked))),
  )
}

async function answerOrEnqueue(
  service: Service,
  caller: Caller,
  file: Spooled,
  { read, asJob }: ClaimBatch,
): Promise<Received> {
  if (!asJob) {
    const { lines, isWhole } = await gather(batchLines(file, read), claimBatch.answeredLines)
    if (isWhole) return { answers: await answerNow(service, caller, lines) }
  }
  const known = await findUnfinishedBatch(service.db.pool, caller.id, file.hash)
  if (known) return { batch: known, replayed: true }
  refuseTooMany(await countUnfinishedBatches(service.db.pool, caller.id))
  return { batch: await enqueue(service, caller, file, read), replayed: false }
}

async function answerNow(service: Service, caller: Caller, lines: readonly ClaimLine[]): Promise<LineAnswer[]> {
  const { answers } = await postClaims(service, caller, lines.filter(isClaim))
  const refused = lines.flatMap((line) => (line.refusal === undefined ? [] : [refusedLine(line, line.refusal)]))
  return [...answers, ...refused].sort((a, b) => a.lineNo - b.lineNo)
}

function isClaim(line: ClaimLine): line is BatchClaim {
  return line.refusal === undefined
}

/** The batch, its claims and its job are there together, or nothing of them is. */
function enqueue(service: Service, caller: Caller, file: Spooled, read: ReadClaim): Promise<SettlementBatchRow> {
  return withTransaction(service.db.bulk, async (client) => {
    const { id: callerId, kind, region, hospitalCode } = caller
    const id = await enqueueJob(service, { kind: settlementBatchKind.kind, region, input: {}, callerId }, client)
    const claims = new Portions<BatchClaimRow>((rows) => insertBatchClaims(client, id, rows))
    const refused = new Portions<LineAnswer>((rows) => insertAnswers(client, id, rows))
    let lines = 0
    for await (const line of batchLines(file, read)) {
      lines += 1
      const full = isClaim(line) ? claims.add(rowOf(line)) : refused.add(refusedLine(line, line.refusal))
      if (full !== undefined) await full
    }
    await claims.end()
    await refused.end()
    const callerKind = kind === 'hospital' ? 'hospital' : 'bureau'
    const receivedAt = service.clock().toISOString()
    const batch: SettlementBatchRow = { id, region, callerId, callerKind, hospitalCode, lines, receivedAt }
    await insertSettlementBatch(client, batch, file.hash)
    return batch
  })
}

function rowOf(claim: BatchClaim): BatchClaimRow {
  const { lineNo, body } = claim
  return { lineNo, personNo: body.personNo, eventOn: dayOf(claim), input: inputOf(body) }
}
