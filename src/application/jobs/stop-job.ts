import { cancelJobRow, findJob, type JobRow, type JobStatus } from '../../db/jobs/jobs.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

export const jobStatusNames: Record<JobStatus, Bilingual> = {
  queued: { zh: '等待', en: 'queued' },
  running: { zh: '进行中', en: 'running' },
  succeeded: { zh: '已完成', en: 'succeeded' },
  failed: { zh: '失败', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

/**
 * Ends a job that the caller may end, after the piece in hand. Ended so before, it answers the same. `path` is where the caller reads
 * what it came to.
 * Errors: `not-found`, `job-finished`.
 */
export async function stopJob(service: Service, caller: Caller, id: string, path = `/v1/jobs/${id}`): Promise<JobRow> {
  const at = service.clock()
  return withTransaction(service.db.bulk, async (client) => {
    const cancelled = await cancelJobRow(client, id, at.toISOString())
    const now = await findJob(client, id)
    if (!now) return refuse('not-found', { what: { zh: `任务 ${id}`, en: `job ${id}` } })
    const detail = { id, kind: now.kind, region: now.region }
    if (cancelled) await recordChangeIn(client, { action: 'job.cancelled', callerId: caller.id, at, detail })
    if (now.status !== 'cancelled') refuse('job-finished', { id, path, status: jobStatusNames[now.status] })
    return now
  })
}
