import { latestSettling } from '../../db/hospital-visits/settlement-attempts.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import type { StoredSettlement } from '../../db/ledger/rows.ts'
import type { Queryable } from '../../db/sql.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Visit } from './visit.ts'

/** The settlement that stands for a visit: of the last message that set out to settle it, unless it was reversed. */
export async function standingSettlement(client: Queryable, mdtrtId: string): Promise<StoredSettlement | null> {
  const settling = await latestSettling(client, mdtrtId)
  if (!settling) return null
  const { hospitalCode, msgid } = settling
  const found = await findSettlement(client, { hospitalCode, settlementNo: msgid })
  return found && !found.settlement.reversed ? found.settlement : null
}

/** Errors: `visit-settled`: what was settled stays as it was until the settlement is undone. */
export async function requireUnsettled(client: Queryable, { mdtrtId, setting }: Visit): Promise<void> {
  const settled = await standingSettlement(client, mdtrtId)
  if (!settled) return
  const undoneBy = setting === 'inpatient' ? '2305' : '2208'
  refuse('visit-settled', { mdtrtId, msgid: settled.settlementNo, undoneBy })
}
