import type { ClearingDecision, ClearingStatus, ClearingType } from '../fund/fund-names.ts'
import { type Care, cares } from '../names/care.ts'

const stays: readonly Care[] = ['inpatient', 'critical-disease']

/** Kinds of care that a clearing of a type takes (clr_type 21, 11 and 99). A package of a critical disease is a stay. */
export const caresOfClearing: Record<ClearingType, readonly Care[]> = {
  inpatient: stays,
  outpatient: cares.filter((care) => !stays.includes(care)),
  all: cares,
}

const moves: Record<ClearingDecision | 'withdraw', Partial<Record<ClearingStatus, ClearingStatus>>> = {
  approve: { applied: 'approved', held: 'approved', approved: 'approved', paid: 'paid' },
  hold: { applied: 'held', held: 'held' },
  pay: { approved: 'paid', paid: 'paid' },
  withdraw: { applied: 'withdrawn', held: 'withdrawn', withdrawn: 'withdrawn' },
}

/**
 * Where a decision takes a clearing: applied → held → approved → paid, and withdrawn before it is approved. The status it
 * has already is a decision sent again; null is one that cannot be taken.
 */
export function statusAfter(status: ClearingStatus, decision: ClearingDecision | 'withdraw'): ClearingStatus | null {
  return moves[decision][status] ?? null
}

/** The last day of a month, `2023-03`. */
export function lastDayOfPeriod(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return `${month}-${String(days[number - 1]).padStart(2, '0')}`
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
