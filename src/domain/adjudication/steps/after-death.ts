import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, visitDay } from '../visit.ts'

/**
 * A stay that the death ended ends on the day of death; one that runs past it is paid and pointed at, because one of the two days is
 * wrong.
 *
 * Errors: none.
 * Source: 000000/G24.
 */
export function remarkDeath({ facts, law, claim }: AdjudicatedVisit, trace: Trace): void {
  const { diedOn } = facts.person
  if (diedOn !== undefined) trace.warn('stay-past-death', law.clause('G24'), { diedOn, to: visitDay(claim) })
}
