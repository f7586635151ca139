import { beforeAll, describe, expect, test } from 'vitest'
import { readDepositWaiver } from '../../../src/application/entitlements/deposit-waiver.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { putHospital } from '../../../src/application/registers/hospitals.ts'
import { amended } from '../../support/claims/packs.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { hospital, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: 'H14052500001', region: '140525' })
  await desk.hospital({ hospitalCode: 'H14010000001', region: '140106' })
  await desk.hospital({ hospitalCode: 'H14050000009', designated: false })
  await desk.hospital({ hospitalCode: 'H50024300001', region: '500243' })
  await desk.hospital({ hospitalCode: 'H50024200001', region: '500242' })
})
const ask = (personNo: string, hospitalCode = cityHospital, on = '2024-05-01') =>
  readDepositWaiver(desk.service, bureau, { personNo, hospitalCode, on }, 'en')

// 晋市政办〔2022〕40号 art. 21: tekun, dibao, poverty-returned and monitored people, in designated hospitals of the city.
describe('the deposit of a stay', () => {
  test.each([
    'tekun',
    'dibao',
    'poverty-returned',
    'monitored-unstable',
    'monitored-marginal',
    'monitored-sudden',
  ] as const)('is waived for %s in the city, in whichever county', async (as) => {
    const personNo = await desk.person({ as })
    expect(await ask(personNo)).toMatchObject({ waived: true, why: null, clause: { id: '140500/J19' } })
    expect(await ask(personNo, 'H14052500001')).toMatchObject({ waived: true })
  })

  test.each([
    { why: 'not-named', hospitalCode: cityHospital, as: 'dibao-marginal' },
    { why: 'not-designated', hospitalCode: 'H14050000009', as: 'dibao' },
    { why: 'outside-insured-place', hospitalCode: 'H14010000001', as: 'dibao' },
    { why: 'no-identity', hospitalCode: cityHospital, as: undefined },
  ] as const)('is not, and why: $why', async ({ why, hospitalCode, as }) => {
    const personNo = await desk.person(as ? { as } : {})
    expect(await ask(personNo, hospitalCode)).toMatchObject({ waived: false, why })
  })

  test('is asked of a day: before and on the first day of the identity, and after the death', async () => {
    const personNo = await desk.person({ as: [{ category: 'dibao', from: '2024-03-01' }] })
    expect(await ask(personNo, cityHospital, '2024-02-29')).toMatchObject({ waived: false, why: 'no-identity' })
    expect(await ask(personNo, cityHospital, '2024-03-01')).toMatchObject({ waived: true })
    await putDeath(desk.service, bureau, { personNo, diedOn: '2024-04-01', source: '死亡证明' })
    expect(await ask(personNo, cityHospital, '2024-04-01')).toMatchObject({ waived: true })
    expect(await ask(personNo, cityHospital, '2024-04-02')).toMatchObject({ waived: false, why: 'died' })
  })

  test('in Pengshui for tekun and dibao, in the county alone (彭水府办发〔2023〕52号 二（六）)', async () => {
    const personNo = await desk.person({ insuredRegion: '500243', as: 'dibao' })
    expect(await ask(personNo, 'H50024300001')).toMatchObject({ waived: true, clause: { id: '500243/P9' } })
    expect(await ask(personNo, 'H50024200001')).toMatchObject({ waived: false, why: 'outside-insured-place' })
    const monitored = await desk.person({ insuredRegion: '500243', as: 'monitored-unstable' })
    expect(await ask(monitored, 'H50024300001')).toMatchObject({ waived: false, why: 'not-named' })
  })

  test('goes by what the hospital is on the day: a designation has days', async () => {
    const hospitalCode = 'H14050000010'
    const put = (change: object) =>
      putHospital(desk.service, bureau, { ...hospital({ hospitalCode, region: '140502' }), ...change })
    await put({})
    await put({ designated: false, from: '2024-03-01' })
    await put({ designated: true, from: '2024-04-01' })
    const personNo = await desk.person({ as: 'dibao' })
    const waivedOn = async (on: string) => {
      const { waived, why } = await ask(personNo, hospitalCode, on)
      return [waived, why]
    }
    expect(await waivedOn('2024-02-29')).toEqual([true, null])
    expect(await waivedOn('2024-03-01')).toEqual([false, 'not-designated'])
    expect(await waivedOn('2024-03-31')).toEqual([false, 'not-designated'])
    expect(await waivedOn('2024-04-01')).toEqual([true, null])
  })

  test('goes by any identity that the clause names, whichever gives more on the bill', async () => {
    const personNo = await desk.person({ as: ['dibao', 'dibao-marginal'] })
    const marginal = amended((clause) => ({
      ...clause,
      ...(clause.depositWaiver
        ? { depositWaiver: clause.depositWaiver.map((row) => ({ ...row, for: ['dibao-marginal'] })) }
        : {}),
    }))
    const asked = { personNo, hospitalCode: cityHospital, on: '2024-05-01' }
    const answer = await readDepositWaiver(await desk.under(marginal), bureau, asked, 'en')
    expect(answer).toMatchObject({ waived: true, category: 'dibao-marginal' })
  })

  test('is on no condition where the clause asks for no referral from primary care', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const { condition } = await ask(personNo)
    expect(condition).toBe('Waived for a stay that is referred from primary care.')
    const without = amended((clause) => ({
      ...clause,
      ...(clause.depositWaiver
        ? { depositWaiver: clause.depositWaiver.map((row) => ({ ...row, referredFromPrimaryCare: 'false' as const })) }
        : {}),
    }))
    const asked = { personNo, hospitalCode: cityHospital, on: '2024-05-01' }
    const answer = await readDepositWaiver(await desk.under(without), bureau, asked, 'en')
    expect(answer).toMatchObject({ waived: true, condition: null })
    expect(answer.text).toBe('Waived for a stay in a designated hospital of the insured place.')
  })

  test('is answered to a hospital for itself, and of one that is registered', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const other = readDepositWaiver(
      desk.service,
      ofHospital('H14010000001'),
      { personNo, hospitalCode: cityHospital, on: '2024-05-01' },
      'en',
    )
    expect((await refusalOf(other)).code).toBe('forbidden')
    expect((await refusalOf(ask(personNo, 'H99999999999'))).code).toBe('not-found')
  })
})
