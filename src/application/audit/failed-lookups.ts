import { failedLookups } from '../../db/audit/failed-lookups.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { noteLookup } from './lookups.ts'

/** A busy desk asks for many people who are not registered; this many a minute, and a hundred times as many a day. */
const defaultPerMinute = 60
const minutesPerDay = 100

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Refuses a caller whose look-ups have found nobody too often, before the next one is answered: whoever counts numbers
 * through must not learn which of them exist. Counted in the audit trail, so for all processes together.
 * Errors: `too-many-lookups`.
 */
export async function refuseCountingThrough(service: Service, caller: Caller, operation: string): Promise<void> {
  const max = service.failedLookups ?? defaultPerMinute
  if (max === 0) return
  const now = service.clock().getTime()
  const windows = [
    { max, ms: minuteMs },
    { max: max * minutesPerDay, ms: dayMs },
  ]
  const counted = await failedLookups(service.db.pool, caller.id, {
    windows: windows.map(({ max, ms }) => ({ max, since: new Date(now - ms) })),
    throttledSince: new Date(now - minuteMs),
  })
  const waitsMs = windows.map(({ max, ms }, at) => {
    const { count = 0, oldest = null } = counted.windows[at] ?? {}
    return count < max || oldest === null ? 0 : oldest.getTime() + ms - now
  })
  const waitMs = Math.max(...waitsMs)
  if (waitMs <= 0) return
  // One line a minute says enough; a line each would let the caller fill the audit trail.
  if (!counted.isThrottled) await noteLookup(service, caller, { operation, outcome: 'throttled' })
  refuse('too-many-lookups', { seconds: String(Math.ceil(waitMs / 1000)) })
}
