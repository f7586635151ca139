import { describe, expect, test } from 'vitest'
import { forecastOf, monthAbove } from '../../../src/domain/fund/forecast.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'

const months = (...amounts: readonly string[]) => Array.from({ length: 12 }, (_, at) => decimal(amounts[at] ?? '0.00'))
const last = months(...['100.00', '200.00', '300.00', '400.00'], ...Array.from({ length: 8 }, () => '100.00'))

describe('a year foreseen to December', () => {
  test('goes on in last year’s shape, as much larger as its months were so far', () => {
    // 150 + 210 = 360 against 100 + 200 = 300: 1.2 times.
    const { shape, months: found } = forecastOf(months('150.00', '210.00'), last, 2)
    expect(shape).toBe('last-year')
    expect(found.map(({ aid }) => yuan(aid))).toEqual([
      ...['150.00', '210.00', '360.00', '480.00'],
      ...Array.from({ length: 8 }, () => '120.00'),
    ])
    expect(found.map(({ isForecast }) => isForecast)).toEqual(Array.from({ length: 12 }, (_, at) => at >= 2))
    // 360, 720, 1200: by the end of April it is above 1199.99, and not above 2160.
    expect([monthAbove(found, decimal('1199.99')), monthAbove(found, decimal('2160.00'))]).toEqual([4, null])
  })

  test('without a last year each month is the mean of those that are over, and before the first nothing is said', () => {
    const none = months()
    expect(forecastOf(months('100.00', '50.01'), none, 2).months.at(-1)).toMatchObject({ isForecast: true })
    expect(yuan(forecastOf(months('100.00', '50.01'), none, 2).months.at(-1)?.aid ?? decimal('0.00'))).toBe('75.01')
    expect(forecastOf(none, none, 0).shape).toBe('none')
  })

  test('in January it is last year', () => {
    expect(forecastOf(months(), last, 0).months.map(({ aid }) => yuan(aid))).toEqual(last.map(yuan))
  })
})
