import { expect, test } from 'vitest'
import { compareLines } from '../../../src/application/reconciliation/compare-lines.ts'
import { compareTotals } from '../../../src/application/reconciliation/compare-totals.ts'
import { differencesCsv } from '../../../src/application/reconciliation/differences-csv.ts'
import { eachDifference, type PlainDifference } from '../../../src/application/reconciliation/read-reconciliations.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { billOf, bureau, cityHospital, openDesk } from '../../support/database/desk.ts'
import { type Row, rowOf, textOf, undone, uploaded, zipOf } from '../../support/files/hospital-file.ts'
import { ofHospital } from '../../support/people/registers.ts'

const day = { hospitalCode: cityHospital, from: '2024-05-05', to: '2024-05-05' }
const own = ofHospital(cityHospital)
const lines = 2000

/** Every so many lines, and never two of them on the same line. */
const every = (step: number, offset: number) => (at: number) => at % step === offset

interface Plant {
  readonly type: string
  readonly at: (at: number) => boolean
  readonly rows: (row: Row, at: number) => Row[]
}

const aFenMore = (amount: string) => yuan(sum([decimal(amount), decimal('0.01')]))

test('a day of two thousand lines: exactly what was planted is found', async () => {
  const desk = await openDesk()
  const people = await Promise.all(Array.from({ length: 50 }, () => desk.person({ as: 'dibao' })))
  const settleOne = (at: number) => {
    const inScope = `${100 + (at % 900)}.${String(at % 100).padStart(2, '0')}`
    const bill = billOf(people[at % people.length] ?? '', { on: '2024-05-03', inScope, settlementNo: `DAY-${at}` })
    return settle(desk.service, bureau, bill, 'en')
  }
  // Not all at once: on a busy machine the last ones would wait beyond the time that a settlement may wait.
  const answers: Awaited<ReturnType<typeof settleOne>>[] = []
  for (let from = 0; from < lines; from += 100)
    answers.push(...(await Promise.all(Array.from({ length: 100 }, (_, at) => settleOne(from + at)))))
  const settled = answers.map(({ settlement }) => settlement)
  const undo = (at: number) =>
    reverse(desk.service, bureau, {
      hospitalCode: cityHospital,
      settlementNo: `DAY-${at}`,
      reversalNo: `R-${at}`,
      reason: 'test',
    })
  const numbers = settled.map((_, at) => at)
  // Reversed on both sides: kept as two rows, or left out of the file altogether.
  const both = numbers.filter(every(100, 1))
  const leftOut = numbers.filter(every(100, 2))
  const here = numbers.filter(every(200, 3))
  for (const at of [...both, ...leftOut, ...here].reverse()) await undo(at)

  const plants: readonly Plant[] = [
    { type: 'reversed-here', at: (at) => here.includes(at), rows: (row) => [row] },
    { type: 'only-here', at: every(250, 4), rows: () => [] },
    { type: 'only-there', at: every(250, 5), rows: (row, at) => [row, { ...row, settlement: `LOST-${at}` }] },
    { type: 'amounts-differ', at: every(250, 6), rows: (row) => [{ ...row, fundPaid: aFenMore(row.fundPaid) }] },
    { type: 'reversed-there', at: every(250, 7), rows: (row) => [row, undone(row)] },
    { type: 'duplicate', at: every(250, 8), rows: (row) => [row, row] },
    { type: 'agrees', at: (at) => leftOut.includes(at), rows: () => [] },
    { type: 'agrees', at: (at) => both.includes(at), rows: (row) => [row, undone(row)] },
    { type: 'agrees', at: () => true, rows: (row) => [row] },
  ]
  const chosen = numbers.map((at) => plants.find((one) => one.at(at)) as Plant)
  const rows = settled.flatMap((answer, at) => chosen[at]?.rows(rowOf(answer), at) ?? [])
  const countOf = (type: string) => chosen.filter((one) => one.type === type).length
  const types = plants.map(({ type }) => type).filter((type) => type !== 'agrees')
  const planted = Object.fromEntries(types.map((type) => [type, countOf(type)]))

  const zip = zipOf([{ name: 'day.txt', content: textOf(rows) }])
  const { fileNo, faults } = await uploaded(desk.service, own, cityHospital, zip, 'day.zip')
  expect(faults).toBe(0)
  const found = await compareLines(desk.service, own, { ...day, fileNo })
  const total = Object.values(planted).reduce((a, b) => a + b, 0)
  expect(total).toBeGreaterThan(40)
  expect(found).toMatchObject({ result: 'differs', counts: planted, differences: total, faultyLines: 0 })

  const named: PlainDifference[] = []
  for await (const difference of await eachDifference(desk.service, own, found.id)) named.push(difference)
  expect(named).toHaveLength(total)
  expect(new Set(named.map(({ seq }) => seq)).size).toBe(total)
  // What the differences come to is what the two accounts differ by, to the fen.
  const of = (name: 'total' | 'fundPaid') => yuan(sum(named.map(({ difference }) => decimal(difference[name]))))
  expect({ total: of('total'), fundPaid: of('fundPaid') }).toEqual({
    total: found.difference.total,
    fundPaid: found.difference.fundPaid,
  })

  const claimed = { ...found.there, personPaid: null }
  const sums = await compareTotals(desk.service, own, { ...day, claimed })
  expect(sums.difference).toMatchObject({ total: found.difference.total, fundPaid: found.difference.fundPaid })

  let csv = ''
  for await (const text of await differencesCsv(desk.service, own, found.resultFileNo, 'zh')) csv += text
  expect(csv.startsWith('\uFEFF序号,类型')).toBe(true)
  expect(csv.trimEnd().split('\r\n')).toHaveLength(total + 1)
  expect(csv).toContain('补记')
}, 120_000)
