import type { Books } from './books.ts'
import { bookFaults } from './check-books.ts'
import { reversalFaults } from './check-reversals.ts'
import { settlementFaults } from './check-settlements.ts'
import { type Fault, fault } from './fault.ts'
import { groupBy } from './group-by.ts'
import type { Attempt } from './history.ts'

/** The most that the law lets each payer pay of a person's year. Yuan in text. */
export type LawfulMost = (personNo: string) => Readonly<Record<string, string>>

/**
 * Decides whether what the clients were told and what the books say can both be true.
 *
 * It knows the clients' logs and the books as the API shows them, and nothing of how the service works.
 */
export function check(attempts: readonly Attempt[], books: Books, most: LawfulMost): Fault[] {
  return [
    ...refusalFaults(attempts),
    ...misleadingFaults(attempts),
    ...settlementFaults(attempts, books),
    ...reversalFaults(attempts, books),
    ...bookFaults(books, most),
  ]
}

/** An unregistered person may be refused; a lawful claim may not, whatever is broken. */
function refusalFaults(attempts: readonly Attempt[]): Fault[] {
  return attempts.flatMap(({ deed, no, mayRefuse, outcome }) =>
    outcome.kind === 'refused' && !mayRefuse.includes(outcome.code)
      ? [fault('refused', `${deed} ${no} was refused as ${outcome.status} ${outcome.code}`)]
      : [],
  )
}

/** Whatever is open is said as 503 with the time to wait, so that every client knows what to do without thinking. */
function misleadingFaults(attempts: readonly Attempt[]): Fault[] {
  return attempts.flatMap(({ deed, no, outcome }) => {
    if (outcome.kind !== 'unknown' && outcome.kind !== 'not-yet') return []
    const { status, code, retryAfter } = outcome
    const isClear = status === null || (status === 503 && retryAfter !== null)
    return isClear
      ? []
      : [fault('misleading', `${deed} ${no} was answered ${status} ${code}, retry-after ${retryAfter}`)]
  })
}

export interface Counts {
  readonly sent: number
  readonly acknowledged: number
  readonly unknown: number
  readonly retried: number
}

/** Attempts sent, numbers acknowledged, attempts left open, numbers sent more than once. */
export function countsOf(attempts: readonly Attempt[]): Counts {
  const numbers = [...groupBy(attempts, numberOf).values()]
  return {
    sent: attempts.length,
    acknowledged: numbers.filter((group) => group.some(({ outcome }) => outcome.kind === 'done')).length,
    unknown: attempts.filter(({ outcome }) => outcome.kind === 'unknown').length,
    retried: numbers.filter((group) => group.length > 1).length,
  }
}

function numberOf({ deed, hospitalCode, no }: Attempt): string {
  return `${deed} ${hospitalCode} ${no}`
}
