import { findHospital, listHospitalTerms } from '../../db/registers/hospitals.ts'
import type { Day } from '../../domain/calendar.ts'
import { type HospitalLevel, hospitalLevels } from '../../domain/names/hospitals.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { requirePlace } from '../registers/place.ts'
import type { Service } from '../service.ts'
import type { CareHospital } from './handed-in.ts'

/** One that is registered here, by its code; or what is known of one elsewhere. */
export interface HospitalAsked {
  readonly code?: string | null | undefined
  readonly name?: string | null | undefined
  readonly region?: string | null | undefined
  readonly level?: HospitalLevel | null | undefined
  readonly feeClass?: string | null | undefined
  /** Whether it is designated where it is; it is, unless somebody says otherwise. */
  readonly designated?: boolean | null | undefined
}

const fault = (field: string, zh: string, en: string) => ({ pointer: `/hospital/${field}`, detail: { zh, en } })

/**
 * The hospital as it counts for a bill of a day: a registered one as it was then, also where it has closed since.
 * Errors: `hospital-not-registered`; `invalid-request` where neither a code nor a name, region and level are given, or where the
 * region lies in no province.
 */
export async function hospitalOfCare(
  service: Service,
  asked: HospitalAsked,
  { on, code: ownCode }: { readonly on: Day; readonly code: string },
): Promise<CareHospital> {
  const { code, name, region, level, feeClass, designated } = asked
  if (code != null) return registered(service, asked, on)
  if (name == null || region == null || level == null) {
    const missing = Object.entries({ name, region, level }).filter(([, value]) => value == null)
    const faults = missing.map(([field]) => fault(field, ...needed))
    return refuse('invalid-request', {}, { faults })
  }
  requirePlace(service, region, '/hospital/region')
  const said = { feeClass: feeClass ?? null, designated: designated ?? true, criticalDiseaseDesignated: false }
  return { name, hospitalCode: ownCode, region, level, ...said }
}

const needed = [
  '在本系统登记的医院只填 code；其他医院须填写名称、所在地区和级别。',
  'Send `code` alone for a hospital that is registered here; of any other its name, region and level.',
] as const

async function registered(service: Service, asked: HospitalAsked, on: Day): Promise<CareHospital> {
  const hospitalCode = asked.code as string
  const given = (['name', 'region', 'level', 'feeClass', 'designated'] as const).filter((name) => asked[name] != null)
  if (given.length > 0) refuse('invalid-request', {}, { faults: given.map((field) => fault(field, ...needed)) })
  const found = await findHospital(service.db.prisma, hospitalCode)
  if (!found) return refuse('hospital-not-registered', { hospitalCode })
  const terms = (await listHospitalTerms(service.db.prisma, hospitalCode)).filter(
    ({ from }) => from === null || from <= on,
  )
  const { level, feeClass, designated, criticalDiseaseDesignated } = terms.at(-1) ?? found
  const { name, region } = found
  return {
    ...{ name, hospitalCode, region, feeClass, designated, criticalDiseaseDesignated },
    level: hospitalLevels.find((one) => one === level) as HospitalLevel,
  }
}
