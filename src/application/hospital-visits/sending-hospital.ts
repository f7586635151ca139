import { findSendingHospital, type SendingHospitalRow } from '../../db/hospital-visits/patients.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireHospital } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'

export type SendingHospital = SendingHospitalRow

/** The hospital that a message comes from, as registered. Errors: `forbidden` for another's code; `not-found`. */
export async function sendingHospitalOf(
  service: Service,
  caller: Caller,
  hospitalCode: string,
): Promise<SendingHospital> {
  requireHospital(caller, hospitalCode)
  const found = await findSendingHospital(service.db.pool, hospitalCode).catch((error: unknown) => {
    throw asRefusal(error)
  })
  return found ?? refuse('not-found', { what: { zh: `医疗机构 ${hospitalCode}`, en: `hospital ${hospitalCode}` } })
}
