import type { AidRow, CountedOver, EarlierYears, LimitRow, Ruled } from './law.ts'

type Said = NonNullable<Ruled<'limits'>['period']>

const monthsIn = { month: 1, quarter: 3, 'half-year': 6 } as const

/** A year that begins on the first of January is the calendar's. */
export function periodOf(said: Said | undefined): CountedOver {
  if (said === undefined || said === 'year') return null
  if (said === 'visit' || said === 'lifetime') return { kind: said }
  if (typeof said === 'string') return { kind: 'months', months: monthsIn[said] }
  if ('months' in said) return { kind: 'rolling', months: Number(said.months) }
  return said.begins === '01-01' ? null : { kind: 'begins', at: said.begins }
}

/** What rows look at of other calendar years than that of the visit; null where none does. */
export function earlierYearsOf(limits: readonly LimitRow[], aid: readonly AidRow[]): EarlierYears | null {
  const filled = aid.flatMap(({ deductible }) => (deductible.kind === 'none' ? [] : [deductible.filledBy]))
  const back = filled.map(({ period, lookBack }) => Math.max(yearsBack(period), yearsOf(lookBack?.months ?? 0)))
  const crossing = limits.filter(({ period, amount }) => amount !== null && yearsBack(period) > 0)
  const costYears = Math.max(0, ...back)
  const usedYears = Math.max(0, ...crossing.map(({ period }) => yearsBack(period)))
  if (costYears === 0 && usedYears === 0) return null
  return {
    costYears,
    usedYears,
    costAhead: filled.some(({ period, lookBack }) => lookBack === null && period?.kind === 'begins'),
    accounts: [...new Set(crossing.map(({ account }) => account))],
    asksApplications: filled.some(({ lookBack }) => lookBack?.from === 'application'),
  }
}

function yearsBack(period: CountedOver): number {
  switch (period?.kind) {
    case 'lifetime':
      return Number.POSITIVE_INFINITY
    case 'begins':
      return 1
    case 'rolling':
      return yearsOf(period.months)
    default:
      return 0
  }
}

const yearsOf = (months: number): number => Math.ceil(months / 12)
