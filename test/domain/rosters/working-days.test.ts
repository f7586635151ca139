import { describe, expect, test } from 'vitest'
import { dueDays, mergeDay, shrinkLine } from '../../../src/domain/rosters/roster-law.ts'
import { lastDayOfMonth } from '../../../src/domain/rosters/roster-month.ts'
import { isWorkingDay } from '../../../src/domain/rosters/working-days.ts'
import { amended, shipped } from '../../support/claims/packs.ts'

const dueOf = (month: string, region = '140500') =>
  dueDays(shipped.law(region, lastDayOfMonth(month)), month).find(({ department }) => department === 'civil-affairs')

describe('a list is due by the 5th, or the next day on which offices work', () => {
  test.each([
    ['2024-06', '2024-06-05', 'a Wednesday'],
    ['2023-08', '2023-08-07', 'the 5th is a Saturday'],
    ['2024-05', '2024-05-06', 'the holidays of May end on the 5th, a Sunday'],
    ['2024-10', '2024-10-08', 'the holidays of October end on the 7th'],
    ['2023-10', '2023-10-07', 'the holidays end on the 6th, and Saturday the 7th is worked instead'],
    ['2024-04', '2024-04-07', 'Qingming ends on the 6th, and Sunday the 7th is worked instead'],
    ['2026-04', '2026-04-07', 'Qingming ends on Monday the 6th'],
    ['2025-02', '2025-02-05', 'the holidays of spring end on the 4th'],
  ])('%s: %s, because %s', (month, on) => {
    expect(dueOf(month)).toMatchObject({ on, withoutTable: false, clause: { id: '000000/rosters' } })
  })

  test('in Pengshui by its own clause', () => {
    expect(dueOf('2024-05', '500243')).toMatchObject({ on: '2024-05-06', clause: { id: '500243/P8' } })
  })

  test('a year without a table goes by weekends, and says so', () => {
    expect(dueOf('2027-02')).toMatchObject({ on: '2027-02-05', withoutTable: true })
    expect(dueOf('2027-06')).toMatchObject({ on: '2027-06-07', withoutTable: true })
  })

  test('a department without a day is not waited for', () => {
    const due = dueDays(shipped.law('140500', '2024-05-31'), '2024-05')
    expect(due.map(({ department }) => department)).toEqual([
      'civil-affairs',
      'rural-revitalization',
      'veterans',
      'disabled-federation',
    ])
  })
})

// 彭水府办发〔2023〕52号 二（四）2: within five working days of the receipt.
describe('a list is merged within so many working days', () => {
  const by = (receivedOn: string, region = '500243') =>
    mergeDay(shipped.law(region, '2024-05-31'), 'civil-affairs', receivedOn)

  test.each([
    ['2024-05-06', '2024-05-11', 'Saturday the 11th is worked'],
    ['2024-05-07', '2024-05-13', 'and Sunday the 12th is not'],
    ['2024-06-03', '2024-06-11', 'the weekend of the 8th and the holiday on Monday the 10th'],
    ['2024-06-15', '2024-06-21', 'it came on a Saturday'],
  ])('came on %s: by %s, because %s', (receivedOn, on) => {
    expect(by(receivedOn)).toMatchObject({ on, clause: { id: '500243/P8' } })
  })

  test('where no document says so there is no such day', () => {
    expect(by('2024-05-06', '140500')).toBeNull()
  })
})

test('weekdays are counted rightly across centuries and leap years', () => {
  const known = ['2000-02-29', '1999-12-31', '2024-02-29', '2023-01-30', '2100-03-01']
  expect(known.map((day) => isWorkingDay([], day))).toEqual(
    known.map((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())),
  )
  const days = Array.from({ length: 800 }, (_, at) => new Date(Date.UTC(2023, 10, 1 + at)))
  for (const day of days) {
    const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6
    expect(isWorkingDay([], day.toISOString().slice(0, 10))).toBe(!weekend)
  }
})

test('without a clause on it no loss is pointed at', () => {
  const library = amended((clause) => ({ ...clause, rosterWatch: undefined }))
  expect(shrinkLine(library.law('140500', '2024-05-31'))).toBeNull()
  expect(shrinkLine(shipped.law('140500', '2024-05-31'))?.share.toFixed(2)).toBe('0.10')
})
