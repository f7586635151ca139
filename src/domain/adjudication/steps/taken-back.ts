import { add, type Decimal, decimal, min, sum, yuan } from '../../money.ts'
import type { ClauseRef } from '../../policies/law.ts'
import type { AidTakenBack } from '../corrected-visit.ts'
import type { Draft } from '../draft.ts'
import { traceOf } from '../trace.ts'
import type { AidPayer } from '../types.ts'
import type { AdjudicatedVisit } from '../visit.ts'

const inTurn: readonly AidPayer[] = ['assistance', 'reAid', 'tilt']

/**
 * Takes back aid that was not due, in part, from the hospital or the person, who bears it from then on. The limits that it drew
 * on are free again by the same sum. Main aid is taken first, then what it was topped up by.
 *
 * Of what the visit adds to the year nothing changes but what the person bears: what was taken back by mistake of others is no
 * self-pay that opens a top-up.
 *
 * Units:  yuan; the amounts are the bureau's, to the fen; never more than the visit has.
 */
export function withTakenBack(visit: AdjudicatedVisit, draft: Draft): Draft {
  const { takenBack = [] } = visit.facts.corrected ?? {}
  return takenBack.reduce((left, one) => takeBack(visit, left, one), draft)
}

function takeBack(visit: AdjudicatedVisit, draft: Draft, { no, amount: asked, from }: AidTakenBack): Draft {
  const has = sum(inTurn.map((payer) => draft.amounts[payer]))
  const taken = min(decimal(asked), has)
  const amounts = { ...draft.amounts, [from]: add(draft.amounts[from], taken) }
  let { parts } = draft
  let left = taken
  for (const payer of inTurn) {
    const part = min(left, amounts[payer])
    left = left.minus(part)
    amounts[payer] = amounts[payer].minus(part)
    draft.limits?.giveBack(payer, part)
    if (payer === 'assistance') parts = partsWithout(parts, part)
  }
  const trace = traceOf(visit)
  trace.append(draft.trace)
  const clause: ClauseRef | null = visit.law.clause('G1')
  trace.line({
    step: 'taken-back',
    payer: from,
    base: has,
    amount: taken,
    clause,
    params: { no, asked: yuan(decimal(asked)) },
  })
  return { ...draft, amounts, parts, trace }
}

function partsWithout(parts: Draft['parts'], amount: Decimal): Draft['parts'] {
  let left = amount
  const less = (part: Decimal) => {
    const taken = min(left, part)
    left = left.minus(taken)
    return part.minus(taken)
  }
  return { main: less(parts.main), floor: less(parts.floor), offCatalogue: less(parts.offCatalogue) }
}
