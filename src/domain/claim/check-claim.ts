import type { Claim } from '../adjudication/types.ts'
import { add, type Decimal, sum, yuan, zero } from '../money.ts'
import { refuse } from '../refusals/refusal.ts'

/**
 * Checks that a claim agrees with itself, before any register or law is asked.
 * Errors: `costs-do-not-add-up`, `dates-reversed`, `paid-exceeds-total`, `paid-exceeds-in-scope`.
 */
export function checkClaim(claim: Claim): void {
  const { total, offCatalogue, overLimit, preSelfPay, inScope } = claim.costs
  const parts = sum([offCatalogue, overLimit, preSelfPay, inScope])
  if (!parts.eq(total)) {
    refuse('costs-do-not-add-up', { sum: yuan(parts), total: yuan(total), difference: yuan(parts.minus(total).abs()) })
  }
  const { admittedOn, dischargedOn, paid } = claim
  if (admittedOn && dischargedOn && dischargedOn < admittedOn) refuse('dates-reversed', { admittedOn, dischargedOn })
  checkPaid(claim, paid.basic ?? zero, paid.criticalIllness ?? zero)
}

/** Insurers pay in-scope cost only, and nobody pays more than the visit cost. A package asks again with its own split. */
export function checkPaid(claim: Claim, basic: Decimal, criticalIllness: Decimal): void {
  const { costs, paid } = claim
  const insured = add(basic, criticalIllness)
  if (claim.care !== 'critical-disease' && insured.gt(costs.inScope)) {
    refuse('paid-exceeds-in-scope', { paid: yuan(insured), inScope: yuan(costs.inScope) })
  }
  const all = sum([insured, paid.supplementary, paid.commercial, paid.socialAid])
  if (all.gt(costs.total)) refuse('paid-exceeds-total', { paid: yuan(all), total: yuan(costs.total) })
}
