import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { sendTask } from '../../db/jobs/job-queue.ts'
import { insertJob } from '../../db/jobs/jobs.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Service } from '../service.ts'
import type { JsonObject } from './job-kind.ts'

export interface JobRequest {
  readonly kind: string
  /** Whoever may see the job is asked by it. */
  readonly region: string
  /** No ID number and no name: a job is read by more people than the registers. */
  readonly input: JsonObject
  readonly callerId: string
}

/**
 * Writes a job and hands it to the queue, in the caller's transaction where one is given: then the job is there exactly
 * if what it is about is. Answers its id.
 */
export async function enqueueJob(service: Service, request: JobRequest, client?: pg.PoolClient): Promise<string> {
  if (!client) return withTransaction(service.db.pool, (own) => enqueueJob(service, request, own))
  const id = uuidv7()
  await insertJob(client, { id, ...request, at: service.clock().toISOString() })
  await sendTask(client, id)
  const detail = { id, kind: request.kind, region: request.region }
  await recordChangeIn(client, { action: 'job.started', callerId: request.callerId, at: service.clock(), detail })
  return id
}
