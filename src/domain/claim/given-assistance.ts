import type { Claim, SettlementOutcome } from '../adjudication/types.ts'
import { decimal, sum, yuan } from '../money.ts'
import { refuse } from '../refusals/refusal.ts'

const next = { zh: '请核对', en: 'check the amounts' }

/**
 * Refuses assistance that is stated where the law computes it or pays none, or that is more than the visit leaves for it. Asked
 * when a claim comes in: a year that is recalculated says it as a warning.
 * Errors: `assistance-not-open`, `paid-exceeds-in-scope`.
 */
export function checkGivenAssistance({ costs, paid }: Claim, { lines, warnings, payers }: SettlementOutcome): void {
  const given = paid.assistance
  if (given === undefined) return
  const untaken = warnings.find(({ code }) => code === 'assistance-not-taken')
  if (untaken) refuse('assistance-not-open', { amount: yuan(given), clause: untaken.clause?.id ?? '' })
  const line = lines.find(({ step }) => step === 'assistance-given')
  if (line && decimal(line.amount).lt(given)) {
    const insured = sum([payers.basic, payers.criticalIllness].map(decimal))
    refuse('paid-exceeds-in-scope', { paid: yuan(insured.plus(given)), inScope: yuan(costs.inScope), next })
  }
}
