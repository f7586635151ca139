import { uuidv7 } from 'uuidv7'
import type { Registers } from '../../db/registers/dates.ts'
import * as hospitals from '../../db/registers/hospitals.ts'
import { insertHospitalVersion, listHospitalVersions, wasSettled } from '../../db/registers/versions.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { FeeClass, HospitalLevel } from '../../domain/names/hospitals.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { requirePlace } from './place.ts'
import { changedFields, inRegisterTransaction, note, type WrittenAnswer } from './register-change.ts'

export interface HospitalInput {
  readonly hospitalCode: string
  readonly name: string
  readonly region: string
  readonly level: HospitalLevel
  /** One of ours or of a pack; null where the place has none, or it is not known. */
  readonly feeClass: FeeClass | null
  readonly designated: boolean
  readonly criticalDiseaseDesignated: boolean
}

/** From which day a change of level, charge class or designation holds, and why. */
export interface HospitalChange {
  /** Left out: from today on. */
  readonly from?: Day | null | undefined
  readonly reason?: string | null | undefined
}

export type HospitalAnswer = HospitalInput & { readonly recordedAt: string; readonly updatedAt: string }

/**
 * Registers a hospital or replaces what is registered. What it was is kept: a visit goes by what the hospital was on its day,
 * and a change holds from a day on, today where none is said. A day that is named and has one already
 * asks for the reason.
 *
 * Its name is on what was settled there: another name is a correction and says why, and statements of before are printed with the
 * name of then.
 *
 * Errors: forbidden, also when it would leave the region; code-taken where it is another region's; invalid-request, date-in-future,
 * correction-needs-reason.
 */
export async function putHospital(
  service: Service,
  caller: Caller,
  input: HospitalInput & HospitalChange,
): Promise<WrittenAnswer<HospitalAnswer>> {
  requireKind(caller, 'bureau')
  requireRegion(caller, input.region)
  requirePlace(service, input.region, '/region')
  // A bureau's own numbers of bills that were handed in; a hospital of that code would have their settlements as its own.
  if (isReimbursementCode(input.hospitalCode))
    refuse('code-taken', { what: { zh: '医疗机构编号', en: 'hospital code' }, code: input.hospitalCode })
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
  input: HospitalInput & HospitalChange,
): Promise<hospitals.HospitalRow> {
  const before = await hospitals.lockHospital(registers, input.hospitalCode)
  if (!coversRegion(caller.region, before.region))
    refuse('code-taken', { what: { zh: '医疗机构编号', en: 'hospital code' }, code: input.hospitalCode })
  const fields = changedFields(before, fieldsOf(input))
  if (fields.length === 0) return before
  if (fields.includes('name')) await keepName(service, caller, registers, before, input.reason ?? null)
  await note(service, caller, registers, {
    action: 'hospital-changed',
    hospitalCode: input.hospitalCode,
    detail: {
      fields,
      region: input.region,
      level: input.level,
      feeClass: input.feeClass,
      designated: input.designated,
      ...(input.reason ? { reason: input.reason } : {}),
    },
  })
  const terms = termFields.some((name) => fields.includes(name))
    ? await recordTerms(service, caller, registers, before, input)
    : termsOf(before)
  return hospitals.updateHospital(registers, { ...fieldsOf(input), ...terms, updatedAt: service.clock() })
}

async function keepName(
  service: Service,
  caller: Caller,
  registers: Registers,
  { hospitalCode, name }: hospitals.HospitalRow,
  reason: string | null,
): Promise<void> {
  if (reason === null && (await wasSettled(registers, { hospitalCode })))
    refuse('correction-needs-reason', { what: { zh: `医疗机构 ${hospitalCode}`, en: `hospital ${hospitalCode}` } })
  const kept = { hospitalCode, id: uuidv7(), name, until: service.clock(), reason, replacedBy: caller.id }
  await insertHospitalVersion(registers, kept)
}

const termFields = ['level', 'feeClass', 'designated', 'criticalDiseaseDesignated'] as const

function termsOf({
  level,
  feeClass,
  designated,
  criticalDiseaseDesignated,
}: Pick<hospitals.HospitalRow, (typeof termFields)[number]>) {
  return { level, feeClass, designated, criticalDiseaseDesignated }
}

/** Writes what holds from a day on, with what held before at the first change. Answers what holds today. */
async function recordTerms(
  service: Service,
  caller: Caller,
  registers: Registers,
  before: hospitals.HospitalRow,
  { hospitalCode, reason = null, ...input }: HospitalInput & HospitalChange,
) {
  const today = chinaDay(service.clock())
  const from = input.from ?? today
  if (from > today) refuse('date-in-future', { field: 'from', date: from, today })
  const held = await hospitals.listHospitalTerms(registers, hospitalCode)
  // Sent without a day it says how things are now, as often as it is sent.
  if (input.from && reason === null && held.some((one) => one.from === from))
    refuse('invalid-request', {}, { faults: [noReason(from)] })
  const stamp = { hospitalCode, recordedAt: service.clock(), recordedBy: caller.id }
  const rows: hospitals.HospitalTermsRow[] = [
    ...(held.length === 0 ? [{ ...stamp, id: uuidv7(), from: null, ...termsOf(before), reason: null }] : []),
    { ...stamp, id: uuidv7(), from, ...termsOf(input), reason },
  ]
  for (const row of rows) await hospitals.insertHospitalTerms(registers, row)
  // Nothing begins after today, so what begins last holds today.
  const last = (await hospitals.listHospitalTerms(registers, hospitalCode)).at(-1)
  return termsOf(last ?? input)
}

function noReason(from: Day): Fault {
  return {
    pointer: '/reason',
    detail: {
      zh: `${from} 起的登记已有，更正请填写 reason（更正原因）。`,
      en: `There is a record from ${from} already; say in \`reason\` why it was wrong.`,
    },
  }
}

/** What a hospital was from day to day. Errors: not-found. */
export async function readHospitalTerms(service: Service, caller: Caller, asked: { readonly hospitalCode: string }) {
  const hospital = await getHospital(service, caller, asked)
  const rows = await hospitals.listHospitalTerms(service.db.prisma, asked.hospitalCode)
  const told = rows.map((row, at) => {
    const standing = rows.slice(at + 1).every(({ from }) => from !== row.from)
    const { id, from, reason, recordedBy } = row
    return { id, from, ...termsOf(row), reason, standing, recordedAt: chinaTime(row.recordedAt), recordedBy }
  })
  const names = (await listHospitalVersions(service.db.prisma, asked.hospitalCode)).map(
    ({ name, until, reason, replacedBy }) => ({ name, until: chinaTime(until), reason, replacedBy }),
  )
  return { hospitalCode: hospital.hospitalCode, items: told as HospitalTerms[], names }
}

export interface HospitalTerms extends Pick<HospitalInput, (typeof termFields)[number]> {
  readonly id: string
  /** Null: before the first change. */
  readonly from: Day | null
  readonly reason: string | null
  readonly standing: boolean
  readonly recordedAt: string
  readonly recordedBy: string
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
