import * as people from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import {
  birthDateOf,
  inEighteen,
  isIdNumber,
  isRoundedNumber,
  maskIdNumber,
  maskName,
} from '../../domain/registers/id-number.ts'
import { rounded } from '../../domain/shared/rounded.ts'
import { strayBirth } from '../../domain/shared/stray-day.ts'
import { look } from '../audit/sight.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { changedFields, inRegisterTransaction, noSuchPerson, note, type WrittenAnswer } from './register-change.ts'
import { cautionsOfNamesakes, cautionsOfOthers } from './same-id-number.ts'

export interface BeneficiaryInput {
  readonly personNo: string
  readonly name: string
  /** The national dictionary's; '01' is the resident identity card. */
  readonly idType: string
  readonly idNumber: string
  readonly birthDate: Day
  /** Since before anything known here, until a dated fact says otherwise; an answer says where by now. */
  readonly insuredRegion: string
  readonly enrolledTier: 1 | 2 | null
  /** In whose insurance, until a dated enrolment says otherwise; residents where it is left out. */
  readonly insurance?: Insurance | undefined
}

/** `name` and `idNumber` are masked, except for a bureau that asked for them. */
export type BeneficiaryAnswer = Required<BeneficiaryInput> & { readonly recordedAt: string; readonly updatedAt: string }

/** Something that was taken as sent but should be looked at. */
export interface Caution {
  readonly code: string
  readonly text: string
}

export const identityCard = '01'

/** Registers a person or replaces what is registered. Errors: invalid-request, forbidden; code-taken where the number is another region's. */
export async function putBeneficiary(
  service: Service,
  caller: Caller,
  input: BeneficiaryInput,
  language: Language = 'en',
): Promise<WrittenAnswer<BeneficiaryAnswer & { readonly warnings: readonly Caution[] }>> {
  requireKind(caller, 'bureau')
  requireRegion(caller, input.insuredRegion)
  const idNumber = normaliseIdNumber(input.idNumber)
  refuseFaults(faultsOf({ ...input, idNumber }, chinaDay(service.clock())))
  const written = await inRegisterTransaction(service, async (registers) => {
    const at = service.clock()
    const row = { ...rowOf(service, { ...input, idNumber }), recordedAt: at, updatedAt: at }
    const numbers = fingerprints(service, input.idType, idNumber)
    const others = await cautionsOfOthers(registers, caller, { personNo: input.personNo, numbers }, language)
    const warnings = [...cautionsOf(input, language), ...others]
    if (!(await people.insertBeneficiary(registers, row))) {
      const replaced = await replace(service, caller, registers, row, numbers)
      const moved = cautionsOfMoves(input, replaced, language)
      return { created: false, answer: { ...mask(service, replaced), warnings: [...warnings, ...moved] } }
    }
    const { personNo, insuredRegion, enrolledTier } = row
    const detail = { insuredRegion, enrolledTier }
    await note(service, caller, registers, { action: 'beneficiary-registered', personNo, detail })
    return { created: true, answer: { ...mask(service, row), warnings } }
  })
  const namesakes = await cautionsOfNamesakes(service, caller, input.personNo, language)
  return { ...written, answer: { ...written.answer, warnings: [...written.answer.warnings, ...namesakes] } }
}

async function replace(
  service: Service,
  caller: Caller,
  registers: Registers,
  { recordedAt: _, updatedAt, ...row }: people.BeneficiaryRow,
  numbers: readonly Uint8Array[],
): Promise<people.BeneficiaryRow> {
  const before = await people.lockBeneficiary(registers, row.personNo)
  if (!before) noSuchPerson(row.personNo)
  if (!coversRegion(caller.region, before.insuredRegion))
    refuse('code-taken', { what: { zh: '人员编号', en: 'person number' }, code: row.personNo })
  // The sealed number differs each time it is sealed; its fingerprint tells whether the number does, under whichever key.
  const { idNumberEnc, ...sent } = row
  const compared = { ...sent, ...regionsOf(before, sent.insuredRegion), joinedAs: before.joinedAs }
  const kept = numbers.some((one) => Buffer.compare(one, before.idNumberHmac) === 0)
  const fields = changedFields(before, kept ? { ...compared, idNumberHmac: before.idNumberHmac } : compared)
  if (fields.length === 0) return before
  const { personNo, insuredRegion, enrolledTier } = compared
  await note(service, caller, registers, {
    action: 'beneficiary-changed',
    personNo,
    detail: {
      fields: fields.map((name) => (name === 'idNumberHmac' ? 'idNumber' : name)),
      insuredRegion,
      enrolledTier,
      ...(fields.includes('insuredRegion') ? { insuredRegionBefore: before.insuredRegion } : {}),
    },
  })
  return people.updateBeneficiary(registers, { ...compared, idNumberEnc, updatedAt })
}

/** What stood before the first dated fact may be registered otherwise; where a person is by now the dated facts tell. */
function regionsOf({ insuredRegion, firstRegion }: people.BeneficiaryRow, sent: string) {
  if (firstRegion === null) return { insuredRegion: sent, firstRegion }
  return { insuredRegion, firstRegion: sent === insuredRegion ? firstRegion : sent }
}

/** Errors: not-found, forbidden. A bureau that asks for the ID number leaves a line in the audit trail. */
export async function getBeneficiary(
  service: Service,
  caller: Caller,
  { personNo, showIdNumber = false }: { personNo: string; showIdNumber?: boolean },
): Promise<BeneficiaryAnswer> {
  if (showIdNumber) requireKind(caller, 'bureau')
  const row = await lookAtPerson(service, caller, personNo, showIdNumber ? 'person-unmasked' : 'person')
  if (!showIdNumber) return mask(service, row)
  await note(service, caller, service.db.prisma, { action: 'beneficiary-id-number-shown', personNo, detail: {} })
  return show(service, row)
}

/** The person, for a bureau or an auditor of the region. Errors: not-found, also for another region's. */
export async function readPerson(service: Service, caller: Caller, personNo: string): Promise<people.BeneficiaryRow> {
  requireKind(caller, 'bureau', 'auditor')
  const row = await people.findBeneficiary(service.db.prisma, personNo)
  if (!row || !(await isTheirPerson(service.db.prisma, caller, row))) noSuchPerson(personNo)
  return row
}

/** The same, leaving a line in the audit trail: for whoever is shown something of the person. */
export async function lookAtPerson(
  service: Service,
  caller: Caller,
  personNo: string,
  operation: string,
): Promise<people.BeneficiaryRow> {
  requireKind(caller, 'bureau', 'auditor')
  await look(service, caller, personNo, operation)
  return readPerson(service, caller, personNo)
}

/** Whether a bureau has to do with a person: insured in its region by now, or certified by it (000000/G19). */
export async function isTheirPerson(
  registers: Registers,
  { region }: Caller,
  { personNo, insuredRegion }: people.BeneficiaryRow,
): Promise<boolean> {
  return coversRegion(region, insuredRegion) || people.isCertifiedIn(registers, personNo, prefixOf(region))
}

/** The person, locked until the transaction ends. Errors: not-found. */
export async function lockPerson(registers: Registers, personNo: string): Promise<people.BeneficiaryRow> {
  return (await people.lockBeneficiary(registers, personNo)) ?? noSuchPerson(personNo)
}

/** A number of fifteen digits is found as the eighteen characters that it became. Errors: `invalid-request` for a rounded one. */
export function inNewForm(idType: string, idNumber: string): string {
  if (idType !== identityCard) return idNumber
  if (isRoundedNumber(idNumber) && !isIdNumber(idNumber)) refuseFaults([{ pointer: '/idNumber', detail: rounded }])
  return inEighteen(idNumber)
}

/** Clerks type the last X in either case. */
export function normaliseIdNumber(idNumber: string): string {
  return idNumber.toUpperCase()
}

function faultsOf({ idType, idNumber, birthDate }: BeneficiaryInput, today: Day): Fault[] {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) => faults.push({ pointer, detail: { zh, en } })
  if (birthDate > today)
    fault('/birthDate', '出生日期不能晚于今天。', 'Send a date of birth that is not in the future.')
  const stray = strayBirth(birthDate, today)
  if (stray) faults.push({ pointer: '/birthDate', detail: stray })
  if (idType !== identityCard) return faults
  // Made-up people have the sequence 000, which nobody is given; their check digit agrees.
  if (isRoundedNumber(idNumber) && !isIdNumber(idNumber)) return [...faults, { pointer: '/idNumber', detail: rounded }]
  if (/^\d{15}$/.test(idNumber)) return [...faults, { pointer: '/idNumber', detail: ofFifteen }]
  if (!/^\d{17}[\dX]$/.test(idNumber)) {
    fault(
      '/idNumber',
      '请发送 18 位公民身份号码：17 位数字加校验码（数字或 X）。',
      'Send the 18 characters of the resident identity card: 17 digits and a check digit, a digit or X.',
    )
  }
  return faults
}

const ofFifteen: Bilingual = {
  zh: '这是 15 位旧号码，2013 年起停用；请填写 18 位公民身份号码（在前 6 位后补 19，末位补校验码）。',
  en: 'This is a number of fifteen digits, out of use since 2013; send the eighteen characters of the resident identity card (19 after the first six digits, the check digit behind).',
}

/**
 * What looks like a slip of the pen. Registers hold old numbers that were given out so, and a person must not go
 * without aid for it: the number is kept, and whoever sent it is told.
 */
function cautionsOf({ idType, idNumber, birthDate }: BeneficiaryInput, language: Language): Caution[] {
  const caution = (code: keyof typeof cautions) => [{ code, text: cautions[code][language] }]
  if (idType !== identityCard) return []
  if (!isIdNumber(normaliseIdNumber(idNumber))) return caution('id-number-check-digit')
  return birthDateOf(idNumber) === birthDate ? [] : caution('birth-date-differs')
}

/** A region that is sent as if the person had been there all along does not move anybody. */
function cautionsOfMoves(
  { insuredRegion: sent }: BeneficiaryInput,
  { insuredRegion, firstRegion }: people.BeneficiaryRow,
  language: Language,
): Caution[] {
  if (firstRegion === null || sent === insuredRegion) return []
  return [{ code: 'insured-region-dated', text: cautions['insured-region-dated'][language] }]
}

const cautions = {
  'insured-region-dated': {
    zh: '该人员有参保地变更登记，现参保地以登记为准；变更参保地请用 insured-regions 登记起始日期。',
    en: 'Insured regions with dates are on record and tell where the person is insured by now; record a move under insured-regions with its first day.',
  },
  'id-number-check-digit': {
    zh: '公民身份号码的校验码不符（GB 11643），已按所填登记，请核对。',
    en: 'The check digit of the ID number does not agree (GB 11643); it was registered as sent, check it.',
  },
  'birth-date-differs': {
    zh: '出生日期与公民身份号码不一致，已按所填登记，请核对。',
    en: 'The date of birth is not the one that the ID number holds; both were registered as sent, check them.',
  },
} as const satisfies Record<string, Bilingual>

export function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}

/** What a number is found by: under the newest key first, and under those that it is taking over from. */
export function fingerprints(service: Service, idType: string, idNumber: string): Uint8Array<ArrayBuffer>[] {
  return service.secrets.fingerprints(textOf(idType, idNumber)).map((one) => Uint8Array.from(one))
}

function textOf(idType: string, idNumber: string): string {
  return `${idType}:${idNumber}`
}

function rowOf(service: Service, input: BeneficiaryInput) {
  const { personNo, name, idType, idNumber, birthDate, insuredRegion, enrolledTier, insurance = 'residents' } = input
  return {
    personNo,
    name,
    idType,
    idNumberEnc: Uint8Array.from(service.secrets.encrypt(idNumber, personNo)),
    idNumberHmac: Uint8Array.from(service.secrets.fingerprint(textOf(idType, idNumber))),
    birthDate,
    insuredRegion,
    firstRegion: null,
    joinedAs: null,
    enrolledTier,
    insurance,
  }
}

function show(service: Service, row: people.BeneficiaryRow): BeneficiaryAnswer {
  return {
    personNo: row.personNo,
    name: row.name,
    idType: row.idType,
    idNumber: service.secrets.decrypt(row.idNumberEnc, row.personNo),
    birthDate: row.birthDate,
    insuredRegion: row.insuredRegion,
    enrolledTier: row.enrolledTier as 1 | 2 | null,
    insurance: row.insurance as Insurance,
    recordedAt: chinaTime(row.recordedAt),
    updatedAt: chinaTime(row.updatedAt),
  }
}

/** As lists and answers show a person. */
export function mask(service: Service, row: people.BeneficiaryRow): BeneficiaryAnswer {
  const whole = show(service, row)
  return { ...whole, name: maskName(whole.name), idNumber: maskIdNumber(whole.idNumber) }
}
