import type { Codes } from '../../application/hospital-visits/national-codes.ts'
import type { Patient } from '../../application/hospital-visits/patients.ts'
import type { Day } from '../../domain/calendar.ts'
import { exact, type Out } from '../envelope/json.ts'
import { ageOn } from '../reader/times.ts'

/** 险种类型 on a day: 390 residents', 310 employees' basic insurance. */
export function insutypeOf({ insuranceOn }: Patient, on: Day): string {
  return insuranceOn(on) === 'employees' ? '310' : '390'
}

/** Who a person is, as settlements and visits show it. The number of the certificate is masked. */
export function personFields(patient: Patient, on: Day) {
  return {
    psn_no: patient.personNo,
    psn_name: patient.name,
    psn_cert_type: patient.idType,
    certno: patient.idNumber,
    gend: patient.gender,
    naty: null,
    brdy: patient.birthDate,
    age: exact(ageOn(patient.birthDate, on)),
  } satisfies Record<string, Out>
}

/** The kind of insured person, which is not the identity of assistance. */
export function psnType(codes: Codes, patient: Patient, on: Day): string {
  const { birthDate, insuranceOn } = patient
  if (insuranceOn(on) === 'employees') return codes.for('psn_type', 'employee')?.code ?? ''
  const years = Number.parseInt(ageOn(birthDate, on), 10)
  const means = years < 18 ? 'minor' : years >= 60 ? 'elder' : 'adult'
  return codes.for('psn_type', means)?.code ?? ''
}
