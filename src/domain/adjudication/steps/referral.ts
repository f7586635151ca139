import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, isLocal } from '../visit.ts'

/**
 * What lets aid pay for care elsewhere: each filing that stands behind the visit by its kind; without any it is pointed at, so
 * that the bureau can look into it.
 *
 * Errors: none.
 * Source: 晋市政办〔2022〕40号 第二十一条; 000000/G8.
 */
export function remarkReferral({ law, claim, facts, shutOut }: AdjudicatedVisit, trace: Trace): void {
  if (shutOut || isLocal(law, facts)) return
  if (facts.filings !== undefined) {
    for (const filing of facts.filings) trace.reason('referral-filed', law.clause('G8'), { filing })
    return
  }
  const { referralUnfiled, emergencyWithoutReferral } = law.choices
  if (claim.referral !== 'proper') trace.used(emergencyWithoutReferral.clause, 'emergency')
  else if (referralUnfiled.value === 'marked') trace.warn('referral-not-filed', referralUnfiled.clause)
}
