import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { addRegistration } from '../../../src/application/registers/registrations.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

let desk: Desk
let other: string
beforeAll(async () => {
  desk = await openDesk()
  other = await desk.hospital({ hospitalCode: 'H14050000002', level: 'two', feeClass: 'county-two' })
})

let numbers = 0
const preview = (personNo: string) => previewRecalculation(desk.service, bureau, { personNo, year: 2023 })
const anew = (personNo: string, resettleNo = `RS${++numbers}`) =>
  recalculate(desk.service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo })
const undo = (settlementNo: string, resettleLater = true) =>
  reverse(desk.service, bureau, {
    ...{ hospitalCode: cityHospital, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入错误', resettleLater },
  })
const stay = (inScope: string, on: string, more = {}) => ({ inScope, on, ...more })

/** The preview, then the posting, which must say the same; and the ledger agrees after it. */
async function settledAnew(personNo: string) {
  const rows = await rowCounts(desk.service)
  const looked = await preview(personNo)
  expect(await rowCounts(desk.service)).toEqual(rows)
  const { resettlement, replayed } = await anew(personNo)
  expect(replayed).toBe(false)
  const { resettleNo: _no, reason: _why, resettledAt: _at, ...said } = resettlement
  const { resettleNo: _none, reason: _unsaid, resettledAt: _never, ...foretold } = looked
  expect(said).toEqual(foretold)
  expect(await desk.differences()).toEqual([])
  return resettlement
}

describe('the margin of dibao, recognised late', () => {
  // Above 10% of the 29178 of 2022, which is 2917.80, 60% of the year's in-scope self-pay.
  const threeStays = async () => {
    const personNo = await desk.person()
    const stays = [
      await desk.settle(personNo, stay('2000.00', '2023-02-10')),
      await desk.settle(personNo, stay('1500.00', '2023-03-10')),
      await desk.settle(personNo, stay('10000.00', '2023-04-10', { hospitalCode: other })),
    ]
    return { personNo, stays }
  }

  test('pays from where the three stays together cross the deductible, and gives back to the fen', async () => {
    const { personNo, stays } = await threeStays()
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    const done = await settledAnew(personNo)
    // 2000 stays below; of the 3500 after the second 582.20 lie above; the third lies above it whole.
    expect(done.settlements.map(({ id, after, personGetsBack }) => [id, after.assistance, personGetsBack])).toEqual([
      [stays[0]?.id, '0.00', '0.00'],
      [stays[1]?.id, '349.32', '349.32'],
      [stays[2]?.id, '6000.00', '6000.00'],
    ])
    expect(done.settlements[0]?.category).toEqual({ before: null, after: 'dibao-marginal' })
    expect(done).toMatchObject({
      considered: 3,
      personGetsBack: '6349.32',
      fundsPay: '6349.32',
      hospitalBears: '0.00',
      hospitals: [
        { hospitalCode: cityHospital, settlements: 2, personGetsBack: '349.32' },
        { hospitalCode: other, settlements: 1, personGetsBack: '6000.00' },
      ],
    })
    expect(done.settlements[1]).toMatchObject({
      before: { assistance: '0.00', person: '1500.00' },
      after: { assistance: '349.32', person: '1150.68' },
      difference: { assistance: '349.32', person: '-349.32' },
      limits: [{ name: 'annual', amount: '349.32', usedBefore: '0.00', usedAfter: '349.32' }],
    })
    const cap = await readAnnualCap(desk.service, bureau, personNo, { year: 2023 }, 'en')
    expect(cap).toMatchObject({
      limits: [{ name: 'annual', used: '6349.32' }, {}],
      accumulated: { personBurden: '7150.68' },
    })
    const shown = await getSettlement(desk.service, bureau, stays[2]?.id as string, 'en')
    expect(shown).toMatchObject({ category: 'dibao-marginal', payers: { assistance: '6000.00', person: '4000.00' } })
  })

  test('the same number answers the first time again; another finds nothing left', async () => {
    const { personNo } = await threeStays()
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    const first = await anew(personNo, 'SAME')
    const before = await rowCounts(desk.service)
    expect(await anew(personNo, 'SAME')).toEqual({ ...first, replayed: true })
    expect(await rowCounts(desk.service)).toEqual(before)
    expect((await anew(personNo)).resettlement).toMatchObject({
      considered: 3,
      settlements: [],
      personGetsBack: '0.00',
    })
    const elsewhere = recalculate(desk.service, bureau, { personNo, year: 2022, reason: '补认定', resettleNo: 'SAME' })
    expect((await refusalOf(elsewhere)).code).toBe('number-reused')
  })

  test('two at once post once, under one number or under two', async () => {
    const { personNo } = await threeStays()
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    const second = await desk.under(desk.service.library)
    const from = (service: typeof second, resettleNo: string) =>
      recalculate(service, bureau, { personNo, year: 2023, reason: '补认定', resettleNo })
    const same = await Promise.all([from(desk.service, 'TWICE'), from(second, 'TWICE'), from(second, 'TWICE-2')])
    expect(same[0]?.resettlement).toEqual(same[1]?.resettlement)
    const back = [same[0], same[2]].map((one) => one?.resettlement.personGetsBack).sort()
    expect(back).toEqual(['0.00', '6349.32'])
    expect(await desk.differences()).toEqual([])
  })

  test('a reversal afterwards computes with the identity that was found late', async () => {
    const { personNo, stays } = await threeStays()
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    await anew(personNo)
    const { reversal } = await undo(stays[0]?.settlementNo as string)
    // Without the first 2000 the year's self-pay is 1500, then 11500: 8582.20 above the deductible.
    expect(reversal.adjustments).toMatchObject([
      { id: stays[1]?.id, before: { assistance: '349.32' }, after: { assistance: '0.00' } },
      { id: stays[2]?.id, before: { assistance: '6000.00' }, after: { assistance: '5149.32' } },
    ])
    expect(await desk.differences()).toEqual([])
    expect((await anew(personNo)).resettlement).toMatchObject({ considered: 2, settlements: [] })
  })

  test('what was undone before stays undone', async () => {
    const { personNo, stays } = await threeStays()
    await undo(stays[0]?.settlementNo as string)
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    const done = await settledAnew(personNo)
    expect(done.settlements.map(({ id, after }) => [id, after.assistance])).toEqual([
      [stays[1]?.id, '0.00'],
      [stays[2]?.id, '5149.32'],
    ])
  })

  test('stays that come after are settled on top of it', async () => {
    const { personNo } = await threeStays()
    await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
    await anew(personNo)
    const next = await desk.settle(personNo, stay('1000.00', '2023-05-10'))
    expect(next.payers.assistance).toBe('600.00')
    expect(next.limits[0]).toMatchObject({ name: 'annual', usedBefore: '6349.32', usedAfter: '6949.32' })
    expect((await anew(personNo)).resettlement.settlements).toEqual([])
    expect(await desk.differences()).toEqual([])
  })
})

test('the limit of the year and the tilt behind it hold, in the order of the year', async () => {
  const personNo = await desk.person()
  for (const inScope of ['60000.00', '60000.00', '1000.00']) await desk.settle(personNo, stay(inScope, '2023-06-15'))
  await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-01-01' })
  const { settlements, personGetsBack } = await settledAnew(personNo)
  // 57082.20 at 60%; then what is left of 40000, and of the 80000 that remain 70000 above 10000 at 70%, at most 40000.
  expect(settlements.map(({ after }) => [after.assistance, after.tilt, after.person])).toEqual([
    ['34249.32', '0.00', '25750.68'],
    ['5750.68', '40000.00', '14249.32'],
    ['0.00', '0.00', '1000.00'],
  ])
  expect(personGetsBack).toBe('80000.00')
})

test('tekun from a day in between leaves what was before it, and the hospital bears its share of what is after', async () => {
  const personNo = await desk.person({ as: [{ category: 'dibao', to: '2023-04-30' }] })
  await desk.settle(personNo, stay('10000.00', '2023-03-10'))
  await desk.settle(personNo, stay('5000.00', '2023-05-10', { offCatalogue: '5000.00' }))
  await desk.identity(personNo, { category: 'tekun', from: '2023-05-01' })
  const { settlements, ...sums } = await settledAnew(personNo)
  // In a hospital of the second class 20% of 10000 may be off the catalogue; 3000 of the 5000 are the hospital's.
  expect(settlements).toMatchObject([
    {
      category: { before: null, after: 'tekun' },
      before: { assistance: '0.00', hospital: '0.00', person: '10000.00' },
      after: { assistance: '5000.00', hospital: '3000.00', person: '2000.00' },
      personGetsBack: '8000.00',
    },
  ])
  expect(sums).toMatchObject({
    personGetsBack: '8000.00',
    fundsPay: '5000.00',
    hospitalBears: '3000.00',
    considered: 2,
  })
})

test('an identity that ended earlier than was known takes back, and the preview says so first', async () => {
  const personNo = await desk.person()
  const id = await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
  await desk.settle(personNo, stay('1000.00', '2023-03-10'))
  await endIdentity(desk.service, bureau, { personNo, id, to: '2023-02-28' })
  const { settlements, personGetsBack } = await settledAnew(personNo)
  expect(settlements).toMatchObject([
    { before: { assistance: '700.00' }, after: { assistance: '0.00', person: '1000.00' } },
  ])
  expect(personGetsBack).toBe('-700.00')
})

test('an identity that gives no more is taken on all the same, for what a reversal may make of it', async () => {
  const personNo = await desk.person({ as: 'monitored-marginal' })
  const first = await desk.settle(personNo, stay('10000.00', '2023-02-10'))
  const second = await desk.settle(personNo, stay('10000.00', '2023-03-10'))
  await desk.identity(personNo, { category: 'dibao-marginal', from: '2023-03-01' })
  const { settlements, personGetsBack } = await settledAnew(personNo)
  expect(settlements).toMatchObject([
    { id: second.id, category: { before: 'monitored-marginal', after: 'monitored-marginal' }, personGetsBack: '0.00' },
  ])
  expect(personGetsBack).toBe('0.00')
  expect((await anew(personNo)).resettlement.settlements).toEqual([])
  await undo(first.settlementNo as string)
  expect((await anew(personNo)).resettlement.settlements).toEqual([])
  expect(await desk.differences()).toEqual([])
})

test('the hospital and the diseases stay as they were recorded then', async () => {
  const personNo = await desk.person({ registered: [{ diseaseCode: 'X', from: '2023-06-01' }] })
  const care = 'outpatient-chronic' as const
  await desk.settle(personNo, { on: '2023-03-10', care, inScope: '1000.00', registered: { diseaseCode: 'X' } })
  await desk.identity(personNo, { category: 'tekun', from: '2023-01-01' })
  const late = { kind: 'chronic', diseaseCode: 'X', diseaseName: 'X', management: null, packageCode: null } as const
  await addRegistration(desk.service, bureau, { personNo, ...late, from: '2023-01-01', to: '2023-05-31' })
  const { personGetsBack } = await settledAnew(personNo)
  expect(personGetsBack).toBe('0.00')
})

test('who may', async () => {
  const personNo = await desk.person()
  const asked = { personNo, year: 2023, reason: 'x', resettleNo: 'WHO' }
  const code = async (done: Promise<unknown>) => (await refusalOf(done)).code
  expect(await code(recalculate(desk.service, ofHospital(cityHospital), asked))).toBe('forbidden')
  expect(await code(recalculate(desk.service, jining, asked))).toBe('not-found')
  expect(await code(recalculate(desk.service, shanxiAuditor, asked))).toBe('forbidden')
  expect(await code(previewRecalculation(desk.service, ofHospital(cityHospital), asked))).toBe('forbidden')
  expect(await previewRecalculation(desk.service, shanxiAuditor, asked)).toMatchObject({
    considered: 0,
    settlements: [],
  })
  expect(await code(recalculate(desk.service, jincheng, { ...asked, personNo: 'NOBODY' }))).toBe('not-found')
  expect(await code(recalculate(desk.service, jincheng, { ...asked, year: 2025 }))).toBe('date-in-future')
})
