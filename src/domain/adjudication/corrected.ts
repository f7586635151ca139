import { type Decimal, decimal, min, zero } from '../money.ts'
import { type CorrectedVisit, type CostPart, correctedPayers, costParts } from './corrected-visit.ts'
import type { Claim, Facts } from './types.ts'

interface Stated {
  readonly claim: Claim
  readonly facts: Facts
}

/**
 * The claim and the hospital as corrections have put them right; as they were stated where there are none.
 *
 * The share of whoever caused an accident is no cost of insurance: it leaves the in-scope cost, and stands with what
 * commercial insurance paid, where the ten payers have their place for it.
 */
export function asCorrected(claim: Claim, facts: Facts): Stated {
  const { corrected } = facts
  if (corrected === undefined) return { claim, facts }
  return {
    claim: withThirdParty(restated(claim, corrected), decimal(corrected.thirdParty ?? '0.00')),
    facts: { ...facts, hospital: { ...facts.hospital, ...corrected.hospital } },
  }
}

/** What a visit cost, in yuan as text, parted as a correction has put it; as it was sent where none has. */
export function correctedCosts<Costs extends Readonly<Record<CostPart, string>>>(
  costs: Costs,
  corrected: CorrectedVisit | null,
): Costs {
  return corrected?.costs ? { ...costs, ...corrected.costs } : costs
}

function restated(claim: Claim, { paid = {}, costs, referral }: CorrectedVisit): Claim {
  const given = correctedPayers.flatMap((payer) => {
    const amount = paid[payer]
    return amount === undefined ? [] : [[payer, decimal(amount)] as const]
  })
  const parts = costs ? costParts.map((part) => [part, decimal(costs[part])] as const) : []
  return {
    ...claim,
    ...(referral ? { referral } : {}),
    costs: { ...claim.costs, ...Object.fromEntries(parts) },
    paid: { ...claim.paid, ...Object.fromEntries(given) },
  }
}

function withThirdParty(claim: Claim, thirdParty: Decimal): Claim {
  if (thirdParty.isZero()) return claim
  const { costs, paid } = claim
  const inScope = min(costs.inScope, thirdParty)
  return {
    ...claim,
    costs: { ...costs, inScope: costs.inScope.minus(inScope), overLimit: costs.overLimit.plus(inScope) },
    paid: { ...paid, commercial: paid.commercial.plus(thirdParty) },
    thirdParty: inScope,
  }
}

/** The share of a third party that was in scope before. */
export function thirdPartyOf({ thirdParty = zero }: Claim): Decimal {
  return thirdParty
}
