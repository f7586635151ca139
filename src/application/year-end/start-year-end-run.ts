import { withTransaction } from '../../db/transaction.ts'
import { insertYearEndRun, type YearEndRunRow } from '../../db/year-end/year-end-runs.ts'
import { chinaDay, yearOf } from '../../domain/calendar.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Service } from '../service.ts'

export interface YearEndBody {
  readonly region: string
  readonly year: number
  readonly dryRun?: boolean | undefined
}

/**
 * Starts a run that aids once what waited for the end of a region's year (140500/J9). Two at the same time do no harm: what one
 * has closed, the other finds closed.
 *
 * Errors: `forbidden`, `policy-missing`, `year-end-not-in-policy`; `year-not-over` unless it is a dry run.
 */
export async function startYearEndRun(service: Service, caller: Caller, body: YearEndBody): Promise<YearEndRunRow> {
  const { region, year, dryRun = false } = body
  requireKind(caller, 'bureau')
  requireRegion(caller, region)
  requireQuota(lawOf(service, region, year), year)
  const today = chinaDay(service.clock())
  if (!dryRun && yearOf(today) <= year) refuse('year-not-over', { year: String(year), today })
  const startedAt = service.clock().toISOString()
  return withTransaction(service.db.pool, async (client) => {
    const job = { kind: 'year-end', region, input: { year, dryRun }, callerId: caller.id }
    const run = { id: await enqueueJob(service, job, client), region, year, dryRun, startedAt, callerId: caller.id }
    await insertYearEndRun(client, run)
    return run
  })
}

/** The accounts of a year are kept under the region whose pack is in force (000000/G19), so a run is of such a region. */
function lawOf({ library }: Service, region: string, year: number): Law {
  const law = library.law(region, `${year}-12-31`)
  if (law.region === region) return law
  const detail = {
    zh: `${region} 适用 ${law.region} 的政策，年度账户记在 ${law.region}；请填写 ${law.region}。`,
    en: `Region ${region} is under the policy of ${law.region}, where the year’s accounts are kept; send ${law.region}.`,
  }
  return refuse('invalid-request', {}, { faults: [{ pointer: '/region', detail }] })
}

function requireQuota(law: Law, year: number): void {
  if (law.rows('quota').length === 0) refuse('year-end-not-in-policy', { region: law.region, year: String(year) })
}
