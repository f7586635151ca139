import type { Claim } from '../adjudication/types.ts'
import type { Bilingual } from '../language.ts'
import { type Decimal, less, sum, yuan, zero } from '../money.ts'
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

/** What a third party bears is no in-scope cost any more: then it is either too much, or insurance has to give some back. */
function nextOf({ costs, thirdParty }: Claim, insured: Decimal): Bilingual {
  if (thirdParty === undefined) return { zh: '请核对', en: 'check the amounts' }
  const maxShare = yuan(less(costs.inScope.plus(thirdParty), insured))
  return {
    zh: `其中已减去第三人承担的 ${yuan(thirdParty)} 元；请在同一更正的 paid 中填写基本医保、大病保险退回后的支付金额（合计不超过 ${yuan(costs.inScope)} 元），或将 thirdParty 改为不超过 ${maxShare} 元`,
    en: `${yuan(thirdParty)} that a third party bears is taken off already: send in \`paid\` of the same correction what the two have paid once they took theirs back, ${yuan(costs.inScope)} together at most, or a \`thirdParty\` of at most ${maxShare}`,
  }
}

/** Insurers and assistance pay in-scope cost only, and nobody pays more than the visit cost. A package asks again with its own split. */
export function checkPaid(claim: Claim, basic: Decimal, criticalIllness: Decimal): void {
  const { costs, paid } = claim
  const insured = sum([basic, criticalIllness, paid.assistance ?? zero])
  if (claim.care !== 'critical-disease' && insured.gt(costs.inScope)) {
    refuse('paid-exceeds-in-scope', { paid: yuan(insured), inScope: yuan(costs.inScope), next: nextOf(claim, insured) })
  }
  const all = sum([insured, paid.supplementary, paid.commercial, paid.socialAid])
  if (all.gt(costs.total)) refuse('paid-exceeds-total', { paid: yuan(all), total: yuan(costs.total) })
}
