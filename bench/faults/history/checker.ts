import { limitFaults } from './check-limits.ts'
import { reversalFaults } from './check-reversals.ts'
import { settlementFaults } from './check-settlements.ts'
import { type Fault, fault } from './fault.ts'
import { groupBy } from './group-by.ts'
import type { Attempt } from './history.ts'
import type { LawfulLimits, LedgerAsRead } from './ledger.ts'

/**
 * Decides whether what the clients were answered and what the ledger says can both be true.
 *
 * It knows the clients' logs and the ledger as the API shows them, and nothing of how the service works.
 */
export function check(attempts: readonly Attempt[], ledger: LedgerAsRead, limitsOf: LawfulLimits): Fault[] {
  return [
    ...refusalFaults(attempts),
    ...misleadingFaults(attempts),
    ...settlementFaults(attempts, ledger),
    ...reversalFaults(attempts, ledger),
    ...limitFaults(ledger, limitsOf),
  ]
}

/** An unregistered person may be refused; a lawful claim may not, whatever is broken. */
function refusalFaults(attempts: readonly Attempt[]): Fault[] {
  return attempts.flatMap(({ operation, no, mayRefuse, outcome }) =>
    outcome.kind === 'refused' && !mayRefuse.includes(outcome.code)
      ? [fault('refused', `${operation} ${no} was refused as ${outcome.status} ${outcome.code}`)]
      : [],
  )
}

/** Whatever is open is said as 503 with the time to wait, so that every client knows what to do without thinking. */
function misleadingFaults(attempts: readonly Attempt[]): Fault[] {
  return attempts.flatMap(({ operation, no, outcome }) => {
    if (outcome.kind !== 'unknown' && outcome.kind !== 'not-yet') return []
    const { status, code, retryAfter } = outcome
    const isClear = status === null || (status === 503 && retryAfter !== null)
    return isClear
      ? []
      : [fault('misleading', `${operation} ${no} was answered ${status} ${code}, retry-after ${retryAfter}`)]
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

function numberOf({ operation, hospitalCode, no }: Attempt): string {
  return `${operation} ${hospitalCode} ${no}`
}
