import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { certifiers } from '../../src/application/demo/demo-people.ts'
import { createSecrets } from '../../src/application/shared/secrets.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import { sendAll } from '../load/closed.ts'
import { request } from '../load/connection.ts'
import { idNumberOf } from './roster-list.ts'

export interface Hospital {
  readonly hospitalCode: string
  readonly key: string
}

/** Numbers of bench people: Jincheng's, and none of a demo person. */
export const personNo = (index: number): string => `140500${String(10_000_000 + index).padStart(14, '0')}`

/** What people hold, by their number: most one identity, some two, some none, as the law makes them differ in work. */
const holdings: readonly (readonly Category[])[] = [
  ['dibao'],
  ['dibao'],
  ['dibao-marginal', 'severely-disabled'],
  ['poverty-returned'],
  ['monitored-unstable'],
  ['tekun'],
  [],
  ['illness-impoverished'],
]

const categoriesOf = (index: number) => holdings[index % holdings.length] ?? []

export interface RegisteredWhere {
  readonly insuredRegion?: string
  /** Whether somebody of an index is among them. */
  readonly isOf?: (index: number) => boolean
}

const batch = 20_000

/** Registers people in arrays, which is nearly as fast as COPY: the rows are those that the registers' use cases would write. */
export async function registerPeople(
  client: pg.Client,
  dataKey: Buffer,
  count: number,
  { insuredRegion = '140502', isOf = () => true }: RegisteredWhere = {},
): Promise<void> {
  const secrets = createSecrets(dataKey)
  for (let from = 0; from < count; from += batch) {
    const indices = Array.from({ length: Math.min(batch, count - from) }, (_, at) => from + at).filter(isOf)
    await client.query(people, [
      indices.map(personNo),
      indices.map((index) => secrets.encrypt(idNumberOf(index).idNumber, personNo(index))),
      indices.map((index) => secrets.fingerprint(`01:${idNumberOf(index).idNumber}`)),
      indices.map((index) => idNumberOf(index).birthDate),
      insuredRegion,
    ])
    const held = indices.flatMap((index) => categoriesOf(index).map((category) => ({ index, category })))
    await client.query(identities, [
      held.map(({ index }) => personNo(index)),
      held.map(() => uuidv7()),
      held.map(({ category }) => category),
    ])
    await client.query(registrations, [indices.map(personNo), indices.map(() => uuidv7())])
  }
  await client.query('VACUUM ANALYZE beneficiaries, identities, registrations')
}

const people = `INSERT INTO beneficiaries
  (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region, enrolled_tier)
  SELECT person_no, '示例参保人', '01', enc, hmac, birth_date, $5, 1
  FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::date[]) AS t(person_no, enc, hmac, birth_date)`

const identities = `INSERT INTO identities (person_no, id, category, valid_from, certified_by, certificate_no, recorded_by)
  SELECT person_no, id, category, '2021-01-01', 'civil-affairs', 'BENCH', 'bench'
  FROM unnest($1::text[], $2::uuid[], $3::text[]) AS t(person_no, id, category)`

const registrations = `INSERT INTO registrations
  (person_no, id, kind, disease_code, disease_name, management, valid_from, recorded_by)
  SELECT person_no, id, 'chronic', 'E11.900', '2型糖尿病', 'visit', '2021-01-01', 'bench'
  FROM unnest($1::text[], $2::uuid[]) AS t(person_no, id)`

/**
 * The same people over the API, for the service of another checkout: how it seals and stores them is its own affair.
 */
export async function registerOverApi(port: number, adminKey: string, count: number): Promise<void> {
  const send = async (requests: (index: number) => readonly string[]) => {
    const all = Array.from({ length: count }, (_, index) => requests(index)).flat()
    const refused = await sendAll(port, 16, () => all.pop() ?? null)
    if (refused > 0) throw new Error(`${refused} of ${count} people could not be registered`)
  }
  const person = (index: number) => `/v1/beneficiaries/${personNo(index)}`
  const sent = (method: string, path: string, body: object) => request(method, path, adminKey, JSON.stringify(body))
  const insured = { name: 'Bench', idType: '01', insuredRegion: '140502', enrolledTier: 1 }
  const held = { from: '2021-01-01', certificateNo: 'BENCH' }
  // An identity is certified by the department that may.
  const certifiedBy = (category: Category) => certifiers[category] ?? 'civil-affairs'
  const disease = {
    kind: 'chronic',
    diseaseCode: 'E11.900',
    diseaseName: 'E11',
    management: 'visit',
    from: '2021-01-01',
  }
  await send((index) => [sent('PUT', person(index), { ...insured, ...idNumberOf(index) })])
  await send((index) =>
    categoriesOf(index).map((category) =>
      sent('POST', `${person(index)}/identities`, { ...held, category, certifiedBy: certifiedBy(category) }),
    ),
  )
  await send((index) => [sent('POST', `${person(index)}/registrations`, disease)])
}
