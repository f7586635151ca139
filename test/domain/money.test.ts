import { describe, expect, test } from 'vitest'
import { decimal, less, max, min, type Rounding, sum, toFen, yuan, zero } from '../../src/domain/money.ts'

describe('rounding to the fen', () => {
  test.each<[string, Rounding, string]>([
    ['0.005', 'half-up', '0.01'],
    ['0.0049999999999999999999', 'half-up', '0.00'],
    ['0.015', 'half-up', '0.02'],
    ['2.675', 'half-up', '2.68'],
    ['1.005', 'half-up', '1.01'],
    ['0.005', 'half-even', '0.00'],
    ['0.015', 'half-even', '0.02'],
    ['0.025', 'half-even', '0.02'],
    ['0.0250000000000000001', 'half-even', '0.03'],
    ['0.019', 'down', '0.01'],
    ['99999999999999.994', 'half-up', '99999999999999.99'],
    ['99999999999999.995', 'half-up', '100000000000000.00'],
  ])('%s %s is %s', (amount, rounding, fen) => {
    expect(yuan(toFen(decimal(amount), rounding))).toBe(fen)
  })

  test('half up is what is done where nothing is said', () => {
    expect(yuan(toFen(decimal('0.105')))).toBe('0.11')
  })
})

describe('exact amounts', () => {
  test('fourteen digits of yuan times a rate of six decimals lose nothing', () => {
    expect(decimal('99999999999999.99').times('0.123457').toFixed()).toBe('12345699999999.99876543')
  })

  test('a tenth and two tenths are three tenths', () => {
    expect(decimal('0.1').plus('0.2').eq('0.3')).toBe(true)
  })

  test('what is left is never below zero', () => {
    expect(yuan(less(decimal('5'), decimal('5.01')))).toBe('0.00')
    expect(yuan(less(decimal('5.01'), decimal('5')))).toBe('0.01')
  })

  test('the smaller and the larger go by value: 9.99 and 10.1', () => {
    expect([yuan(min(decimal('9.99'), decimal('10.1'))), yuan(max(decimal('9.99'), decimal('10.1')))]).toEqual([
      '9.99',
      '10.10',
    ])
  })

  test.each([
    ['0', '0', '0.00', '0.00'],
    ['0', '3', '0.00', '0.00'],
    ['3', '0', '0.00', '3.00'],
    ['0', '-3', '-3.00', '3.00'],
    ['-3', '0', '-3.00', '0.00'],
    ['-3', '-5', '-5.00', '2.00'],
  ])('of %s and %s the smaller is %s, and %s is left', (a, b, smaller, left) => {
    expect([yuan(min(decimal(a), decimal(b))), yuan(less(decimal(a), decimal(b)))]).toEqual([smaller, left])
  })

  test('nothing sums to zero', () => {
    expect(yuan(sum([]))).toBe('0.00')
    expect(yuan(sum([decimal('0.01'), zero, decimal('99.99')]))).toBe('100.00')
  })

  test('an amount that was never rounded does not get out', () => {
    expect(() => yuan(decimal('0.001'))).toThrow('finer than a fen')
  })
})
