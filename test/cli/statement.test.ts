import { describe, expect, test } from 'vitest'
import { checkDigit } from '../../src/cli/demo/register.ts'
import { groupedAmount, type Settlement, shownRate, statement } from '../../src/cli/demo/statement.ts'
import { table, widthOf } from '../../src/cli/demo/table.ts'

const clause = { id: '140500/art-11', cite: '第十一条' }
const nothing = {
  supplementary: '0.00',
  commercial: '0.00',
  socialAid: '0.00',
  reAid: '0.00',
  tilt: '0.00',
  hospital: '0.00',
}
const settled: Settlement = {
  id: '1',
  settlementNo: 'H1-1',
  care: 'inpatient',
  payers: { ...nothing, basic: '45000.00', criticalIllness: '15000.00', assistance: '28000.00', person: '12000.00' },
  limits: [{ name: 'annual', limit: '60000.00', usedBefore: '0.00', usedAfter: '28000.00', remaining: '32000.00' }],
  lines: [{ payer: 'assistance', base: '40000.00', rate: '0.70', amount: '28000.00', clause }],
  reasons: [{ text: '倾斜救助未启动。', clause }],
  warnings: [],
}

describe('a statement that a clerk can read', () => {
  test.each([
    ['0.70', '70%'],
    ['1', '100%'],
    ['1.00', '100%'],
    ['0.05', '5%'],
    ['0.625', '62.5%'],
    ['0.00', '0%'],
    [null, ''],
  ])('a rate of %s is shown as %s', (rate, shown) => {
    expect(shownRate(rate)).toBe(shown)
  })

  test.each([
    ['0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['12345678.90', '12,345,678.90'],
    [null, '不设 none'],
  ])('%s yuan is written %s', (yuan, shown) => {
    expect(groupedAmount(yuan)).toBe(shown)
  })

  test('a Chinese character takes two columns of the terminal, its brackets too', () => {
    expect(['a', '元', '〔2022〕', '（一）', 'aid 救助'].map(widthOf)).toEqual([1, 2, 8, 6, 8])
  })

  test('columns stay straight whatever the language', () => {
    const columns = [
      { title: '支付方', align: 'left' },
      { title: 'Yuan', align: 'right' },
    ] as const
    expect(
      table(columns, [
        ['医疗救助', '1.00'],
        ['person', '12.00'],
      ]),
    ).toBe(['  支付方     Yuan', '  --------  -----', '  医疗救助   1.00', '  person    12.00'].join('\n'))
  })

  test('a settlement is shown with who pays, on what, by which clause, and what is left', () => {
    const english = { ...settled, reasons: [{ text: 'Tilted aid has not opened.', clause }] }
    expect(statement('1. 2023-02-10', settled, english).split('\n')).toEqual([
      '1. 2023-02-10',
      '  住院 inpatient stay   结算单号 No. H1-1',
      '',
      '  支付方 Payer                         基数 Base  比例 Rate  金额 Amount  依据 Clause',
      '  -----------------------------------  ---------  ---------  -----------  ------------------------',
      '  基本医疗保险 Basic insurance                                 45,000.00',
      '  大病保险 Critical-illness insurance                          15,000.00',
      '  医疗救助 Medical assistance          40,000.00        70%    28,000.00  第十一条 [140500/art-11]',
      '  个人负担 Paid by the person                                  12,000.00',
      '',
      '  限额 Limit                           全年 Year  此前已用 Before  此后已用 After  余额 Left',
      '  -----------------------------------  ---------  ---------------  --------------  ---------',
      '  年度救助限额 Assistance of the year  60,000.00             0.00       28,000.00  32,000.00',
      '',
      '  未支付的原因 Why no more was paid',
      '  - 倾斜救助未启动。',
      '    Tilted aid has not opened.',
    ])
  })

  test("an invented ID number ends with the standard's check digit", () => {
    expect(checkDigit('11010519491231002')).toBe('X')
  })
})
