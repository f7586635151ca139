import { describe, expect, test } from 'vitest'
import { birthDateOf, isIdNumber, maskIdNumber, maskName } from '../../../src/domain/registers/id-number.ts'

describe('a resident identity number (GB 11643)', () => {
  test.each([
    ['the example of the standard, whose check digit is X', '11010519491231002X', true],
    ['a number of Jincheng', '140502197503120016', true],
    ['a leap day that was', '140502198802290028', true],
    ['the wrong check digit', '140502197503120017', false],
    ['two digits changed for one another', '140502197503210016', false],
    ['a small x', '11010519491231002x', false],
    ['the old number of 15 digits', '140502750312001', false],
    ['a day that was not, with its right check digit', '140502197502300015', false],
    ['nothing', '', false],
  ])('%s', (_, text, valid) => {
    expect(isIdNumber(text)).toBe(valid)
  })
  test('holds the day of birth', () => {
    expect(birthDateOf('140502197503120016')).toBe('1975-03-12')
  })
})

describe('what is shown of it', () => {
  test.each([
    ['140502197503120016', '1405**************'],
    ['11010519491231002X', '1101**************'],
    ['140502750312001', '1405***********'],
    ['H12345678', '*********'],
    ['CHN110075031211', '***************'],
    ['', ''],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskIdNumber(text)).toBe(shown)
  })

  test.each(['140502197503120016', '140502197503120024', '11010519491231002X', '140502750312001'])(
    'beside the insured place, the date of birth and the sex, 500 numbers may be %s',
    (text) => {
      const place = text.slice(0, 6)
      const isOld = text.length === 15
      const born = isOld ? text.slice(6, 12) : text.slice(6, 14)
      const sex = Number(text[isOld ? 14 : 16]) % 2
      const sequences = Array.from({ length: 1000 }, (_, at) => String(at).padStart(3, '0'))
      const ends = isOld ? [''] : [...'0123456789X']
      const candidates = sequences
        .filter((sequence) => Number(sequence) % 2 === sex)
        .flatMap((sequence) => ends.map((end) => `${place}${born}${sequence}${end}`))
        .filter((one) => isOld || isIdNumber(one))
        .filter((one) => maskIdNumber(one) === maskIdNumber(text))
      expect(candidates).toContain(text)
      expect(candidates.length).toBe(500)
    },
  )
  test.each([
    ['张三', '张*'],
    ['欧阳修文', '欧***'],
    ['张', '张*'],
    ['𠮷田', '𠮷*'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskName(text)).toBe(shown)
  })
})
