import { expect, test } from 'vitest'
import { readingOf } from '../../../src/db/ledger/read-person-years.ts'

const claim = (year: number, from = `${year}-05-01`) => ({
  ...{ hospitalCode: 'H1', settlementNo: 'S1', personNo: 'P1', year },
  days: { from, to: `${year}-05-09` },
})

test.each([
  ['of a year, which may lie over its end', [claim(2023)], 'yizhan-read-2023-2024'],
  ['of a stay that began the year before', [claim(2023, '2022-12-28')], 'yizhan-read-2022-2024'],
  ['of two years', [claim(2023), claim(2022)], 'yizhan-read-2022-2024'],
  ['of years far apart', [claim(2023), claim(2021)], 'yizhan-read'],
])('claims %s are read by the statement of their years', (_, keys, name) => {
  expect(readingOf(keys).name).toBe(name)
})

test('whoever sends claims of all years there are makes no statement of each', () => {
  const names = Array.from({ length: 100 }, (_, at) => readingOf([claim(1950 + at)]).name)
  expect(new Set(names).size).toBeLessThan(30)
  expect(names).toContain('yizhan-read')
  expect(readingOf([claim(2023)]).name).toBe('yizhan-read-2023-2024')
})
