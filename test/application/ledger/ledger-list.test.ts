import { beforeAll, describe, expect, test } from 'vitest'
import { listLedger } from '../../../src/application/ledger/list-entries.ts'
import { listSettlements } from '../../../src/application/settlement/find-settlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

const countyHospital = 'H14050000002'
let desk: Desk
let personNo: string
beforeAll(async () => {
  desk = await openDesk()
  await desk.hospital({ hospitalCode: countyHospital, region: '140522', feeClass: 'county-two' })
  personNo = await desk.person({ as: 'dibao' })
  await desk.settle(personNo, { settlementNo: 'A', on: '2023-02-01', inScope: '1000.00' })
  await desk.settle(personNo, {
    settlementNo: 'B',
    on: '2023-04-01',
    inScope: '90000.00',
    hospitalCode: countyHospital,
  })
  await desk.settle(personNo, { settlementNo: 'C', on: '2023-03-01', inScope: '2000.00' })
  await reverse(desk.service, bureau, {
    hospitalCode: cityHospital,
    settlementNo: 'A',
    reversalNo: 'R-A',
    reason: '测试',
    resettleLater: true,
  })
})

const ledger = (caller = bureau, page = {}) => listLedger(desk.service, caller, personNo, { year: 2023, ...page })

describe('the entries of a year', () => {
  test('are shown in the order of posting, each with what it moved', async () => {
    const { items, nextCursor } = await ledger()
    expect(nextCursor).toBe(null)
    expect(
      items.map((entry) => [entry.seq, entry.kind, entry.settlementNo, entry.reversalNo, entry.total, entry.eventOn]),
    ).toEqual([
      [1, 'settlement', 'A', null, '1000.00', '2023-02-01'],
      [2, 'settlement', 'B', null, '90000.00', '2023-04-01'],
      [3, 'settlement', 'C', null, '2000.00', '2023-03-01'],
      [4, 'reversal', 'A', 'R-A', '-1000.00', '2023-02-01'],
      [5, 'adjustment', 'B', 'R-A', '0.00', '2023-04-01'],
    ])
    const annual = items.map(({ limits }) => limits.find(({ name }) => name === 'annual'))
    expect(annual.map((move) => move && [move.usedBefore, move.amount, move.usedAfter])).toEqual([
      ['0.00', '700.00', '700.00'],
      ['700.00', '59300.00', '60000.00'],
      undefined,
      ['60000.00', '-700.00', '59300.00'],
      ['59300.00', '700.00', '60000.00'],
    ])
  })

  test('are paged', async () => {
    const { items: all } = await ledger()
    const first = await ledger(bureau, { limit: 4 })
    const second = await ledger(bureau, { limit: 4, cursor: first.nextCursor })
    expect([...first.items, ...second.items]).toEqual(all)
    expect([first.items.length, second.nextCursor]).toEqual([4, null])
  })

  test('of its own settlements are a hospital’s, with their adjustments', async () => {
    const { items } = await ledger(ofHospital(countyHospital))
    expect(items.map(({ seq, settlementNo }) => [seq, settlementNo])).toEqual([
      [2, 'B'],
      [5, 'B'],
    ])
  })

  test('are not another region’s', async () => {
    expect((await ledger(shanxiAuditor)).items).toHaveLength(5)
    expect(await refusalOf(ledger(jining))).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(listLedger(desk.service, bureau, 'nobody', { year: 2023 }))).toMatchObject({
      code: 'not-found',
    })
  })
})

describe('settlements are listed', () => {
  const list = async (caller = bureau, filter = {}) => listSettlements(desk.service, caller, filter, 'en')
  const numbers = async (...asked: Parameters<typeof list>) =>
    (await list(...asked)).items.map(({ settlementNo, status }) => [settlementNo, status])

  test('newest day first, as they stand', async () => {
    expect(await numbers()).toEqual([
      ['B', 'settled'],
      ['C', 'settled'],
      ['A', 'reversed'],
    ])
    const [second] = (await list()).items
    expect(second?.payers.assistance).toBe('60000.00')
  })

  test('by hospital, number, person and day', async () => {
    expect(await numbers(bureau, { hospitalCode: countyHospital })).toEqual([['B', 'settled']])
    expect(await numbers(bureau, { hospitalCode: cityHospital, settlementNo: 'C' })).toEqual([['C', 'settled']])
    expect(await numbers(bureau, { personNo: 'nobody' })).toEqual([])
    expect(await numbers(bureau, { from: '2023-03-01', to: '2023-03-31' })).toEqual([['C', 'settled']])
  })

  test('to a hospital its own, to the others those of their region', async () => {
    expect(await numbers(ofHospital(countyHospital))).toEqual([['B', 'settled']])
    expect(await refusalOf(list(ofHospital(countyHospital), { hospitalCode: cityHospital }))).toMatchObject({
      code: 'forbidden',
    })
    expect(await numbers(jincheng)).toHaveLength(3)
    expect(await numbers(jining)).toEqual([])
  })
})
