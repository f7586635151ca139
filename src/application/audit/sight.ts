import { findHospitalSight, findPlaces, type Sight, type SightOf } from '../../db/audit/sight.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion } from '../callers/caller.ts'
import { noSuchPerson } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'
import { noteLookup } from './lookups.ts'

const defaultHours = 24
const hourMs = 3_600_000
/** How long a hospital may look back at whom it treated: bills are questioned and corrected until the year is closed. */
const treatedMs = 366 * 24 * hourMs

/** How long a hospital that has read somebody's certificate may look at the person, in hours. */
export function certificateHours(service: Service): number {
  return service.certificateHours ?? defaultHours
}

/** Since when what a hospital did lets it see a person. */
export function sightSince(service: Service, hospitalCode: string): SightOf {
  const now = service.clock().getTime()
  const since = new Date(now - certificateHours(service) * hourMs)
  return { hospitalCode, since, treatedSince: new Date(now - treatedMs) }
}

/**
 * Lets the caller look at a person's data and leaves a line of it: a hospital that has read the certificate of late, or has
 * a visit or settlement of its own; a bureau or an auditor of the insured place, or of one that certified the person.
 * Errors: `certificate-not-read` to a hospital, `not-found` to the others; of a number that is nobody's the same.
 */
export async function look(service: Service, caller: Caller, personNo: string, operation: string): Promise<void> {
  if (await mayLook(service, caller, personNo, operation)) return
  if (caller.kind === 'hospital') refuseUnread(service, personNo)
  noSuchPerson(personNo)
}

/** The same, for whoever refuses in words of its own. */
export async function mayLook(service: Service, caller: Caller, personNo: string, operation: string): Promise<boolean> {
  const { insuredRegion, basis } = await sightOf(service, caller, personNo).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const outcome = basis === null ? 'refused' : 'shown'
  await noteLookup(service, caller, { operation, outcome, personNo, insuredRegion, basis })
  return basis !== null
}

async function sightOf(service: Service, caller: Caller, personNo: string): Promise<Sight> {
  const { pool } = service.db
  if (caller.kind === 'hospital')
    return findHospitalSight(pool, personNo, sightSince(service, caller.hospitalCode ?? ''))
  const { insuredRegion, certifiedRegions } = await findPlaces(pool, personNo)
  const places = [...(insuredRegion === null ? [] : [insuredRegion]), ...certifiedRegions]
  const isOurs = places.some((place) => coversRegion(caller.region, place))
  return { insuredRegion, basis: isOurs ? 'region' : null }
}

export function refuseUnread(service: Service, personNo: string): never {
  refuse('certificate-not-read', { personNo, hours: String(certificateHours(service)) })
}
