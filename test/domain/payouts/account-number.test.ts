import { describe, expect, test } from 'vitest'
import { isLuhn, readAccountNumber } from '../../../src/domain/payouts/account-number.ts'
import { otherIssuer } from '../../../src/domain/payouts/card-prefixes.ts'

describe('the number of an account', () => {
  // Worked by hand by ISO/IEC 7812-1, annex B: 6230580000000000005 doubles every second digit from the right.
  test.each([
    ['6230580000000000005', { kind: 'card', tail: '0005' }],
    ['6230 5800 0000 0000 005', { kind: 'card', tail: '0005' }],
    [
      [...'6230580000000000005'].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
      { kind: 'card', tail: '0005' },
    ],
    ['9558800000000000000', { kind: 'card', tail: '0000' }],
    ['0512010120010000123', { kind: 'account', tail: '0123' }],
    ['12345678', { kind: 'account', tail: '5678' }],
  ])('%s is read', (text, read) => {
    expect(readAccountNumber(text)).toMatchObject(read)
  })

  test.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['6230580000000000006', 'check-digit'],
    ['6203580000000000005', 'check-digit'],
    ['623058000000000', 'length'],
    ['1234567', 'length'],
    ['1'.repeat(33), 'repeated'],
    ['123456789'.repeat(4), 'length'],
    ['6.23058E+18', 'characters'],
    ['62305800000O0000005', 'characters'],
    ['00000000', 'repeated'],
    ['1'.repeat(81), 'length'],
  ])('%s is refused as %s', (text, fault) => {
    expect(readAccountNumber(text)).toBe(fault)
  })

  test('that is said to be a card is checked like one', () => {
    expect(readAccountNumber('4000000000000002', 'card')).toMatchObject({ kind: 'card' })
    expect(readAccountNumber('4000000000000003', 'card')).toBe('check-digit')
    expect(readAccountNumber('1000000000000008', 'card')).toBe('prefix')
    expect(readAccountNumber('6230580000000000006', 'account')).toBe('check-digit')
  })

  test('every single wrong digit of a card is seen', () => {
    const card = '6230580000000000005'
    for (let at = 0; at < card.length; at++)
      for (const digit of '0123456789')
        if (digit !== card[at]) expect(isLuhn(card.slice(0, at) + digit + card.slice(at + 1))).toBe(false)
  })
})

test('a card of another bank than is named is seen, and nothing is said of what is not known', () => {
  expect(otherIssuer('6222020000000000018', '农业银行泽州支行')?.zh).toBe('中国工商银行')
  expect(otherIssuer('6228480000000000000', 'Agricultural Bank of China')).toBeNull()
  expect(otherIssuer('6222020000000000018', '中国工商银行晋城分行')).toBeNull()
  expect(otherIssuer('6222020000000000018', '晋城农村商业银行')).toBeNull()
  expect(otherIssuer('6230580000000000005', '中国银行')).toBeNull()
})
