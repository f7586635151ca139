import { refuse } from '../../refusals/refusal.ts'
import type { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/**
 * Stays of one person that overlap, and outpatient visits inside a stay: pointed at, or refused where a pack chooses so.
 *
 * Errors: `stay-overlaps`.
 * Source: 000000/G25.
 */
export function remarkOverlaps({ facts, law }: AdjudicatedVisit, trace: Trace): void {
  for (const { settlementNo, from, to } of facts.overlaps ?? []) {
    const { value, clause } = law.choices.overlappingStays
    if (value === 'refused') refuse('stay-overlaps', { settlementNo, from, to, clause: clause.id })
    trace.warnEach('stay-overlaps', clause, { settlementNo, from, to })
  }
}
