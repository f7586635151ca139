import { findPlace, type PlaceRow } from '../../db/hospital-visits/patients.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireHospital } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'

export type Place = PlaceRow

/** The hospital that a message comes from, as registered. Errors: `forbidden` for another's code; `not-found`. */
export async function placeOf(service: Service, caller: Caller, hospitalCode: string): Promise<Place> {
  requireHospital(caller, hospitalCode)
  const found = await findPlace(service.db.pool, hospitalCode).catch((error: unknown) => {
    throw asRefusal(error)
  })
  return found ?? refuse('not-found', { what: { zh: `医疗机构 ${hospitalCode}`, en: `hospital ${hospitalCode}` } })
}
