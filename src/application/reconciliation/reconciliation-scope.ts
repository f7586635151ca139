import { findHospital, type HospitalRow } from '../../db/registers/hospitals.ts'
import type { Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireHospital, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'

/**
 * The hospital that is asked about: a hospital's own, or one in the region of a bureau or auditor.
 * Errors: `forbidden` for a hospital that names another; `hospital-not-registered`, also for one of another region.
 */
export async function hospitalInScope(service: Service, caller: Caller, hospitalCode: string): Promise<HospitalRow> {
  requireHospital(caller, hospitalCode)
  const hospital = await findHospital(service.db.prisma, hospitalCode)
  if (!hospital || !sees(caller, hospital)) return refuse('hospital-not-registered', { hospitalCode })
  return hospital
}

/** Errors: `period-reversed`. */
export function requirePeriod(from: Day, to: Day): void {
  if (to < from) refuse('period-reversed', { from, to })
}
