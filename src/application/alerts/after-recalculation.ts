import type pg from 'pg'
import type { PersonYearKey } from '../../db/ledger/rows.ts'
import type { YearState } from '../../domain/adjudication/types.ts'
import { visitDay } from '../../domain/adjudication/visit.ts'
import type { ReversalPlan } from '../../domain/ledger/reversal.ts'
import { dueAlert, raiseAlerts } from './raise-alerts.ts'

/**
 * Recalculating a year may leave the person with more to bear, or with another line. The last visit that stands says which
 * law and which identities hold. Where nothing came out differently nobody was taken past anything.
 *
 * In the transaction that writes the year, after it is written.
 */
export async function raiseAfterRecalculation(
  client: pg.ClientBase,
  key: PersonYearKey,
  { changed, active, state }: Pick<ReversalPlan, 'changed' | 'active' | 'state'>,
  before: YearState,
  at: Date,
): Promise<void> {
  const last = [...active].sort((a, b) => (visitDay(a.claim) < visitDay(b.claim) ? -1 : 1)).at(-1)
  if (changed.length === 0 || !last) return
  const { law, facts, settlementId } = last
  const happenedOn = visitDay(last.claim)
  const due = dueAlert(law, facts, before, state, { key, cause: 'settled-anew', settlementId, happenedOn })
  if (due) await raiseAlerts(client, [due], at)
}
