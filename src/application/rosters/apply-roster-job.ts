import type pg from 'pg'
import { uuidv7obj } from 'uuidv7'
import { sealedColumn } from '../../db/data-keys/sealed.ts'
import {
  advanceRoster,
  countChanges,
  endIdentities,
  endOfPiece,
  lastPerson,
  lockPeople,
  openIdentities,
  type Piece,
  peopleToCompare,
  planByKey,
  registerPeople,
  type Stamp,
} from '../../db/rosters/apply-roster.ts'
import { lockRoster, type RosterRow } from '../../db/rosters/rosters.ts'
import { reseal } from '../data-keys/reseal.ts'
import type { Job, JobKind, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'

/** Changes of one piece: about a second of work. A person's lines are never divided between two. */
const portion = 10_000

/**
 * Applies a roster: registers people whom the register does not know, opens and ends identities, and writes the audit.
 *
 * How far it is stands in the roster's own row, in the transaction of the piece: whatever job comes next, after a kill or
 * a cancellation, goes on behind it, and a list that is done stays done.
 */
export const rosterApply: JobKind = { kind: 'roster-apply', step }

async function step(service: Service, job: Job, client: pg.PoolClient): Promise<Step> {
  const roster = await lockRoster(client, String(job.input['rosterId']))
  if (!roster) throw new Error('a job names a roster that is not there')
  if (roster.status === 'applied' || roster.status === 'withdrawn') return stepOf(roster, roster, 0)
  await planByKey(client)
  const after = roster.appliedThrough ?? ''
  const end = await endOfPiece(client, roster.id, after, portion)
  const piece = { rosterId: roster.id, after, through: end ?? (await lastPerson(client, roster.id)) ?? '' }
  const { changes, applied } = await applyPiece(service, job, client, { roster, piece })
  const failures = changes - applied
  const done = { applied: roster.applied + applied, conflicts: roster.conflicts + failures }
  const { through } = piece
  await advanceRoster(client, roster.id, { through, last: end === null, ...done, at: service.clock().toISOString() })
  return stepOf(roster, { ...done, status: end === null ? 'applied' : 'applying' }, failures)
}

interface Applying {
  readonly roster: RosterRow
  readonly piece: Piece
}

async function applyPiece(service: Service, job: Job, client: pg.PoolClient, { roster, piece }: Applying) {
  const changes = await countChanges(client, piece)
  const stamp: Stamp = {
    at: service.clock().toISOString(),
    callerId: job.createdBy,
    ids: Array.from({ length: changes }, () => uuidv7obj().bytes),
    department: roster.department,
    certificateNo: `${roster.month} 名单`,
  }
  for (const { table, where } of peopleToCompare(piece))
    await reseal(client, service.secrets, sealedColumn(table), { where, take: portion, locked: 'wait' })
  const registeredSince = await registerPeople(client, piece, stamp)
  await lockPeople(client, piece, registeredSince)
  const opened = await openIdentities(client, piece, stamp, registeredSince)
  const ended = await endIdentities(client, piece, stamp)
  return { changes, applied: opened + ended }
}

type State = Pick<RosterRow, 'applied' | 'conflicts' | 'status'>

function stepOf({ id, opened, ended }: RosterRow, { applied, conflicts, status }: State, failures: number): Step {
  const finished = status === 'applied' || status === 'withdrawn'
  const progress = { cursor: { rosterId: id }, done: applied + conflicts, total: opened + ended, failures, finished }
  return finished ? { ...progress, result: { rosterId: id, applied, conflicts } } : progress
}
