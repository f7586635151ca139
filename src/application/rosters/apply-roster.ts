import { findJob } from '../../db/jobs/jobs.ts'
import { findInTheWay, lockDepartment, lockRoster, type RosterRow, startApplying } from '../../db/rosters/rosters.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { departmentName } from '../../domain/names/departments.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, requireAnother, requireKind } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Service } from '../service.ts'
import { rosterApply } from './apply-roster-job.ts'
import { rosterInScope } from './read-rosters.ts'
import { giveUpInterrupted } from './withdraw-roster.ts'

export interface StartedApply {
  readonly rosterId: string
  readonly jobId: string
  readonly job: string
  /** False when it was under way already. */
  readonly started: boolean
}

type Client = Parameters<Parameters<typeof withTransaction>[1]>[0]

/**
 * Starts to apply a roster to the register. While its job is under way the same call answers that job; when the job was
 * cancelled or failed, a new one goes on where nothing is done yet.
 *
 * Errors: `not-found`, `forbidden`, `second-pair-of-eyes`, `roster-applied`, `roster-expired`, `roster-superseded` after a newer list of the department,
 * `roster-withdrawn` after it was given up, `roster-people-unreviewed` while a new person without a number is not decided, `roster-busy`
 * while another one is being applied. One that was interrupted before is
 * given up by it.
 */
export async function applyRoster(service: Service, caller: Caller, id: string): Promise<StartedApply> {
  requireKind(caller, 'bureau')
  const asked = await rosterInScope(service, caller, id)
  return withTransaction(service.db.bulk, async (client) => {
    await lockDepartment(client, asked)
    const roster = present(await lockRoster(client, asked.id), `list ${asked.id}`)
    if (roster.appliedAt !== null) refuse('roster-applied', { id, appliedOn: chinaDay(new Date(roster.appliedAt)) })
    if (roster.status === 'expired') refuse('roster-expired', { id })
    if (roster.status === 'withdrawn') refuse('roster-withdrawn', { id, applied: String(roster.applied) })
    const underWay = await jobUnderWay(client, roster)
    if (underWay !== null) return started(roster.id, underWay, false)
    requireAnother(caller, roster.callerId, { zh: `名单 ${id}`, en: `roster ${id}` })
    if (roster.toReview > 0) refuse('roster-people-unreviewed', { id, count: String(roster.toReview) })
    await makeWay(service, caller, client, roster)
    const request = {
      kind: rosterApply.kind,
      region: roster.region,
      input: { rosterId: roster.id },
      callerId: caller.id,
    }
    const jobId = await enqueueJob(service, request, client)
    await startApplying(client, roster.id, jobId)
    return started(roster.id, jobId, true)
  })
}

function started(rosterId: string, jobId: string, isNew: boolean): StartedApply {
  return { rosterId, jobId, job: `/v1/jobs/${jobId}`, started: isNew }
}

async function jobUnderWay(client: Client, { jobId }: RosterRow): Promise<string | null> {
  const job = jobId === null ? null : await findJob(client, jobId)
  return job !== null && job.finishedAt === null ? job.id : null
}

/**
 * An older list would bring back who was removed since. A list that was interrupted is given up for a newer one, which says
 * how things stand.
 */
async function makeWay(service: Service, caller: Caller, client: Client, roster: RosterRow): Promise<void> {
  const other = await findInTheWay(client, roster)
  if (other === null) return
  if (other.status === 'applying') refuse('roster-busy', { other: other.id })
  const isNewer = other.month > roster.month || (other.month === roster.month && other.id > roster.id)
  if (isNewer && (other.status !== 'interrupted' || other.appliedThrough !== null))
    refuse('roster-superseded', {
      department: departmentName(other.department),
      month: other.month,
      newer: other.id,
    })
  await giveUpInterrupted(service, caller, client, other)
  await makeWay(service, caller, client, roster)
}
