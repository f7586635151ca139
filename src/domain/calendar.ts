/** A day as the documents and the API write it: `YYYY-MM-DD`. Sorts as text. */
export type Day = string

/** A span of days, both ends included; `to: null` has no end. */
export interface Period {
  readonly from: Day
  readonly to: Day | null
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** True for a day that the calendar has: 2023-02-29 is none. */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false
  const last = month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] as number)
  return day <= last
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** Whether the day lies in the period. An empty end is open everywhere, never closed. */
export function covers(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || day <= period.to)
}

/** The last day that four digits of a year can write. Programs send it for "no end". */
export const lastDay: Day = '9999-12-31'

/** So many days later, or earlier. What would lie behind the last day is the last day: a fifth digit would not sort as text. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.getUTCFullYear() > 9999 ? lastDay : at.toISOString().slice(0, 10)
}

/** The same day some years later; of a 29 February, the first of March where that year has none. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, 12 * years)
}

/** The same day some months later, or earlier; where that month has no such day, the first of the one after. */
export function addMonths(day: Day, months: number): Day {
  const count = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months
  const moved = `${monthAt(count)}${day.slice(7)}`
  return isDay(moved) ? moved : `${monthAt(count + 1)}-01`
}

function monthAt(count: number): string {
  const year = String(Math.floor(count / 12)).padStart(4, '0')
  return `${year}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** Milliseconds of UTC, without a text to be read as one: this is asked for each stay. */
function midnightOf(day: Day): number {
  return Date.UTC(yearOf(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
}

/** How many days lie between two days; 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return (midnightOf(to) - midnightOf(from)) / (24 * 60 * 60 * 1000)
}

const chinaOffsetMs = 8 * 60 * 60 * 1000

/** The instant in China's time, RFC 3339 with its offset. China has one zone and no summer time. */
export function chinaTime(at: Date): string {
  return `${new Date(at.getTime() + chinaOffsetMs).toISOString().slice(0, -1)}+08:00`
}

/** The day it is in China. */
export function chinaDay(at: Date): Day {
  return new Date(at.getTime() + chinaOffsetMs).toISOString().slice(0, 10)
}
