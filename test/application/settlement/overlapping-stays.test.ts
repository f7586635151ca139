import { beforeAll, describe, expect, test } from 'vitest'
import { readOverlappingStays } from '../../../src/application/settlement/overlapping-stays.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { quote, settle } from '../../../src/application/settlement/settle.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jining, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: 'H14050000002' })
})

const first: Bill = { admitted: '2023-03-01', on: '2023-03-15', inScope: '5000.00', basic: '3000.00' }
const inside: Bill = {
  admitted: '2023-03-05',
  on: '2023-03-10',
  inScope: '4000.00',
  basic: '2000.00',
  hospitalCode: 'H14050000002',
}
const overlaps = ({ warnings }: { warnings: readonly { code: string; text: string }[] }) =>
  warnings.filter(({ code }) => code === 'stay-overlaps')
const list = async () => (await readOverlappingStays(desk.service, bureau, { region: '140500', limit: 500 })).items
const undo = (settlementNo: string) =>
  reverse(desk.service, bureau, {
    hospitalCode: cityHospital,
    settlementNo,
    reversalNo: `R-${settlementNo}`,
    reason: '登记有误',
    resettleLater: true,
  })

describe('a visit on days of another', () => {
  test('is settled and quoted with a warning that names the other, and listed', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const before = await desk.settle(personNo, { ...first, settlementNo: 'OV-1' })
    expect(overlaps(before)).toEqual([])
    expect(overlaps(await quote(desk.service, bureau, billOf(personNo, inside), 'en'))).toHaveLength(1)
    const after = await desk.settle(personNo, { ...inside, settlementNo: 'OV-2' })
    expect(overlaps(after)).toMatchObject([{ text: expect.stringContaining('OV-1 (2023-03-01 to 2023-03-15)') }])
    expect((await list()).filter((one) => one.personNo === personNo)).toMatchObject([
      {
        settlementNo: 'OV-2',
        hospitalCode: 'H14050000002',
        from: '2023-03-05',
        to: '2023-03-10',
        other: { settlementNo: 'OV-1', hospitalCode: cityHospital, from: '2023-03-01', to: '2023-03-15' },
      },
    ])
    expect((await readOverlappingStays(desk.service, jining, { limit: 50 })).items).toEqual([])
    await undo('OV-1')
    expect((await list()).filter((one) => one.personNo === personNo)).toEqual([])
    const third = await desk.settle(personNo, { ...first, inScope: '5001.00' })
    expect(overlaps(third)).toMatchObject([{ text: expect.stringContaining('OV-2') }])
  })

  test('of very many the first twenty are named, and the same bill is still found behind all of them', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    for (let at = 0; at < 60; at++) await desk.settle(personNo, { ...inside, inScope: `${4100 + at}.00` })
    const last = { ...first, inScope: '5003.00' }
    expect(overlaps(await desk.settle(personNo, last))).toHaveLength(20)
    // 4159.00 is the latest of sixty, which no twenty of them hold.
    const again = desk.settle(personNo, { ...inside, inScope: '4159.00' })
    expect((await refusalOf(again)).code).toBe('same-visit-settled')
    expect((await refusalOf(desk.settle(personNo, last))).code).toBe('same-visit-settled')
  })

  test('a transfer and the day after are none', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, first)
    for (const admitted of ['2023-03-15', '2023-03-16']) {
      const next = await desk.settle(personNo, {
        ...inside,
        admitted,
        on: '2023-03-20',
        inScope: `400${admitted.at(-1)}.00`,
      })
      expect(overlaps(next).some(({ text }) => text.includes('2023-03-01'))).toBe(false)
    }
  })

  test('of one day in one hospital is found when the first was of that day too', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    const day: Bill = { admitted: '2023-04-03', on: '2023-04-03', inScope: '700.00' }
    await desk.settle(personNo, { ...day, settlementNo: 'DAY-1' })
    expect(overlaps(await desk.settle(personNo, { ...day, inScope: '701.00', hospitalCode: 'H14050000002' }))).toEqual(
      [],
    )
    const again = await desk.settle(personNo, { ...day, inScope: '702.00' })
    expect(overlaps(again)).toMatchObject([{ text: expect.stringContaining('DAY-1') }])
  })

  test('is found across the end of the year, either way round', async () => {
    const stay: Bill = { admitted: '2022-12-20', on: '2023-01-10', inScope: '9000.00', basic: '6000.00' }
    const visit: Bill = { on: '2023-01-05', care: 'outpatient-chronic', inScope: '300.00', basic: '100.00' }
    const registered = [{ kind: 'chronic', management: 'visit' }] as const
    const one = await desk.person({ as: 'dibao', registered })
    await desk.settle(one, stay)
    expect(overlaps(await desk.settle(one, visit))).toHaveLength(1)
    const other = await desk.person({ as: 'dibao', registered })
    await desk.settle(other, visit)
    expect(overlaps(await desk.settle(other, stay))).toHaveLength(1)
  })

  test('is found within one group, and by two services at once', async () => {
    const together = await desk.person({ as: 'dibao' })
    const [one, two] = await Promise.all([
      desk.settle(together, { ...first, inScope: '5002.00' }),
      desk.settle(together, { ...inside, inScope: '4002.00' }),
    ])
    expect(overlaps(one).length + overlaps(two).length).toBe(1)
    const second = await desk.under(desk.service.library)
    for (let round = 0; round < 5; round += 1) {
      const personNo = await desk.person({ as: 'dibao' })
      const answers = await Promise.all([
        settle(desk.service, bureau, billOf(personNo, { ...first, inScope: '5003.00' }), 'en'),
        settle(second, bureau, billOf(personNo, { ...inside, inScope: '4003.00' }), 'en'),
      ])
      expect(answers.flatMap(({ settlement }) => overlaps(settlement))).toHaveLength(1)
    }
  })
})

describe('the same hospital, days and amounts under another number', () => {
  test('are refused with the number of the first; the first number is a replay', async () => {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { ...first, settlementNo: 'TW-1' })
    const again = { code: 'same-visit-settled', params: { settlementNo: 'TW-1' } }
    expect(await refusalOf(desk.settle(personNo, { ...first, settlementNo: 'TW-2' }))).toMatchObject(again)
    expect((await desk.settle(personNo, { ...first, settlementNo: 'TW-1' })).settlementNo).toBe('TW-1')
    expect((await desk.settle(personNo, { ...first, inScope: '5000.01' })).status).toBe('settled')
    await undo('TW-1')
    expect((await desk.settle(personNo, { ...first, settlementNo: 'TW-3' })).status).toBe('settled')
  })

  test('are refused when they come at once, to one service or to two', async () => {
    const second = await desk.under(desk.service.library)
    for (const service of [desk.service, second]) {
      const personNo = await desk.person({ as: 'dibao' })
      const answers = await Promise.allSettled([
        settle(desk.service, bureau, billOf(personNo, first), 'en'),
        settle(service, bureau, billOf(personNo, first), 'en'),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'same-visit-settled' },
      })
    }
  })

  test('are two visits of an outpatient where the second says so, and a third of both; a stay never is', async () => {
    const personNo = await desk.person({ as: 'dibao', registered: [{ management: 'visit' }] })
    const visit: Bill = { care: 'outpatient-chronic', on: '2023-05-03', inScope: '200.00' }
    const send = (settlementNo: string, besides?: string[], bill: Bill = visit) =>
      settle(desk.service, bureau, { ...billOf(personNo, { ...bill, settlementNo }), besides }, 'en')
    await send('BE-1')
    expect(await refusalOf(send('BE-2'))).toMatchObject({
      code: 'same-visit-settled',
      params: { settlementNo: 'BE-1' },
    })
    expect((await send('BE-2', ['BE-1'])).settlement.status).toBe('settled')
    // The answer of the second was lost, and its program sends it under another number.
    const lost = await refusalOf(send('BE-3', ['BE-1']))
    expect(lost).toMatchObject({ code: 'same-visit-settled', params: { settlementNo: 'BE-2' } })
    expect((await send('BE-3', ['BE-2', 'BE-1'])).settlement.status).toBe('settled')
    await desk.settle(personNo, { ...first, settlementNo: 'BE-S' })
    const { admittedOn, dischargedOn } = billOf(personNo, { ...first, settlementNo: 'BE-S' })
    const stays = settle(
      desk.service,
      bureau,
      { ...billOf(personNo, { ...first, settlementNo: 'BE-T' }), admittedOn, dischargedOn, besides: ['BE-S'] },
      'en',
    )
    const refused = await refusalOf(stays)
    expect(refused.code).toBe('same-visit-settled')
    expect(JSON.stringify(refused.params)).not.toContain('besides')
  })

  test('of a stay that looks like an outpatient visit: no word of what is for outpatient care alone', async () => {
    const personNo = await desk.person({ as: 'dibao', registered: [{ management: 'visit' }] })
    await desk.settle(personNo, { care: 'outpatient-chronic', on: '2023-05-03', inScope: '200.00' })
    const stay: Bill = { admitted: '2023-05-03', on: '2023-05-03', inScope: '200.00' }
    const refused = await refusalOf(desk.settle(personNo, stay))
    expect([refused.code, JSON.stringify(refused.params)]).toEqual([
      'same-visit-settled',
      expect.stringContaining('check this one’s days, care and costs'),
    ])
    expect(JSON.stringify(refused.params)).not.toContain('besides')
    expect((await desk.settle(personNo, { ...stay, inScope: '200.01' })).status).toBe('settled')
  })

  test('are another person’s without more ado', async () => {
    const [one, two] = [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })]
    await desk.settle(one, first)
    expect((await desk.settle(two, first)).status).toBe('settled')
  })
})

test('the ledger agrees with all of this', async () => {
  expect(await desk.differences()).toEqual([])
})
