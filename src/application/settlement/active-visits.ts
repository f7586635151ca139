import type { StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import type { ActiveVisit } from '../../domain/ledger/replay.ts'
import { claimOf } from '../claim/claim-input.ts'
import type { LawOf } from '../policies/policy-archive.ts'

/** Stored settlements with the law of then, or of now where that is asked, and the facts that their outcome came from, as the engine asks for them. */
export async function activeVisitsOf(
  context: { readonly archive: LawOf },
  settlements: readonly StoredSettlement[],
  entries: readonly StoredEntry[],
): Promise<ActiveVisit[]> {
  const renewed = new Map<string, Facts>(
    entries.flatMap(({ settlementId, facts }) => (facts ? [[settlementId, facts]] : [])),
  )
  const closings = new Map(
    entries.filter(({ cause }) => cause === 'year-end').map(({ settlementId, seq }) => [settlementId, seq]),
  )
  const active: ActiveVisit[] = []
  for (const stored of settlements) {
    const input = stored.input
    const outcome = stored.outcome
    const law = await context.archive.lawOf(outcome, input)
    active.push({
      settlementId: stored.settlementId,
      claim: claimOf(input),
      facts: renewed.get(stored.settlementId) ?? stored.facts,
      law,
      outcome,
      seq: stored.seq,
      closedAt: closings.get(stored.settlementId) ?? null,
    })
  }
  return active
}
