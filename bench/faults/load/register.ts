import { Agent } from 'node:http'
import { mustAsk } from './http.ts'
import { birthDate, inventedIdNumber, type Place, personNo, places } from './people.ts'

export const adminKey = 'a-first-key-for-fault-runs'

/** The key of each hospital. */
export type Keys = ReadonlyMap<string, string>

/** Registers the people and hospitals through the API and issues a key to each hospital. */
export async function register(port: number, peopleOfPlace: number): Promise<Keys> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const put = (method: string, path: string, body: unknown) =>
    mustAsk<{ key: string }>({ agent, port, method, path, key: adminKey, body: JSON.stringify(body) })
  const keys = new Map<string, string>()
  for (const place of places) {
    await put('PUT', `/v1/hospitals/${place.hospitalCode}`, hospitalBody(place))
    await Promise.all(Array.from({ length: peopleOfPlace }, (_, at) => enter(put, place, at + 1)))
    const { key } = await put('POST', '/v1/callers', {
      kind: 'hospital',
      name: `faults ${place.city}`,
      region: place.region,
      hospitalCode: place.hospitalCode,
    })
    keys.set(place.hospitalCode, key)
  }
  agent.destroy()
  return keys
}

function hospitalBody({ region, level, feeClass, city }: Place) {
  return { name: `故障试验医院 ${city}`, region, level, feeClass, designated: true, criticalDiseaseDesignated: false }
}

/** Somebody on dibao since before anything is settled here. */
export async function enter(
  put: (method: string, path: string, body: unknown) => Promise<unknown>,
  place: Place,
  number: number,
) {
  const no = personNo(place, number)
  const birth = birthDate(number)
  await put('PUT', `/v1/beneficiaries/${no}`, {
    name: '故障试验某人',
    idType: '01',
    idNumber: inventedIdNumber(place, birth),
    birthDate: birth,
    insuredRegion: place.region,
    enrolledTier: 1,
  })
  await put('POST', `/v1/beneficiaries/${no}/identities`, {
    category: 'dibao',
    from: '2022-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: `FAULTS-${number}`,
  })
}
