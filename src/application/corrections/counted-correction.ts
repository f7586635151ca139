import type { SettlementCorrectionRow } from '../../db/corrections/settlement-corrections.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import type { PlannedYear } from '../recalculation/plan-recalculation.ts'

/**
 * A correction is written only of a settlement that stands, and takes back what there is.
 * Errors: `correction-of-reversed`, `correction-exceeds-aid`.
 */
export function requireCorrected(
  { settlementId, settlementNo, changes }: SettlementCorrectionRow,
  years: readonly Pick<PlannedYear, 'plan'>[],
): void {
  const visit = years.flatMap(({ plan }) => plan.active).find((one) => one.settlementId === settlementId)
  const last = changes.takenBack?.at(-1)
  if (!visit) refuse('correction-of-reversed', { settlementNo })
  if (!last) return
  const lines = visit.outcome.lines.filter(({ step }) => step === 'taken-back')
  const own = present(
    lines.find(({ params }) => params.no === last.no),
    `the line of ${last.no}`,
  )
  if (!decimal(own.amount).lt(last.amount)) return
  const { assistance, reAid, tilt } = visit.outcome.payers
  const left = yuan(sum([assistance, reAid, tilt, own.amount].map(decimal)))
  refuse('correction-exceeds-aid', { settlementNo, amount: last.amount, left }, { extra: { left } })
}
