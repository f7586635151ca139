import { beforeAll, describe, expect, test } from 'vitest'
import { quotePremium, readPersonPremium, recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { addJoin } from '../../../src/application/registers/joins.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const record = (personNo: string, tier?: 1 | 2 | null, year = 2024) =>
  recordPremium(desk.service, bureau, { personNo, year, tier })

async function subsidyRows(personNo: string): Promise<number> {
  return desk.service.db.prisma.premiumSubsidy.count({ where: { personNo } })
}

describe('a premium subsidy is recorded', () => {
  test('once a person and year', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const first = await record(personNo)
    expect(first).toMatchObject({
      replayed: false,
      subsidy: {
        personNo,
        year: 2024,
        tier: null,
        region: '140500',
        category: 'dibao',
        contribution: '380.00',
        subsidy: '304.00',
        personPays: '76.00',
        clauseId: '140500/J1',
        recordedBy: bureau.id,
      },
    })
    expect(await record(personNo)).toEqual({ ...first, replayed: true })
    expect(await subsidyRows(personNo)).toBe(1)
    expect((await record(personNo, null, 2025)).subsidy).toMatchObject({ contribution: '400.00', subsidy: '320.00' })
  })

  test('as it was, also after the person’s identity changed', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const first = await record(personNo)
    await desk.identity(personNo, { category: 'tekun' })
    expect(await record(personNo)).toEqual({ ...first, replayed: true })
    expect((await readPersonPremium(desk.service, bureau, personNo, { year: 2024 }, 'en')).subsidy).toBe('380.00')
  })

  test('once, when several come at once', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const answers = await Promise.all(Array.from({ length: 6 }, () => record(personNo)))
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    for (const { subsidy } of answers) expect(subsidy).toEqual(answers[0]?.subsidy)
    expect(await subsidyRows(personNo)).toBe(1)
  })

  test('once for a human with two numbers, when both come at once', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
      await addJoin(desk.service, bureau, { personNo: a, otherNo: b, source: '公安人口信息' })
      const tries = Array.from({ length: 10 }, (_, at) => record(at % 2 === 0 ? a : b))
      const ended = await Promise.allSettled(tries)
      const codes = ended.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
      expect(new Set(codes)).toEqual(new Set(['subsidy-under-other-number']))
      expect((await subsidyRows(a)) + (await subsidyRows(b))).toBe(1)
    }
  })

  test('with one tier, and not with another', async () => {
    const personNo = await desk.person({ insuredRegion: '500243', enrolledTier: 1, as: 'dibao' })
    const first = await record(personNo, 2)
    expect(first.subsidy).toMatchObject({ tier: 2, contribution: '755.00', subsidy: '380.00', personPays: '375.00' })
    expect(await refusalOf(record(personNo, 1))).toMatchObject({ code: 'subsidy-conflict', params: { tier: '2' } })
    expect(await record(personNo)).toEqual({ ...first, replayed: true })
  })

  test('of the tier that the person is enrolled in, where none is said', async () => {
    const second = await desk.person({ insuredRegion: '500243', enrolledTier: 2, as: 'dibao' })
    expect((await record(second)).subsidy).toMatchObject({ tier: 2, subsidy: '380.00' })
    const first = await desk.person({ insuredRegion: '500243', enrolledTier: 1, as: 'dibao' })
    expect((await record(first)).subsidy).toMatchObject({ tier: 1, subsidy: '342.00', personPays: '38.00' })
  })

  test('also as nothing, for whoever has no identity', async () => {
    const personNo = await desk.person()
    expect((await record(personNo)).subsidy).toMatchObject({
      category: null,
      subsidy: '0.00',
      personPays: '380.00',
      clauseId: null,
    })
  })

  test('by a bureau of the person’s region and nobody else', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    for (const caller of [jining, shanxiAuditor, ofHospital(cityHospital)]) {
      expect(await refusalOf(recordPremium(desk.service, caller, { personNo, year: 2024 }))).toMatchObject({
        code: caller === jining ? 'not-found' : 'forbidden',
      })
    }
    expect(await refusalOf(record('nobody'))).toMatchObject({ code: 'not-found' })
    expect(await subsidyRows(personNo)).toBe(0)
  })

  test('not in a year without a contribution, and its name is said', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    expect(await refusalOf(record(personNo, null, 2027))).toMatchObject({ code: 'figure-missing' })
    expect(await refusalOf(record(personNo, null, 2019))).toMatchObject({ code: 'policy-missing' })
    expect(await refusalOf(record(personNo, 2))).toMatchObject({ code: 'tier-unknown' })
    expect(await subsidyRows(personNo)).toBe(0)
  })
})

describe('a person’s premium', () => {
  test('goes by the identity that gives most, and shows the others', async () => {
    const personNo = await desk.person({ as: ['dibao', 'poverty-returned', 'youfu'] })
    const answer = await readPersonPremium(desk.service, shanxiAuditor, personNo, { year: 2024 }, 'zh')
    expect(answer).toMatchObject({
      category: 'poverty-returned',
      subsidy: '342.00',
      personPays: '38.00',
      clause: { id: '140500/J1', status: 'text' },
    })
    expect(answer.considered.map(({ category, subsidy }) => [category, subsidy])).toEqual([
      ['dibao', '304.00'],
      ['youfu', '0.00'],
    ])
    expect(answer.considered[1]?.reasons).toMatchObject([{ code: 'left-open', clause: { id: '140500/J3' } }])
  })

  test('counts an identity of any day of the year', async () => {
    const personNo = await desk.person({
      as: [
        { category: 'dibao', to: '2023-12-31' },
        { category: 'tekun', from: '2024-12-31' },
      ],
    })
    const of = async (year: number) =>
      (await readPersonPremium(desk.service, bureau, personNo, { year }, 'en')).category
    expect([await of(2023), await of(2024)]).toEqual(['dibao', 'tekun'])
  })

  test('is what the quote of its category says', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const quoted = quotePremium(desk.service, bureau, { region: '140502', year: 2024, category: 'dibao' }, 'en')
    expect(await readPersonPremium(desk.service, bureau, personNo, { year: 2024 }, 'en')).toMatchObject(quoted)
  })
})
