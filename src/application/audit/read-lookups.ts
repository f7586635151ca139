import { type LookupRow, listLookupRows } from '../../db/audit/lookups.ts'
import { chinaTime, type Day } from '../../domain/calendar.ts'
import { type Caller, coversRegion, prefixOf, requireKind } from '../callers/caller.ts'
import { requirePeriod } from '../reconciliation/reconciliation-scope.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { instantsWithin } from '../shared/period.ts'

export interface LookupsAsked extends PageInput {
  readonly personNo?: string | undefined
  readonly callerId?: string | undefined
  /** Days in China, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

export type ShownLookup = ReturnType<typeof shown>

/** Newest first. Errors: `forbidden`, `period-reversed`, `invalid-request` for a cursor that is not ours. */
export async function listLookups(service: Service, caller: Caller, asked: LookupsAsked): Promise<Page<ShownLookup>> {
  requireKind(caller, 'bureau', 'auditor')
  const { personNo = null, callerId = null, from, to } = asked
  if (from !== undefined && to !== undefined) requirePeriod(from, to)
  const filter = { regionPrefix: prefixOf(caller.region), personNo, callerId, ...instantsWithin(from, to) }
  return pageOf('lookups', asked, (part) => listLookupRows(service.db.pool, filter, part), {
    key: ({ at, id }) => [at.toISOString(), id],
    item: (row) => shown(caller, row),
  })
}

/**
 * A caller's own bureau sees that it looked; whom, only where the person is of its region. A number that is nobody's is not
 * told from one of elsewhere, or numbers could be tried by way of the trail.
 */
function shown(caller: Caller, { at, personNo, insuredRegion, ...row }: LookupRow) {
  const isOurs = caller.region === '000000' || (insuredRegion !== null && coversRegion(caller.region, insuredRegion))
  return {
    ...row,
    callerKind: row.callerKind,
    at: chinaTime(at),
    personNo: isOurs ? personNo : null,
    insuredRegion: isOurs ? insuredRegion : null,
  }
}
