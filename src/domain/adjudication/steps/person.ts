import type { Decimal } from '../../money.ts'
import type { Draft } from '../draft.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/** The last line: what the person pays of the total, whoever paid the rest. */
export function personLine(visit: AdjudicatedVisit, draft: Draft): Decimal {
  const { person } = draft.amounts
  draft.trace.line({
    step: 'person',
    payer: 'person',
    base: visit.claim.costs.total,
    amount: person,
    clause: visit.law.clause('G1'),
  })
  return person
}
