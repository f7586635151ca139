import type { JobKind } from '../../../src/application/jobs/job-kind.ts'
import { jobKinds } from '../../../src/application/jobs/job-kinds.ts'
import { type PieceOutcome, runPiece } from '../../../src/application/jobs/run-piece.ts'
import type { Service } from '../../../src/application/service.ts'
import { findJob, type JobRow } from '../../../src/db/jobs/jobs.ts'

/** Runs a job to its end, piece by piece, as a worker would, without the queue. What a piece throws is thrown. */
export async function runJob(
  service: Service,
  id: string,
  { kinds = jobKinds, pieces = Number.POSITIVE_INFINITY }: { kinds?: readonly JobKind[]; pieces?: number } = {},
): Promise<JobRow> {
  let outcome: PieceOutcome = 'more'
  for (let piece = 0; piece < pieces && outcome === 'more'; piece++) outcome = await runPiece(service, kinds, id)
  const job = await findJob(service.db.pool, id)
  if (!job) throw new Error(`there is no job ${id}`)
  return job
}
