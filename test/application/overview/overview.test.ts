import { beforeAll, describe, expect, test } from 'vitest'
import { readOverview } from '../../../src/application/overview/overview.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { aidByMonth, sumsBy, sumsOfAll, usedUp } from '../../support/database/overview-sums.ts'
import { subsidise } from '../../support/database/subsidies.ts'
import { jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

type Overview = Awaited<ReturnType<typeof readOverview>>
type Sums = Omit<Overview['aid'], `by${string}` | 'otherHospitals'>

function sumsOf({ settlements, assistance, reAid, tilt, aid, hospital }: Sums): Sums {
  return { settlements, assistance, reAid, tilt, aid, hospital }
}

function keyed<Row extends Sums>(rows: readonly Row[], key: (row: Row) => string | null): Record<string, Sums> {
  return Object.fromEntries(rows.map((row) => [key(row) ?? '', sumsOf(row)]))
}

/** A year with each care, two hospitals, two counties, a reversal with what it moves, and a limit used up. */
async function busyYear(): Promise<Desk> {
  const desk = await openDesk()
  const county = await desk.hospital({
    hospitalCode: 'H14052100001',
    region: '140521',
    level: 'two',
    feeClass: 'county-two',
  })
  const chronic = { kind: 'chronic', management: 'visit' } as const
  const dibao = await desk.person({ as: 'dibao', enrolledTier: 1, registered: [chronic] })
  const tekun = await desk.person({ as: ['tekun', 'youfu'], enrolledTier: 1, insuredRegion: '140521' })
  const returned = await desk.person({ as: 'poverty-returned', enrolledTier: 1 })
  const marginal = await desk.person({ as: 'dibao-marginal', insuredRegion: '140521' })
  desk.setDay('2024-02-10')
  await desk.settle(dibao, { on: '2024-01-15', inScope: '40000.00', settlementNo: 'FIRST' })
  await desk.settle(dibao, { on: '2024-02-09', care: 'outpatient-chronic', inScope: '1000.00' })
  await desk.settle(tekun, { on: '2024-02-01', inScope: '9000.00', offCatalogue: '6000.00', hospitalCode: county })
  desk.setDay('2024-04-01')
  await desk.settle(dibao, { on: '2024-03-20', inScope: '90000.00' })
  await desk.settle(returned, { on: '2024-03-21', inScope: '12000.00', offCatalogue: '3000.00' })
  await desk.settle(marginal, { on: '2024-03-22', inScope: '30000.00', hospitalCode: county })
  desk.setDay('2025-01-10')
  const undone = {
    hospitalCode: cityHospital,
    settlementNo: 'FIRST',
    reversalNo: 'R1',
    reason: 'x',
    resettleLater: true,
  }
  await reverse(desk.service, bureau, undone)
  await desk.settle(dibao, { on: '2024-12-30', inScope: '60000.00', hospitalCode: county })
  return desk
}

describe('the figures of a year', () => {
  let desk: Desk
  let found: Overview
  beforeAll(async () => {
    desk = await busyYear()
    await give(desk, '500000.00')
    await subsidise(desk)
    found = await readOverview(desk.service, bureau, { region: '140500', year: 2024 })
  })

  test('are those of the settlements, by another way, to the fen', async () => {
    const { pool } = desk.service.db
    const { aid } = found
    expect(sumsOf(aid)).toEqual(await sumsOfAll(pool, 2024, '1405'))
    expect(keyed(aid.byCategory, (row) => row.category)).toEqual(await sumsBy(pool, 'category', 2024, '1405'))
    expect(keyed(aid.byCare, (row) => row.care)).toEqual(await sumsBy(pool, 'care', 2024, '1405'))
    expect(keyed(aid.byHospital, (row) => row.hospitalCode)).toEqual(await sumsBy(pool, 'hospital_code', 2024, '1405'))
    const months = Object.fromEntries(aid.byMonth.map((row) => [row.month, row.aid]))
    expect(months).toEqual(await aidByMonth(pool, 2024, '1405'))
    expect(Object.keys(months)).toEqual(['2024-02', '2024-04', '2025-01'])
    expect(Object.fromEntries(found.limitsUsedUp.map((row) => [row.name, row.people]))).toEqual(
      await usedUp(pool, 2024, '1405'),
    )
  })

  test('are those worked by hand', () => {
    // tekun: 9,000 of aid, and of 15,000 at most 15% off catalogue, so 3,750 is the hospital's.
    const tekun = found.aid.byCategory.find(({ category }) => category === 'tekun')
    expect(tekun).toMatchObject({ settlements: 1, assistance: '9000.00', hospital: '3750.00', aid: '9000.00' })
    // Dibao: 0.30 × 1,000 + 0.70 × 90,000, held at 60,000 with what comes after; the first stay is undone.
    const dibao = found.aid.byCategory.find(({ category }) => category === 'dibao')
    expect(dibao).toMatchObject({ settlements: 3, assistance: '60000.00' })
    expect(found.limitsUsedUp).toMatchObject([
      { region: '140500', name: 'annual', people: 1 },
      ...found.limitsUsedUp.slice(1),
    ])
    expect(found.aid.settlements).toBe(6)
  })

  test('count each person once, by the identity with the best terms, at the end of a past year', () => {
    expect(found.on).toBe('2024-12-31')
    expect(found.people).toEqual({
      total: 4,
      byCategory: [
        { category: 'tekun', people: 1 },
        { category: 'dibao', people: 1 },
        { category: 'poverty-returned', people: 1 },
        { category: 'dibao-marginal', people: 1 },
      ],
    })
  })

  test('have the premium subsidies and the fund, from the same reading', () => {
    expect(found.premiumSubsidies).toEqual({
      people: 3,
      amount: '1026.00',
      byCategory: [
        { category: 'dibao', people: 1, amount: '304.00' },
        { category: 'poverty-returned', people: 1, amount: '342.00' },
        { category: 'tekun', people: 1, amount: '380.00' },
      ],
    })
    expect(found.fund?.commitments).toMatchObject({ settledNotCleared: found.aid.aid, subsidiesNotPaid: '1026.00' })
  })

  test('of the counties are together those of the city, which has the fund', async () => {
    const of = (region: string) => readOverview(desk.service, bureau, { region, year: 2024 })
    const [first, second, province] = await Promise.all([of('140502'), of('140521'), of('140000')])
    expect([first.fund, second.fund]).toEqual([null, null])
    expect(sumsOf(first.aid)).toEqual(await sumsOfAll(desk.service.db.pool, 2024, '140502'))
    expect(sumsOf(second.aid)).toEqual(await sumsOfAll(desk.service.db.pool, 2024, '140521'))
    expect(first.aid.settlements + second.aid.settlements).toBe(found.aid.settlements)
    expect([first.people.total, second.people.total]).toEqual([2, 2])
    expect([first.premiumSubsidies.amount, second.premiumSubsidies.amount]).toEqual(['646.00', '380.00'])
    expect(sumsOf(province.aid)).toEqual(sumsOf(found.aid))
  })

  test('of a year without anything are nothing', async () => {
    const nothing = await readOverview(desk.service, bureau, { region: '140500', year: 2022 })
    expect(nothing.aid).toMatchObject({
      settlements: 0,
      aid: '0.00',
      byMonth: [],
      byHospital: [],
      otherHospitals: null,
    })
    expect(nothing.premiumSubsidies).toEqual({ people: 0, amount: '0.00', byCategory: [] })
  })

  test.each([
    ['another region', jining, {}, 'forbidden'],
    ['a hospital', ofHospital(cityHospital), {}, 'forbidden'],
    ['a day of another year', bureau, { on: '2023-12-31' }, 'invalid-request'],
  ])('are refused for %s', async (_, caller, more, code) => {
    const asked = readOverview(desk.service, caller, { region: '140500', year: 2024, ...more })
    expect((await refusalOf(asked)).code).toBe(code)
    expect((await readOverview(desk.service, shanxiAuditor, { region: '140500', year: 2024 })).region).toBe('140500')
  })
})

test('while others settle and reverse, every reading is of one moment', async () => {
  const desk = await openDesk()
  const people: string[] = []
  for (let at = 0; at < 24; at++) people.push(await desk.person({ as: at % 2 === 0 ? 'dibao' : 'tekun' }))
  let settling = true
  const settle = async (personNo: string, at: number) => {
    const { settlementNo } = await desk.settle(personNo, { on: '2024-05-01', inScope: '10000.00' })
    if (at % 3 === 0)
      await reverse(desk.service, bureau, {
        hospitalCode: cityHospital,
        settlementNo: settlementNo ?? '',
        reversalNo: `R${at}`,
        reason: 'x',
      })
  }
  const waiting: (() => void)[] = []
  const oneReading = () => new Promise<void>((read) => waiting.push(read))
  const load = (async () => {
    for (const [at, personNo] of people.entries()) {
      await settle(personNo, at)
      // A reading that is under way may have begun before; the one after it has what was settled so far.
      if (at % 6 === 5) for (let read = 0; read < 2; read++) await oneReading()
    }
  })().finally(() => {
    settling = false
  })
  const seen: Overview[] = []
  while (settling) {
    seen.push(await readOverview(desk.service, bureau, { region: '140500', year: 2024 }))
    for (const read of waiting.splice(0)) read()
  }
  await load
  seen.push(await readOverview(desk.service, bureau, { region: '140500', year: 2024 }))
  for (const { aid, fund } of seen) {
    const of = (category: string) => aid.byCategory.find((row) => row.category === category)
    // Each dibao is given 7,000 and each tekun 10,000, or nothing any more.
    const due = (of('dibao')?.settlements ?? 0) * 7000 + (of('tekun')?.settlements ?? 0) * 10000
    expect(aid.aid).toBe(`${due}.00`)
    expect(fund?.commitments.settledNotCleared).toBe(aid.aid)
    expect(aid.byHospital.map((row) => row.aid)).toEqual(
      aid.settlements === 0 && aid.byHospital.length === 0 ? [] : [aid.aid],
    )
  }
  expect(seen.at(-1)?.aid.settlements).toBe(16)
  expect(new Set(seen.map(({ aid }) => aid.aid)).size).toBeGreaterThan(2)
})
