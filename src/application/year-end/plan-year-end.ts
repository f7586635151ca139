import type { AwaitingYear } from '../../db/year-end/awaiting-visits.ts'
import type { YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import type { ActiveVisit } from '../../domain/ledger/replay.ts'
import { planYearClose, type YearEndPlan } from '../../domain/ledger/year-end-movements.ts'
import { yearState } from '../../domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { claimOf } from '../claim/claim-input.ts'
import type { PostingContext } from '../ledger/posting-context.ts'

/** What closing a person's year comes to, each visit under the law that it was settled under. */
export async function planYearEnd(
  { archive }: Pick<PostingContext, 'archive'>,
  year: AwaitingYear,
): Promise<YearEndPlan> {
  const visits: Omit<ActiveVisit, 'seq'>[] = []
  for (const { settlementId, input, facts, outcome } of year.visits) {
    const law = await archive.lawOf(outcome, input)
    visits.push({
      settlementId,
      claim: claimOf(input),
      facts,
      law,
      outcome,
      closedAt: null,
    })
  }
  return planYearClose(visits, yearState(year.state))
}

/** The run's line of a person: sums over the visits, and what the last of them left of the limit. */
export function lineOf(personNo: string, { changed }: YearEndPlan): YearEndLineRow {
  const aided = changed.flatMap(({ after }) => after.lines.filter(({ step }) => step === 'assistance'))
  const paid = (payer: 'assistance' | 'reAid' | 'tilt') => total(changed.map(({ after }) => after.payers[payer]))
  return {
    ...{ personNo, householdNo: null },
    visits: changed.length,
    base: total(aided.map(({ base, params }) => params.selfPay ?? base)),
    due: total(aided.map(({ amount, params }) => params.due ?? amount)),
    assistance: paid('assistance'),
    reAid: paid('reAid'),
    tilt: paid('tilt'),
    remaining: aided.at(-1)?.limit?.after ?? null,
    problem: null,
  }
}

/** Nothing was posted for the person; the code says what the bureau has to mend before the next run. */
export function problemLine(personNo: string, problem: string): YearEndLineRow {
  const nothing = { base: '0.00', due: '0.00', assistance: '0.00', reAid: '0.00', tilt: '0.00' }
  return { personNo, householdNo: null, visits: 0, ...nothing, remaining: null, problem }
}

function total(amounts: readonly string[]): string {
  return yuan(sum(amounts.map(decimal)))
}
