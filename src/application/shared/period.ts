import type { Day, Period } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'

/** Whether two periods share a day. Both ends belong to a period; no end is the end of time. */
export function overlap(a: Period, b: Period): boolean {
  return (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)
}

export function isReversed({ from, to }: Period): boolean {
  return to !== null && to < from
}

const open: Bilingual = { zh: '长期', en: 'no end' }

/** The end of a period in words. */
export function endOf(to: Day | null): Day | Bilingual {
  return to ?? open
}
