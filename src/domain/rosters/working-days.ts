import { addDays, type Day, lastDay, yearOf } from '../calendar.ts'
import type { RowOf } from '../policies/pack.ts'

/** The tables of public holidays that a region's law holds, one a year. */
export type Holidays = readonly RowOf<'holidays'>[]

/**
 * Whether offices work on a day. A year without a table has its weekends alone, which whoever shows the day has to say:
 * see `lacksTable`.
 */
export function isWorkingDay(holidays: Holidays, day: Day): boolean {
  const table = tableOf(holidays, day)
  if (table?.working.includes(day)) return true
  if (table?.closed.some(({ from, to }) => from <= day && day <= to)) return false
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

export function lacksTable(holidays: Holidays, day: Day): boolean {
  return tableOf(holidays, day) === undefined
}

function tableOf(holidays: Holidays, day: Day): Holidays[number] | undefined {
  return holidays.find(({ year }) => year === String(yearOf(day)))
}

/** 0 is Sunday. Source: Sakamoto's method for the Gregorian calendar. */
function weekdayOf(day: Day): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  const y = month < 3 ? year - 1 : year
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + date) % 7
}

/** The day that lies so many working days after another. */
export function workingDaysAfter(holidays: Holidays, day: Day, days: number): Day {
  let at = day
  for (let left = days; left > 0 && at !== lastDay; ) {
    at = addDays(at, 1)
    if (isWorkingDay(holidays, at)) left -= 1
  }
  return at
}

/** The day itself, or the next one on which offices work. */
export function workingDayFrom(holidays: Holidays, day: Day): Day {
  return isWorkingDay(holidays, day) || day === lastDay ? day : workingDayFrom(holidays, addDays(day, 1))
}
