import { expect, test } from 'vitest'
import { dayText, numberText } from '../../../src/application/uploads/workbook.ts'

test.each([
  ['0.30000000000000004', '0.3'],
  ['12345.67', '12345.67'],
  ['5E+4', '50000'],
  ['0E-2', '0'],
  ['1.4050019780401E+17', '1.4050019780401E+17'],
])('the number %s is shown as %s', (raw, shown) => {
  expect(numberText(raw)).toBe(shown)
})

// A few bytes that would be millions of digits, and what begins like a number and is none.
test.each(['1E-9000000', '1E+9000000', `1E-${'9'.repeat(30)}`, `${'1'.repeat(40)}x`, `${'1'.repeat(41)}`, 'x', ''])(
  'the number %s stays as it stands',
  (raw) => {
    for (const shown of [numberText(raw), dayText(raw, 0)]) expect(shown).toBe(raw)
  },
)

test.each([
  ['45413', 0, '2024-05-01'],
  ['43951', 1462, '2024-05-01'],
  ['45413.5', 0, '2024-05-01 12:00:00'],
])('the serial day %s, counted from %i later', (raw, shift, shown) => {
  expect(dayText(raw, shift)).toBe(shown)
})
