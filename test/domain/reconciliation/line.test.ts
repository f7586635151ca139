import { describe, expect, test } from 'vitest'
import { headerOf, plainLayout, readFileLine } from '../../../src/domain/reconciliation/file-line.ts'
import { plainCell } from '../../../src/domain/shared/plain-text.ts'

const read = (text: string) => readFileLine(7, text.split(',').map(plainCell), plainLayout)

const line = {
  lineNo: 7,
  settlement: 'S1',
  visitId: null,
  personNo: 'P1',
  refunded: false,
  total: '1200.00',
  fundPaid: '600.50',
  accountPaid: '0.00',
}

describe('a line is read liberally', () => {
  test.each([
    ['as it should be', 'S1,null,P1,1200.00,600.50,0.00,0', {}],
    ['"null" and empty are nothing', 'S1,,P1,1200.00,600.50,null,NULL', {}],
    ['amounts without decimals, with one, with zeros behind', 'S1,,P1,1200,600.5,0.000,0', {}],
    ['blanks and quotes around cells', ' "S1" ,,="P1","1200.00", 600.50 ,0,0', {}],
    [
      'a reversal by its flag',
      'S1,,P1,-1200.00,-600.50,0,1',
      { refunded: true, total: '-1200.00', fundPaid: '-600.50' },
    ],
    [
      'a reversal by its sign, where the flag is empty',
      'S1,,P1,-1200,-600.50,,',
      { refunded: true, total: '-1200.00', fundPaid: '-600.50' },
    ],
    ['less than nothing of nothing is nothing', 'S1,,P1,-0.00,0,0,', { total: '0.00', fundPaid: '0.00' }],
    ['amounts as programs print them', 'S1,,P1,1.2E+3,6.005E+2,0E-2,0', {}],
    ['nothing of the account, as a spreadsheet shows it', 'S1,,P1,1200.00,600.50,-,0', {}],
    ['the words of a flag', 'S1,,P1,1200.00,600.50,￥ -   ,否', {}],
    ['a flag with a decimal', 'S1,,P1,1200.00,600.50,0,0.0', {}],
    [
      'a reversal in words, with the minus of mathematics',
      'S1,,P1,\u22121200.00,\u2212600.50,0,退费',
      { refunded: true, total: '-1200.00', fundPaid: '-600.50' },
    ],
    ['a flag that the sign forgot', 'S1,,P1,1200.00,600.50,0,1', { refunded: true }],
  ])('%s', (_, text, change) => {
    expect(read(text)).toEqual({ ...line, ...change })
  })
})

describe('a line that cannot be read names the column', () => {
  test.each([
    ['S1,,P1,1200.00,600.50,0', 'line', 'columns'],
    ['S1,,P1,"1,200.00",600.50,0,0', 'line', 'columns'],
    [',,P1,1200.00,600.50,0,0', 'settlement', 'settlement'],
    ['S/1,,P1,1200.00,600.50,0,0', 'settlement', 'settlement'],
    [`${'S'.repeat(65)},,P1,1200.00,600.50,0,0`, 'settlement', 'settlement'],
    ['S1,=1+1,P1,1200.00,600.50,0,0', 'visitId', 'text'],
    ['S1,,张三,1200.00,600.50,0,0', 'personNo', 'text'],
    ['S1,,P1,1200.005,600.50,0,0', 'total', 'amount'],
    ['S1,,P1,1.2e3,600.50,0,0', 'total', 'amount'],
    ['S1,,P1,,600.50,0,0', 'total', 'amount'],
    ['S1,,P1,123456789012345.00,600.50,0,0', 'total', 'amount'],
    ['S1,,P1,1200.00,NaN,0,0', 'fundPaid', 'amount'],
    ['S1,,P1,1200.00,600.50,x,0', 'accountPaid', 'amount'],
    ['S1,,P1,1200.00,600.50,0,2', 'refunded', 'flag'],
    ['S1,,1.405E+19,1200.00,600.50,0,0', 'personNo', 'rounded'],
    ['S1,,1.40502E+17,1200.00,600.50,0,0', 'personNo', 'rounded'],
    ['S1,,140500197804010000,1200.00,600.50,0,0', 'personNo', 'rounded'],
    ['1.405E+27,,P1,1200.00,600.50,0,0', 'settlement', 'rounded'],
    ['S1,1.2E+20,P1,1200.00,600.50,0,0', 'visitId', 'rounded'],
    ['S1,,P1,1.20E+03,600.50,0,0', 'total', 'amount'],
    ['S1,,P1,-,600.50,0,0', 'total', 'amount'],
  ])('%s', (text, column, reason) => {
    expect(read(text)).toEqual({ lineNo: 7, column, reason })
  })
})

describe('a header', () => {
  test('is none where no cell names a column', () => {
    expect(headerOf(['S1', 'V1', 'P1', '1.00', '1.00', '0', '0'])).toBeNull()
  })

  test.each([
    ['the national names', 'setl_id,mdtrt_id,psn_no,medfee_sumamt,fund_pay_sumamt,acct_pay,refd_setl_flag'],
    ['Chinese names', '结算ID,就诊ID,人员编号,医疗费总额,基金支付总额,个人账户支出,退费结算标志'],
    ['the names of this API', 'settlementId,visitId,personNo,total,fundPaid,accountPaid,refunded'],
  ])('in %s', (_, text) => {
    expect(headerOf(text.split(',').map(plainCell))).toEqual({ layout: plainLayout, missing: [] })
  })

  test('may stand in any order, with columns of others', () => {
    const header = headerOf('total,name,fundPaid,settlementNo'.split(','))
    expect(header?.missing).toEqual([])
    const read = readFileLine(2, ['5.00', 'somebody', '1.00', 'S1'], header?.layout ?? [])
    expect(read).toMatchObject({ settlement: 'S1', total: '5.00', fundPaid: '1.00', refunded: false })
  })

  test('says which column it lacks', () => {
    expect(headerOf(['setl_id', 'medfee_sumamt'])?.missing).toEqual(['fundPaid'])
  })

  test('may name a settlement twice; what is filled in counts', () => {
    const layout = headerOf(['setl_id', 'medins_setl_id', 'total', 'fundPaid'])?.layout ?? []
    expect(readFileLine(2, ['null', 'N1', '1', '1'], layout)).toMatchObject({ settlement: 'N1' })
    expect(readFileLine(3, ['I1', 'N1', '1', '1'], layout)).toMatchObject({ settlement: 'I1' })
  })
})
