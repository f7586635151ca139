import { addYears } from '../../calendar.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, visitDay } from '../visit.ts'

/**
 * A document without a last day is in force; five years after its first day newer rules are probable, which is said.
 *
 * Errors: none.
 * Source: 000000/G28.
 */
export function remarkDocumentAge({ law, claim }: AdjudicatedVisit, trace: Trace): void {
  const { value, clause } = law.choices.openDocument
  if (value === 'in-force' || law.openSince === null) return
  if (visitDay(claim) >= addYears(law.openSince, 5))
    trace.warn('document-old', clause, { policy: law.policy, from: law.openSince })
}
