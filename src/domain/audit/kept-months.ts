import { type Day, isDay } from '../calendar.ts'
import type { PolicyLibrary } from '../policies/library.ts'

/** Whatever a region says: six months (网络安全法 第二十一条（三）). The database holds it too. */
export const minMonths = 6

/** How many months a region's audit is kept at least, by its law of a day. */
export function keptMonths(library: PolicyLibrary, region: string, on: Day): number {
  const law = library.governing(region, on)
  const rows = law === null ? [] : library.lawOfPack(law, on).rows('auditKept')
  return Math.max(minMonths, ...rows.map(({ months }) => Number(months)))
}

/** The same day so many months earlier; where that month has none, its first day, so that nothing goes too soon. */
export function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const counted = year * 12 + (month - 1) - months
  const of = `${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}`
  const same = `${of}-${day.slice(8)}`
  return isDay(same) ? same : `${of}-01`
}
