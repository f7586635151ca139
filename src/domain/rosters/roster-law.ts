import type { Day } from '../calendar.ts'
import { countingCategory } from '../entitlements/limits-of-category.ts'
import { type Decimal, decimal } from '../money.ts'
import type { Category } from '../names/categories.ts'
import { type Department, knownDepartments } from '../names/departments.ts'
import type { ClauseRef, Law } from '../policies/law.ts'
import { firstDayOf, type Month } from './roster-month.ts'
import { lacksTable, workingDayFrom, workingDaysAfter } from './working-days.ts'

/** What a department certifies in a region. */
export function certifiedBy(law: Law, department: Department): ReadonlySet<Category> {
  const rows = law.rows('roster').filter((row) => row.department === department)
  return new Set(rows.flatMap((row) => row.certifies))
}

/** Categories by the words and codes that the region's packs give them; ties of two packs go to the nearer one. */
export function categoryCodes(law: Law): ReadonlyMap<string, Category> {
  const known = new Set(law.order)
  const rows = law.rows('codes').filter(({ table }) => table === 'psn_idet_type')
  const own = law.rows('names').filter(({ of }) => of === 'identity')
  const words = own.flatMap(({ code, name, alsoCalled = [] }) =>
    [code, name.zh, ...alsoCalled].map((word) => [word, code] as const),
  )
  return new Map([
    ...words,
    ...rows.flatMap(({ code, means }) => (known.has(means) ? [[code, means] as const] : [])).reverse(),
  ])
}

export interface DueDay {
  readonly department: Department
  readonly on: Day
  /** The day went by weekends alone, for want of a table of the year's holidays. */
  readonly withoutTable: boolean
  readonly clause: ClauseRef
}

/** By when each department's list of a month has to be in; those without a day of their own are left out. */
export function dueDays(law: Law, month: Month): DueDay[] {
  const holidays = law.rows('holidays')
  return knownDepartments().flatMap((department) => {
    const row = law.rows('roster').find((one) => one.department === department && one.dueDay !== undefined)
    if (!row?.dueDay) return []
    const day = `${firstDayOf(month).slice(0, 8)}${row.dueDay.padStart(2, '0')}`
    const postponed = row.onHoliday === 'next-working-day'
    const on = postponed ? workingDayFrom(holidays, day) : day
    return [{ department, on, withoutTable: postponed && lacksTable(holidays, day), clause: row.clause }]
  })
}

export interface MergeDay {
  readonly on: Day
  readonly clause: ClauseRef
}

/**
 * By when a department's list is to be merged with the others after it came, counted in working days; null where no pack says.
 * Source: 彭水府办发〔2023〕52号 二（四）2; 500243/P8.
 */
export function mergeDay(law: Law, department: Department, receivedOn: Day): MergeDay | null {
  const row = law.rows('roster').find((one) => one.department === department)
  if (row?.mergedWithinWorkingDays === undefined) return null
  const on = workingDaysAfter(law.rows('holidays'), receivedOn, Number(row.mergedWithinWorkingDays))
  return { on, clause: row.clause }
}

export interface ShrinkLine {
  readonly share: Decimal
  readonly clause: ClauseRef
}

/** From which share on a list that lost people is pointed at; null where no pack says. */
export function shrinkLine(law: Law): ShrinkLine | null {
  const row = law.rows('rosterWatch')[0]
  return row ? { share: decimal(row.shrinkAbove), clause: row.clause } : null
}

/** All categories, the one that counts before any other first (000000/G4). Each in turn is the best of those that are left. */
export function countingOrder(law: Law): Category[] {
  const left = new Set(law.order)
  const order: Category[] = []
  while (left.size > 0) {
    const best = countingCategory(law, [...left]).category as Category
    order.push(best)
    left.delete(best)
  }
  return order
}
