import { listAlertRows } from '../../db/alerts/alerts.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { listApplications } from '../aid-applications/read-applications.ts'
import { shownAlert } from '../alerts/read-alerts.ts'
import { listEvents } from '../audit/events.ts'
import { listLookups } from '../audit/read-lookups.ts'
import { type Caller, prefixOf } from '../callers/caller.ts'
import { listSettlementCorrections } from '../corrections/read-settlement-corrections.ts'
import { listOpenings } from '../opening-balances/decide-opening.ts'
import { listPayouts } from '../payouts/read-payouts.ts'
import { listReimbursements } from '../reimbursements/read-reimbursements.ts'
import type { Service } from '../service.ts'
import { listSettlements } from '../settlement/find-settlements.ts'
import type { Page, PageInput } from '../shared/page.ts'
import { getBeneficiary } from './beneficiaries.ts'
import { readDeath } from './death.ts'
import { listEnrolments } from './enrolments.ts'
import { listFilings } from './filings.ts'
import { listIdentities } from './identities.ts'
import { listInsuredRegions } from './insured-regions.ts'
import { readJoins } from './joins.ts'
import { personVersions } from './read-person-versions.ts'
import { listRegistrations } from './registrations.ts'

export interface PersonFileAsked {
  readonly personNo: string
  /** The name and the number of the document whole, which a bureau alone is given. */
  readonly showIdNumber: boolean
}

/**
 * Everything that is held about a person, and who looked at it: what somebody is given who asks for their own data. Each part
 * is what its own list answers, and each leaves its line of a look.
 * Errors: `not-found`, `forbidden`.
 */
export async function readPersonFile(service: Service, caller: Caller, asked: PersonFileAsked, language: Language) {
  const { personNo } = asked
  const person = await getBeneficiary(service, caller, asked)
  const { items: versions } = await personVersions(service, caller, asked)
  const of = { personNo }
  return {
    personNo,
    madeAt: chinaTime(service.clock()),
    person,
    versions,
    death: await readDeath(service, caller, personNo),
    joins: await readJoins(service, caller, personNo),
    insuredRegions: await whole((page) => listInsuredRegions(service, caller, { ...of, ...page })),
    identities: await whole((page) => listIdentities(service, caller, { ...of, ...page })),
    enrolments: await whole((page) => listEnrolments(service, caller, { ...of, ...page })),
    filings: await whole((page) => listFilings(service, caller, { ...of, ...page })),
    registrations: await whole((page) => listRegistrations(service, caller, { ...of, ...page })),
    applications: await whole((page) => listApplications(service, caller, { ...of, ...page }, language)),
    settlements: await whole((page) => listSettlements(service, caller, { ...of, ...page }, language)),
    corrections: await whole((page) => listSettlementCorrections(service, caller, { ...of, ...page })),
    reimbursements: await whole((page) => listReimbursements(service, caller, { ...of, ...page })),
    openingBalances: await whole((page) => listOpenings(service, caller, { ...of, ...page })),
    payouts: await whole((page) => listPayouts(service, caller, { ...of, ...page })),
    alerts: await alertsOf(service, caller, personNo),
    // Last, so that they hold this look too.
    lookups: await whole((page) => listLookups(service, caller, { ...of, ...page })),
    events: await whole((page) => listEvents(service, caller, { ...of, ...page })),
  }
}

const pageSize = 500

/** A list to its end. */
async function whole<Item>(read: (page: PageInput) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await read({ limit: pageSize, cursor })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

/** One a year and region at most. */
async function alertsOf({ db }: Service, caller: Caller, personNo: string) {
  const regionPrefix = prefixOf(caller.region)
  const filter = { regionPrefix, personNo, year: null, status: null, from: null, before: null, department: null }
  const rows = await listAlertRows(db.pool, filter, { after: null, take: pageSize })
  return rows.map(shownAlert)
}
