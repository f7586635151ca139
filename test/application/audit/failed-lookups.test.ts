import { beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/application/callers/caller.ts'
import { readCertificate } from '../../../src/application/hospital-visits/patients.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import type { Service } from '../../../src/application/service.ts'
import { writeCursor } from '../../../src/application/shared/cursor.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  jincheng,
  ofHospital,
  person,
  refusalOf,
  registersService,
  shanxiAuditor,
} from '../../support/people/registers.ts'

const failedLookups = 5
let base: Service
let now = new Date('2026-01-15T02:00:00Z')
let service: Service
beforeAll(async () => {
  base = registersService((await freshDatabase()).open())
  service = { ...base, failedLookups, clock: () => now }
  await putBeneficiary(service, jincheng, person())
})

const { idNumber, name } = person()
const hospitalOf = (id: string): Caller => ({ ...ofHospital('H14050000001'), id })
const look = (caller: Caller, number: string, called: string | null = null) =>
  readCertificate(service, caller, { idType: '01', idNumber: number, name: called }, '1101')
/** One that ends in 000 would be said to be rounded. */
const nobody = (n: number) => `14050219800101${String(n + 1).padStart(4, '0')}`

async function linesOf(caller: Caller): Promise<Record<string, string>[]> {
  const { rows } = await service.db.pool.query(
    `SELECT operation, outcome, person_no AS person FROM lookups WHERE caller_id = $1 ORDER BY at, id`,
    [caller.id],
  )
  return rows
}

const failed = (operation: string) => ({ operation, outcome: 'not-found', person: null })

describe('a look-up that finds nobody', () => {
  test('leaves a line in the audit trail, without the number', async () => {
    const caller = hospitalOf('look-1')
    await refusalOf(look(caller, nobody(1)))
    await refusalOf(look(caller, idNumber, '别人'))
    expect(await linesOf(caller)).toEqual([failed('1101'), failed('1101')])
  })

  test('leaves one where a bureau or an auditor searches, too, whatever page is asked for', async () => {
    const cursor = writeCursor('beneficiaries', '1')
    expect((await searchBeneficiaries(service, shanxiAuditor, { idNumber: nobody(1) })).items).toEqual([])
    expect((await searchBeneficiaries(service, shanxiAuditor, { idNumber: nobody(2), cursor })).items).toEqual([])
    expect(await linesOf(shanxiAuditor)).toEqual([failed('search'), failed('search')])
  })

  test('is one of a few a minute: then nobody is found, also who is there', async () => {
    const caller = hospitalOf('look-2')
    for (let n = 0; n < failedLookups; n++) expect((await refusalOf(look(caller, nobody(n)))).code).toBe('not-found')
    const stopped = await refusalOf(look(caller, idNumber))
    expect(stopped.code).toBe('too-many-lookups')
    expect(Number(stopped.params['seconds'])).toBeGreaterThan(0)
    expect(Number(stopped.params['seconds'])).toBeLessThanOrEqual(60)
    expect((await refusalOf(look(caller, nobody(9)))).code).toBe('too-many-lookups')
    const lines = await linesOf(caller)
    expect(lines.filter(({ outcome }) => outcome === 'throttled')).toHaveLength(1)
    expect((await look(hospitalOf('look-3'), idNumber))[0].name).toBe(name)
    now = new Date(now.getTime() + 61_000)
    expect((await look(caller, idNumber))[0].name).toBe(name)
  })

  test('is one of a few a minute for bureaus, too', async () => {
    const bureau = { ...jincheng, id: 'look-4' }
    const search = (number: string) => searchBeneficiaries(service, bureau, { idNumber: number })
    // From one on, since a number that ends in 000 is taken for a rounded one.
    for (let n = 1; n <= failedLookups; n++) expect((await search(nobody(n))).items).toEqual([])
    expect((await refusalOf(search(idNumber))).code).toBe('too-many-lookups')
  })

  test('is one of a hundred times as many a day', async () => {
    const caller = hospitalOf('look-5')
    for (let n = 0; n < failedLookups * 100; n++) {
      now = new Date(now.getTime() + 60_000 / failedLookups + 1)
      expect((await refusalOf(look(caller, nobody(n)))).code).toBe('not-found')
    }
    now = new Date(now.getTime() + 120_000)
    const stopped = await refusalOf(look(caller, idNumber))
    expect(stopped.code).toBe('too-many-lookups')
    expect(Number(stopped.params['seconds'])).toBeGreaterThan(3600)
  })

  test('does not hinder who finds people', async () => {
    const caller = hospitalOf('look-6')
    for (let n = 0; n < failedLookups * 4; n++) expect((await look(caller, idNumber))[0].name).toBe(name)
  })
})
