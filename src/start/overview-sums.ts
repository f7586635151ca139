import type { Logger } from 'pino'
import { sumUpNow } from '../application/overview/sum-up.ts'
import type { Service } from '../application/service.ts'
import type { Config } from '../config.ts'
import { inTurns } from './turns.ts'

const defaultEveryMs = 5_000

/**
 * Takes the overview's sums on every few seconds in the processes that run jobs, so that whoever opens the overview reads sums and what
 * was posted in the last seconds. Where nothing was posted nothing is written. Answers how to stop: what is in hand is finished.
 */
export function startSummingUp(
  { jobs }: Pick<Config, 'jobs'>,
  service: Service,
  log: Logger,
  everyMs = defaultEveryMs,
): () => Promise<void> {
  if (jobs === 0) return async () => {}
  // A database that is away now is there in some seconds; a hundred thousand lines of it help nobody.
  const told = (err: unknown) => log.debug({ event: 'overview.not-summed-up', err })
  return inTurns(everyMs, () => sumUpNow(service), told)
}
