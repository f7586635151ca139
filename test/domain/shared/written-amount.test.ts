import { expect, test } from 'vitest'
import { isExactPower, isLeftOut, ofAmount, writtenAmount } from '../../../src/domain/shared/written-amount.ts'

test.each([
  ['1200', '1200.00'],
  ['1200.5', '1200.50'],
  ['1,200.00', '1200.00'],
  ['１，２００．００', '1200.00'],
  ['￥1,200.00', '1200.00'],
  ['¥1200', '1200.00'],
  ['-￥1,200.00', '-1200.00'],
  ['￥-1,200.00', '-1200.00'],
  ['(1,200.00)', '-1200.00'],
  ['（1200）', '-1200.00'],
  ['1 200.00', '1200.00'],
  ['￥ 12 000 000.5 元', '12000000.50'],
  ['(￥1,200.00)', '-1200.00'],
  ['1200元', '1200.00'],
  ['1,200.50元整', '1200.50'],
  ['人民币1200元', '1200.00'],
  ['RMB 1,200.00', '1200.00'],
  ['CNY1200', '1200.00'],
  ['+1200', '1200.00'],
  ['\u22121200.00', '-1200.00'],
  ['\u20131,200', '-1200.00'],
  ['－１２００', '-1200.00'],
  ['5E+4', '50000.00'],
  ['5.2E+4', '52000.00'],
  ['4.5437E4', '45437.00'],
  ['-5E+4', '-50000.00'],
  ['1.234567E+6', '1234567.00'],
  ['0E-2', '0.00'],
  ['0E-10', '0.00'],
  ['1.2E-1', '0.12'],
  ['-0.00', '0.00'],
  ['(0.00)', '0.00'],
  // Noughts behind the fen, where no point can part thousands.
  ['1200.500', '1200.50'],
  ['3.0000', '3.00'],
  ['12.5000', '12.50'],
  ['0.500', '0.50'],
  ['0.000', '0.00'],
])('%s is %s', (text, amount) => {
  expect(writtenAmount(text)).toBe(amount)
})

test.each([
  '',
  // What stood in the gap nobody knows, and a digit that is small or in a circle nobody writes.
  '1200 00',
  '5 2000',
  '120 0',
  '1200. 50',
  '1200²',
  '①200',
  '⒈200',
  '元',
  '¥',
  '()',
  '(-5.00)',
  '--5',
  '-¥-5',
  '1,20.00',
  '1200.001',
  // Three decimals may be thousands, whatever they are.
  '3.000',
  '３．０００',
  '3.005',
  '3.500',
  '-12.000',
  '￥120.000',
  '120.000元',
  '(3.000)',
  '5.00$',
  '1.200,00',
  '1200万元',
  '5.20E+04',
  '1.405E+17',
  '1.2E-3',
  'E+4',
  '55E+4',
  '-',
  '—',
  '+-5',
  'x',
  null,
])('%s is no amount', (text) => {
  expect(writtenAmount(text)).toBeNull()
})

test.each(['', '-', ' - ', '—', '－', '￥-', '¥ -', '/', '无'])('%s says that there is no amount', (text) => {
  expect(isLeftOut(text)).toBe(true)
})

test.each(['0', '0.00', '-5', '¥', 'x'])('%s says something', (text) => {
  expect(isLeftOut(text)).toBe(false)
})

test('a program prints a power of ten exactly, and a spreadsheet what is left of a number', () => {
  expect(['5E+4', '5.2E4', '0E-2'].map(isExactPower)).toEqual([true, true, true])
  expect(['5.20E+04', '1.405E+17', '52000'].map(isExactPower)).toEqual([false, false, false])
})

test('of three decimals it is said what to write instead', () => {
  const said = { zh: '甲。', en: 'A.' }
  for (const text of ['3.000', '￥120.000', '-3.005'])
    expect(ofAmount(text, said)).toEqual({
      zh: expect.stringMatching(/^甲。三位小数.*3\.00 或 3000\.00/),
      en: expect.stringMatching(/^A\. With three decimals.*3\.00 or 3000\.00/),
    })
  for (const text of ['', 'x', '1200.001', '3,000']) expect(ofAmount(text, said)).toBe(said)
})
