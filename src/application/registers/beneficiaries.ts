import * as people from '../../db/registers/beneficiaries.ts'
import type { Registers } from '../../db/registers/dates.ts'
import { chinaDay, chinaTime } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { isIdNumber, isRoundedNumber, maskIdNumber, maskName } from '../../domain/registers/id-number.ts'
import { identityCard, shownDocumentTypes } from '../../domain/registers/written-document.ts'
import { folded, looksLikeX } from '../../domain/shared/plain-text.ts'
import { rounded } from '../../domain/shared/rounded.ts'
import { look } from '../audit/sight.ts'
import { type Caller, coversRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { Caution } from '../shared/caution.ts'
import { requireBirthBefore } from './lifetime.ts'
import { cautionsOfMoves, cautionsOfPerson, faultsOfPerson, ofOtherLetters } from './person-checks.ts'
import type { BeneficiaryInput, Correcting, Replaced } from './person-input.ts'
import { cautionsOfReplacing, keepVersion } from './person-versions.ts'
import { requirePlace } from './place.ts'
import { changedFields, inRegisterTransaction, noSuchPerson, note, type WrittenAnswer } from './register-change.ts'
import { cautionsOfNamesakes, cautionsOfOthers } from './same-id-number.ts'

/** `name` and `idNumber` are masked, except for a bureau that asked for them. */
export type BeneficiaryAnswer = Required<Omit<BeneficiaryInput, 'enrolledTier'>> & {
  readonly enrolledTier: 1 | 2 | null
} & { readonly recordedAt: string; readonly updatedAt: string }

/**
 * Registers a person or replaces what is registered. Where anything was settled of the person, another name, document or birth
 * is a correction and says why; what was known before is kept, and statements of before are printed with it.
 * Errors: invalid-request, forbidden, correction-needs-reason; code-taken where the number is another region's.
 */
export async function putBeneficiary(
  service: Service,
  caller: Caller,
  sent: BeneficiaryInput & Correcting,
  language: Language = 'en',
): Promise<WrittenAnswer<BeneficiaryAnswer & { readonly warnings: readonly Caution[] }>> {
  requireKind(caller, 'bureau')
  const input = { ...sent, idType: twoDigits(sent.idType) }
  requireRegion(caller, input.insuredRegion)
  requirePlace(service, input.insuredRegion, '/insuredRegion')
  const idNumber = normaliseIdNumber(input.idNumber)
  refuseFaults(faultsOfPerson({ ...input, idNumber }, chinaDay(service.clock())))
  const written = await inRegisterTransaction(service, async (registers) => {
    const at = service.clock()
    const row = { ...rowOf(service, { ...input, idNumber }), recordedAt: at, updatedAt: at }
    const numbers = fingerprints(service, input.idType, idNumber)
    const everywhere = onAnyPaper(service, input.idType, idNumber)
    const held = { personNo: input.personNo, numbers: everywhere }
    const others = await cautionsOfOthers(registers, caller, held, language)
    const warnings = [...cautionsOfPerson({ ...input, idNumber }, language), ...others]
    if (!(await people.insertBeneficiary(registers, row))) {
      const replaced = await replace(service, caller, registers, { row, numbers, reason: input.reason ?? null })
      const more = [
        ...cautionsOfMoves(input, replaced.row, language),
        ...cautionsOfReplacing(input, replaced, language),
      ]
      return { created: false, answer: { ...mask(service, replaced.row), warnings: [...warnings, ...more] } }
    }
    const { personNo, insuredRegion, enrolledTier } = row
    const detail = { insuredRegion, enrolledTier }
    await note(service, caller, registers, { action: 'beneficiary-registered', personNo, detail })
    return { created: true, answer: { ...mask(service, row), warnings } }
  })
  const namesakes = await cautionsOfNamesakes(service, caller, input.personNo, language)
  return { ...written, answer: { ...written.answer, warnings: [...written.answer.warnings, ...namesakes] } }
}

interface Replacing {
  readonly row: people.BeneficiaryRow
  readonly numbers: readonly Uint8Array[]
  readonly reason: string | null
}

async function replace(
  service: Service,
  caller: Caller,
  registers: Registers,
  { row: { recordedAt: _, updatedAt, ...row }, numbers, reason }: Replacing,
): Promise<Replaced> {
  const before = await people.lockBeneficiary(registers, row.personNo)
  if (!before) noSuchPerson(row.personNo)
  if (!coversRegion(caller.region, before.insuredRegion))
    refuse('code-taken', { what: { zh: '人员编号', en: 'person number' }, code: row.personNo })
  // The sealed number differs each time it is sealed; its fingerprint tells whether the number does, under whichever key.
  const { idNumberEnc, ...sent } = row
  const compared = { ...sent, ...regionsOf(before, sent.insuredRegion), joinedAs: before.joinedAs }
  const kept = numbers.some((one) => Buffer.compare(one, before.idNumberHmac) === 0)
  const fields = changedFields(before, kept ? { ...compared, idNumberHmac: before.idNumberHmac } : compared)
  if (fields.length === 0) return { row: before, before, fields }
  if (fields.includes('birthDate')) await requireBirthBefore(registers, row.personNo, row.birthDate)
  await keepVersion(service, caller, registers, { before, fields, reason })
  const { personNo, insuredRegion, enrolledTier } = compared
  await note(service, caller, registers, {
    action: 'beneficiary-changed',
    personNo,
    detail: {
      fields: fields.map((name) => (name === 'idNumberHmac' ? 'idNumber' : name)),
      insuredRegion,
      enrolledTier,
      ...(reason === null ? {} : { reason }),
      ...(fields.includes('insuredRegion') ? { insuredRegionBefore: before.insuredRegion } : {}),
    },
  })
  return { row: await people.updateBeneficiary(registers, { ...compared, idNumberEnc, updatedAt }), before, fields }
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

/** Errors: `invalid-request` for a number that nobody can have meant: a rounded one, or one with another letter for its X. */
export function refuseUnmeant(idType: string, idNumber: string): void {
  const fault = (detail: Bilingual) => refuseFaults([{ pointer: '/idNumber', detail }])
  if (looksLikeX(idNumber) && /^\d{17}\D$/.test(idNumber)) fault(ofOtherLetters)
  if (idType === identityCard && isRoundedNumber(idNumber) && !isIdNumber(idNumber)) fault(rounded)
}

/** Clerks type the last X in either case, and digits of full width. */
export function normaliseIdNumber(idNumber: string): string {
  return folded(idNumber).toUpperCase()
}

export function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}

/** A program that writes codes as numbers loses the nought. */
function twoDigits(idType: string): string {
  return /^\d$/.test(idType) ? `0${idType}` : idType
}

/** The number of a citizen or of a permit is one person's, whatever paper it was taken from. */
function onAnyPaper(service: Service, idType: string, idNumber: string): Uint8Array<ArrayBuffer>[] {
  const types = isIdNumber(idNumber) ? shownDocumentTypes(idNumber, idType).flat() : [idType]
  return [...new Set(types)].flatMap((type) => fingerprints(service, type, idNumber))
}

/** What a number is found by: under the newest key first, and under those that it is taking over from. */
export function fingerprints(service: Service, idType: string, idNumber: string): Uint8Array<ArrayBuffer>[] {
  return service.secrets.fingerprints(textOf(idType, idNumber)).map((one) => Uint8Array.from(one))
}

function textOf(idType: string, idNumber: string): string {
  return `${idType}:${idNumber}`
}

function rowOf(service: Service, input: BeneficiaryInput) {
  const {
    personNo,
    name,
    idType,
    idNumber,
    birthDate,
    insuredRegion,
    enrolledTier = null,
    insurance = 'residents',
  } = input
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
    insurance: row.insurance,
    recordedAt: chinaTime(row.recordedAt),
    updatedAt: chinaTime(row.updatedAt),
  }
}

/** As lists and answers show a person. */
export function mask(service: Service, row: people.BeneficiaryRow): BeneficiaryAnswer {
  const whole = show(service, row)
  return { ...whole, name: maskName(whole.name), idNumber: maskIdNumber(whole.idNumber) }
}
