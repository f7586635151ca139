import type { AidRow, Law } from '../../policies/law.ts'

const calendarKinds: Readonly<Record<number, string>> = { 1: 'month', 3: 'quarter', 6: 'half-year' }

/** Over which period a deductible is filled, as a trace says it: `month`, `year 04-01`, `months 12`; null of the calendar year. */
export function deductiblePeriodOf({ deductible }: AidRow, { choices }: Pick<Law, 'choices'>): string | null {
  if (deductible.kind === 'none') return null
  const { over, period, lookBack } = deductible.filledBy
  if ((over ?? choices.aidDeductibleOver.value) !== 'year') return 'visit'
  if (lookBack !== null) return lookBack.from === 'visit' ? `months ${lookBack.months}` : null
  if (period?.kind === 'begins') return `year ${period.at}`
  return period?.kind === 'months' ? (calendarKinds[period.months] ?? null) : null
}
