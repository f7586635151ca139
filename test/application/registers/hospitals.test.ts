import { beforeAll, describe, expect, test } from 'vitest'
import { getHospital, listHospitals, putHospital } from '../../../src/application/registers/hospitals.ts'
import type { Service } from '../../../src/application/service.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  hospital,
  jincheng,
  jining,
  later,
  ofHospital,
  refusalOf,
  registersService,
  shanxiAuditor,
} from '../../support/people/registers.ts'

let service: Service
beforeAll(async () => {
  service = registersService((await freshDatabase()).open())
  await putHospital(service, jincheng, hospital({ hospitalCode: 'H14050000009' }))
})

const changesOf = async (hospitalCode: string) =>
  (
    await service.db.pool.query(
      'SELECT caller_id, action, detail FROM register_changes WHERE hospital_code = $1 ORDER BY id',
      [hospitalCode],
    )
  ).rows

describe('PUT of a hospital', () => {
  test('registers it, then replaces it, and notes who changed what', async () => {
    const first = await putHospital(service, jincheng, hospital())
    expect(first).toEqual({
      created: true,
      answer: {
        ...hospital(),
        recordedAt: '2026-01-15T10:00:00.000+08:00',
        updatedAt: '2026-01-15T10:00:00.000+08:00',
      },
    })
    const changed = hospital({ designated: false, name: '晋城一院' })
    const second = await putHospital(later(service), jincheng, changed)
    expect(second).toEqual({
      created: false,
      answer: { ...changed, recordedAt: '2026-01-15T10:00:00.000+08:00', updatedAt: '2026-01-16T10:00:00.000+08:00' },
    })
    expect(await getHospital(service, jincheng, changed)).toEqual(second.answer)
    const kept = { region: '140500', level: 'three', feeClass: 'class-one' }
    expect(await changesOf('H14050000001')).toEqual([
      { caller_id: jincheng.id, action: 'hospital-registered', detail: { ...kept, designated: true } },
      {
        caller_id: jincheng.id,
        action: 'hospital-changed',
        detail: { fields: ['name', 'designated'], ...kept, designated: false },
      },
    ])
  })

  test('of what is registered already writes nothing', async () => {
    const before = await changesOf('H14050000009')
    const again = await putHospital(later(service), jincheng, hospital({ hospitalCode: 'H14050000009' }))
    expect(again).toMatchObject({ created: false, answer: { updatedAt: '2026-01-15T10:00:00.000+08:00' } })
    expect(await changesOf('H14050000009')).toEqual(before)
  })

  test('eight times at once registers it once', async () => {
    const input = hospital({ hospitalCode: 'H14050000008' })
    const done = await Promise.all(Array.from({ length: 8 }, () => putHospital(service, jincheng, input)))
    expect(done.filter((one) => one.created)).toHaveLength(1)
    expect(await changesOf('H14050000008')).toHaveLength(1)
  })

  test('is refused outside the region, into it, and out of it', async () => {
    const here = hospital({ hospitalCode: 'H14050000009' })
    const refused = [
      putHospital(service, jining, hospital({ hospitalCode: 'H1' })),
      putHospital(service, jining, { ...here, region: '370800' }),
      putHospital(service, jincheng, { ...here, region: '370800' }),
    ].map(refusalOf)
    const codes = (await Promise.all(refused)).map(({ code }) => code)
    expect(codes).toEqual(['forbidden', 'code-taken', 'forbidden'])
  })

  test('is refused to auditors and hospitals', async () => {
    for (const caller of [shanxiAuditor, ofHospital('H14050000001')]) {
      expect(await refusalOf(putHospital(service, caller, hospital()))).toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('reading hospitals', () => {
  test('a hospital reads itself only', async () => {
    const own = ofHospital('H14050000009')
    expect(await getHospital(service, own, { hospitalCode: 'H14050000009' })).toMatchObject({ region: '140500' })
    expect(await refusalOf(getHospital(service, own, { hospitalCode: 'H14050000001' }))).toMatchObject({
      code: 'not-found',
    })
    expect((await listHospitals(service, own, {})).items.map((one) => one.hospitalCode)).toEqual(['H14050000009'])
  })

  test('bureaus and auditors read their region', async () => {
    expect(await getHospital(service, shanxiAuditor, { hospitalCode: 'H14050000009' })).toBeDefined()
    expect(await refusalOf(getHospital(service, jining, { hospitalCode: 'H14050000009' }))).toMatchObject({
      code: 'not-found',
    })
    expect(await refusalOf(getHospital(service, jincheng, { hospitalCode: 'H404' }))).toMatchObject({
      code: 'not-found',
    })
    expect((await listHospitals(service, jining, {})).items).toEqual([])
  })

  test('page by page, by code', async () => {
    const first = await listHospitals(service, jincheng, { limit: 2 })
    expect(first.items.map((one) => one.hospitalCode)).toEqual(['H14050000001', 'H14050000008'])
    const second = await listHospitals(service, jincheng, { limit: 2, cursor: first.nextCursor ?? undefined })
    expect(second.items.map((one) => one.hospitalCode)).toEqual(['H14050000009'])
    expect(second.nextCursor).toBeNull()
  })
})
