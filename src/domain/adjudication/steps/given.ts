import { add, type Decimal, less, min, sum, zero } from '../../money.ts'
import { thirdPartyOf } from '../corrected.ts'
import type { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/** What is left of the visit for medical assistance, and what other payers took beyond the in-scope cost. */
export interface Base {
  /** 000000/G12: in-scope cost less all payers before, not below zero. */
  readonly amount: Decimal
  /** What supplementary, commercial and mutual aid paid beyond it, on cost out of scope. */
  readonly beyond: Decimal
}

/**
 * Takes supplementary and commercial insurance and social mutual aid off the base of assistance.
 *
 * They pay in-scope cost first; what they pay beyond it can only have been for cost out of scope, and
 * then nobody pays that part again.
 *
 * Source: 000000/G1, 000000/G3, 000000/G12; 晋市政办〔2022〕40号 arts. 9 and 11.
 */
export function assistanceBase(visit: AdjudicatedVisit, insured: Decimal, trace: Trace): Base {
  const { paid } = visit.claim
  givenLines(visit, trace)
  const thirdParty = thirdPartyOf(visit.claim)
  const others = sum([paid.supplementary, paid.commercial, paid.socialAid]).minus(thirdParty)
  const left = aidable(visit).minus(insured)
  const beyond = others.minus(min(others, less(left, zero)))
  return { amount: less(left, others), beyond: add(beyond, thirdParty) }
}

/** A line for each of the others that paid. */
export function givenLines(visit: AdjudicatedVisit, trace: Trace): void {
  const { paid } = visit.claim
  for (const payer of ['supplementary', 'commercial', 'socialAid'] as const) {
    if (paid[payer].isZero()) continue
    trace.line({
      step: `${payer}-given`,
      payer,
      base: paid[payer],
      amount: paid[payer],
      clause: visit.law.clause('G1'),
    })
  }
}

/**
 * What an insurer that is computed may still pay beside what others are stated to have paid: of the
 * in-scope cost after `insured`, and of the total. A schedule's amount depends on the year, and a year
 * that is recalculated must not make a claim impossible that once was sound.
 */
export function openBesideGiven(visit: AdjudicatedVisit, insured: Decimal): Decimal {
  const { costs, paid } = visit.claim
  const others = sum([paid.supplementary, paid.commercial, paid.socialAid])
  return min(less(costs.inScope, insured), less(costs.total, add(insured, others)))
}

/** What 目录外 stands for: the off-catalogue part; where a pack reads it more widely, all that is not in scope. */
export function outsideCatalogue({ law, claim }: AdjudicatedVisit): Decimal {
  const { costs } = claim
  const all = law.choices.outsideCatalogueMeans.value === 'all-not-in-scope'
  return all ? costs.total.minus(costs.inScope).minus(thirdPartyOf(claim)) : costs.offCatalogue
}

/** In-scope cost; where a pack reads 目录内 more widely, all cost within the catalogue. */
export function aidable(visit: AdjudicatedVisit): Decimal {
  const { costs } = visit.claim
  const within = costs.total.minus(costs.offCatalogue).minus(thirdPartyOf(visit.claim))
  return visit.law.choices.catalogueMeans.value === 'in-scope' ? costs.inScope : within
}
