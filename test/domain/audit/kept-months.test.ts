import { expect, test } from 'vitest'
import { keptMonths, monthsBefore } from '../../../src/domain/audit/kept-months.ts'
import { cityOf } from '../../support/claims/own-packs.ts'

test.each([
  ['2024-06-03', 6, '2023-12-03'],
  ['2024-12-31', 6, '2024-06-01'],
  ['2024-02-29', 12, '2023-02-01'],
  ['2024-01-15', 1, '2023-12-15'],
  ['2024-01-15', 120, '2014-01-15'],
])('%s less %i months is %s, never a later day', (day, months, before) => {
  expect(monthsBefore(day, months)).toBe(before)
})

test('what a region says beyond six months holds there', () => {
  const library = cityOf('    replaces: [000000/audit-kept]\n    auditKept: [{ months: 36 }]')
  expect([keptMonths(library, '990100', '2024-05-05'), keptMonths(library, '140500', '2024-05-05')]).toEqual([36, 6])
})
