import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { readEntitlements } from '../../../src/application/entitlements/entitlements.ts'
import { readPersonPremium } from '../../../src/application/premiums/quote-premium.ts'
import { getBeneficiary, putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addIdentity, listIdentities } from '../../../src/application/registers/identities.ts'
import {
  addInsuredRegion,
  followInsuredRegions,
  listInsuredRegions,
} from '../../../src/application/registers/insured-regions.ts'
import { readStatement } from '../../../src/application/statement/statement.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, person, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const move = (personNo: string, input: Partial<Parameters<typeof addInsuredRegion>[2]> = {}, caller = bureau) =>
  addInsuredRegion(desk.service, caller, { personNo, region: '370811', from: '2024-03-01', ...input })
const list = async (personNo: string) => (await listInsuredRegions(desk.service, bureau, { personNo, limit: 50 })).items
const insuredIn = async (personNo: string) => (await getBeneficiary(desk.service, bureau, { personNo })).insuredRegion
const settled = async (personNo: string, on: string) => {
  const { region, payers, id } = await desk.settle(personNo, {
    on,
    inScope: '10000.00',
    basic: '4000.00',
    referral: 'proper',
  })
  return { region, assistance: payers.assistance, id: id as string }
}
const certificate = { category: 'dibao', from: '2021-01-01', to: null, certifiedBy: 'civil-affairs' } as const

describe('an insured region with its first day', () => {
  test('decides by the day of the visit which law governs and pays, also for late bills', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await move(personNo)
    expect(await settled(personNo, '2024-02-29')).toMatchObject({ region: '140500', assistance: '4200.00' })
    expect(await settled(personNo, '2024-03-01')).toMatchObject({ region: '370800', assistance: '4200.00' })
    const on = async (day: string) => {
      const { region, insuredRegion } = await readEntitlements(desk.service, bureau, personNo, day, 'zh')
      return { region, insuredRegion }
    }
    expect(await on('2024-02-29')).toEqual({ region: '140500', insuredRegion: '140502' })
    expect(await on('2024-03-01')).toEqual({ region: '370800', insuredRegion: '370811' })
    const cap = (day: string) => readAnnualCap(desk.service, bureau, personNo, { year: 2024, on: day }, 'zh')
    expect((await cap('2024-02-29')).limits[0]).toMatchObject({ name: 'annual', limit: '60000.00', used: '4200.00' })
    expect((await cap('2024-03-01')).limits[0]).toMatchObject({ name: 'annual', limit: '10000.00', used: '4200.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('subsidises the premium of a year where the person is insured at its end', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await move(personNo)
    const premium = async (year: number) => {
      const { region, subsidy } = await readPersonPremium(desk.service, bureau, personNo, { year }, 'zh')
      return { region, subsidy }
    }
    expect(await premium(2023)).toEqual({ region: '140500', subsidy: '280.00' })
    expect(await premium(2024)).toEqual({ region: '370800', subsidy: '380.00' })
  })

  test('is recorded once, corrected with a reason, and taken away again', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const first = await move(personNo)
    expect(first).toMatchObject({ created: true, answer: { region: '370811', standing: true, corrects: null } })
    expect(await move(personNo)).toEqual({ ...first, created: false })
    expect(await insuredIn(personNo)).toBe('370811')
    const corrects = first.answer.id
    const second = await move(personNo, { region: '370102', from: '2024-04-01', corrects, reason: '转入地有误' })
    expect(await insuredIn(personNo)).toBe('370102')
    await move(personNo, { region: '370102', withdrawn: true, corrects: second.answer.id, reason: '未转出' })
    expect(await insuredIn(personNo)).toBe('140502')
    expect((await list(personNo)).map(({ region, standing, withdrawn }) => [region, standing, withdrawn])).toEqual([
      ['370811', false, false],
      ['370102', false, false],
      ['370102', false, true],
    ])
    expect(await settled(personNo, '2024-05-01')).toMatchObject({ region: '140500' })
  })

  test('keeps what the statement of an earlier settlement says', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const { id } = await settled(personNo, '2024-04-01')
    await move(personNo)
    expect(await readStatement(desk.service, bureau, id)).toMatchObject({
      insured: { region: '140502', certifiedRegion: null, insurance: { en: 'residents’ insurance' } },
    })
  })

  test('of a day to come moves the person on that day and not before', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await move(personNo, { from: '2024-05-06' })
    expect(await insuredIn(personNo)).toBe('140502')
    expect(await followInsuredRegions(desk.service)).toBe(0)
    desk.setDay('2024-05-06')
    expect(await followInsuredRegions(desk.service)).toBe(1)
    expect(await insuredIn(personNo)).toBe('370811')
    desk.setDay('2024-05-05')
  })

  test('is not undone by a register that sends the old region again, which is told so', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await move(personNo)
    const sent = { ...person({ personNo, name: '示例', idType: '99', idNumber: personNo }), enrolledTier: 1 } as const
    const { answer } = await putBeneficiary(desk.service, bureau, sent)
    expect(answer.insuredRegion).toBe('370811')
    expect(answer.warnings.map(({ code }) => code)).toContain('insured-region-dated')
  })

  test.each([
    { why: 'before the birth', input: { from: '1975-03-11' }, code: 'fact-period-invalid' },
    {
      why: 'a correction without its reason',
      input: { corrects: '0190f5fe-7c00-7a00-8000-000000000001' },
      code: 'invalid-request',
    },
    { why: 'taking away nothing', input: { withdrawn: true }, code: 'invalid-request' },
    {
      why: 'a correction of nothing on record',
      input: { corrects: '0190f5fe-7c00-7a00-8000-000000000001', reason: '更正' },
      code: 'not-found',
    },
  ])('is refused: $why, and nothing is recorded', async ({ input, code }) => {
    const personNo = await desk.person()
    expect(await refusalOf(move(personNo, input))).toMatchObject({ code })
    expect(await list(personNo)).toEqual([])
  })

  test('of one day is one', async () => {
    const personNo = await desk.person()
    await move(personNo)
    expect(await refusalOf(move(personNo, { region: '370102' }))).toMatchObject({ code: 'fact-overlaps' })
    expect((await move(personNo, { region: '370102', from: '2024-03-02' })).created).toBe(true)
  })

  test('is the bureau’s of the place that the person leaves, which may take a slip of its own back', async () => {
    const personNo = await desk.person()
    expect(await refusalOf(move(personNo, {}, jining))).toMatchObject({ code: 'not-found' })
    const { answer } = await move(personNo, {}, jincheng)
    expect(await refusalOf(move(personNo, { from: '2024-04-01' }, jincheng))).toMatchObject({ code: 'not-found' })
    const back = { withdrawn: true, corrects: answer.id, reason: '选错地区' }
    expect((await move(personNo, back, jincheng)).created).toBe(true)
    expect(await insuredIn(personNo)).toBe('140502')
  })
})

describe('the region that certified an identity', () => {
  test('is the insured region of its first day where none is said', async () => {
    const personNo = await desk.person()
    await move(personNo)
    const add = (from: string, to: string | null) =>
      addIdentity(desk.service, bureau, { personNo, ...certificate, from, to, certificateNo: from })
    expect((await add('2024-01-01', '2024-02-29')).answer.certifiedRegion).toBe('140502')
    expect((await add('2024-03-01', null)).answer.certifiedRegion).toBe('370811')
  })

  test('governs where its own law has certification govern, and its bureau sees the person from then on', async () => {
    const pengshui = { ...jining, region: '500243' }
    const hospitalCode = await desk.hospital({ hospitalCode: 'H50024300001', region: '500243', level: 'two' })
    const personNo = await desk.person({ insuredRegion: '500112' })
    const held = { personNo, ...certificate, certificateNo: 'C1', certifiedRegion: '500243' }
    expect(await refusalOf(getBeneficiary(desk.service, pengshui, { personNo }))).toMatchObject({ code: 'not-found' })
    await addIdentity(desk.service, bureau, held)
    expect((await listIdentities(desk.service, pengshui, { personNo, limit: 5 })).items).toHaveLength(1)
    const answer = await desk.settle(personNo, {
      hospitalCode,
      on: '2024-04-01',
      inScope: '50000.00',
      referral: 'proper',
    })
    expect(answer).toMatchObject({ region: '500243', payers: { assistance: '40000.00' } })
    expect((await readEntitlements(desk.service, pengshui, personNo, '2024-04-01', 'en')).governedBy).toMatchObject({
      by: 'certification',
      place: '500243',
      clause: { id: '500243/G19' },
    })
    const statement = await readStatement(desk.service, pengshui, answer.id as string)
    expect(statement.insured).toMatchObject({ region: '500112', certifiedRegion: '500243' })
    const premium = await readPersonPremium(desk.service, pengshui, personNo, { year: 2024 }, 'zh')
    expect(premium).toMatchObject({ region: '500243', subsidy: '342.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('is not another’s to record', async () => {
    const personNo = await desk.person()
    const held = { personNo, ...certificate, certificateNo: 'C1', certifiedRegion: '370811' }
    expect(await refusalOf(addIdentity(desk.service, jincheng, held))).toMatchObject({
      code: 'certified-region-invalid',
      params: { region: '140500', certifiedRegion: '370811' },
    })
    expect((await listIdentities(desk.service, bureau, { personNo, limit: 5 })).items).toEqual([])
    expect((await addIdentity(desk.service, jincheng, { ...held, certifiedRegion: '140581' })).created).toBe(true)
  })
})
