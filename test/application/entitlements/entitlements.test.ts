import { beforeAll, describe, expect, test } from 'vitest'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const asked = (personNo: string, on?: string) => readEntitlements(desk.service, bureau, personNo, on, 'en')

describe('what a person is entitled to', () => {
  test('goes by the identity with the best terms of those in force', async () => {
    const personNo = await desk.person({
      as: [
        'dibao-marginal',
        'severely-disabled',
        { category: 'dibao', from: '2023-07-01', to: '2023-12-31' },
        { category: 'tekun', from: '2024-01-01' },
      ],
      registered: [{ kind: 'chronic', management: 'visit', to: '2023-08-31' }],
    })
    const counted = async (on: string) => (await asked(personNo, on)).counting
    expect(await counted('2023-06-30')).toMatchObject({ category: 'dibao-marginal', clause: { id: '000000/G4' } })
    expect(await counted('2023-07-01')).toMatchObject({ category: 'dibao', why: expect.stringContaining('0.70') })
    expect(await counted('2024-01-01')).toMatchObject({ category: 'tekun' })
    const answer = await asked(personNo, '2023-09-01')
    expect(answer.identities.map(({ category, inForce }) => [category, inForce])).toEqual([
      ['dibao-marginal', true],
      ['severely-disabled', true],
      ['dibao', true],
      ['tekun', false],
    ])
    expect(answer.registrations).toMatchObject([{ kind: 'chronic', inForce: false }])
  })

  test('says the channel and the deposit (140500/J18, 140500/J19)', async () => {
    const of = async (as: 'dibao' | 'dibao-marginal', on = '2023-06-15') => asked(await desk.person({ as }), on)
    expect(await of('dibao')).toMatchObject({
      channel: { channel: 'direct', clause: { id: '140500/J18' } },
      depositWaiver: { waived: true, clause: { id: '140500/J19' } },
    })
    expect(await of('dibao-marginal')).toMatchObject({
      channel: { channel: 'on-application' },
      depositWaiver: { waived: false, condition: null },
    })
  })

  test('is nothing without an identity, and says so', async () => {
    const answer = await asked(await desk.person(), '2023-06-15')
    expect(answer).toMatchObject({
      counting: { category: null, name: null },
      channel: null,
      depositWaiver: { waived: false },
      limits: [],
    })
    expect(answer.premiumSubsidy).toMatchObject({
      category: null,
      subsidy: '0.00',
      personPays: '350.00',
      missing: null,
    })
  })

  test('holds the year’s limits and the premium', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { inScope: '1000.00' })
    const answer = await asked(personNo, '2023-07-01')
    expect(answer.limits).toMatchObject([{ name: 'annual', used: '700.00', remaining: '59300.00' }, { name: 'tilt' }])
    expect(answer.premiumSubsidy).toMatchObject({ year: 2023, category: 'dibao', subsidy: '280.00', missing: null })
  })

  test('is not hidden by a missing figure, which is named in its place', async () => {
    const answer = await asked(await desk.person({ as: 'dibao' }), '2027-06-01')
    expect(answer.premiumSubsidy).toMatchObject({
      year: 2027,
      subsidy: null,
      missing: { code: 'figure-missing', detail: expect.stringContaining('2027') },
    })
    expect(answer.counting.category).toBe('dibao')
  })

  test.each([
    { insured: '140502', region: '140500' },
    { insured: '140100', region: '140000' },
    { insured: '500243', region: '500243' },
    { insured: '370811', region: '370800' },
  ])('is read from the nearest pack: $insured from $region (000000/G19)', async ({ insured, region }) => {
    const personNo = await desk.person({ insuredRegion: insured, enrolledTier: 1, as: 'dibao' })
    expect(await asked(personNo, '2023-06-15')).toMatchObject({
      region,
      insuredRegion: insured,
      policy: expect.stringMatching(`^${region}@`),
    })
  })

  test('is of today where no day is named', async () => {
    expect((await asked(await desk.person({ as: 'dibao' }))).on).toBe('2024-05-05')
  })

  test('is refused to another region, and for days without law', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    expect(await refusalOf(readEntitlements(desk.service, jining, personNo, undefined, 'en'))).toMatchObject({
      code: 'not-found',
    })
    expect(await refusalOf(asked(personNo, '2022-12-31'))).toMatchObject({ code: 'policy-missing' })
    expect(await refusalOf(asked('nobody'))).toMatchObject({ code: 'not-found' })
  })
})
