import { uuidv7 } from 'uuidv7'
import { lockBeneficiary } from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import * as registrations from '../../db/registers/registrations.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isSameDisease } from '../../domain/registers/same-disease.ts'
import { implausibleBeginning } from '../../domain/shared/implausible-day.ts'
import { openEnd } from '../../domain/shared/written-day.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isReversed, overlap } from '../shared/period.ts'
import { lockPerson, lookAtPerson } from './beneficiaries.ts'
import { requireLifetime } from './lifetime.ts'
import { inRegisterTransaction, noSuchPerson, note, type WrittenAnswer } from './register-change.ts'

export interface RegistrationInput {
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly diseaseName: string
  /** Chronic diseases only: settled by visit, or once a year under a quota. */
  readonly management: 'visit' | 'quota' | null
  /** Listed critical diseases only: the package of the figures that limits the cost. */
  readonly packageCode: string | null
  readonly from: Day
  readonly to: Day | null
}

export type RegistrationAnswer = RegistrationInput & {
  readonly id: string
  readonly personNo: string
  readonly recordedAt: string
  readonly recordedBy: string
}

/** Records a disease of a person. The same body again answers the first record. Errors: not-found, forbidden, registration-invalid. */
export async function addRegistration(
  service: Service,
  caller: Caller,
  { personNo, ...sent }: { personNo: string } & RegistrationInput,
): Promise<WrittenAnswer<RegistrationAnswer>> {
  requireKind(caller, 'bureau')
  const input = checkedRegistration(service, sent)
  return inRegisterTransaction(service, async (registers) => {
    const held = await lockRegistrations(registers, caller, personNo)
    const same = held.find((row) => isSame(row, input))
    if (same) return { created: false, answer: show(same) }
    await requireLifetime(registers, await lockPerson(registers, personNo), input.from)
    return { created: true, answer: await record(service, caller, registers, { id: uuidv7(), personNo, held, input }) }
  })
}

/** What is registered, whoever asks for it. Errors: registration-invalid. */
export function checkedRegistration(service: Service, { to, ...sent }: RegistrationInput): RegistrationInput {
  const wrong = implausibleBeginning(sent.from, chinaDay(service.clock()))
  if (wrong) invalid(wrong.zh, wrong.en)
  // Aid per visit is the rule and the quota the exception that has to be said (140500/J9).
  const management = sent.kind === 'chronic' ? (sent.management ?? 'visit') : sent.management
  const input = { ...sent, to: openEnd(to), management }
  check(input)
  return input
}

/** Writes it into the register, with its line in the audit trail. Errors: registration-invalid where it overlaps another. */
export async function record(
  service: Service,
  caller: Caller,
  registers: Registers,
  {
    id,
    personNo,
    held,
    input,
  }: { id: string; personNo: string; held: readonly LockedRegistration[]; input: RegistrationInput },
): Promise<RegistrationAnswer> {
  refuseOverlap(held, input)
  const row = { ...recordOf(service, caller, personNo, input), id }
  const { kind, diseaseCode, from, to } = input
  await note(service, caller, registers, {
    action: 'registration-recorded',
    personNo,
    detail: { id, kind, diseaseCode, from, to },
  })
  return show(await registrations.insertRegistration(registers, row))
}

function recordOf(
  service: Service,
  caller: Caller,
  personNo: string,
  input: RegistrationInput,
): Omit<registrations.RegistrationRow, 'id'> {
  const { kind, diseaseCode, diseaseName, management, packageCode, from, to } = input
  const record = { recordedAt: service.clock(), recordedBy: caller.id, endedAt: null }
  return { personNo, kind, diseaseCode, diseaseName, management, packageCode, from, to, ...record }
}

/** Sets the last day of a registration; a far one takes the end back. Errors: not-found, forbidden, registration-invalid. */
export async function endRegistration(
  service: Service,
  caller: Caller,
  { personNo, id, to }: { personNo: string; id: string; to: Day },
): Promise<RegistrationAnswer> {
  requireKind(caller, 'bureau')
  return inRegisterTransaction(service, async (registers) => {
    const held = await lockRegistrations(registers, caller, personNo)
    return end(service, caller, registers, { personNo, held, id, to })
  })
}

/** A person's registrations for whoever treats the person (5301). Ended ones included. */
export async function registrationsOf(service: Service, personNo: string): Promise<RegistrationAnswer[]> {
  return (await registrations.listRegistrationRows(service.db.prisma, personNo)).map(show)
}

export async function end(
  service: Service,
  caller: Caller,
  registers: Registers,
  { personNo, held, id, to: sent }: { personNo: string; held: readonly LockedRegistration[]; id: string; to: Day },
): Promise<RegistrationAnswer> {
  const to = openEnd(sent)
  const row = held.find((one) => one.id === id)
  if (!row) refuse('not-found', { what: { zh: `备案 ${id}`, en: `registration ${id}` } })
  if (row.to === to) return show(row)
  const wanted = { ...row, to }
  check(wanted)
  refuseOverlap(
    held.filter((one) => one !== row),
    wanted,
  )
  const detail = { id, kind: row.kind, diseaseCode: row.diseaseCode, from: row.from, to, before: row.to }
  await note(service, caller, registers, { action: 'registration-ended', personNo, detail })
  const endedAt = to === null ? null : service.clock()
  return show(await registrations.endRegistrationRow(registers, { personNo, id, to, endedAt }))
}

export async function listRegistrations(
  service: Service,
  caller: Caller,
  { personNo, ...page }: { personNo: string } & PageInput,
): Promise<Page<RegistrationAnswer>> {
  await lookAtPerson(service, caller, personNo, 'registrations')
  const read = (part: { after: string | null; take: number }) =>
    registrations.listRegistrationRows(service.db.prisma, personNo, part)
  return pageOf('registrations', page, read, { key: (row) => row.id, item: show })
}

export type LockedRegistration = registrations.RegistrationRow

/** What is registered of a person, who is locked until the transaction ends. A hospital treats people of every region. */
export async function lockRegistrations(
  registers: Registers,
  caller: Caller,
  personNo: string,
): Promise<LockedRegistration[]> {
  const person = await lockBeneficiary(registers, personNo)
  if (!person || (caller.kind !== 'hospital' && !coversRegion(caller.region, person.insuredRegion)))
    noSuchPerson(personNo)
  return registrations.listRegistrationRows(registers, personNo)
}

type Checked = Pick<LockedRegistration, 'kind' | 'diseaseCode' | 'management' | 'packageCode' | 'from' | 'to'>

function check(row: Checked): void {
  if (isReversed(row)) invalid('截止日期不能早于起始日期。', 'Send a `to` that is on or after `from`, or null.')
  const critical = row.kind === 'critical-disease'
  if (critical && row.packageCode === null) {
    invalid('重特大疾病备案须填 packageCode。', 'Send `packageCode` for a listed critical disease.')
  }
}

/** Two registrations of one disease on one day would leave open which of them a visit is settled by. */
export function refuseOverlap(held: readonly LockedRegistration[], wanted: Checked): void {
  const other = held.find(
    (row) => row.kind === wanted.kind && isSameDisease(row.diseaseCode, wanted.diseaseCode) && overlap(row, wanted),
  )
  if (!other) return
  invalid(
    `与备案 ${other.id}（${other.from} 至 ${other.to ?? '长期'}）重叠；请先终止原备案或调整日期。`,
    `It overlaps registration ${other.id} (${other.from} to ${other.to ?? 'no end'}); end that one first or change the days.`,
  )
}

export function invalid(zh: string, en: string): never {
  refuse('registration-invalid', { reason: { zh, en } })
}

export function isSame(row: Pick<LockedRegistration, keyof RegistrationInput>, input: RegistrationInput): boolean {
  const fields = ['kind', 'diseaseCode', 'diseaseName', 'management', 'packageCode', 'from', 'to'] as const
  return fields.every((name) => row[name] === input[name])
}

function show(row: registrations.RegistrationRow): RegistrationAnswer {
  return {
    id: row.id,
    personNo: row.personNo,
    kind: row.kind,
    diseaseCode: row.diseaseCode,
    diseaseName: row.diseaseName,
    management: row.management as RegistrationInput['management'],
    packageCode: row.packageCode,
    from: row.from,
    to: row.to,
    recordedAt: chinaTime(row.recordedAt),
    recordedBy: row.recordedBy,
  }
}
