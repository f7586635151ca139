import { type ChangeRow, type ChangeType, listChanges } from '../../db/rosters/roster-changes.ts'
import { listRosterFaults, type StoredFault } from '../../db/rosters/roster-faults.ts'
import { findRoster, listArrivals, listRosterRows, type RosterRow } from '../../db/rosters/rosters.ts'
import { chinaDay, chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type FaultReason, rosterLineFaults } from '../../domain/rosters/line-faults.ts'
import { dueDays } from '../../domain/rosters/roster-law.ts'
import { lastDayOfMonth, type Month } from '../../domain/rosters/roster-month.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, type PagePart, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { arrivalOf, mergeDayOf, warningsOf } from './roster-warnings.ts'

const shownFaults = 100

export type ShownRoster = Awaited<ReturnType<typeof shownRoster>>

/** A roster with the first of its faults; the report has all of them. */
export async function shownRoster(service: Service, id: string) {
  const roster = present(await findRoster(service.db.bulk, id), `list ${id}`)
  const faults =
    roster.rejected + roster.conflicts === 0 ? [] : await listRosterFaults(service.db.bulk, id, 0, shownFaults)
  return { ...shown(service, roster), faults: faults.map(shownFault) }
}

function shown(service: Service, roster: RosterRow) {
  const { previousMembers: _, uploadedAt, callerId: uploadedBy, appliedThrough: __, appliedAt, ...rest } = roster
  const law = service.library.law(roster.region, lastDayOfMonth(roster.month))
  return {
    ...rest,
    uploadedAt: chinaTime(new Date(uploadedAt)),
    uploadedBy,
    appliedAt: appliedAt && chinaTime(new Date(appliedAt)),
    mergeBy: mergeDayOf(law, roster)?.on ?? null,
    warnings: warningsOf(law, roster, chinaDay(service.clock())),
  }
}

export function shownFault({ lineNo, column, reason, value, otherLine, foundAt }: StoredFault) {
  return { line: lineNo, column, reason, value, otherLine, foundAt, detail: detailOf(reason, { lineNo, otherLine }) }
}

/** A fault of two lines names both, because either may be the wrong one. */
function detailOf(reason: FaultReason, { lineNo, otherLine }: Pick<StoredFault, 'lineNo' | 'otherLine'>): Bilingual {
  const { zh, en }: Bilingual = rosterLineFaults[reason]
  if (otherLine === null) return { zh, en }
  return { zh: `第 ${lineNo} 行与第 ${otherLine} 行：${zh}`, en: `Lines ${lineNo} and ${otherLine}: ${en}` }
}

/** Errors: `not-found`, `forbidden`. */
export async function getRoster(service: Service, caller: Caller, id: string): Promise<ShownRoster> {
  const { id: uuid } = await rosterInScope(service, caller, id)
  return shownRoster(service, uuid)
}

/** Errors: `not-found`, `forbidden`. */
export async function rosterInScope(service: Service, caller: Caller, id: string): Promise<RosterRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const roster = uuid === null ? null : ofRegion(caller, await findRoster(service.db.pool, uuid))
  return roster ?? refuse('not-found', { what: { zh: `名单 ${id}`, en: `roster ${id}` } })
}

/**
 * Rosters of a region and of what lies below it, newest first, and for a month whose list the region itself has and whose is late.
 * Errors: `forbidden`, `policy-missing`.
 */
export async function listRosters(
  service: Service,
  caller: Caller,
  { region, month, ...page }: PageInput & { readonly region: string; readonly month?: Month | undefined },
) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region), month: month ?? null }
  const rosters = await pageOf('rosters', page, (part) => listRosterRows(service.db.pool, filter, part), {
    key: ({ id }) => id,
    item: (roster) => shown(service, roster),
  })
  return { ...rosters, departments: month === undefined ? [] : await arrivals(service, region, month) }
}

/** None of a region that leaves its law to the places below: lists are for those. */
async function arrivals(service: Service, region: string, month: Month) {
  const lastDay = lastDayOfMonth(month)
  const isLeftBelow = service.library.regions().some((one) => one.startsWith(prefixOf(region)))
  if (isLeftBelow && service.library.governing(region, lastDay) === null) return []
  const law = service.library.law(region, lastDay)
  const arrived = await listArrivals(service.db.pool, region, month)
  const today = chinaDay(service.clock())
  return dueDays(law, month).map((due) =>
    arrivalOf(
      due,
      arrived.find(({ department }) => department === due.department),
      today,
    ),
  )
}

const changeTypeOf: Record<ChangeRow['action'], Exclude<ChangeType, 'counting' | 'settled'>> = {
  open: 'opened',
  end: 'ended',
  keep: 'standing',
  missing: 'missing',
  refused: 'refused',
}

export function typeOfChange(action: ChangeRow['action']): Exclude<ChangeType, 'counting' | 'settled'> {
  return changeTypeOf[action]
}

/** What the list would change, or changed, person by person. Errors: `not-found`, `forbidden`. */
export async function rosterChanges(
  service: Service,
  caller: Caller,
  id: string,
  { type, ...page }: PageInput & { readonly type?: ChangeType | undefined },
): Promise<Page<ShownChange>> {
  const roster = await rosterInScope(service, caller, id)
  const read = (part: PagePart<'roster-changes'>) => listChanges(service.db.pool, roster.id, type ?? null, part)
  return pageOf('roster-changes', page, read, {
    key: ({ personNo, category }) => [personNo, category],
    item: shownChange,
  })
}

export type ShownChange = ReturnType<typeof shownChange>

function shownChange({ action, lineNo, countingBefore, countingAfter, ...row }: ChangeRow) {
  return {
    ...row,
    line: lineNo,
    type: changeTypeOf[action],
    counting: {
      before: countingBefore,
      after: countingAfter,
      changes: action !== 'missing' && countingBefore !== countingAfter,
    },
  }
}
