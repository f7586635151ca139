import { describe, expect, test } from 'vitest'
import { addDays, chinaDay, chinaTime, covers, isDay, yearOf } from '../../src/domain/calendar.ts'

describe('days that there are', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2100-02-29', false],
    ['2023-02-28', true],
    ['2023-12-31', true],
    ['2023-12-32', false],
    ['2023-04-31', false],
    ['2023-00-10', false],
    ['2023-13-01', false],
    ['2023-01-00', false],
    ['2023-1-1', false],
    ['20230101', false],
    ['2023-01-01T00:00:00Z', false],
    [' 2023-01-01', false],
    ['1899-12-31', false],
    ['', false],
  ])('%s: %s', (text, there) => {
    expect(isDay(text)).toBe(there)
  })
})

describe('periods', () => {
  const may = { from: '2023-05-01', to: '2023-05-31' }
  test.each([
    ['the day before', may, '2023-04-30', false],
    ['the first day', may, '2023-05-01', true],
    ['the last day', may, '2023-05-31', true],
    ['the day after', may, '2023-06-01', false],
    ['one day alone', { from: '2023-05-01', to: '2023-05-01' }, '2023-05-01', true],
    ['no end', { from: '2023-05-01', to: null }, '2999-12-31', true],
    ['no end, the day before', { from: '2023-05-01', to: null }, '2023-04-30', false],
  ])('%s', (_, period, day, inside) => {
    expect(covers(period, day)).toBe(inside)
  })
})

describe('counting days', () => {
  test.each([
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 1, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-01-01', 0, '2023-01-01'],
  ])('%s and %i', (day, days, then) => {
    expect(addDays(day, days)).toBe(then)
  })

  test('the year of a day is its calendar year', () => {
    expect([yearOf('2023-12-31'), yearOf('2024-01-01')]).toEqual([2023, 2024])
  })
})

describe('China has one time, eight hours ahead', () => {
  test('the last moment of a day there', () => {
    const at = new Date('2023-12-31T15:59:59.999Z')
    expect([chinaDay(at), chinaTime(at)]).toEqual(['2023-12-31', '2023-12-31T23:59:59.999+08:00'])
  })

  test('the first of the next', () => {
    const at = new Date('2023-12-31T16:00:00.000Z')
    expect([chinaDay(at), chinaTime(at)]).toEqual(['2024-01-01', '2024-01-01T00:00:00.000+08:00'])
  })
})
