import { findAlert, listAlertRows, type StoredAlert } from '../../db/alerts/alerts.ts'
import type { AlertStatus } from '../../domain/alerts/alert-names.ts'
import { chinaDay, chinaTime, type Day, yearOf } from '../../domain/calendar.ts'

import type { Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { noteLookup } from '../audit/lookups.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import { requirePeriod } from '../reconciliation/reconciliation-scope.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { instantsWithin } from '../shared/period.ts'
import { alertScope, type ShownWatched, shownWatched, watchedIn } from './alert-scope.ts'

export type ShownAlert = ReturnType<typeof shownAlert>

/** The name is masked: the file for the departments is the one place where it is not. */
export function shownAlert({ name, raisedAt, followUps, ...alert }: StoredAlert) {
  return {
    ...alert,
    name: maskName(name),
    raisedAt: chinaTime(new Date(raisedAt)),
    followUps: followUps.map(({ seq: _, recordedAt, callerId, ...followUp }) => ({
      ...followUp,
      recordedAt: chinaTime(new Date(recordedAt)),
      recordedBy: callerId,
    })),
  }
}

export interface AlertsAsked extends PageInput {
  readonly region?: string | undefined
  readonly year?: number | undefined
  readonly status?: AlertStatus | undefined
  /** Days in China on which alerts were raised, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

/** A page of alerts, and what the documents of the region say, so that an empty list is not taken for a quiet year. */
export interface AlertPage extends Page<ShownAlert> {
  readonly watched: ShownWatched[]
}

/** Newest first. Errors: `forbidden`, `period-reversed`, `invalid-request` for a cursor that is not ours. */
export async function listAlerts(
  service: Service,
  caller: Caller,
  asked: AlertsAsked,
  language: Language,
): Promise<AlertPage> {
  const regionPrefix = alertScope(caller, asked.region)
  const { year = null, status = null, from, to } = asked
  if (from !== undefined && to !== undefined) requirePeriod(from, to)
  const filter = { regionPrefix, year, status, personNo: null, department: null, ...instantsWithin(from, to) }
  const page = await pageOf('alerts', asked, (part) => listAlertRows(service.db.pool, filter, part), {
    key: ({ id }) => id,
    item: shownAlert,
  })
  const watched = watchedIn(service, asked.region ?? caller.region, dayOf(service, asked.year))
  return { ...page, watched: watched.map((one) => shownWatched(one, language)) }
}

/** The day whose law is shown: today, or the last day of the year asked for. */
function dayOf({ clock }: Service, year: number | undefined): Day {
  const today = chinaDay(clock())
  return year === undefined || year === yearOf(today) ? today : `${year}-12-31`
}

/** Errors: `not-found`, `forbidden`. */
export async function getAlert(service: Service, caller: Caller, id: string): Promise<ShownAlert> {
  requireKind(caller, 'bureau', 'auditor')
  const found = (await findAlert(service.db.pool, id)) ?? alertNotFound(id)
  if (!coversRegion(caller.region, found.insuredRegion)) alertNotFound(id)
  const { personNo, insuredRegion } = found
  await noteLookup(service, caller, { operation: 'alert', outcome: 'shown', basis: 'region', personNo, insuredRegion })
  return shownAlert(found)
}

export function alertNotFound(id: string): never {
  refuse('not-found', { what: { zh: `预警 ${id}`, en: `alert ${id}` } })
}
