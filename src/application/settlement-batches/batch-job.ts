import { countAnswers, insertAnswers } from '../../db/settlement-batches/answers.ts'
import {
  type BatchPlace,
  findSettlementBatch,
  nextBatchClaims,
  type SettlementBatchRow,
} from '../../db/settlement-batches/batches.ts'
import type { Caller } from '../callers/caller.ts'
import type { Job, JobKind, Step } from '../jobs/job-kind.ts'
import { postClaims } from './post-claims.ts'

/** Claims of one piece: about a second of work. */
const claimsInPiece = 1000

/**
 * Settles the claims of a batch in the order of people and their days. They are posted through the ledger, which keeps each
 * number once, and their answers are written with the piece: one that is repeated after a kill finds them posted, and answers
 * them as replays.
 */
export const settlementBatchKind: JobKind = {
  kind: 'settlement-batch',
  step: async (service, job, client): Promise<Step> => {
    const batch = await findSettlementBatch(client, job.id)
    if (!batch) throw new Error('a job names a batch that is not there')
    const rows = await nextBatchClaims(client, batch.id, placeOf(job), claimsInPiece)
    const claims = rows.map(({ lineNo, input }) => ({
      lineNo,
      settlementNo: input.settlementNo,
      body: { ...input, settlementNo: input.settlementNo ?? undefined },
    }))
    const { answers, halted } = await postClaims(service, callerOf(batch), claims)
    // The piece is tried again, and finds posted what was.
    if (halted) throw halted
    await insertAnswers(client, batch.id, answers)
    const counts = await countAnswers(client, batch.id)
    const done = counts.settled + counts.replayed + counts.refused
    const failures = answers.filter(({ problem }) => problem !== null).length
    const last = rows.at(-1)
    const cursor = last ? { personNo: last.personNo, eventOn: last.eventOn, lineNo: last.lineNo } : (job.cursor ?? {})
    const finished = rows.length < claimsInPiece
    const step = { cursor, done, total: batch.lines, failures, finished }
    return finished ? { ...step, result: { ...counts } } : step
  },
}

function placeOf({ cursor }: Job): BatchPlace | null {
  const { personNo, eventOn, lineNo } = cursor ?? {}
  return typeof personNo === 'string' && typeof eventOn === 'string' && typeof lineNo === 'number'
    ? { personNo, eventOn, lineNo }
    : null
}

/** Whoever sent it; what it may do was asked when it came, and is asked of each claim. */
function callerOf({ callerId: id, callerKind: kind, region, hospitalCode }: SettlementBatchRow): Caller {
  return { id, kind, region, hospitalCode }
}
