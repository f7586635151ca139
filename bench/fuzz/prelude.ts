import type { Caller } from './callers.ts'
import type { Json } from './document.ts'
import { nameMark, type Own } from './generate/own.ts'
import type { FuzzRequest } from './request.ts'

export function sound(operation: string, path: string, body: Json, caller: Caller): FuzzRequest {
  const [method = ''] = operation.split(' ')
  const headers = { 'content-type': 'application/json' }
  return { operation, method, path, headers, body: JSON.stringify(body), caller, intent: 'sound' }
}

/** A walk's own hospital, its key and its people, the last of whom holds no identity: nothing of it may be refused. */
export function prelude(own: Own, bureau: Caller): FuzzRequest[] {
  const { hospitalCode, region, people } = own
  const hospital = {
    name: '示例医院',
    region,
    level: 'two',
    feeClass: 'county-two',
    designated: true,
    criticalDiseaseDesignated: true,
  }
  const key = { kind: 'hospital', name: 'fuzz', region, hospitalCode }
  return [
    sound('PUT /v1/hospitals/{hospitalCode}', `/v1/hospitals/${hospitalCode}`, hospital, bureau),
    sound('POST /v1/callers', '/v1/callers', key, bureau),
    ...people.flatMap((personNo, which) => registered(own, bureau, personNo, which)),
  ]
}

/** The walk's people show their certificates at its hospital, which may then look at them. */
export function certificates(own: Own, hospital: Caller): FuzzRequest[] {
  return own.people.map((_, which) => {
    const certificate = { idType: '01', idNumber: own.idNumberOf(which), name: `${nameMark}${which}` }
    return sound('POST /v1/certificate-reads', '/v1/certificate-reads', certificate, hospital)
  })
}

function registered(own: Own, bureau: Caller, personNo: string, which: number): FuzzRequest[] {
  const path = `/v1/beneficiaries/${personNo}`
  const person = {
    name: `${nameMark}${which}`,
    idType: '01',
    idNumber: own.idNumberOf(which),
    birthDate: own.birthDate(which),
    insuredRegion: own.region,
    enrolledTier: 1,
  }
  const identity = {
    category: which === 0 ? 'dibao' : 'dibao-marginal',
    from: '2021-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: `FUZZ-${personNo}`,
  }
  const registration = {
    kind: own.city === '500243' ? 'special-disease' : 'chronic',
    diseaseCode: own.city === '500243' ? 'N18.500' : 'E11.900',
    diseaseName: '示例病种',
    management: null,
    from: '2021-01-01',
    to: null,
  }
  const put = sound('PUT /v1/beneficiaries/{personNo}', path, person, bureau)
  if (which === 2) return [put]
  return [
    put,
    sound('POST /v1/beneficiaries/{personNo}/identities', `${path}/identities`, identity, bureau),
    sound('POST /v1/beneficiaries/{personNo}/registrations', `${path}/registrations`, registration, bureau),
  ]
}
