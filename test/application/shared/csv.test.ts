import { describe, expect, test } from 'vitest'
import { csvLine } from '../../../src/application/shared/csv.ts'

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠SUM(A1)', '\t=1', '\r=1', '\n=1', '-', '--1'])(
    '%j is text',
    (cell) => {
      const line = csvLine([cell, 'x'])
      expect(line.replace(/^"/, '').startsWith(`'${cell}`)).toBe(true)
    },
  )

  test('is none where it is an amount, or a sign further on', () => {
    expect(csvLine(['-12.50', '0.00', '张＝三', 'a@b', null, 3])).toBe('-12.50,0.00,张＝三,a@b,,3\r\n')
  })
})
