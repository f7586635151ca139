import { type LineSum, sumLines } from '../../db/premiums/subsidy-lines.ts'
import { findSubsidyRun, listSubsidyRunRows as listRows, type SubsidyRunRow } from '../../db/premiums/subsidy-runs.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { type LineStatus, lineStatuses } from '../../domain/premiums/decide-subsidy.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'

export type ShownSubsidyRun = ReturnType<typeof shownRun>

function shownRun({ id, jobId, requestedAt, finishedAt, ...run }: SubsidyRunRow) {
  return {
    id,
    ...run,
    job: `/v1/jobs/${jobId}`,
    requestedAt: chinaTime(new Date(requestedAt)),
    finishedAt: finishedAt && chinaTime(new Date(finishedAt)),
  }
}

/** Errors: `not-found`, `forbidden`. */
export async function subsidyRunInScope(service: Service, caller: Caller, id: string): Promise<SubsidyRunRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const run = uuid === null ? null : ofRegion(caller, await findSubsidyRun(service.db.pool, uuid))
  return run ?? refuse('not-found', { what: { zh: `资助批次 ${id}`, en: `premium subsidy run ${id}` } })
}

export interface SubsidyRunsAsked extends PageInput {
  readonly region?: string | undefined
  readonly year?: number | undefined
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listSubsidyRuns(
  service: Service,
  caller: Caller,
  asked: SubsidyRunsAsked,
): Promise<Page<ShownSubsidyRun>> {
  requireKind(caller, 'bureau', 'auditor')
  if (asked.region !== undefined) requireRegion(caller, asked.region)
  const filter = { regionPrefix: prefixOf(asked.region ?? caller.region), year: asked.year ?? null }
  return pageOf('premium-subsidy-runs', asked, (page) => listRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownRun,
  })
}

/** A run with what it has found so far, by outcome and by identity. Errors: `not-found`, `forbidden`. */
export async function getRun(service: Service, caller: Caller, id: string) {
  const run = await subsidyRunInScope(service, caller, id)
  const sums = await sumLines(service.db.bulk, run.id)
  return {
    ...shownRun(run),
    totals: totalOf(sums),
    byStatus: lineStatuses.map((status) => ({ status, ...totalOf(sums.filter((one) => one.status === status)) })),
    byCategory: grouped(sums).map(([{ category, tier }, group]) => ({
      category,
      tier,
      ...totalOf(group),
      subsidised: peopleOf(group, 'recorded', 'corrected', 'unchanged'),
      notEnrolled: peopleOf(group, 'not-enrolled'),
      nothing: peopleOf(group, 'nothing'),
      leftOpen: peopleOf(group, 'left-open'),
    })),
  }
}

function totalOf(sums: readonly LineSum[]) {
  const of = (name: 'due' | 'before' | 'amount') => yuan(sum(sums.map((one) => decimal(one[name]))))
  return { people: peopleOf(sums), due: of('due'), before: of('before'), amount: of('amount') }
}

function peopleOf(sums: readonly LineSum[], ...statuses: readonly LineStatus[]): number {
  const counted = statuses.length === 0 ? sums : sums.filter((one) => statuses.includes(one.status))
  return counted.reduce((total, one) => total + one.people, 0)
}

function grouped(sums: readonly LineSum[]): (readonly [LineSum, LineSum[]])[] {
  const groups = new Map<string, LineSum[]>()
  for (const one of sums) {
    const key = `${one.category} ${one.tier}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((group) => [group[0] as LineSum, group])
}
