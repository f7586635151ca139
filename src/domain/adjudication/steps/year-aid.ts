import { add, type Decimal, decimal, min, sum, yuan } from '../../money.ts'
import type { ClauseRef, YearAidRow } from '../../policies/law.ts'
import type { Draft } from '../draft.ts'
import { traceOf } from '../trace.ts'
import { type RunAid, runAids } from '../types.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/** The step of a line that a run gave. */
export const runSteps = { household: 'household-aid', secondAid: 'second-aid' } as const
const payers = { household: 'assistance', secondAid: 'reAid' } as const

/**
 * What runs over the year gave of the visit, after all other aid: a household's share as assistance, the second aid out of what
 * the fund had left as re-aid. It is never more than the visit leaves in scope, draws on no limit, and counts for nothing else.
 *
 * Units:  yuan; the amounts are the run's, to the fen.
 * Source: the pack's `householdAid` and `secondAid` rows.
 */
export function withYearAid(visit: AdjudicatedVisit, draft: Draft, open: Decimal): Draft {
  const given = visit.facts.byHand
  if (given === undefined) return draft
  let left = open
  let paid = draft
  for (const kind of runAids) {
    const share = given.find(({ payer }) => payer === kind)
    if (share === undefined) continue
    const amount = min(decimal(share.amount), left)
    left = left.minus(amount)
    paid = paidByRun(visit, paid, kind, amount, share.decisionNo)
  }
  return paid
}

function paidByRun(visit: AdjudicatedVisit, draft: Draft, kind: RunAid, amount: Decimal, run: string): Draft {
  const payer = payers[kind]
  const { amounts, parts, added } = draft
  const trace = traceOf(visit)
  trace.append(draft.trace)
  const clause = clauseOf(visit, kind, draft)
  trace.line({ step: runSteps[kind], payer, base: amount, amount, clause, params: { run } })
  return {
    ...draft,
    trace,
    amounts: { ...amounts, [payer]: add(amounts[payer], amount), person: amounts.person.minus(amount) },
    parts: kind === 'household' ? { ...parts, main: add(parts.main, amount) } : parts,
    added: { ...added, inScopeBurden: added.inScopeBurden.minus(amount) },
  }
}

function clauseOf({ law, care }: AdjudicatedVisit, kind: RunAid, { identity }: Draft): ClauseRef | null {
  const rows: readonly YearAidRow[] = kind === 'household' ? law.tables.householdAid : law.tables.secondAid
  const ofCare = rows.filter((row) => row.care.includes(care))
  const own = ofCare.find((row) => identity !== null && row.for.includes(identity.category))
  return (own ?? ofCare[0] ?? rows[0])?.clause ?? null
}

/** What runs have given of a settled visit, by its lines. Yuan in text. */
export function givenByRuns(
  lines: readonly { readonly step: string; readonly amount: string }[],
  kind: RunAid,
): string {
  return yuan(sum(lines.filter(({ step }) => step === runSteps[kind]).map(({ amount }) => decimal(amount))))
}
