import type { Registers } from '../../db/registers/dates.ts'
import * as hospitals from '../../db/registers/hospitals.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { FeeClass, HospitalLevel } from '../../domain/names/hospitals.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { changedFields, inRegisterTransaction, note, type WrittenAnswer } from './register-change.ts'

export interface HospitalInput {
  readonly hospitalCode: string
  readonly name: string
  readonly region: string
  readonly level: HospitalLevel
  readonly feeClass: FeeClass
  readonly designated: boolean
  readonly criticalDiseaseDesignated: boolean
}

export type HospitalAnswer = HospitalInput & { readonly recordedAt: string; readonly updatedAt: string }

/**
 * Registers a hospital or replaces what is registered. Errors: forbidden, also when it would leave the region;
 * code-taken where it is another region's.
 */
export async function putHospital(
  service: Service,
  caller: Caller,
  input: HospitalInput,
): Promise<WrittenAnswer<HospitalAnswer>> {
  requireKind(caller, 'bureau')
  requireRegion(caller, input.region)
  const at = service.clock()
  return inRegisterTransaction(service, async (registers) => {
    const row = { ...fieldsOf(input), recordedAt: at, updatedAt: at }
    if (!(await hospitals.insertHospital(registers, row))) {
      return { created: false, answer: show(await replace(service, caller, registers, input)) }
    }
    await note(service, caller, registers, {
      action: 'hospital-registered',
      hospitalCode: input.hospitalCode,
      detail: { region: input.region, level: input.level, feeClass: input.feeClass, designated: input.designated },
    })
    return { created: true, answer: show(row) }
  })
}

async function replace(
  service: Service,
  caller: Caller,
  registers: Registers,
  input: HospitalInput,
): Promise<hospitals.HospitalRow> {
  const before = await hospitals.lockHospital(registers, input.hospitalCode)
  if (!coversRegion(caller.region, before.region))
    refuse('code-taken', { what: { zh: '医疗机构编号', en: 'hospital code' }, code: input.hospitalCode })
  const fields = changedFields(before, fieldsOf(input))
  if (fields.length === 0) return before
  await note(service, caller, registers, {
    action: 'hospital-changed',
    hospitalCode: input.hospitalCode,
    detail: {
      fields,
      region: input.region,
      level: input.level,
      feeClass: input.feeClass,
      designated: input.designated,
    },
  })
  return hospitals.updateHospital(registers, { ...fieldsOf(input), updatedAt: service.clock() })
}

/** A hospital reads itself only. Errors: not-found. */
export async function getHospital(
  service: Service,
  caller: Caller,
  { hospitalCode }: { hospitalCode: string },
): Promise<HospitalAnswer> {
  const row = await hospitals.findHospital(service.db.prisma, hospitalCode)
  if (!row || !sees(caller, row))
    refuse('not-found', { what: { zh: `医疗机构 ${hospitalCode}`, en: `hospital ${hospitalCode}` } })
  return show(row)
}

export async function listHospitals(service: Service, caller: Caller, page: PageInput): Promise<Page<HospitalAnswer>> {
  const filter =
    caller.kind === 'hospital'
      ? { regionPrefix: '', only: caller.hospitalCode }
      : { regionPrefix: prefixOf(caller.region), only: null }
  const read = (part: { after: string | null; take: number }) =>
    hospitals.listHospitalRows(service.db.prisma, filter, part)
  return pageOf('hospitals', page, read, { key: (row) => row.hospitalCode, item: show })
}

function fieldsOf(input: HospitalInput): HospitalInput {
  const { hospitalCode, name, region, level, feeClass, designated, criticalDiseaseDesignated } = input
  return { hospitalCode, name, region, level, feeClass, designated, criticalDiseaseDesignated }
}

function show(row: hospitals.HospitalRow): HospitalAnswer {
  return {
    ...fieldsOf(row as HospitalInput),
    recordedAt: chinaTime(row.recordedAt),
    updatedAt: chinaTime(row.updatedAt),
  }
}
