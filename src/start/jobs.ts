import type { Logger } from 'pino'
import { jobKinds } from '../application/jobs/job-kinds.ts'
import { workOnJobs } from '../application/jobs/work-on-jobs.ts'
import type { Service } from '../application/service.ts'
import type { Config } from '../config.ts'

/** Takes up jobs beside the requests. Answers how to stop: the pieces in hand are finished, the rest is left to others. */
export async function startJobs(
  { jobs, shutdownMs }: Config,
  service: Service,
  log: Logger,
): Promise<() => Promise<void>> {
  if (jobs === 0) return async () => {}
  // Half, because requests in flight are finished first and have the other half.
  const { stop } = await workOnJobs(service, jobKinds, { atOnce: jobs, log, stopMs: shutdownMs / 2 })
  return stop
}
