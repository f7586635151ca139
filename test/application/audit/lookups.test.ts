import { beforeAll, expect, test } from 'vitest'
import { noteLookup } from '../../../src/application/audit/lookups.ts'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { readCertificate } from '../../../src/application/hospital-visits/patients.ts'
import type { Service } from '../../../src/application/service.ts'
import { insertLookup, type LookupRow } from '../../../src/db/audit/lookups.ts'
import { cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'

const hospital: Caller = {
  id: '00000000-0000-7000-8000-0000000000a1',
  kind: 'hospital',
  region: '140500',
  hospitalCode: cityHospital,
}

let desk: Desk
let service: Service
beforeAll(async () => {
  desk = await openDesk()
  service = desk.service
})

async function lines(): Promise<Record<string, unknown>[]> {
  const { rows } = await service.db.pool.query('SELECT * FROM lookups ORDER BY id')
  return rows
}

test('a certificate that a hospital reads leaves a line that says who, whom, what, why and in which request', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const asked = { ...hospital, requestId: 'his-4711' }
  await readCertificate(service, asked, { idType: '99', idNumber: personNo, name: null }, '1101')
  expect(await lines()).toEqual([
    {
      id: expect.any(String),
      at: service.clock(),
      caller_id: hospital.id,
      caller_kind: 'hospital',
      caller_region: '140500',
      hospital_code: cityHospital,
      person_no: personNo,
      insured_region: '140502',
      operation: '1101',
      outcome: 'shown',
      basis: 'certificate',
      request_id: 'his-4711',
    },
  ])
})

test('a look that found nobody leaves a line without a person', async () => {
  await noteLookup(service, hospital, { operation: '1101', outcome: 'not-found' })
  const line = (await lines()).at(-1)
  expect(line).toMatchObject({ outcome: 'not-found', person_no: null, insured_region: null, basis: null })
  expect(line).toMatchObject({ request_id: null })
})

test('without its line nothing is shown', async () => {
  const personNo = await desk.person()
  const owner = await desk.owner()
  await owner.query('REVOKE INSERT ON lookups FROM yizhan_app')
  try {
    const look = readCertificate(service, hospital, { idType: '99', idNumber: personNo, name: null }, '1101')
    await expect(look).rejects.toThrow('permission denied')
  } finally {
    await owner.query('GRANT INSERT ON lookups TO yizhan_app')
  }
})

test.each<[string, Partial<LookupRow>, string]>([
  ['an outcome of its own', { outcome: 'seen' as 'shown' }, 'lookups_outcome_check'],
  ['a reason for what was not shown', { outcome: 'refused', basis: 'region' }, 'lookups_basis'],
  ['a region without a person', { personNo: null, insuredRegion: '140502' }, 'lookups_of_a_person'],
])('PostgreSQL refuses a line with %s', async (_, change, constraint) => {
  const row: LookupRow = {
    ...{ id: '00000000-0000-7000-8000-0000000000b1', at: new Date(), callerId: 'c', callerKind: 'hospital' },
    ...{ callerRegion: '140500', hospitalCode: null, personNo: 'P', insuredRegion: null, operation: 'x' },
    ...{ outcome: 'shown', basis: null, requestId: null },
  }
  await expect(insertLookup(service.db.pool, { ...row, ...change })).rejects.toMatchObject({ constraint })
})
