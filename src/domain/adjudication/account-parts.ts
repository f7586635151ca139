import { addDays, addMonths, type Day } from '../calendar.ts'
import { type Category, knownCategories } from '../names/categories.ts'
import type { CountedPeriod, PeriodKind } from '../names/period-kinds.ts'
import { dayOfPart, isOfEachVisit, partOfAccount, withoutPart } from './counted-over.ts'

/** What an account of a limit is of, as answers name it. */
export interface AccountParts {
  /** Name of the limit. */
  readonly name: string
  /** The identity that it is kept for, where a new one begins anew (000000/G7); null elsewhere. */
  readonly category: Category | null
  readonly period: CountedPeriod
}

const kindsOfMonths: Readonly<Record<number, PeriodKind>> = { 1: 'month', 3: 'quarter', 6: 'half-year' }

/** The limit, the identity and the period that an account of a calendar year is kept for. */
export function accountParts(account: string, year: number): AccountParts {
  const whole = withoutPart(account)
  const at = whole.lastIndexOf('/')
  const category = knownCategories().find((one) => at > 0 && one === whole.slice(at + 1)) ?? null
  return { name: category === null ? whole : whole.slice(0, at), category, period: periodOfAccount(account, year) }
}

/** The period that an account of a calendar year is kept for. */
export function periodOfAccount(account: string, year: number): CountedPeriod {
  const part = partOfAccount(account)
  if (part === null) return spanned('year', { from: `${year}-01-01`, to: `${year}-12-31` })
  const day = dayOfPart(account)
  if (day === null) return spanned(isOfEachVisit(account) ? 'visit' : 'lifetime', { from: null, to: null })
  const months = Number.parseInt(part, 10)
  if (Number.isNaN(months)) return spanned('year', { from: day, to: addDays(addMonths(day, 12), -1) })
  if (part.includes(' to '))
    return { ...spanned('months', { from: addDays(addMonths(day, -months), 1), to: day }), months }
  return spanned(kindsOfMonths[months] ?? 'months', { from: day, to: addDays(addMonths(day, months), -1) })
}

function spanned(kind: PeriodKind, span: { readonly from: Day | null; readonly to: Day | null }): CountedPeriod {
  return { kind, months: null, ...span }
}
