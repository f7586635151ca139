import { beforeAll, describe, expect, test } from 'vitest'
import { quote } from '../../../src/application/settlement/settle.ts'
import { type Bill, billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: 'H14010000001', region: '140106' })
  await desk.hospital({ hospitalCode: 'H50024300001', region: '500243', level: 'two' })
  await desk.hospital({ hospitalCode: 'H50010000001', region: '500103', level: 'three' })
  await desk.hospital({ hospitalCode: 'H37080000001', region: '370811' })
  await desk.hospital({ hospitalCode: 'H41010000001', region: '410102' })
})

const hospitals = {
  jincheng: 'H14050000001',
  taiyuan: 'H14010000001',
  pengshui: 'H50024300001',
  yuzhong: 'H50010000001',
  jining: 'H37080000001',
  henan: 'H41010000001',
}

async function settled(insuredRegion: string, hospital: keyof typeof hospitals, bill: Bill = {}) {
  const personNo = await desk.person({ insuredRegion, as: 'dibao', enrolledTier: 1 })
  return desk.settle(personNo, { inScope: '40000.00', hospitalCode: hospitals[hospital], ...bill })
}

describe('the nearest pack settles (000000/G19)', () => {
  test.each([
    {
      why: 'a county under its city',
      insured: '140502',
      hospital: 'jincheng',
      region: '140500',
      policy: '140500@2023-01-01',
      aid: '28000.00',
    },
    {
      why: 'the city itself',
      insured: '140500',
      hospital: 'jincheng',
      region: '140500',
      policy: '140500@2023-01-01',
      aid: '28000.00',
    },
    {
      why: 'another city under the province',
      insured: '140100',
      hospital: 'taiyuan',
      region: '140000',
      policy: '140000@2023-01-01',
      aid: '28000.00',
    },
    {
      why: 'a county of another city under the province',
      insured: '140106',
      hospital: 'taiyuan',
      region: '140000',
      policy: '140000@2023-01-01',
      aid: '28000.00',
    },
    {
      why: 'a county with a pack of its own',
      insured: '500243',
      hospital: 'pengshui',
      region: '500243',
      policy: '500243@2023-05-30',
      aid: '32000.00',
    },
    {
      why: 'a district of Jining',
      insured: '370811',
      hospital: 'jining',
      region: '370800',
      policy: '370800@2021-01-01',
      aid: '10000.00',
    },
  ] as const)('$why', async ({ insured, hospital, region, policy, aid }) => {
    expect(await settled(insured, hospital)).toMatchObject({ region, payers: { assistance: aid }, receipt: { policy } })
  })

  test.each([
    { why: 'a neighbour county without a pack', insured: '500242', on: '2023-06-15' },
    { why: 'a province without a pack', insured: '410102', on: '2023-06-15' },
    { why: 'the day before Pengshui’s document', insured: '500243', on: '2023-05-29' },
    { why: 'the day after Jincheng’s document', insured: '140502', on: '2028-01-01' },
    { why: 'the day before Jining’s document', insured: '370811', on: '2020-12-31' },
  ])('$why is refused', async ({ insured, on }) => {
    desk.setDay('2028-06-01')
    const personNo = await desk.person({ insuredRegion: insured, as: 'dibao', enrolledTier: 1 })
    const asked = quote(desk.service, bureau, billOf(personNo, { on, inScope: '100.00' }), 'en')
    expect(await refusalOf(asked)).toMatchObject({ code: 'policy-missing', params: { region: insured, on } })
    desk.setDay('2024-05-05')
  })

  test('what the province leaves to its cities is named (140000/J21)', async () => {
    const settlement = await settled('140100', 'taiyuan', { inScope: '100000.00' })
    expect(settlement.payers).toMatchObject({ assistance: '60000.00', tilt: '0.00' })
    expect(settlement.reasons.map(({ code }) => code)).toContain('left-open')
  })
})

describe('care outside the insured place (000000/G8, 000000/G16)', () => {
  test.each([
    { insured: '140502', hospital: 'taiyuan', local: false },
    { insured: '140502', hospital: 'jincheng', local: true },
    { insured: '140521', hospital: 'jincheng', local: true },
    { insured: '500243', hospital: 'yuzhong', local: true },
    { insured: '500243', hospital: 'pengshui', local: true },
    { insured: '370811', hospital: 'henan', local: false },
  ] as const)('$insured in $hospital is local: $local', async ({ insured, hospital, local }) => {
    const plain = await settled(insured, hospital)
    expect(plain.payers.assistance === '0.00').toBe(!local)
    expect(plain.reasons.some(({ code }) => code === 'referral-missing')).toBe(!local)
    const referred = await settled(insured, hospital, { referral: 'proper' })
    expect(referred.payers.assistance).not.toBe('0.00')
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
