import type { Day } from '../calendar.ts'
import type { Bilingual } from '../language.ts'

/** What part of time a limit or a deductible is of; a year is the calendar's, or one that begins on another day. */
export const periodKinds = ['year', 'half-year', 'quarter', 'month', 'visit', 'lifetime', 'months'] as const
export type PeriodKind = (typeof periodKinds)[number]

export const periodKindNames: Readonly<Record<PeriodKind, Bilingual>> = {
  year: { zh: '年度', en: 'a year' },
  'half-year': { zh: '每半年', en: 'half a year' },
  quarter: { zh: '每季度', en: 'a quarter' },
  month: { zh: '每月', en: 'a month' },
  visit: { zh: '每次', en: 'each visit' },
  lifetime: { zh: '终身', en: 'a lifetime' },
  months: { zh: '连续若干个月', en: 'so many months on end' },
}

/** The part of time that an amount is of: its first and last day, which each visit and a lifetime have none of. */
export interface CountedPeriod {
  readonly kind: PeriodKind
  /** How many months on end; null of the other kinds. */
  readonly months: number | null
  readonly from: Day | null
  readonly to: Day | null
}

/** Whether it is a year from the first of January. */
export function isCalendarYear({ kind, from }: CountedPeriod): boolean {
  return kind === 'year' && (from === null || from.endsWith('-01-01'))
}

/** What a period is called where a limit or a deductible is shown. */
export function periodName(period: CountedPeriod): Bilingual {
  const { kind, months, from } = period
  if (kind === 'months') return { zh: `连续${months}个月`, en: `${months} months on end` }
  if (kind !== 'year' || from === null || isCalendarYear(period)) return periodKindNames[kind]
  return { zh: `自${Number(from.slice(5, 7))}月${Number(from.slice(8))}日起的年度`, en: `a year from ${from.slice(5)}` }
}

/** The same with its days, where it has any: 连续12个月，2023-03-16 至 2024-03-15. */
export function periodWithDays(period: CountedPeriod): Bilingual {
  const { from, to } = period
  const name = periodName(period)
  if (from === null || to === null) return name
  return { zh: `${name.zh}，${from} 至 ${to}`, en: `${name.en}, ${from} to ${to}` }
}
