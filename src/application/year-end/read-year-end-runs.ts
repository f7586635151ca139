import { findJob } from '../../db/jobs/jobs.ts'
import {
  findYearEndRun,
  listYearEndLines,
  listYearEndRunRows,
  sumsOf,
  type YearEndLineRow,
  type YearEndRunRow,
} from '../../db/year-end/year-end-runs.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { portionsOf } from '../shared/table.ts'

export type ShownYearEndRun = Awaited<ReturnType<typeof shownYearEndRun>>

/** A run with what its lines come to so far. */
export async function shownYearEndRun(service: Service, { startedAt, callerId, ...run }: YearEndRunRow) {
  const [job, { problems, ...sums }] = await Promise.all([
    findJob(service.db.pool, run.id),
    sumsOf(service.db.pool, run.id),
  ])
  return {
    ...run,
    jobId: run.id,
    job: `/v1/jobs/${run.id}`,
    status: job?.status ?? 'queued',
    progress: { done: job?.done ?? 0, total: job?.total ?? null },
    ...sums,
    failures: problems,
    startedAt: chinaTime(new Date(startedAt)),
    startedBy: callerId,
  }
}

/** Errors: `not-found`, `forbidden`. */
export async function getYearEndRun(service: Service, caller: Caller, id: string): Promise<ShownYearEndRun> {
  return shownYearEndRun(service, await subsidyRunInScope(service, caller, id))
}

async function subsidyRunInScope(service: Service, caller: Caller, id: string): Promise<YearEndRunRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const run = uuid === null ? null : ofRegion(caller, await findYearEndRun(service.db.pool, uuid))
  return run ?? refuse('not-found', { what: { zh: `年末救助 ${id}`, en: `year-end run ${id}` } })
}

export interface YearEndRunsAsked extends PageInput {
  readonly region?: string | undefined
  readonly year?: number | undefined
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listYearEndRuns(
  service: Service,
  caller: Caller,
  asked: YearEndRunsAsked,
): Promise<Page<ShownYearEndRun>> {
  requireKind(caller, 'bureau', 'auditor')
  if (asked.region !== undefined) requireRegion(caller, asked.region)
  const filter = { regionPrefix: prefixOf(asked.region ?? caller.region), year: asked.year ?? null }
  const { items, nextCursor } = await pageOf(
    'year-end-runs',
    asked,
    (page) => listYearEndRunRows(service.db.pool, filter, page),
    {
      key: ({ id }) => id,
      item: (row) => row,
    },
  )
  return { items: await Promise.all(items.map((row) => shownYearEndRun(service, row))), nextCursor }
}

/** What the run aided, a line a person, by the number of the person. Errors: `not-found`, `forbidden`. */
export async function yearEndLines(
  service: Service,
  caller: Caller,
  id: string,
  page: PageInput,
): Promise<Page<YearEndLineRow>> {
  const run = await subsidyRunInScope(service, caller, id)
  return pageOf('year-end-lines', page, (of) => listYearEndLines(service.db.pool, run.id, of), {
    key: ({ personNo }) => personNo,
    item: (row) => row,
  })
}

/** Every line, a portion in memory at a time. Errors: `not-found`, `forbidden`, before the first is read. */
export async function yearEndPortions(service: Service, caller: Caller, id: string) {
  const run = await subsidyRunInScope(service, caller, id)
  const portions = portionsOf(
    (part: { readonly after: string | null; readonly take: number }) => listYearEndLines(service.db.pool, run.id, part),
    ({ personNo }) => personNo,
  )
  return { run, portions }
}
