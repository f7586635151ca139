import { type ApplicationRow, findApplication, listApplicationRows } from '../../db/aid-applications/applications.ts'
import type { ApplicationStatus } from '../../domain/aid-applications/application-names.ts'
import { chinaDay } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { noteLookup } from '../audit/lookups.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { type ApplicationAnswer, shownApplication } from './application-answer.ts'

export function applicationNotFound(id: string): never {
  refuse('not-found', { what: { zh: `申请 ${id}`, en: `application ${id}` } })
}

/** For a bureau or an auditor of the region. Errors: `not-found`, `forbidden`. */
export async function openApplication(service: Service, caller: Caller, id: string): Promise<ApplicationRow> {
  requireKind(caller, 'bureau', 'auditor')
  return ofRegion(caller, await findApplication(service.db.prisma, id)) ?? applicationNotFound(id)
}

/** A bureau that asks for the contact leaves a line in the audit trail. Errors: `not-found`, `forbidden`. */
export async function getApplication(
  service: Service,
  caller: Caller,
  { id, showContact = false }: { readonly id: string; readonly showContact?: boolean },
  language: Language,
): Promise<ApplicationAnswer> {
  const row = await openApplication(service, caller, id)
  const { personNo, region: insuredRegion } = row
  await noteLookup(service, caller, {
    operation: 'application',
    outcome: 'shown',
    basis: 'region',
    personNo,
    insuredRegion,
  })
  if (!showContact) return shownApplication(service, row, language)
  requireKind(caller, 'bureau')
  const change = { action: 'application-contact-shown', personNo, detail: { applicationId: id } }
  await note(service, caller, service.db.prisma, change)
  return shownApplication(service, row, language, { whole: true })
}

export interface ApplicationsAsked extends PageInput {
  readonly region?: string | undefined
  readonly personNo?: string | undefined
  readonly status?: ApplicationStatus | undefined
  readonly overdue?: boolean | undefined
}

/** Newest first, of the caller's region or of one within it. Errors: `forbidden`. */
export async function listApplications(
  service: Service,
  caller: Caller,
  { region = caller.region, personNo, status, overdue, ...page }: ApplicationsAsked,
  language: Language,
): Promise<Page<ApplicationAnswer>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region), personNo, status, overdue, today: chinaDay(service.clock()) }
  const read = (part: { after: string | null; take: number }) => listApplicationRows(service.db.prisma, filter, part)
  return pageOf('applications', page, read, {
    key: ({ id }) => id,
    item: (row) => shownApplication(service, row, language),
  })
}
