import { describe, expect, test } from 'vitest'
import { type BillColumn, billColumns, billOfLine } from '../../../src/application/reimbursements/bill-line.ts'

const written: Partial<Record<BillColumn, string>> = {
  ...{ reimbursementNo: 'B1', personNo: 'P1', care: '住院', admittedOn: '2024-05-01', dischargedOn: '2024-05-09' },
  ...{ hospitalCode: 'H1', total: '1000', inScope: '1000', basic: '500', criticalIllness: '0' },
  invoices: '14060123-00000001:1000',
}
const read = (change: Partial<Record<BillColumn, string>>) => {
  const names = Object.keys(billColumns) as BillColumn[]
  const cells = Object.fromEntries(names.map((name) => [name, { ...written, ...change }[name] ?? '']))
  return billOfLine(cells as Record<BillColumn, string>)
}

describe('a bill of a list', () => {
  test.each(['是', '√', '✓', '有', '1', '1.0', 'TRUE', 'Y'])('is an emergency where %s stands', (emergency) => {
    expect(read({ emergency })).toMatchObject({ emergency: true })
  })

  test.each(['', '否', '×', '无', '0', '0.0', 'false', 'N', '非急诊'])('is none where %s stands', (emergency) => {
    expect(read({ emergency })).toMatchObject({ emergency: false })
  })

  test.each(['-', ' — ', '￥-', '/', '无', ''])('has nothing where an amount may be left out and %s stands', (cell) => {
    expect(read({ offCatalogue: cell, commercial: cell })).toMatchObject({
      costs: { offCatalogue: '0.00' },
      paid: { commercial: '0.00' },
    })
  })

  test('says what is wrong where an amount is needed and a dash stands', () => {
    expect(read({ basic: '-' })).toMatchObject({ zh: expect.stringContaining('没有的填 0') })
  })

  test('has its amounts exactly, as programs print them', () => {
    expect(read({ total: '5.2E+4', inScope: '5E+4', offCatalogue: '2E+3' })).toMatchObject({
      costs: { total: '52000.00', inScope: '50000.00', offCatalogue: '2000.00' },
    })
  })
})
