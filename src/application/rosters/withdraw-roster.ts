import type pg from 'pg'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { giveUpRoster, lockDepartment, lockRoster, type RosterRow } from '../../db/rosters/rosters.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { rosterInScope, type ShownRoster, shownRoster } from './read-rosters.ts'

/**
 * Gives up a roster whose job was cancelled or failed. What it changed stays and is in its changes; a new list corrects it.
 * Given up again, it answers the same.
 *
 * Errors: `not-found`, `forbidden`, `roster-applied`, `roster-expired`, `roster-not-interrupted`.
 */
export async function withdrawRoster(
  service: Service,
  caller: Caller,
  id: string,
): Promise<{ readonly roster: ShownRoster; readonly replayed: boolean }> {
  requireKind(caller, 'bureau')
  const asked = await rosterInScope(service, caller, id)
  const replayed = await withTransaction(service.db.bulk, async (client) => {
    await lockDepartment(client, asked)
    const roster = present(await lockRoster(client, asked.id), `list ${asked.id}`)
    if (roster.status === 'withdrawn') return true
    if (roster.appliedAt !== null) refuse('roster-applied', { id, appliedOn: chinaDay(new Date(roster.appliedAt)) })
    if (roster.status === 'expired') refuse('roster-expired', { id })
    if (roster.status !== 'interrupted') refuse('roster-not-interrupted', { id, next: nextOf(roster) })
    await giveUpInterrupted(service, caller, client, roster)
    return false
  })
  return { roster: await shownRoster(service, asked.id), replayed }
}

function nextOf({ status, jobId }: RosterRow) {
  return status === 'applying'
    ? {
        zh: `请先取消其任务（POST /v1/jobs/${jobId}/withdraw）。`,
        en: `cancel its job first (POST /v1/jobs/${jobId}/withdraw).`,
      }
    : { zh: '尚未执行，不影响其他名单，无须放弃。', en: 'it was never begun and is in nobody’s way.' }
}

/** In the transaction of whoever holds the department's lists. */
export async function giveUpInterrupted(
  service: Service,
  caller: Caller,
  client: pg.ClientBase,
  { id, region, applied, conflicts, opened, ended }: RosterRow,
): Promise<void> {
  await giveUpRoster(client, id)
  const left = opened + ended - applied - conflicts
  const detail = { id, region, applied, left }
  await recordChangeIn(client, { action: 'roster.withdrawn', callerId: caller.id, at: service.clock(), detail })
}
