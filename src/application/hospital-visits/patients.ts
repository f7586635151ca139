import { findPatientRow, type PatientRow } from '../../db/hospital-visits/patients.ts'
import { listBeneficiaryRows } from '../../db/registers/beneficiaries.ts'
import type { Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { maskIdNumber } from '../../domain/registers/id-number.ts'
import { refuseCountingThrough } from '../audit/failed-lookups.ts'
import { noteLookup } from '../audit/lookups.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import { fingerprints, normaliseIdNumber } from '../registers/beneficiaries.ts'
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
}

/**
 * The person whose certificate a hospital has at hand (1101). Only the whole number finds anyone, and each look-up
 * leaves a line in the audit trail, whether it finds somebody or not.
 * Errors: `not-found`, also where the name that was sent is another; `too-many-look-ups`.
 */
export async function findPatient(
  service: Service,
  caller: Caller,
  { idType, idNumber, name }: { idType: string; idNumber: string; name: string | null },
): Promise<Patient> {
  requireKind(caller, 'hospital')
  await refuseCountingThrough(service, caller, '1101')
  const filter = { regionPrefix: '', idNumberHmacs: fingerprints(service, idType, normaliseIdNumber(idNumber)) }
  const [row] = await listBeneficiaryRows(service.db.prisma, filter, { after: null, take: 1 })
  if (!row || (name !== null && name !== row.name)) {
    await noteLookup(service, caller, { operation: '1101', outcome: 'not-found' })
    return refuse('not-found', {
      what: { zh: '该证件（及姓名）的参保人员', en: 'insured person of that certificate (and name)' },
    })
  }
  const { personNo, insuredRegion } = row
  const found = { operation: '1101', outcome: 'shown', basis: 'certificate', personNo, insuredRegion } as const
  await noteLookup(service, caller, found)
  return patient(service, row)
}

/**
 * The person of a number (`psn_no`). `insuredRegion` is what the message says, where it says it.
 * Errors: `person-not-registered`; `invalid-request` when the region is not the person's.
 */
export async function patientOf(service: Service, personNo: string, insuredRegion: string | null): Promise<Patient> {
  const row = await findPatientRow(service.db.pool, personNo).catch((error: unknown) => {
    throw asRefusal(error)
  })
  if (!row) return refuse('person-not-registered', { personNo })
  if (insuredRegion !== null && !agree(insuredRegion, row.insuredRegion))
    refuse('invalid-request', {}, { faults: [region] })
  return patient(service, row)
}

const region = {
  pointer: '/insuplc_admdvs',
  detail: {
    zh: '与该人员的参保地不符；请填写 1101 返回的 insuplc_admdvs。',
    en: 'Not where the person is insured; send the insuplc_admdvs that 1101 answers.',
  },
}

/** A hospital may know the city only. */
function agree(sent: string, registered: string): boolean {
  return registered.startsWith(prefixOf(sent))
}

function patient(service: Service, row: PatientRow): Patient {
  const idNumber = service.secrets.decrypt(row.idNumberEnc, row.personNo)
  const { personNo, name, idType, birthDate, insuredRegion } = row
  return {
    personNo,
    name,
    idType,
    idNumber: maskIdNumber(idNumber),
    birthDate,
    gender: genderOf(idType, idNumber),
    insuredRegion,
  }
}

/** The last digit of a citizen's sequence number is odd for men. Source: GB 11643. */
function genderOf(idType: string, idNumber: string): Patient['gender'] {
  if (idType !== '01' || !/^\d{17}/.test(idNumber)) return null
  return '13579'.includes(idNumber[16] ?? '') ? '1' : '2'
}
