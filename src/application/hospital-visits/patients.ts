import { findPatientRow, type PatientRow } from '../../db/hospital-visits/patients.ts'
import { type BeneficiaryRow, listBeneficiaryRows } from '../../db/registers/beneficiaries.ts'
import { chinaTime, covers, type Day } from '../../domain/calendar.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { comparableName } from '../../domain/registers/comparable-name.ts'
import { inEighteen, isIdNumber, maskIdNumber } from '../../domain/registers/id-number.ts'
import { writtenDocument } from '../../domain/registers/written-document.ts'
import { refuseCountingThrough } from '../audit/failed-lookups.ts'
import { noteLookup } from '../audit/lookups.ts'
import { certificateHours, refuseUnread, sightSince } from '../audit/sight.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import { holderFingerprints } from '../registers/shown-document.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'

/** A person as a hospital that treats them needs to know. The ID number is masked. */
export interface Patient {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumber: string
  readonly birthDate: Day
  /** As the national dictionary has it: '1' male, '2' female; null where the certificate does not tell. */
  readonly gender: '1' | '2' | null
  readonly insuredRegion: string
  /** In whose insurance the person is on a day. */
  readonly insuranceOn: (day: Day) => Insurance
  /**
   * Why a number that was shown as that of an identity card is not the person's: it is somebody else's, which is not said of who is
   * not registered by such a card, or no card's. Null where nothing speaks against it.
   */
  readonly cardFault: (idNumber: string) => 'others' | 'none' | null
}

export interface Certificate {
  readonly idType: string
  readonly idNumber: string
  /** Null where the desk did not type it; else it must be the person's. */
  readonly name: string | null
  /** Whom the desk means, where it knows the number; null or left out is whoever holds the certificate. */
  readonly personNo?: string | null
  /** Where the desk says that the person is insured. */
  readonly insuredRegion?: string | null
}

/** As many numbers as one certificate may stand under: where a register holds somebody twice, the desk sees both. */
const maxNumbers = 10

/**
 * Whom a certificate belongs to that a hospital has at hand (1101). Only the whole number finds anyone. Each look-up leaves
 * a line in the audit trail, whether it finds somebody or not, and that line lets the hospital look at the person.
 * Errors: `not-found`, also where the name that was sent is another; `too-many-look-ups`.
 */
export async function readCertificate(
  service: Service,
  caller: Caller,
  certificate: Certificate,
  operation: '1101' | 'certificate-read',
): Promise<readonly [Patient, ...Patient[]]> {
  requireKind(caller, 'hospital')
  await refuseCountingThrough(service, caller, operation)
  const [first, ...others] = meant(await holdersOf(service, certificate), certificate)
  if (!first) {
    await noteLookup(service, caller, { operation, outcome: 'not-found' })
    return refuse('not-found', {
      what: { zh: '该证件（及姓名）的参保人员', en: 'insured person of that certificate (and name)' },
    })
  }
  if (operation === '1101' && others.length > 0) refuseSeveral([first, ...others])
  for (const { personNo, insuredRegion } of [first, ...others])
    await noteLookup(service, caller, { operation, outcome: 'shown', basis: 'certificate', personNo, insuredRegion })
  return [
    await whole(service, caller, first.personNo),
    ...(await Promise.all(others.map((row) => whole(service, caller, row.personNo)))),
  ]
}

async function holdersOf(service: Service, certificate: Certificate): Promise<readonly BeneficiaryRow[]> {
  for (const idNumberHmacs of holderFingerprints(service, certificate)) {
    const filter = { regionPrefix: '', idNumberHmacs }
    const rows = await listBeneficiaryRows(service.db.prisma, filter, { after: null, take: maxNumbers })
    if (rows.length > 0) return rows
  }
  return []
}

/** With what a message needs of the person beside what the register's list shows. */
async function whole(service: Service, caller: Caller, personNo: string): Promise<Patient> {
  const row = await findPatientRow(service.db.pool, personNo, sightSince(service, caller.hospitalCode ?? ''))
  if (!row) throw new Error('a person left the register')
  return patient(service, row)
}

/**
 * Of those who hold a certificate, whom the desk means: by name however it is written (spaces, dots, forms of one character), by
 * the person's number, and by the insured place where that leaves anybody.
 */
function meant<Row extends { personNo: string; name: string; insuredRegion: string }>(
  rows: readonly Row[],
  { name, personNo = null, insuredRegion = null }: Certificate,
): Row[] {
  const named = rows.filter(
    (row) =>
      (name === null || comparableName(name) === comparableName(row.name)) &&
      (personNo === null || personNo === row.personNo),
  )
  const there = insuredRegion === null ? [] : named.filter((row) => agree(insuredRegion, row.insuredRegion))
  return there.length > 0 ? there : named
}

/**
 * A message has room for one person. People of several names share a card by mistake: the desk types the name. One person under
 * two numbers is named by both.
 */
function refuseSeveral(rows: readonly { personNo: string; name: string; insuredRegion: string }[]): never {
  const isOne = new Set(rows.map(({ name }) => comparableName(name))).size === 1
  const numbers = rows.map(({ personNo, insuredRegion }) => `${personNo}（${insuredRegion}）`).join('、')
  const reason = isOne
    ? {
        zh: `该证件有 ${rows.length} 个人员编号：${numbers}；请在 psn_no 中填写其一，或填写 insuplc_admdvs。`,
        en: `the certificate stands under ${rows.length} numbers: ${numbers}; send one of them as psn_no, or insuplc_admdvs.`,
      }
    : {
        zh: `该证件登记有 ${rows.length} 人；请填写 psn_name 或 psn_no。`,
        en: `${rows.length} people share the certificate; send psn_name or psn_no.`,
      }
  return refuse('certificate-ambiguous', { reason })
}

/** The same for a hospital that speaks no national messages, with until when the certificate counts. Errors: as above. */
export async function readCertificateAtDesk(service: Service, caller: Caller, certificate: Certificate) {
  const people = await readCertificate(service, caller, certificate, 'certificate-read')
  const readAt = service.clock()
  const until = new Date(readAt.getTime() + certificateHours(service) * 3_600_000)
  const shown = people.map(({ insuranceOn: _, cardFault: __, ...person }) => person)
  return { people: shown, readAt: chinaTime(readAt), until: chinaTime(until) }
}

export interface PatientAsked {
  readonly personNo: string
  /** What the message says, where it says it. */
  readonly insuredRegion: string | null
  /** The number of the message. */
  readonly operation: string
  /** Of a message that shows what is known of the person; the others leave a record of their own. */
  readonly isLook: boolean
}

/**
 * The person of a number (`psn_no`), for a hospital that may see the person.
 * Errors: `certificate-not-read`, of a number that is nobody's the same; `invalid-request` when the region is not the
 * person's.
 */
export async function patientOf(service: Service, caller: Caller, asked: PatientAsked): Promise<Patient> {
  const { personNo, operation } = asked
  const since = sightSince(service, caller.hospitalCode ?? '')
  const row = await findPatientRow(service.db.pool, personNo, since).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const insuredRegion = row?.insuredRegion ?? null
  if (!row?.basis) {
    await noteLookup(service, caller, { operation, outcome: 'refused', personNo, insuredRegion })
    return refuseUnread(service, personNo)
  }
  // A visit may lie before a move, or under the law of the place that certified the person.
  const sent = asked.insuredRegion
  if (sent !== null && !row.places.some((place) => agree(sent, place)))
    refuse('invalid-request', {}, { faults: [region] })
  const { basis } = row
  if (asked.isLook) await noteLookup(service, caller, { operation, outcome: 'shown', personNo, insuredRegion, basis })
  return patient(service, row)
}

const region = {
  pointer: '/insuplc_admdvs',
  detail: {
    zh: '与该人员的参保地不符；请填写 1101 返回的 insuplc_admdvs。',
    en: 'Not where the person is insured; send the insuplc_admdvs that 1101 answers.',
  },
}

/** A hospital may know the city only. The whole country is where everybody is insured, and says nothing. */
function agree(sent: string, registered: string): boolean {
  return sent !== '000000' && registered.startsWith(prefixOf(sent))
}

function patient(service: Service, row: PatientRow): Patient {
  const idNumber = service.secrets.decrypt(row.idNumberEnc, row.personNo)
  const { personNo, name, idType, birthDate, insuredRegion, insurance, insurances } = row
  return {
    personNo,
    name,
    idType,
    idNumber: maskIdNumber(idNumber),
    birthDate,
    gender: genderOf(idType, idNumber),
    insuredRegion,
    insuranceOn: (day) => insurances.find((one) => covers(one, day))?.insurance ?? insurance,
    cardFault: (shown) => {
      const [sent, own] = [inEighteen(shown), inEighteen(idNumber)]
      if (sent === own) return null
      if (typeof writtenDocument(shown, null) === 'string') return /^\d{9,}X?$/.test(shown) ? 'none' : null
      return isIdNumber(sent) && isIdNumber(own) ? 'others' : null
    },
  }
}

/** The last digit of a citizen's sequence number is odd for men. Source: GB 11643. */
function genderOf(idType: string, idNumber: string): Patient['gender'] {
  if (idType !== '01' || !/^\d{17}/.test(idNumber)) return null
  return '13579'.includes(idNumber[16] ?? '') ? '1' : '2'
}
