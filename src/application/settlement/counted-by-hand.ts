import type { HandDecisionRow } from '../../db/settlement/hand-decisions.ts'
import { handSteps } from '../../domain/adjudication/steps/by-hand.ts'
import { runSteps } from '../../domain/adjudication/steps/year-aid.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { PlannedYear } from '../recalculation/plan-recalculation.ts'

const steps = { ...handSteps, ...runSteps }

/**
 * A decision is written only where the settlement then pays just what was decided.
 * Errors: `not-by-hand` where the law does not leave this payer to be settled by hand, or another identity gives more;
 * `hand-amount-too-large` where less is open, or left of the limit.
 */
export function requireCounted(decision: HandDecisionRow, years: readonly Pick<PlannedYear, 'plan'>[]): void {
  const active = years.flatMap(({ plan }) => plan.active)
  const visit = active.find(({ settlementId }) => settlementId === decision.settlementId)
  const line = visit?.outcome.lines.find(({ step }) => step === steps[decision.payer])
  if (!line) refuse('not-by-hand', { id: decision.settlementId, payer: decision.payer })
  if (line.amount !== decision.amount)
    refuse('hand-amount-too-large', { amount: decision.amount, allowed: line.amount, clause: line.clause?.id ?? '' })
}
