import type { Day } from '../../domain/calendar.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import { hospitalBasis, type Sight, type SightOf, sightValues } from '../audit/sight.ts'
import type { Queryable } from '../sql.ts'

/** What a message needs of the registers, read by prepared statements: it comes with every message of every hospital. */

export interface SendingHospitalRow {
  readonly region: string
  readonly designated: boolean
}

export async function findSendingHospital(client: Queryable, hospitalCode: string): Promise<SendingHospitalRow | null> {
  const text = 'SELECT region, designated FROM hospitals WHERE hospital_code = $1'
  const { rows } = await client.query<SendingHospitalRow>({ name: 'message-place', text, values: [hospitalCode] })
  return rows[0] ?? null
}

export interface PatientRow {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumberEnc: Uint8Array
  readonly birthDate: Day
  readonly insuredRegion: string
}

/** The person, and what lets the hospital see whom; both in one statement, because it comes with every message. */
export async function findPatientRow(
  client: Queryable,
  personNo: string,
  of: SightOf,
): Promise<(PatientRow & Pick<Sight, 'basis'>) | null> {
  const text = `SELECT person_no AS "personNo", name, id_type AS "idType", id_number_enc AS "idNumberEnc",
    birth_date AS "birthDate", insured_region AS "insuredRegion", ${hospitalBasis} AS basis
    FROM beneficiaries WHERE person_no = $1`
  const values = [personNo, ...sightValues(of)]
  const { rows } = await client.query<PatientRow & Pick<Sight, 'basis'>>({ name: 'message-patient', text, values })
  return rows[0] ?? null
}

export interface RegistrationInForce {
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly from: Day
  readonly to: Day | null
}
