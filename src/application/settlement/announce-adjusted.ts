import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { insertEvents } from '../../db/alerts/raise-alerts.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import type { SettlementOutcome } from '../../domain/adjudication/types.ts'
import type { EventType } from '../../domain/alerts/alert-names.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { ReverseJob } from '../ledger/commands.ts'

interface Changed {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: SettlementOutcome
}

/**
 * Tells of the settlements that a reversal moved, in its transaction: another hospital's desk did nothing and would not ask. No
 * name and no document number is in it, because it leaves the service.
 */
export async function announceAdjusted(
  client: pg.ClientBase,
  of: { job: ReverseJob; changed: readonly Changed[]; active: readonly StoredSettlement[]; at: Date },
): Promise<void> {
  const { job, changed, active, at } = of
  const type: EventType = 'settlement.adjusted'
  const events = changed.flatMap(({ settlementId, before, after }) => {
    const settled = active.find((one) => one.settlementId === settlementId)
    if (!settled) return []
    const { settlementNo, hospitalCode, personNo, region, year, insuredRegion } = settled
    const by = { hospitalCode: job.hospitalCode, reversalNo: job.reversalNo }
    const data = {
      settlementId,
      settlementNo,
      hospitalCode,
      personNo,
      region,
      year,
      before: before.payers,
      after: after.payers,
      by,
    }
    const payload = JSON.stringify({ type, timestamp: chinaTime(at), data })
    return [{ id: uuidv7(), type, region: insuredRegion, payload, happenedAt: at.toISOString() }]
  })
  if (events.length > 0) await insertEvents(client, events)
}
