import { findHospital, type HospitalRow } from '../../db/registers/hospitals.ts'
import type { Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireHospital, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/**
 * The hospital that is asked about: a hospital's own, or one in the region of a bureau or auditor.
 * Errors: `forbidden`, `hospital-not-registered`.
 */
export async function hospitalInScope(service: Service, caller: Caller, hospitalCode: string): Promise<HospitalRow> {
  requireHospital(caller, hospitalCode)
  const hospital = await findHospital(service.db.prisma, hospitalCode)
  if (!hospital) return refuse('hospital-not-registered', { hospitalCode })
  if (caller.kind !== 'hospital') requireRegion(caller, hospital.region)
  return hospital
}

/** Errors: `period-reversed`. */
export function requirePeriod(from: Day, to: Day): void {
  if (to < from) refuse('period-reversed', { from, to })
}
