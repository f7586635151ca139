import { type SweptYear, sweepYears } from '../../db/alerts/sweep-alerts.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import { earlyWarning, lowestLine } from '../../domain/alerts/early-warning.ts'
import { watchedBy } from '../../domain/alerts/watched.ts'
import { chinaDay, covers, type Day, yearOf } from '../../domain/calendar.ts'
import { decimal, yuan } from '../../domain/money.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { alertTextOf } from './alert-scope.ts'
import { type DueAlert, raiseAlerts } from './raise-alerts.ts'

const portion = 5000

/**
 * Finds those who stand above their line without a settlement that took them past it: whose category changed to one with
 * a lower line, or who stood there before the line was law. A person is judged by the identities in force today, or on
 * the last day of a past year. A settlement that raises the same alert at the same time is no harm: it is there once.
 */
export const alertSweep: JobKind = {
  kind: 'alert-sweep',
  step: async (service, job, client) => {
    const { region } = job
    const year = job.input.year as number
    const { after, raised } = (job.cursor ?? { after: '', raised: 0 }) as { after: string; raised: number }
    const on = dayFor(service, year)
    const law = service.library.lawOfPack(region, on)
    const above = yuan(lowestLine(law) ?? leftOpen(law))
    const piece = await sweepYears(client, { region, year, above, after, take: portion })
    const due = piece.above.flatMap((person) => dueOf(law, year, on, person))
    const cursor = { after: piece.last ?? after, raised: raised + (await raiseAlerts(client, due, service.clock())) }
    const done = job.done + piece.looked
    const finished = piece.looked < portion
    return {
      cursor,
      done,
      total: null,
      finished,
      ...(finished ? { result: { looked: done, raised: cursor.raised } } : {}),
    }
  },
}

function dayFor({ clock }: Service, year: number): Day {
  const today = chinaDay(clock())
  return yearOf(today) === year ? today : `${year}-12-31`
}

function dueOf(
  law: Law,
  year: number,
  on: Day,
  { personNo, insuredRegion, burden, identities }: SweptYear,
): DueAlert[] {
  const categories = identities.filter((held) => covers(held, on)).map(({ category }) => category)
  const warning = earlyWarning(law, categories, decimal(burden), decimal(burden))
  const key = { personNo, region: law.region, year }
  const { policyHash } = law
  return warning
    ? [{ key, warning, insuredRegion, policyHash, cause: 'sweep', settlementId: null, happenedOn: on }]
    : []
}

function leftOpen(law: Law): never {
  refuse('warning-left-open', { reason: alertTextOf(watchedBy(law)) })
}

/**
 * Starts a sweep of a year under one pack. Errors: `forbidden`, `policy-missing`, `warning-left-open`.
 */
export async function startSweep(
  service: Service,
  caller: Caller,
  asked: { readonly region: string; readonly year: number },
): Promise<{ readonly jobId: string; readonly region: string; readonly year: number }> {
  requireKind(caller, 'bureau')
  const law = service.library.law(asked.region, dayFor(service, asked.year))
  const { region } = law
  requireRegion(caller, region)
  if (law.tables.warnings.length === 0) leftOpen(law)
  const { year } = asked
  return withTransaction(service.db.pool, async (client) => {
    const jobId = await enqueueJob(
      service,
      { kind: alertSweep.kind, region, input: { year }, callerId: caller.id },
      client,
    )
    const detail = { jobId, region, year }
    await recordChangeIn(client, { callerId: caller.id, action: 'alert-sweep-started', at: service.clock(), detail })
    return { jobId, region, year }
  })
}
