import { yuan } from '../../money.ts'
import { refuse } from '../../refusals/refusal.ts'
import type { Trace } from '../trace.ts'
import type { AdjudicatedVisit } from '../visit.ts'

/**
 * Says which part of what stands as commercial is a third party's, on which neither insurance nor aid is reckoned; or, before
 * anybody knows how much that is, that there is one.
 *
 * Errors: `third-party-injury`, where a pack refuses such a visit.
 * Source: 000000/G1; 《社会保险法》第三十条 (third parties pay first).
 */
export function remarkThirdParty({ law, claim, facts }: AdjudicatedVisit, trace: Trace): void {
  if (claim.thirdParty !== undefined) {
    const { thirdParty = '0.00' } = facts.corrected ?? {}
    trace.warn('third-party', law.clause('G1'), { amount: thirdParty, inScope: yuan(claim.thirdParty) })
    return
  }
  if (claim.thirdPartyInjury === undefined) return
  const { value, clause } = law.choices.thirdPartyInjury
  if (value === 'refused') refuse('third-party-injury', { clause: clause.id })
  trace.warn('third-party-injury', law.clause('G1'), {})
}
