import { gapFor } from '../adjudication/gaps.ts'
import { addDays, type Day } from '../calendar.ts'
import type { Bilingual } from '../language.ts'
import type { Category } from '../names/categories.ts'
import type { ClauseRef, Law, Ruled } from '../policies/law.ts'
import { workingDaysAfter } from '../rosters/working-days.ts'
import { type ApplicationStatus, type AwaitedStep, isWaiting, nextSteps } from './application-names.ts'

type Period = Ruled<'applicationPeriod'>

/** By when the next step is to be taken, and who says so; or that nobody does, and who would have to. */
export interface Deadline {
  readonly step: AwaitedStep
  readonly dueOn: Day | null
  readonly clause: ClauseRef | null
  readonly gap: { readonly clause: ClauseRef; readonly decides: Bilingual } | null
}

/** The days from which periods count: the receipt, the step just taken, and the last day of what is published. */
export interface Since {
  readonly receivedOn: Day
  readonly steppedOn: Day
  readonly publicUntil: Day | null
}

/**
 * The deadline of the step that a status waits for; null for an application that has ended. A decision that is due so many
 * days after the receipt bounds the steps before it too. The earliest counts.
 */
export function deadlineOf(law: Law, category: Category, status: ApplicationStatus, since: Since): Deadline | null {
  const step = awaitedStep(law, category, status)
  if (step === null) return null
  const from = (row: Period) => (row.since === 'received' ? since.receivedOn : (since.publicUntil ?? since.steppedOn))
  const bounds = periodsOf(law, category)
    .filter((row) => status === 'publicised' || !isAfterPublicity(law, row))
    .filter(
      (row) => row.within !== undefined && (row.step === step || (row.step === 'decide' && row.since === 'received')),
    )
    .map((row) => ({ dueOn: daysAfter(law, from(row), row.within as string, row.counted), clause: row.clause }))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const [first] = bounds
  if (first) return { step, dueOn: first.dueOn, clause: first.clause, gap: null }
  const gap = gapFor(law, 'application', category, null)
  return { step, dueOn: null, clause: null, gap: gap ? { clause: gap.clause, decides: gap.decides } : null }
}

/** What a status waits for; null for an application that has ended. */
export function awaitedStep(law: Law, category: Category, status: ApplicationStatus): AwaitedStep | null {
  if (!isWaiting(status)) return null
  return status === 'checked' && !asksPublicity(law, category) ? 'decide' : nextSteps[status]
}

/** Whether publication is a step here: where the region's data asks for it. A length that nobody confirmed asks for nothing. */
export function asksPublicity(law: Law, category: Category): boolean {
  return periodsOf(law, category).some(({ step, clause }) => step === 'publicise' && clause.status !== 'unconfirmed')
}

/** Whether a clause lets the decision follow the publication that it lays down: without one it says nothing of the decision. */
function isAfterPublicity(law: Law, { step, since, clause }: Period): boolean {
  if (step !== 'decide' || since === 'received' || clause.status !== 'unconfirmed') return false
  return law.rows('applicationPeriod').some((row) => row.step === 'publicise' && row.clause.id === clause.id)
}

/** The last day on which what was found is to be public, and the clause; null where the law names no length. */
export function publicityFrom(
  law: Law,
  category: Category,
  on: Day,
): { readonly until: Day; readonly clause: ClauseRef } | null {
  const row = periodsOf(law, category).find((one) => one.step === 'publicise' && one.lasts !== undefined)
  if (!row?.lasts) return null
  // The day on which it goes up is the first of them.
  const eve = addDays(on, -1)
  return { until: daysAfter(law, eve, row.lasts, row.counted), clause: row.clause }
}

/** Rows for the category go before rows for everybody. */
function periodsOf(law: Law, category: Category): Period[] {
  const rows = law.rows('applicationPeriod')
  const own = rows.filter((row) => row.for?.includes(category))
  const named = new Set(own.map(({ step }) => step))
  return [...own, ...rows.filter((row) => row.for === undefined && !named.has(row.step))]
}

/** The day that lies so many days after, counted one by one where only working days count. */
function daysAfter(law: Law, day: Day, days: string, counted: Period['counted']): Day {
  if (counted === 'calendar-days') return addDays(day, Number(days))
  return workingDaysAfter(law.rows('holidays'), day, Number(days))
}
