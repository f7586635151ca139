import { addMonths, type Day, yearOf } from '../calendar.ts'
import { add, type Decimal, decimal, max, zero } from '../money.ts'
import type { CountedOver } from '../policies/law.ts'
import type { EarlierUse } from './earlier-facts.ts'

type Amounts = Readonly<Record<string, Decimal>>

/** What stands between an account and the part of time that it is kept for; no identity is named so. */
const mark = '/@'

/** Where an amount of a day is recorded: under the account itself where that is the calendar year's. */
export function accountOn(account: string, period: CountedOver, day: Day): string {
  return period === null ? account : `${account}${mark}${partOf(period, day)}`
}

function partOf(period: NonNullable<CountedOver>, day: Day): string {
  switch (period.kind) {
    case 'visit':
    case 'lifetime':
      return period.kind
    case 'months':
      return `${period.months}m ${beginOf(period, day)}`
    case 'begins':
      return `from ${beginOf(period, day)}`
    case 'rolling':
      return `${period.months}m to ${day}`
  }
}

/** The first day of the month, quarter, half or year that a day lies in. */
export function beginOf(period: Extract<CountedOver, { kind: 'months' | 'rolling' | 'begins' }>, day: Day): Day {
  if (period.kind === 'begins') {
    const inYear = `${day.slice(0, 5)}${period.at}`
    return inYear <= day ? inYear : addMonths(inYear, -12)
  }
  const month = Number(day.slice(5, 7))
  return addMonths(`${day.slice(0, 8)}01`, -((month - 1) % period.months))
}

/** An account without the part of time that it is kept for. */
export function withoutPart(account: string): string {
  const at = account.indexOf(mark)
  return at < 0 ? account : account.slice(0, at)
}

/** The part of time that an account is kept for, as it is written behind the limit; null of the calendar year. */
export function partOfAccount(account: string): string | null {
  const at = account.indexOf(mark)
  return at < 0 ? null : account.slice(at + mark.length)
}

/** Whether an account adds up visits that are held to the limit each for itself. */
export function isOfEachVisit(account: string): boolean {
  return account.endsWith(`${mark}visit`)
}

/** The day by which an account of a part of time is kept: its own, or the first of the part; null where it has none. */
export function dayOfPart(account: string): Day | null {
  return /\d{4}-\d{2}-\d{2}$/.exec(account)?.[0] ?? null
}

/**
 * What was used of a limit in the period of a day, before the visit that is settled: as the year keeps it, and as other years
 * have it, the next one too where a bill comes late. Of months that end with the visit the fullest that hold it count, so that what was settled first of a later day is
 * not forgotten.
 */
export function usedWithin(
  account: string,
  period: CountedOver,
  day: Day,
  used: Amounts,
  before: readonly EarlierUse[] = [],
): Decimal {
  if (period === null) return used[account] ?? zero
  if (period.kind === 'visit') return zero
  if (period.kind === 'rolling') return fullest(draws(account, used, before), period.months, day)
  const own = used[accountOn(account, period, day)] ?? zero
  if (period.kind === 'months' || before.length === 0) return own
  const isWithin = period.kind === 'begins' ? withinYearOf(beginOf(period, day)) : () => true
  return before.reduce((all, one) => (one.account === account && isWithin(one.on) ? all.plus(one.amount) : all), own)
}

function withinYearOf(begin: Day): (on: Day) => boolean {
  const end = addMonths(begin, 12)
  return (on) => on >= begin && on < end
}

interface Draw {
  readonly on: Day
  readonly amount: Decimal
}

function draws(account: string, used: Amounts, before: readonly EarlierUse[]): Draw[] {
  const earlier = before.flatMap((one) =>
    one.account === account ? [{ on: one.on, amount: decimal(one.amount) }] : [],
  )
  return [...earlier, ...byDay(account, used)]
}

/** What a year has by the day, of an account that keeps each by itself: for so many months, or for any. */
export function byDay(account: string, amounts: Amounts, months?: number): Draw[] {
  const begins = `${account}${mark}${months === undefined ? '' : `${months}m to `}`
  return Object.entries(amounts).flatMap(([name, amount]) => {
    const on = name.startsWith(begins) && isOfDays(name) ? dayOfPart(name) : null
    return on === null ? [] : [{ on, amount }]
  })
}

const isOfDays = (account: string): boolean => / to \d{4}-\d{2}-\d{2}$/.test(account)

function fullest(all: readonly Draw[], months: number, day: Day): Decimal {
  const ends = [day, ...all.map(({ on }) => on).filter((on) => on > day && addMonths(on, -months) < day)]
  return ends.reduce<Decimal>((most, end) => {
    const begin = addMonths(end, -months)
    const within = all.reduce<Decimal>(
      (sum, { on, amount }) => (begin < on && on <= end ? add(sum, amount) : sum),
      zero,
    )
    return max(most, within)
  }, zero)
}

/** The first day of the calendar year of a day. */
export function beginOfYear(day: Day): Day {
  return `${String(yearOf(day)).padStart(4, '0')}-01-01`
}
