import type { Day, Period } from '../../domain/calendar.ts'
import type { HospitalLevel } from '../../domain/names/hospitals.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import { hospitalBasis, type Sight, type SightOf, sightValues } from '../audit/sight.ts'
import type { Queryable } from '../sql.ts'

/** What a message needs of the registers, read by prepared statements: it comes with every message of every hospital. */

export interface SendingHospitalRow {
  readonly region: string
  readonly level: HospitalLevel
  readonly designated: boolean
}

export async function findSendingHospital(client: Queryable, hospitalCode: string): Promise<SendingHospitalRow | null> {
  const text = 'SELECT region, level, designated FROM hospitals WHERE hospital_code = $1'
  const { rows } = await client.query<SendingHospitalRow>({ name: 'message-place', text, values: [hospitalCode] })
  return rows[0] ?? null
}

/** The same as it was, or will be, on a day: level and designation have days. */
export async function findHospitalOn(
  client: Queryable,
  { hospitalCode, on }: { readonly hospitalCode: string; readonly on: Day },
): Promise<SendingHospitalRow | null> {
  const text = `SELECT h.region, coalesce(t.level, h.level) AS level, coalesce(t.designated, h.designated) AS designated
    FROM hospitals h LEFT JOIN LATERAL (SELECT level, designated FROM hospital_terms t WHERE t.hospital_code = h.hospital_code
      AND t.valid_from <= $2::date ORDER BY t.valid_from DESC, t.id DESC LIMIT 1) t ON true
    WHERE h.hospital_code = $1`
  const { rows } = await client.query<SendingHospitalRow>({ name: 'hospital-on', text, values: [hospitalCode, on] })
  return rows[0] ?? null
}

export interface PatientRow {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumberEnc: Uint8Array
  readonly birthDate: Day
  /** Where the person is insured by now. */
  readonly insuredRegion: string
  /** Every place where the person was insured, or by which an identity was certified. */
  readonly places: readonly string[]
  readonly insurance: Insurance
  /** Enrolments that name an insurance. */
  readonly insurances: readonly (Period & { readonly insurance: Insurance })[]
}

type Found = PatientRow & Pick<Sight, 'basis'>
type Nobody = Pick<Sight, 'basis'> & { readonly personNo: null }

/**
 * The person, and what lets the hospital see whom; both in one statement, because it comes with every message. The same is looked up of
 * a number that is nobody's, so that the time of a refusal does not tell who there is.
 */
export async function findPatientRow(client: Queryable, personNo: string, of: SightOf): Promise<Found | null> {
  const text = `SELECT person_no AS "personNo", name, id_type AS "idType", id_number_enc AS "idNumberEnc",
    birth_date AS "birthDate", insured_region AS "insuredRegion",
    array_remove(ARRAY[insured_region, first_region]
      || (SELECT array_agg(f.region) FROM person_facts f WHERE f.person_no = $1 AND f.region IS NOT NULL AND f.standing AND NOT f.withdrawn)
      || (SELECT array_agg(i.certified_region) FROM valid_identities i WHERE i.person_no = $1), NULL) AS places, insurance,
    (SELECT coalesce(json_agg(json_build_object('from', f.valid_from, 'to', f.valid_to, 'insurance', f.insurance)), '[]')
      FROM person_facts f WHERE f.person_no = $1 AND f.insurance IS NOT NULL AND f.standing AND NOT f.withdrawn) AS insurances,
    ${hospitalBasis} AS basis
    FROM (VALUES (1)) asked LEFT JOIN beneficiaries ON person_no = $1`
  const values = [personNo, ...sightValues(of)]
  const { rows } = await client.query<Found | Nobody>({ name: 'message-patient', text, values })
  const [row] = rows
  return row && row.personNo !== null ? row : null
}

export interface RegistrationInForce {
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly from: Day
  readonly to: Day | null
}
