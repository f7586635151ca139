import { findJob, type JobFilter, type JobRow, type JobStatus, listJobRows as listRows } from '../../db/jobs/jobs.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { stopJob } from './stop-job.ts'

/** A problem in both languages; the route says it in the caller's. */
export interface JobProblem {
  readonly code: string
  readonly title: Bilingual
  readonly detail: Bilingual
  readonly errors?: readonly { readonly pointer: string; readonly detail: Bilingual }[]
}

export type ShownJob = ReturnType<typeof shownJob>

export function shownJob(row: JobRow) {
  const { cursor: _, problem, createdAt, startedAt, updatedAt, finishedAt, ...shown } = row
  const time = (at: string | null) => (at === null ? null : chinaTime(new Date(at)))
  return {
    ...shown,
    problem: problem as JobProblem | null,
    createdAt: chinaTime(new Date(createdAt)),
    startedAt: time(startedAt),
    updatedAt: chinaTime(new Date(updatedAt)),
    finishedAt: time(finishedAt),
  }
}

/** Errors: `not-found`, `forbidden`. */
export async function getJob(service: Service, caller: Caller, id: string): Promise<ShownJob> {
  return shownJob(await jobInScope(service, caller, id))
}

async function jobInScope(service: Service, caller: Caller, id: string): Promise<JobRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const job = uuid === null ? null : ofRegion(caller, await findJob(service.db.pool, uuid))
  return job ?? refuse('not-found', { what: { zh: `任务 ${id}`, en: `job ${id}` } })
}

export interface JobsInput extends PageInput {
  readonly kind?: string | undefined
  readonly region?: string | undefined
  readonly status?: JobStatus | undefined
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listJobs(service: Service, caller: Caller, asked: JobsInput): Promise<Page<ShownJob>> {
  requireKind(caller, 'bureau', 'auditor')
  if (asked.region !== undefined) requireRegion(caller, asked.region)
  const filter: JobFilter = {
    kind: asked.kind ?? null,
    region: asked.region ?? null,
    regionPrefix: prefixOf(caller.region),
    status: asked.status ?? null,
  }
  return pageOf('jobs', asked, (page) => listRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownJob,
  })
}

/**
 * Stops a job after the piece in hand; what its pieces wrote stays. Cancelled again, it answers the same.
 * Errors: `not-found`, `forbidden`, `job-finished`.
 */
export async function cancelJob(service: Service, caller: Caller, id: string): Promise<ShownJob> {
  requireKind(caller, 'bureau')
  const job = await jobInScope(service, caller, id)
  return shownJob(await stopJob(service, caller, job.id))
}
