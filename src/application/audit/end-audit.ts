import {
  type AuditEnd,
  countAuditLines,
  type EndedAudit,
  endAuditLines,
  listAuditRegions,
} from '../../db/audit/end-audit.ts'
import { withTransaction } from '../../db/transaction.ts'
import { keptMonths, monthsBefore } from '../../domain/audit/kept-months.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Service } from '../service.ts'
import { noteEventIn } from './events.ts'

export interface EndedOfRegion extends EndedAudit {
  readonly region: string
  /** What the region's own data or whoever asks says, whichever is longer. */
  readonly months: number
  /** Lines from before this day in China have gone, or would. */
  readonly before: Day
}

interface Asked {
  readonly months: number
  /** Counts and removes nothing. */
  readonly dryRun?: boolean
  readonly stopped?: () => boolean
}

type Needed = Pick<Service, 'db' | 'library' | 'clock'>

const atOnce = 5_000

/**
 * Ends the audit that was kept long enough: looks at people and lines of what was done, older than so many months, and than what the
 * region's law asks (000000/audit-kept) of both who looked and who was looked at. The ledger and the changes of the registers are never
 * touched. Some thousand lines a transaction, which leaves a line of its own; one that was stopped is done as far as it came.
 */
export async function endAudit(service: Needed, { months, dryRun = false, stopped }: Asked): Promise<EndedOfRegion[]> {
  const today = chinaDay(service.clock())
  const regions = await listAuditRegions(service.db.bulk, instantOf(monthsBefore(today, months)))
  const ends = regions.map((region) => {
    const kept = Math.max(months, keptMonths(service.library, region, today))
    const before = monthsBefore(today, kept)
    return { region, months: kept, day: before, before: instantOf(before) }
  })
  const ended: EndedOfRegion[] = []
  for (const { region, months: kept, day, before } of ends) {
    const of = { region, before }
    const { lookups, events } = dryRun
      ? await countAuditLines(service.db.bulk, of)
      : await endRegion(service, of, ends, stopped)
    if (lookups + events > 0) ended.push({ region, months: kept, before: day, lookups, events })
  }
  return ended
}

async function endRegion(service: Needed, of: AuditEnd, all: readonly AuditEnd[], stopped: Asked['stopped']) {
  const sum = { lookups: 0, events: 0 }
  while (stopped?.() !== true) {
    const { lookups, events } = await withTransaction(service.db.bulk, async (client) => {
      const gone = await endAuditLines(client, of, all, atOnce)
      if (gone.lookups + gone.events > 0) {
        const target = `before=${of.before} lookups=${gone.lookups} events=${gone.events}`
        const line = { kind: 'change', operation: 'endAudit', status: 200, address: '-' } as const
        await noteEventIn(service, client, null, { ...line, target, region: of.region })
      }
      return gone
    })
    sum.lookups += lookups
    sum.events += events
    if (lookups < atOnce && events < atOnce) break
  }
  return sum
}

/** The first moment of a day in China. */
const instantOf = (day: Day) => `${day}T00:00:00+08:00`
