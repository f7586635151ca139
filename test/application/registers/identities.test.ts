import { beforeAll, describe, expect, test } from 'vitest'
import {
  addIdentity,
  endIdentity,
  type IdentityInput,
  listIdentities,
} from '../../../src/application/registers/identities.ts'
import type { Service } from '../../../src/application/service.ts'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { shipped } from '../../support/claims/packs.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  jincheng,
  jining,
  later,
  newPerson,
  ofHospital,
  refusalOf,
  registersService,
  shanxiAuditor,
} from '../../support/people/registers.ts'

let service: Service
beforeAll(async () => {
  service = registersService((await freshDatabase()).open())
})

/** A person of this test's own. */
const someone = () => newPerson(service)

const dibao: IdentityInput = {
  category: 'dibao',
  from: '2023-01-01',
  to: '2023-06-30',
  certifiedBy: 'civil-affairs',
  certificateNo: '晋城低保2023-001',
}

describe('POST of an identity', () => {
  test('records it; the same body again answers the first record', async () => {
    const personNo = await someone()
    const first = await addIdentity(service, jincheng, { personNo, ...dibao })
    expect(first).toMatchObject({
      created: true,
      answer: {
        personNo,
        ...dibao,
        recordedBy: jincheng.id,
        recordedAt: '2026-01-15T10:00:00.000+08:00',
        endedAt: null,
      },
    })
    const again = await addIdentity(later(service), jincheng, { personNo, ...dibao })
    expect(again).toEqual({ created: false, answer: first.answer })
    const { settled, ...listed } = first.answer
    expect(settled).toEqual([])
    expect(await listIdentities(service, shanxiAuditor, { personNo })).toEqual({
      items: [listed],
      nextCursor: null,
    })
  })

  test.each([
    ['begins on its last day', { from: '2023-06-30', to: null }, true],
    ['begins the day after', { from: '2023-07-01', to: null }, false],
    ['ends on its first day', { from: '2022-01-01', to: '2023-01-01' }, true],
    ['ends the day before', { from: '2022-01-01', to: '2022-12-31' }, false],
    ['lies within it', { from: '2023-02-01', to: '2023-02-01' }, true],
    ['holds it', { from: '2022-01-01', to: null }, true],
    ['is the same days under another certificate', { certificateNo: '另一号' }, true],
  ])('one of the same category that %s: refused %#', async (_, change, refused) => {
    const personNo = await someone()
    const { answer } = await addIdentity(service, jincheng, { personNo, ...dibao })
    const other = addIdentity(service, jincheng, { personNo, ...dibao, certificateNo: 'B', ...change })
    if (!refused) return expect(await other).toMatchObject({ created: true })
    expect(await refusalOf(other)).toMatchObject({
      code: 'identity-overlaps',
      params: { id: answer.id, from: '2023-01-01', to: '2023-06-30' },
    })
  })

  test('another category may be held at once', async () => {
    const personNo = await someone()
    await addIdentity(service, jincheng, { personNo, ...dibao })
    const other = { ...dibao, category: 'severely-disabled', certifiedBy: 'disabled-federation' } as const
    expect(await addIdentity(service, jincheng, { personNo, ...other })).toMatchObject({ created: true })
  })

  test.each([
    ['veterans', 'dibao-marginal', false],
    ['civil-affairs', 'monitored-marginal', false],
    ['退役军人事务部门', 'dibao', false],
    ['晋城市民政局', 'youfu', false],
    ['healthcare security', 'dibao', false],
    ['晋城市民政局', 'dibao', true],
    ['阳城县残疾人联合会', 'severely-disabled', true],
    ['healthcare-security', 'illness-impoverished', true],
    ['晋城市民政局、退役军人事务局', 'youfu', true],
    // An office of no name of ours: nobody here can tell.
    ['金村镇人民政府', 'dibao', true],
  ] as const)('%s certifies %s: %s', async (certifiedBy, category, certifies) => {
    const personNo = await someone()
    const under = { ...service, library: shipped }
    const asked = addIdentity(under, jincheng, { personNo, ...dibao, category, certifiedBy })
    if (certifies) return expect(await asked).toMatchObject({ created: true })
    const refusal = await refusalOf(asked)
    expect(refusal.code).toBe('category-not-certified')
    expect(detailOf(refusal, 'zh')).toMatch(/认定部门为：\S+部门 [a-z-]+/)
    expect((await listIdentities(service, jincheng, { personNo })).items).toEqual([])
  })

  test('four overlapping ones at once: one is recorded, the others are refused', async () => {
    // With connections still to be opened the first would be done before the others begin.
    await Promise.all(Array.from({ length: 4 }, () => service.db.pool.query('SELECT pg_sleep(0.1)')))
    for (const personNo of [await someone(), await someone(), await someone()]) {
      const asked = ['A', 'B', 'C', 'D'].map((certificateNo) =>
        addIdentity(service, jincheng, { personNo, ...dibao, certificateNo }),
      )
      const outcomes = (await Promise.allSettled(asked)).map((one) =>
        one.status === 'fulfilled' ? '' : String(one.reason),
      )
      expect(outcomes.sort()).toEqual(['', ...Array(3).fill('Refusal: identity-overlaps')])
    }
  })

  test('an end before the beginning is refused', async () => {
    const personNo = await someone()
    const asked = addIdentity(service, jincheng, { personNo, ...dibao, to: '2022-12-31' })
    expect(await refusalOf(asked)).toMatchObject({
      code: 'identity-period-invalid',
      params: { from: '2023-01-01', to: '2022-12-31' },
    })
  })

  test('a category that nobody knows is refused where it stands', async () => {
    const personNo = await someone()
    const unknown = { personNo, ...dibao, category: 'rich' } as unknown as {
      personNo: string
    } & IdentityInput
    const refusal = await refusalOf(addIdentity(service, jincheng, unknown))
    expect(refusal.faults.map((fault) => fault.pointer)).toEqual(['/category'])
  })

  test('of a person who is not there, of another region, or by a hospital is refused', async () => {
    const personNo = await someone()
    const codes = await Promise.all(
      [
        addIdentity(service, jincheng, { personNo: 'nobody', ...dibao }),
        addIdentity(service, jining, { personNo, ...dibao }),
        addIdentity(service, ofHospital('H1'), { personNo, ...dibao }),
        addIdentity(service, shanxiAuditor, { personNo, ...dibao }),
      ].map(async (asked) => (await refusalOf(asked)).code),
    )
    expect(codes).toEqual(['not-found', 'not-found', 'forbidden', 'forbidden'])
    expect((await listIdentities(service, jincheng, { personNo })).items).toEqual([])
  })
})

describe('PATCH of an identity', () => {
  test('ends it, once, and leaves a line in the audit trail', async () => {
    const personNo = await someone()
    const { answer } = await addIdentity(service, jincheng, { personNo, ...dibao, to: null })
    const ended = await endIdentity(later(service), jincheng, { personNo, id: answer.id, to: '2023-03-31' })
    expect(ended).toEqual({ ...answer, to: '2023-03-31', endedAt: '2026-01-16T10:00:00.000+08:00' })
    expect(await endIdentity(service, jincheng, { personNo, id: answer.id, to: '2023-03-31' })).toEqual(ended)
    const { rows } = await service.db.pool.query(
      `SELECT detail FROM register_changes WHERE person_no = $1 AND action = 'identity-ended'`,
      [personNo],
    )
    expect(rows).toEqual([
      { detail: { id: answer.id, category: 'dibao', from: '2023-01-01', to: '2023-03-31', before: null } },
    ])
  })

  test('on its first day leaves one day', async () => {
    const personNo = await someone()
    const { answer } = await addIdentity(service, jincheng, { personNo, ...dibao })
    expect(await endIdentity(service, jincheng, { personNo, id: answer.id, to: '2023-01-01' })).toMatchObject({
      to: '2023-01-01',
    })
  })

  test('is refused before its beginning, into another one, and for one that is not there', async () => {
    const personNo = await someone()
    const { answer } = await addIdentity(service, jincheng, { personNo, ...dibao })
    await addIdentity(service, jincheng, { personNo, ...dibao, from: '2023-07-01', to: null })
    const end = async (id: string, to: string) =>
      (await refusalOf(endIdentity(service, jincheng, { personNo, id, to }))).code
    expect(await end(answer.id, '2022-12-31')).toBe('identity-period-invalid')
    expect(await end(answer.id, '2023-07-01')).toBe('identity-overlaps')
    expect(await end('00000000-0000-7000-8000-000000000000', '2023-03-31')).toBe('not-found')
    const elsewhere = await someone()
    expect(
      await refusalOf(endIdentity(service, jincheng, { personNo: elsewhere, id: answer.id, to: '2023-03-31' })),
    ).toMatchObject({ code: 'not-found' })
  })
})
