import type { Claim } from '../adjudication/types.ts'
import { type Day, daysBetween } from '../calendar.ts'
import { decimal, yuan } from '../money.ts'
import type { Law } from '../policies/law.ts'
import { refuse } from '../refusals/refusal.ts'

/**
 * Refuses a claim that can only be a slip of the hand. What is merely unusual is pointed at by the settlement itself. Asked
 * when a claim comes in and never of one that was settled, which is replayed as it was.
 * Errors: `amount-implausible`, `stay-implausible`, `before-birth`.
 */
export function checkPlausible(law: Law, claim: Claim, birthDate: Day): void {
  const { bill } = law.tables.plausible
  const { total } = claim.costs
  if (bill && total.gt(bill.refuseAbove)) {
    const what = { zh: '医疗费总额', en: 'total cost of the visit' }
    refuse('amount-implausible', { what, amount: yuan(total), above: yuan(bill.refuseAbove), clause: bill.clause.id })
  }
  checkStay(law, claim)
  const began = claim.admittedOn ?? claim.servedOn
  if (began !== null && began < birthDate) refuse('before-birth', { began, birthDate })
}

/** Errors: `stay-implausible`. */
export function checkStay(law: Law, { admittedOn, dischargedOn }: Pick<Claim, 'admittedOn' | 'dischargedOn'>): void {
  const { stay } = law.tables.plausible
  if (!stay || admittedOn === null || dischargedOn === null) return
  const days = daysBetween(admittedOn, dischargedOn)
  if (decimal(String(days)).lte(stay.refuseAbove)) return
  const above = stay.refuseAbove.toFixed()
  refuse('stay-implausible', { admittedOn, dischargedOn, days: String(days), above, clause: stay.clause.id })
}
