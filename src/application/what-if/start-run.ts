import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { withTransaction } from '../../db/transaction.ts'
import {
  findWhatIfRun,
  insertWhatIfJob,
  insertWhatIfRun,
  lastWhatIfJob,
  lockWhatIfRuns,
  type WhatIfRunRow,
} from '../../db/what-if/what-if-runs.ts'
import { addDays, chinaDay, isDay } from '../../domain/calendar.ts'
import { PolicyLibrary } from '../../domain/policies/library.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { withDocuments } from '../../domain/what-if/draft-pack.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { stopJob } from '../jobs/stop-job.ts'
import type { Service } from '../service.ts'
import { sha256Hex } from '../shared/hash.ts'
import type { WhatIfAsked } from './asked.ts'
import { type DraftAsked, draftDocuments, requireReadable } from './draft.ts'
import { type ShownWhatIf, shownWhatIf, whatIfInScope } from './read-runs.ts'
import { type WhatIfInput, whatIfJobName } from './what-if-job.ts'

export interface WhatIfRequest {
  readonly region: string
  readonly year: number
  /** Months of the year, `2024-01`; the whole year where they are left out. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly title: string
  readonly draft: DraftAsked
  readonly asked: WhatIfAsked
}

/**
 * Reckons what a year would have cost under a draft. Nothing is posted.
 * Errors: `forbidden`, `policy-missing`, `draft-unsound`, `invalid-request`.
 */
export async function startWhatIf(service: Service, caller: Caller, request: WhatIfRequest): Promise<ShownWhatIf> {
  requireKind(caller, 'bureau')
  const { region, year, title, asked } = request
  requireRegion(caller, region)
  const now = service.clock()
  if (!service.library.regions().includes(region)) refuse('policy-missing', { region, on: chinaDay(now) })
  const period = daysOf(request)
  const base = service.library.pack(region)
  const drafted = draftDocuments(base.files, request.draft)
  await requireCurve(base.files, request)
  const draftHash = new PolicyLibrary(withDocuments(base.files, drafted), sha256Hex).pack(region).hash
  const startedAt = now.toISOString()
  const run: WhatIfRunRow = {
    ...{ id: uuidv7(), region, year, ...period, title, baseHash: base.hash, draft: drafted, draftHash },
    ...{ asked, startedAt, callerId: caller.id },
  }
  await withTransaction(service.db.pool, async (client) => {
    await insertWhatIfRun(client, run)
    await begin(service, client, caller, run, { after: '', done: 0 })
  })
  return shownWhatIf(service, run)
}

/** Every point of the curve is a draft of its own. What else came meanwhile goes between two of them. */
async function requireCurve(base: readonly PackFile[], { draft, asked: { curve } }: WhatIfRequest): Promise<void> {
  if (curve === null) return
  const { clause, path, values } = curve
  for (const value of values) {
    requireReadable(base, { files: draft.files, edits: [...draft.edits, { clause, path, value }] })
    await setImmediate()
  }
}

function daysOf({ year, from = `${year}-01`, to = `${year}-12` }: WhatIfRequest): { from: string; to: string } {
  const first = `${from}-01`
  const next = to.endsWith('-12')
    ? `${year + 1}-01-01`
    : `${to.slice(0, 5)}${String(Number(to.slice(5)) + 1).padStart(2, '0')}-01`
  const isOfYear = [first, next].every(isDay) && from.startsWith(`${year}-`) && to.startsWith(`${year}-`) && from <= to
  if (!isOfYear) {
    const detail = {
      zh: `请填写 ${year} 年内的月份，如 ${year}-01，且 to 不早于 from。`,
      en: `Send months of ${year}, such as ${year}-01, \`to\` not before \`from\`.`,
    }
    refuse('invalid-request', {}, { faults: [{ pointer: '/from', detail }] })
  }
  return { from: first, to: addDays(next, -1) }
}

async function begin(
  service: Service,
  client: pg.PoolClient,
  caller: Pick<Caller, 'id'>,
  run: Pick<WhatIfRunRow, 'id' | 'region'>,
  { after, done }: { readonly after: string; readonly done: number },
): Promise<void> {
  const input: WhatIfInput = { runId: run.id, after, done, peopleInPiece: 0 }
  const jobId = await enqueueJob(
    service,
    { kind: whatIfJobName, region: run.region, input, callerId: caller.id },
    client,
  )
  await insertWhatIfJob(client, { jobId, runId: run.id, askedAt: service.clock().toISOString(), callerId: caller.id })
}

/** Stops a run after the piece in hand; stopped again, it answers the same. Errors: `not-found`, `forbidden`, `job-finished`. */
export async function stopWhatIf(service: Service, caller: Caller, id: string): Promise<ShownWhatIf> {
  requireKind(caller, 'bureau')
  const run = await whatIfInScope(service, caller, id)
  const last = await lastWhatIfJob(service.db.pool, run.id)
  if (last) await stopJob(service, caller, last.jobId, `/v1/what-if-runs/${run.id}`)
  return shownWhatIf(service, run)
}

/** Goes on with a run that was stopped or failed, from where it was. Errors: `not-found`, `forbidden`. */
export async function resumeWhatIf(service: Service, caller: Caller, id: string): Promise<ShownWhatIf> {
  requireKind(caller, 'bureau')
  const run = await whatIfInScope(service, caller, id)
  await withTransaction(service.db.pool, async (client) => {
    await lockWhatIfRuns(client, run.region)
    const last = await lastWhatIfJob(client, run.id)
    if (!last || (last.status !== 'cancelled' && last.status !== 'failed')) return
    const { cursor, input, done } = last
    const after = typeof cursor?.after === 'string' ? cursor.after : typeof input.after === 'string' ? input.after : ''
    await begin(service, client, caller, run, { after, done })
  })
  return shownWhatIf(service, (await findWhatIfRun(service.db.pool, run.id)) ?? run)
}
