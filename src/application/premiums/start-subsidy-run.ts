import { uuidv7 } from 'uuidv7'
import { findOpenRun, insertSubsidyRun, lockRequests, type SubsidyRunRow } from '../../db/premiums/subsidy-runs.ts'
import { withTransaction } from '../../db/transaction.ts'
import { contributionsByPerson } from '../../domain/premiums/by-person.ts'
import { premiumLaw, tierFor } from '../../domain/premiums/premium.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Service } from '../service.ts'
import { subsidyUnder } from './quote-premium.ts'
import { subsidyRunJobName } from './subsidy-run-job.ts'

export interface SubsidyRunAsked {
  readonly region: string
  readonly year: number
  /** Finds what would be posted and posts nothing. */
  readonly dryRun: boolean
}

/**
 * Starts a run over a region's people. While one of the same region and year is under way, that is the answer.
 * Errors: `forbidden`, `policy-missing`, `figure-missing`.
 */
export async function startSubsidyRun(service: Service, caller: Caller, asked: SubsidyRunAsked) {
  requireKind(caller, 'bureau')
  requireRegion(caller, asked.region)
  refuseUnknownYear(service, asked)
  return withTransaction(service.db.pool, async (client) => {
    await lockRequests(client, asked.region)
    const open = await findOpenRun(client, asked)
    if (open) return { ...startedRun(open), replayed: true }
    const id = uuidv7()
    const { region, year, dryRun } = asked
    const job = { kind: subsidyRunJobName, region, input: { runId: id, year, dryRun }, callerId: caller.id }
    const jobId = await enqueueJob(service, job, client)
    const run = { id, jobId, region, year, dryRun, requestedAt: service.clock().toISOString(), requestedBy: caller.id }
    await insertSubsidyRun(client, run)
    return { ...startedRun(run), replayed: false }
  })
}

/** A year without a contribution is refused now, not person by person. */
function refuseUnknownYear({ library }: Service, { region, year }: SubsidyRunAsked): void {
  const law = premiumLaw(library, region, year)
  const tier = tierFor(law, null)
  // Where it goes by the group or the age, each person has a line of their own.
  if (contributionsByPerson(law, { year, tier }).length === 0) subsidyUnder(law, { year, tier, held: [] })
}

function startedRun({
  id,
  jobId,
  region,
  year,
  dryRun,
}: Pick<SubsidyRunRow, 'id' | 'jobId' | 'region' | 'year' | 'dryRun'>) {
  return { runId: id, run: `/v1/premium-subsidy-runs/${id}`, jobId, job: `/v1/jobs/${jobId}`, region, year, dryRun }
}
