import { addDays, type Day } from '../calendar.ts'

/** A month as `YYYY-MM`. */
export type Month = string

export const firstDayOf = (month: Month): Day => `${month}-01`

export function lastDayOfMonth(month: Month): Day {
  const [year = 0, at = 0] = month.split('-').map(Number)
  const next = at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`
  return addDays(next, -1)
}
