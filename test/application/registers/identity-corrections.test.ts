import { beforeAll, describe, expect, test } from 'vitest'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { addIdentity, endIdentity, listIdentities } from '../../../src/application/registers/identities.ts'
import { annulIdentity, reopenIdentity } from '../../../src/application/registers/identity-corrections.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const reason = '登错人'
const bill = { on: '2024-03-10', admitted: '2024-03-01', inScope: '30000.00' } as const

/** A person with dibao since 2024, and the id of that. */
async function dibao(to: string | null = null): Promise<{ personNo: string; id: string }> {
  const personNo = await desk.person()
  return { personNo, id: await desk.identity(personNo, { category: 'dibao', from: '2024-01-01', to }) }
}

const held = async (personNo: string) => (await listIdentities(desk.service, bureau, { personNo })).items

describe('reopening an identity that was ended by mistake', () => {
  test('takes the end back and keeps it on record with the reason', async () => {
    const { personNo, id } = await dibao()
    await endIdentity(desk.service, bureau, { personNo, id, to: '2024-02-29' })
    const open = await reopenIdentity(desk.service, bureau, { personNo, id, reason: '误终止' })
    expect(open).toMatchObject({ to: null, endedAt: null, endReason: null, annulledAt: null })
    expect(open.corrections).toMatchObject([{ kind: 'reopened', reason: '误终止', toBefore: '2024-02-29' }])
    expect(await held(personNo)).toMatchObject([{ id, to: null, corrections: open.corrections }])
    expect(await reopenIdentity(desk.service, bureau, { personNo, id, reason: '误终止' })).toEqual(open)
  })

  test('names what was settled without it, and recalculating the year pays what was missed', async () => {
    const { personNo, id } = await dibao()
    await endIdentity(desk.service, bureau, { personNo, id, to: '2024-02-29' })
    const before = await desk.settle(personNo, bill)
    expect(before.payers.assistance).toBe('0.00')
    const { settled } = await reopenIdentity(desk.service, bureau, { personNo, id, reason: '误终止' })
    expect(settled).toMatchObject([{ settlementId: before.id, hospitalCode: cityHospital, endedOn: '2024-03-10' }])
    const { settlements } = await previewRecalculation(desk.service, bureau, { personNo, year: 2024 })
    expect(settlements).toHaveLength(1)
    expect(await desk.differences()).toEqual([])
  })

  test('is refused where another of the category took its place, where it has no end, and to who may not', async () => {
    const { personNo, id } = await dibao('2024-02-29')
    const other = await desk.identity(personNo, { category: 'dibao', from: '2024-04-01' })
    const asked = { personNo, id, reason }
    expect(await refusalOf(reopenIdentity(desk.service, bureau, asked))).toMatchObject({ code: 'identity-overlaps' })
    const open = { personNo, id: other, reason }
    expect(await refusalOf(reopenIdentity(desk.service, bureau, open))).toMatchObject({ code: 'identity-not-ended' })
    expect(await refusalOf(reopenIdentity(desk.service, jining, asked))).toMatchObject({ code: 'not-found' })
    const hospital = ofHospital(cityHospital)
    expect(await refusalOf(annulIdentity(desk.service, hospital, asked))).toMatchObject({ code: 'forbidden' })
  })
})

describe('annulling an identity of the wrong person', () => {
  test('lets it count on no day, keeps it on record, and names what was aided by it', async () => {
    const { personNo, id } = await dibao()
    const aided = await desk.settle(personNo, bill)
    expect(aided.payers.assistance).not.toBe('0.00')
    const annulled = await annulIdentity(desk.service, bureau, { personNo, id, reason })
    expect(annulled.annulledAt).not.toBeNull()
    expect(annulled.corrections).toMatchObject([{ kind: 'annulled', reason }])
    expect(annulled.settled).toMatchObject([{ settlementId: aided.id }])
    expect(await held(personNo)).toMatchObject([{ id, annulledAt: annulled.annulledAt, from: '2024-01-01', to: null }])
    const { identities } = await readEntitlements(desk.service, bureau, personNo, '2024-03-10', 'en')
    expect(identities).toEqual([])
    const next = await desk.settle(personNo, { ...bill, admitted: '2024-04-01', on: '2024-04-10' })
    expect(next.payers.assistance).toBe('0.00')
  })

  test('takes back what was paid by it when the year is recalculated', async () => {
    const { personNo, id } = await dibao()
    const aided = await desk.settle(personNo, bill)
    await annulIdentity(desk.service, bureau, { personNo, id, reason })
    const asked = { personNo, year: 2024, reason, resettleNo: `A-${personNo}` }
    const { resettlement } = await recalculate(desk.service, bureau, asked)
    const taken = `-${aided.payers.assistance}`
    expect(resettlement.settlements).toMatchObject([{ id: aided.id, difference: { assistance: taken } }])
    expect(await desk.differences()).toEqual([])
  })

  test('lets the right one be recorded on the same days, and the annulled one be changed no more', async () => {
    const { personNo, id } = await dibao()
    await annulIdentity(desk.service, bureau, { personNo, id, reason })
    const again = await desk.identity(personNo, { category: 'dibao', from: '2024-01-01' })
    expect(again).not.toBe(id)
    const first = await annulIdentity(desk.service, bureau, { personNo, id, reason })
    expect(first.corrections).toHaveLength(1)
    for (const late of [
      () => annulIdentity(desk.service, bureau, { personNo, id, reason: '另一原因' }),
      () => reopenIdentity(desk.service, bureau, { personNo, id, reason }),
      () => endIdentity(desk.service, bureau, { personNo, id, to: '2024-06-30' }),
    ])
      expect(await refusalOf(late())).toMatchObject({ code: 'identity-annulled' })
    const owner = await desk.owner()
    const overwrite = owner.query(`UPDATE identities SET annulled_at = NULL WHERE id = '${id}'`)
    await expect(overwrite).rejects.toMatchObject({ code: '23001' })
    await owner.end()
  })
})

test('recording and ending name what was settled on the days that they touch', async () => {
  const personNo = await desk.person()
  const before = await desk.settle(personNo, bill)
  const input = {
    category: 'dibao',
    from: '2024-03-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: 'D',
  } as const
  const { answer } = await addIdentity(desk.service, bureau, { personNo, ...input })
  expect(answer.settled).toMatchObject([{ settlementId: before.id }])
  const shorter = { personNo, id: answer.id, to: '2024-03-09' }
  expect((await endIdentity(desk.service, bureau, shorter)).settled).toHaveLength(1)
  const longer = { personNo, id: answer.id, to: '2024-03-31' }
  expect((await endIdentity(desk.service, bureau, longer)).settled).toHaveLength(1)
  const elsewhere = { personNo, id: answer.id, to: '2024-03-20' }
  expect((await endIdentity(desk.service, bureau, elsewhere)).settled).toEqual([])
})
