import { beforeAll, describe, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { previewRecalculation, recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { putBeneficiary } from '../../../src/application/registers/beneficiaries.ts'
import { addJoin, listSamePeople, readJoins } from '../../../src/application/registers/joins.ts'
import { searchBeneficiaries } from '../../../src/application/registers/search-beneficiaries.ts'
import { readOverlappingStays } from '../../../src/application/settlement/overlapping-stays.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, person, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const join = (personNo: string, otherNo: string, input: Partial<Parameters<typeof addJoin>[2]> = {}, caller = bureau) =>
  addJoin(desk.service, caller, { personNo, otherNo, source: '公安人口信息', ...input })
/** Dibao: 70% of what insurance leaves, 60000 a year, no deductible. */
const settled = async (personNo: string, on: string, inScope: string) => {
  const { payers, limits } = await desk.settle(personNo, { on, inScope })
  const [annual] = limits
  return { assistance: payers.assistance, before: annual?.usedBefore, remaining: annual?.remaining }
}
const two = async () => [await desk.person({ as: 'dibao' }), await desk.person({ as: 'dibao' })] as const

test('two numbers with nothing in common are joined with a reason alone', async () => {
  const [a, b] = await two()
  const put = (personNo: string, change: object) =>
    putBeneficiary(desk.service, bureau, person({ personNo, insuredRegion: '140502', ...change }))
  await put(a, { name: '示例甲', birthDate: '1978-03-01', idType: '99', idNumber: 'AA-1001' })
  await put(b, { name: '示例乙', birthDate: '1960-05-20', idType: '99', idNumber: 'AA-1002' })
  const refused = await refusalOf(join(a, b))
  expect(refused.code).toBe('join-invalid')
  expect(JSON.stringify(refused.params)).toContain('证件、姓名、出生日期均不相同')
  expect((await join(a, b, { reason: '换发证件，公安核对为同一人' })).created).toBe(true)
})

describe('two numbers of one human', () => {
  test('share a limit from the join on, whichever is used: 60000 less 42000 leaves 18000', async () => {
    const [a, b] = await two()
    expect(await settled(a, '2024-02-01', '60000.00')).toMatchObject({ assistance: '42000.00', remaining: '18000.00' })
    await join(a, b)
    expect(await settled(b, '2024-03-01', '30000.00')).toEqual({
      ...{ assistance: '18000.00', before: '42000.00', remaining: '0.00' },
    })
    expect(await settled(a, '2024-04-01', '1000.00')).toMatchObject({ assistance: '0.00', before: '60000.00' })
    const cap = await readAnnualCap(desk.service, bureau, b, { year: 2024 }, 'en')
    expect(cap).toMatchObject({ joinedWith: [a], limits: [{ used: '60000.00', remaining: '0.00' }, {}] })
    expect(await desk.differences()).toEqual([])
  })

  test('have what was settled twice before the join on the list of the bureau, and what was reversed not', async () => {
    const [a, b] = await two()
    const bill = { on: '2024-02-01', from: '2024-01-10', inScope: '10000.00' }
    const first = await desk.settle(a, { ...bill, settlementNo: 'BEFORE-1' })
    const second = await desk.settle(b, { ...bill, settlementNo: 'BEFORE-2' })
    await desk.settle(b, { on: '2024-03-01', inScope: '10.00', settlementNo: 'BEFORE-3' })
    expect([first.warnings, second.warnings].flat().map(({ code }) => code)).not.toContain('stay-overlaps')
    await join(a, b)
    const { items } = await readOverlappingStays(desk.service, bureau, { limit: 500 })
    const found = items.filter(({ personNo }) => personNo === a || personNo === b)
    expect(found).toMatchObject([{ personNo: b, settlementNo: 'BEFORE-2', other: { settlementNo: 'BEFORE-1' } }])
  })

  test('share what accumulates: the deductible of a monitored person is met once', async () => {
    const as = 'monitored-unstable'
    const [a, b] = [await desk.person({ as }), await desk.person({ as })]
    // 10% of 30924 is 3092.40: 3000 under one number, so that 92.40 are left of it under the other.
    expect(await settled(a, '2024-02-01', '3000.00')).toMatchObject({ assistance: '0.00' })
    await join(a, b)
    expect(await settled(b, '2024-03-01', '1092.40')).toMatchObject({ assistance: '700.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('have one visit once, and stays that meet are said, whichever number they are under', async () => {
    const [a, b] = await two()
    await join(a, b)
    const bill = { on: '2024-02-01', from: '2024-01-10', inScope: '10000.00' }
    const { id } = await desk.settle(a, { ...bill, settlementNo: 'JOINED-1' })
    expect(id).not.toBeNull()
    const again = await refusalOf(desk.settle(b, { ...bill, settlementNo: 'JOINED-2' }))
    expect(again.code).toBe('same-visit-settled')
    const meeting = await desk.settle(b, { ...bill, inScope: '9000.00', settlementNo: 'JOINED-3' })
    expect(meeting.warnings.map(({ code }) => code)).toContain('stay-overlaps')
    expect(await desk.differences()).toEqual([])
  })

  test('settled at once, side by side, never pass the limit together', async () => {
    const [a, b] = await two()
    await join(a, b)
    const bills = [a, b, a, b, a, b].map((personNo, at) => settled(personNo, '2024-02-01', `${30000 + at * 10}.00`))
    const paid = (await Promise.all(bills)).map(({ assistance }) => Number.parseInt(assistance, 10))
    expect(paid.reduce((sum, one) => sum + one, 0)).toBe(60000)
    expect(await desk.differences()).toEqual([])
  })

  test('have what was settled before the join shown, and posted, by recalculating the year', async () => {
    const [a, b] = await two()
    await settled(a, '2024-02-01', '60000.00')
    await settled(b, '2024-03-01', '60000.00')
    await join(a, b)
    expect(await desk.differences()).toEqual([])
    const asked = { personNo: b, year: 2024 }
    const preview = await previewRecalculation(desk.service, bureau, asked)
    expect(preview.settlements).toMatchObject([
      { before: { assistance: '42000.00' }, after: { assistance: '18000.00' } },
    ])
    expect((await previewRecalculation(desk.service, bureau, { personNo: a, year: 2024 })).settlements).toEqual([])
    await recalculate(desk.service, bureau, { ...asked, reason: '两个编号合并', resettleNo: 'R1' })
    expect(await desk.differences()).toEqual([])
    const cap = await readAnnualCap(desk.service, bureau, a, { year: 2024 }, 'en')
    expect(cap.limits[0]).toMatchObject({ used: '60000.00' })
  })

  test('are taken apart again, with a reason: each has its own limit, and recalculating shows it', async () => {
    const [a, b] = await two()
    await settled(a, '2024-02-01', '60000.00')
    const { answer } = await join(a, b)
    expect(answer.personNos).toEqual([a, b].sort())
    await settled(b, '2024-03-01', '60000.00')
    expect(await refusalOf(join(a, b, { withdrawn: true, corrects: answer.id }))).toMatchObject({
      code: 'invalid-request',
    })
    const apart = await join(a, b, { withdrawn: true, corrects: answer.id, reason: '同名同生日的两人' })
    expect(apart.answer.personNos).toEqual([a])
    expect(await settled(b, '2024-04-01', '10000.00')).toMatchObject({ assistance: '7000.00', before: '18000.00' })
    const { settlements } = await previewRecalculation(desk.service, bureau, { personNo: b, year: 2024 })
    expect(settlements).toMatchObject([{ before: { assistance: '18000.00' }, after: { assistance: '42000.00' } }])
    expect(await desk.differences()).toEqual([])
  })

  test('of three, the two that stay joined still count together', async () => {
    const [a, b] = await two()
    const c = await desk.person({ as: 'dibao' })
    const first = await join(a, b)
    await join(b, c)
    expect((await readJoins(desk.service, bureau, a)).personNos).toEqual([a, b, c].sort())
    await join(a, b, { withdrawn: true, corrects: first.answer.id, reason: '误合并' })
    expect((await readJoins(desk.service, bureau, a)).personNos).toEqual([a])
    expect((await readJoins(desk.service, bureau, c)).personNos).toEqual([b, c].sort())
  })

  test('a reversal under one number frees the limit for the other', async () => {
    const [a, b] = await two()
    await desk.settle(a, { on: '2024-02-01', inScope: '90000.00', settlementNo: 'J-REV' })
    await join(a, b)
    expect(await settled(b, '2024-03-01', '10000.00')).toMatchObject({ assistance: '0.00' })
    const undo = {
      hospitalCode: cityHospital,
      settlementNo: 'J-REV',
      reversalNo: 'J-REV-R',
      reason: '误结',
      resettleLater: false,
    }
    await reverse(desk.service, bureau, undo)
    expect(await settled(b, '2024-04-01', '10000.00')).toMatchObject({ assistance: '7000.00' })
    expect(await desk.differences()).toEqual([])
  })
})

describe('finding them', () => {
  const put = (personNo: string, more: Partial<Parameters<typeof person>[0]> = {}) =>
    putBeneficiary(
      desk.service,
      bureau,
      person({ personNo, name: '赵同', birthDate: '1980-02-03', idType: '99', ...more }),
      'en',
    )
  const codes = ({ answer }: Awaited<ReturnType<typeof put>>) => answer.warnings.map(({ code }) => code)

  test('by card, and by name and birth where the cards differ; the pair is listed until it is joined', async () => {
    expect(codes(await put('T1', { idNumber: 'CARD1' }))).toEqual([])
    expect(codes(await put('T2', { idNumber: 'CARD1', name: '钱异', birthDate: '1970-01-01' }))).toEqual([
      'id-number-elsewhere',
    ])
    expect(codes(await put('T3', { idNumber: 'CARD3' }))).toEqual(['same-name-and-birth'])
    expect(codes(await put('T4', { idNumber: 'CARD4', birthDate: '1980-02-04' }))).toEqual([])
    const pairs = async () => {
      const { items } = await listSamePeople(desk.service, jincheng, { region: '140500', limit: 200 })
      return items
        .filter(({ personNo }) => personNo.startsWith('T'))
        .map(({ personNo, otherNo, by }) => [personNo, otherNo, by])
    }
    expect(await pairs()).toEqual([
      ['T1', 'T2', 'id-number'],
      ['T1', 'T3', 'name-and-birth'],
    ])
    expect((await readJoins(desk.service, bureau, 'T3')).candidates).toMatchObject([{ personNo: 'T1', name: '赵*' }])
    await join('T1', 'T3')
    expect(await pairs()).toEqual([['T1', 'T2', 'id-number']])
  })

  test('by name, card and number, each whole', async () => {
    const found = async (asked: Parameters<typeof searchBeneficiaries>[2], caller = jincheng) =>
      (await searchBeneficiaries(desk.service, caller, { limit: 10, ...asked })).items.map(({ personNo }) => personNo)
    await put('S1', { name: '孙查', idNumber: 'CARDS1' })
    expect(await found({ name: '孙查' })).toEqual(['S1'])
    expect(await found({ name: '孙' })).toEqual([])
    expect(await found({ personNo: 'S1' })).toEqual(['S1'])
    expect(await found({ idType: '99', idNumber: 'CARDS1' })).toEqual(['S1'])
    expect(await found({ name: '孙查', birthDate: '1980-02-04' })).toEqual([])
    expect(await found({ name: '孙查' }, jining)).toEqual([])
    expect(await refusalOf(found({}))).toMatchObject({ code: 'invalid-request' })
  })
})

test('what is no join is refused, and nothing is recorded', async () => {
  const [a, b] = await two()
  const elsewhere = await desk.person({ insuredRegion: '370811' })
  expect(await refusalOf(join(a, a))).toMatchObject({ code: 'join-invalid' })
  expect(await refusalOf(join(a, 'nobody'))).toMatchObject({ code: 'not-found' })
  expect(await refusalOf(join(a, elsewhere, {}, jincheng))).toMatchObject({ code: 'not-found' })
  expect(await refusalOf(join(a, b, { withdrawn: true }))).toMatchObject({ code: 'invalid-request' })
  expect((await readJoins(desk.service, bureau, a)).records).toEqual([])
  const first = await join(a, b)
  expect(await join(a, b)).toEqual({ ...first, created: false })
})
