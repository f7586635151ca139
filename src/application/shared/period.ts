import { addDays, type Day, lastDay, type Period } from '../../domain/calendar.ts'
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

/** Instants from the first day on and before the end of the last, in China; null where no day is said. */
export function instantsWithin(from: Day | undefined, to: Day | undefined) {
  return {
    from: from === undefined ? null : midnight(from),
    before: to === undefined || to === lastDay ? null : midnight(addDays(to, 1)),
  }
}

/** When a day begins in China. */
function midnight(day: Day): string {
  return `${day}T00:00:00+08:00`
}
