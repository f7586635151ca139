import type { StoredSettlement } from '../../db/ledger/rows.ts'
import type { DirectKind } from '../../domain/ledger/owed-for-earlier.ts'
import type { RecalculatedVisit } from '../../domain/ledger/reversal.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { Adjusted } from './posted.ts'
import { seal } from './posting.ts'

/** What comes out differently, as it is posted: what a hospital has claimed is between the fund and the person. */
export function sealedChanges<Visit extends RecalculatedVisit>(
  changed: readonly Visit[],
  direct: ReadonlyMap<string, DirectKind>,
): (Visit & Pick<Adjusted, 'direct' | 'after'>)[] {
  return changed.map((one) => ({ ...one, after: seal(one.after), direct: direct.get(one.settlementId) }))
}

/** Refuses to change other settlements for somebody who did not ask for that, with what would come of each. */
export function dependent(changed: readonly RecalculatedVisit[], standing: readonly StoredSettlement[]): Refusal {
  const settlements = changed.map(({ settlementId, before, after }) => {
    const { settlementNo = '', hospitalCode = '' } = standing.find((one) => one.settlementId === settlementId) ?? {}
    return { settlementId, settlementNo, hospitalCode, before: before.payers, after: after.payers }
  })
  return new Refusal('later-settlements-depend', { count: String(changed.length) }, { extra: { settlements } })
}
