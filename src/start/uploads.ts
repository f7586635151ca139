import type { Logger } from 'pino'
import { endAudit } from '../application/audit/end-audit.ts'
import { sumUpNow } from '../application/overview/sum-up.ts'
import { followInsuredRegions } from '../application/registers/insured-regions.ts'
import type { Service } from '../application/service.ts'
import { expireUploads } from '../application/uploads/expire.ts'
import { sweepLeftovers } from '../application/uploads/leftovers.ts'
import type { Config } from '../config.ts'
import { removeOldRegisterWrites } from '../db/registers/register-writes.ts'

const hourMs = 3_600_000

/** What earlier processes left below the temporary folder. */
export async function clearLeftovers(log: Logger): Promise<void> {
  const removed = await sweepLeftovers(new Date())
  if (removed > 0) log.info({ event: 'uploads.leftovers-removed', removed })
}

/**
 * Removes uploads whose time is over, ends the audit that was kept as long as the settings say, follows moves of people whose day has come, and
 * counts whether all that was posted is in the overview's sums, at the start and every hour after, in
 * the processes that run jobs. Answers how to stop: a sweep in hand is finished.
 */
export function startExpiry({ jobs, ...kept }: Config, service: Service, log: Logger): () => Promise<void> {
  if (jobs === 0) return async () => {}
  let sweeping = Promise.resolve()
  const sweep = () => {
    sweeping = sweeping.then(() => expireOnce(service, kept, log))
  }
  sweep()
  const timer = setInterval(sweep, hourMs)
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}

type Kept = Pick<Config, 'uploadDays' | 'auditMonths'>

/** A database that is away now is there at the next sweep. */
async function expireOnce(service: Service, { uploadDays, auditMonths }: Kept, log: Logger): Promise<void> {
  try {
    const expired = await expireUploads(service, uploadDays)
    if (expired.files + expired.rosters + expired.batches > 0) log.info({ event: 'uploads.expired', ...expired })
    const ended = auditMonths === null ? [] : await endAudit(service, { months: auditMonths })
    for (const of of ended) log.info({ event: 'audit.ended', ...of })
    const moved = await followInsuredRegions(service)
    if (moved > 0) log.info({ event: 'registers.moves-followed', people: moved })
    await removeOldRegisterWrites(service.db.pool)
    await sumUpNow(service, { counted: true })
  } catch (err) {
    log.warn({ event: 'uploads.expiry-failed', err })
  }
}
