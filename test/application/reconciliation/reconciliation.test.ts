import { beforeAll, describe, expect, test } from 'vitest'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import { compareTotals } from '../../../src/application/reconciliation/compare-totals.ts'
import { reconciliationDifferences } from '../../../src/application/reconciliation/read-reconciliations.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import type { SettlementAnswer } from '../../../src/application/settlement/settlement-answer.ts'
import { shortId } from '../../../src/application/shared/short-id.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { type Row, rowOf, textOf, undone, uploaded } from '../../support/files/hospital-file.ts'
import { ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
let hospitals = 0
beforeAll(async () => {
  desk = await openDesk()
})

const today = '2024-05-05'

/** A hospital of this test alone, with a person and what was settled there. */
async function atHospital() {
  desk.setDay(today)
  hospitals += 1
  const hospitalCode = await desk.hospital({ hospitalCode: `HR${hospitals}` })
  const personNo = await desk.person({ as: 'dibao' })
  const settle = (inScope = '1000.00') =>
    desk.settle(personNo, { hospitalCode, on: '2024-05-01', inScope, as: 'dibao' })
  const undo = ({ settlementNo }: SettlementAnswer, resettleLater = false) =>
    reverse(desk.service, bureau, {
      hospitalCode,
      settlementNo: settlementNo ?? '',
      reversalNo: `R-${settlementNo}`,
      reason: 'test',
      resettleLater,
    })
  const compare = async (rows: readonly Row[], [from, to] = [today, today]) => {
    // A line of its own time, so that two files of the same rows are two files.
    const { fileNo } = await uploaded(desk.service, own, hospitalCode, textOf(rows))
    return compareLines(desk.service, own, { hospitalCode, fileNo, from, to })
  }
  const found = async (rows: readonly Row[], days?: [string, string]) => {
    const { id, result, here, there, difference } = await compare(rows, days)
    const { items } = await reconciliationDifferences(desk.service, own, id, {}, 'en')
    return { result, here, there, difference, items, types: items.map(({ type, action }) => `${type} ${action.code}`) }
  }
  const own = ofHospital(hospitalCode)
  return { hospitalCode, own, personNo, settle, undo, found, compare }
}

describe('lines that agree', () => {
  test('one for one, by our id, its short form, or the hospital’s number', async () => {
    const { settle, found } = await atHospital()
    const settled = [await settle('1000.00'), await settle('2000.00'), await settle('3000.00')]
    const [a, b, c] = settled.map(rowOf) as [Row, Row, Row]
    const named = [a, { ...b, settlement: shortId(b.settlement) }, { ...c, settlement: settled[2]?.settlementNo ?? '' }]
    expect(await found(named)).toMatchObject({
      result: 'balanced',
      items: [],
      here: { count: 3, total: '6000.00' },
      difference: { count: 0, total: '0.00', fundPaid: '0.00' },
    })
  })

  test('a reversed settlement with both its rows, or with neither', async () => {
    const { settle, undo, found } = await atHospital()
    const [kept, gone] = [await settle('1000.00'), await settle('2000.00')]
    await undo(gone)
    const both = [rowOf(kept), rowOf(gone), undone(rowOf(gone))]
    expect(await found(both)).toMatchObject({ result: 'balanced', items: [], here: { count: 3, total: '1000.00' } })
    expect(await found([rowOf(kept)])).toMatchObject({
      result: 'balanced',
      items: [],
      difference: { count: 2, total: '0.00', fundPaid: '0.00' },
    })
  })

  test('a settlement that never arrived, and that the hospital has undone itself', async () => {
    const { settle, found } = await atHospital()
    const kept = rowOf(await settle())
    const lost = { ...kept, settlement: 'NEVER-ARRIVED' }
    expect(await found([kept, lost, undone(lost)])).toMatchObject({ result: 'balanced', items: [] })
  })

  test('with the amounts that stand after an adjustment', async () => {
    const { settle, undo, found } = await atHospital()
    const [first, second] = [await settle('80000.00'), await settle('80000.00')]
    expect(second.payers.assistance).toBe('4000.00')
    const done = await undo(first, true)
    const adjusted = done.reversal.adjustments[0]
    expect(adjusted?.difference.assistance).toBe('52000.00')
    const now = rowOf({ ...second, payers: adjusted?.after ?? second.payers })
    expect(await found([now])).toMatchObject({ result: 'balanced', items: [] })
    const asItWas = await found([rowOf(second)])
    expect(asItWas.types).toEqual(['amounts-differ take-amounts'])
    expect(asItWas.items[0]?.here?.fundPaid).toBe('56000.00')
  })

  test('on either side of midnight in China', async () => {
    const { settle, undo, found } = await atHospital()
    const settled = await settle()
    desk.setDay('2024-05-06')
    await undo(settled)
    const row = rowOf(settled)
    expect(await found([row], ['2024-05-05', '2024-05-05'])).toMatchObject({ result: 'balanced' })
    expect(await found([undone(row)], ['2024-05-06', '2024-05-06'])).toMatchObject({ result: 'balanced' })
    expect(await found([row, undone(row)], ['2024-05-05', '2024-05-06'])).toMatchObject({ result: 'balanced' })
  })
})

describe('lines that do not', () => {
  const fen = (amount: string) => yuan(sum([decimal(amount), decimal('0.01')]))

  test('only here', async () => {
    const { settle, found } = await atHospital()
    const [kept, missing] = [rowOf(await settle()), rowOf(await settle())]
    const it = await found([kept])
    expect(it).toMatchObject({ result: 'here-more', types: ['only-here record-settlement'] })
    expect(it.items[0]).toMatchObject({
      settlementId: missing.settlement,
      here: { total: '1000.00' },
      there: null,
      line: null,
      postedOn: today,
    })
  })

  test('only there', async () => {
    const { settle, found } = await atHospital()
    const kept = rowOf(await settle())
    const it = await found([kept, { ...kept, settlement: 'LOST-1', total: '61.00', fundPaid: '0.00' }])
    expect(it).toMatchObject({
      result: 'there-more',
      types: ['only-there settle-again'],
      difference: { total: '-61.00' },
    })
    expect(it.items[0]).toMatchObject({ settlementNo: 'LOST-1', here: null, line: 2, postedOn: null })
  })

  test.each([
    ['by a fen of the total', (row: Row) => ({ ...row, total: fen(row.total) })],
    ['by a fen of the funds', (row: Row) => ({ ...row, fundPaid: fen(row.fundPaid) })],
    ['by a personal account, which nobody has', (row: Row) => ({ ...row, accountPaid: '0.01' })],
    ['by a fen and by the person', (row: Row) => ({ ...row, total: fen(row.total), personNo: '14050000000000999999' })],
  ])('differ %s', async (_, change) => {
    const { settle, found } = await atHospital()
    expect(await found([change(rowOf(await settle()))])).toMatchObject({
      result: 'differs',
      types: ['amounts-differ take-amounts'],
    })
  })

  test('a reversal that forgot to negate', async () => {
    const { settle, undo, found } = await atHospital()
    const settled = await settle()
    await undo(settled)
    const row = rowOf(settled)
    const it = await found([row, { ...undone(row), fundPaid: row.fundPaid }])
    expect(it.types).toEqual(['amounts-differ take-amounts'])
    expect(it.items[0]).toMatchObject({ refunded: true, here: { fundPaid: '-700.00' }, there: { fundPaid: '700.00' } })
  })

  test('reversed here alone, in the period or before it', async () => {
    const { settle, undo, found } = await atHospital()
    const settled = await settle()
    desk.setDay('2024-05-06')
    await undo(settled)
    const types = ['reversed-here record-reversal']
    expect(await found([rowOf(settled)], ['2024-05-05', '2024-05-06'])).toMatchObject({ result: 'differs', types })
    const other = rowOf(await settle())
    expect(await found([other], ['2024-05-06', '2024-05-06'])).toMatchObject({ types })
  })

  test('reversed there alone, in the period or before it', async () => {
    const { settle, found } = await atHospital()
    const row = rowOf(await settle())
    const types = ['reversed-there reverse-settlement']
    expect(await found([row, undone(row)])).toMatchObject({ result: 'differs', types })
    expect(await found([undone(row)], ['2024-05-06', '2024-05-06'])).toMatchObject({ types })
  })

  test('listed twice', async () => {
    const { settle, found } = await atHospital()
    const row = rowOf(await settle())
    expect(await found([row, row])).toMatchObject({ result: 'there-more', types: ['duplicate strike-duplicate'] })
  })

  test('listed twice, once wrong: the wrong line is the one to strike', async () => {
    const { settle, found } = await atHospital()
    const row = rowOf(await settle())
    const it = await found([{ ...row, total: '9.99' }, row])
    expect(it.types).toEqual(['duplicate strike-duplicate'])
    expect(it.items[0]).toMatchObject({ line: 1, there: { total: '9.99' } })
  })

  test('listed once by our id and once by the hospital’s number', async () => {
    const { settle, found } = await atHospital()
    const settled = await settle()
    const row = rowOf(settled)
    const it = await found([row, { ...row, settlement: settled.settlementNo ?? '' }])
    expect(it.types).toEqual(['duplicate strike-duplicate'])
  })

  test('one row of a reversed settlement, the other left out', async () => {
    const { settle, undo, found } = await atHospital()
    const settled = await settle()
    await undo(settled)
    expect((await found([undone(rowOf(settled))])).types).toEqual(['only-here record-settlement'])
    expect((await found([rowOf(settled)])).types).toEqual(['reversed-here record-reversal'])
  })

  test('a reversal of nothing', async () => {
    const { settle, found } = await atHospital()
    const row = rowOf(await settle())
    const it = await found([row, undone({ ...row, settlement: 'NOBODY' })])
    expect(it.types).toEqual(['only-there strike-line'])
  })

  test('booked on another day, which is named', async () => {
    const { settle, undo, found } = await atHospital()
    const settled = await settle()
    const it = await found([rowOf(settled)], ['2024-05-04', '2024-05-04'])
    expect(it.types).toEqual(['only-there move-day'])
    expect(it.items[0]).toMatchObject({ postedOn: today, settlementId: settled.id })
    desk.setDay('2024-05-06')
    await undo(settled)
    const early = await found([rowOf(settled), undone(rowOf(settled))], ['2024-05-05', '2024-05-05'])
    expect(early.types).toEqual(['only-there move-day'])
    expect(early.items[0]).toMatchObject({ refunded: true, postedOn: '2024-05-06' })
  })

  test('a settlement of another hospital is unknown, and nothing of it is told', async () => {
    const [a, b] = [await atHospital(), await atHospital()]
    const theirs = rowOf(await b.settle())
    const it = await a.found([{ ...theirs, total: '1.00', fundPaid: '0.00' }])
    expect(it.types).toEqual(['only-there settle-again'])
    expect(it.items[0]).toMatchObject({ settlementId: null, here: null, postedOn: null })
  })
})

test('lines that could not be read keep the ledger from balancing', async () => {
  const { settle, own, hospitalCode } = await atHospital()
  const text = `${textOf([rowOf(await settle())])}broken\n`
  const { fileNo } = await uploaded(desk.service, own, hospitalCode, text)
  const it = await compareLines(desk.service, own, { hospitalCode, fileNo, from: today, to: today })
  expect(it).toMatchObject({ result: 'differs', differences: 0, faultyLines: 1 })
})

describe('totals', () => {
  test('are those of the lines, with both counts of a reversed settlement', async () => {
    const { settle, undo, own, hospitalCode } = await atHospital()
    await settle('1000.00')
    const gone = await settle('2000.00')
    await undo(gone)
    const claim = (count: number, change = {}) =>
      compareTotals(desk.service, own, {
        hospitalCode,
        from: today,
        to: today,
        claimed: { count, total: '1000.00', fundPaid: '700.00', personPaid: '300.00', ...change },
      })
    expect(await claim(3)).toMatchObject({
      result: 'balanced',
      here: { settlements: 2, reversals: 1, total: '1000.00', fundPaid: '700.00', personPaid: '300.00', count: 3 },
    })
    expect(await claim(1)).toMatchObject({ result: 'balanced' })
    expect(await claim(3, { fundPaid: '699.99', personPaid: '300.01' })).toMatchObject({
      result: 'differs',
      difference: { count: 0, total: '0.00', fundPaid: '0.01', personPaid: '-0.01' },
    })
  })

  test('of settlements alone, or of reversals alone', async () => {
    const { settle, undo, own, hospitalCode } = await atHospital()
    await undo(await settle('1000.00'))
    const claimed = { count: 1, total: '-1000.00', fundPaid: '-700.00', personPaid: null }
    const asked = { hospitalCode, from: today, to: today }
    expect(await compareTotals(desk.service, own, { ...asked, claimed, refunded: true })).toMatchObject({
      result: 'balanced',
    })
    const plain = { ...claimed, total: '1000.00', fundPaid: '700.00' }
    expect(await compareTotals(desk.service, own, { ...asked, claimed: plain, refunded: false })).toMatchObject({
      result: 'balanced',
    })
  })
})

test('refusals by name', async () => {
  const { own, hospitalCode } = await atHospital()
  const other = await atHospital()
  const { fileNo } = await uploaded(desk.service, other.own, other.hospitalCode, 'X1\t\t\t1\t1\t0\t0\n')
  const asked = { hospitalCode, fileNo, from: today, to: today }
  expect((await refusalOf(compareLines(desk.service, own, asked))).code).toBe('not-found')
  expect((await refusalOf(compareLines(desk.service, other.own, asked))).code).toBe('forbidden')
  const reversed = { ...asked, from: '2024-05-06' }
  expect((await refusalOf(compareLines(desk.service, own, reversed))).code).toBe('period-reversed')
})
