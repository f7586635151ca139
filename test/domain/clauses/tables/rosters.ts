import { expect } from 'vitest'
import { categories } from '../../../../src/domain/names/categories.ts'
import type { Department } from '../../../../src/domain/names/departments.ts'
import { certifiedBy } from '../../../../src/domain/rosters/roster-law.ts'
import { isWorkingDay } from '../../../../src/domain/rosters/working-days.ts'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'

const certifies = (region: string, department: Department) => [
  ...certifiedBy(shipped.law(region, '2024-05-31'), department),
]
const law = shipped.law('140500', '2024-05-31')

const rosters = clauses('000000/rosters', [
  {
    why: 'Jincheng’s five departments certify every category between them',
    check: () => {
      expect(certifies('140500', 'veterans')).toEqual(['youfu'])
      expect(certifies('140500', 'disabled-federation')).toEqual(['severely-disabled'])
      expect(certifies('140500', 'healthcare-security')).toEqual(['illness-impoverished'])
      const all = law.rows('roster').flatMap((row) => row.certifies)
      expect(categories.filter((name) => !all.includes(name))).toEqual([])
    },
  },
  {
    why: 'Pengshui’s own clause takes its place: low-income people are certified by nobody there',
    check: () => {
      expect(certifies('500243', 'civil-affairs')).toEqual(['tekun', 'dibao', 'dibao-marginal', 'illness-impoverished'])
      expect(certifies('500243', 'healthcare-security')).toEqual([])
    },
  },
])

const shrink = clauses('000000/roster-shrink', [
  {
    why: 'more than a tenth',
    check: () => expect(law.rows('rosterWatch')).toMatchObject([{ shrinkAbove: '0.10' }]),
  },
])

/** Days off that are no weekend, and weekend days that are worked, in the year's notice. */
const inYear = (year: string, off: readonly string[], worked: readonly string[]) =>
  clauses(`000000/holidays-${year}`, [
    {
      why: `holidays of ${year} are off, their neighbours and the days worked instead are not`,
      check: () => {
        const table = law.rows('holidays')
        expect(off.filter((day) => isWorkingDay(table, day))).toEqual([])
        expect(worked.filter((day) => !isWorkingDay(table, day))).toEqual([])
      },
    },
  ])

export const tables = [
  ...rosters,
  ...shrink,
  ...inYear(
    '2023',
    ['2023-01-02', '2023-01-27', '2023-04-05', '2023-05-03', '2023-06-23', '2023-10-06'],
    [
      '2023-01-03',
      '2023-01-28',
      '2023-01-29',
      '2023-04-06',
      '2023-04-23',
      '2023-05-06',
      '2023-06-25',
      '2023-10-07',
      '2023-10-08',
    ],
  ),
  ...inYear(
    '2024',
    ['2024-01-01', '2024-02-16', '2024-04-05', '2024-05-03', '2024-06-10', '2024-09-17', '2024-10-07'],
    [
      '2024-02-09',
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  ),
  ...inYear(
    '2025',
    ['2025-01-01', '2025-01-28', '2025-02-04', '2025-04-04', '2025-05-05', '2025-06-02', '2025-10-08'],
    ['2025-01-02', '2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ),
  ...inYear(
    '2026',
    ['2026-01-02', '2026-02-16', '2026-02-23', '2026-04-06', '2026-05-04', '2026-06-19', '2026-09-25', '2026-10-07'],
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ),
]
