import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  findRecalculationRun,
  insertRecalculationRun,
  insertRecalculationRunJob,
  lockRecalculationRun,
  type RecalculationRunJobRow,
  type RecalculationRunRow,
  recalculationRunJobs,
  withdrawRunRow,
} from '../../db/recalculation-runs/recalculation-runs.ts'
import { insertNamedPeople } from '../../db/recalculation-runs/touched-people.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, type Day, yearOf } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, requireKind, requireRegion } from '../callers/caller.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { RunJobInput } from '../recalculation/run-pieces.ts'
import { rosterInScope } from '../rosters/read-rosters.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import { recalculationRunInScope, type ShownRecalculationRun, shownRecalculationRun } from './read-runs.ts'
import { runJobName } from './run-job.ts'
import { approvingRun, refuseRunStatus, resumingRun, statusOfRun, withdrawingRun } from './run-status.ts'

export interface RecalculationRunAsked {
  readonly region: string
  /** The bureau's own number; the same again is a replay. */
  readonly runNo: string
  readonly year: number
  readonly reason: string
  /** A list that was applied: whom it gave or took an identity. */
  readonly rosterId?: string | undefined
  /** Days on which something was recorded, whatever brought it; both or none. */
  readonly recordedFrom?: Day | undefined
  readonly recordedTo?: Day | undefined
  readonly personNos?: readonly string[] | undefined
}

export interface RunAnswer {
  readonly run: ShownRecalculationRun
  readonly replayed: boolean
}

/**
 * Lists whose settlements of a year come out differently with what is known by now, and posts nothing. Errors: `forbidden`,
 * `date-in-future`, `policy-missing`, `not-found` of the list, `invalid-request`, `number-reused`.
 */
export async function startRecalculationRun(
  service: Service,
  caller: Caller,
  asked: RecalculationRunAsked,
): Promise<RunAnswer> {
  requireKind(caller, 'bureau')
  const { region, runNo, year, reason, personNos } = asked
  requireRegion(caller, region)
  const today = chinaDay(service.clock())
  if (year > yearOf(today)) refuse('date-in-future', { field: 'year', date: String(year), today })
  requireOneCause(asked)
  const inputHash = sha256(canonical({ ...asked, personNos: personNos?.toSorted() }))
  const known = await findRecalculationRun(service.db.pool, { region, runNo })
  if (known) return replayOf(service, known, inputHash)
  const rosterId = asked.rosterId === undefined ? null : await appliedRoster(service, caller, asked.rosterId)
  const startedAt = service.clock().toISOString()
  const row: RecalculationRunRow = {
    ...{ id: uuidv7(), region, runNo, inputHash, year, rosterId, reason, startedAt, callerId: caller.id },
    ...{ recordedFrom: asked.recordedFrom ?? null, recordedTo: asked.recordedTo ?? null },
    ...{ namesPeople: personNos !== undefined, withdrawnAt: null, withdrawnBy: null, withdrawnFor: null },
  }
  const isNew = await withTransaction(service.db.pool, async (client) => {
    if (!(await insertRecalculationRun(client, row))) return false
    if (personNos) await insertNamedPeople(client, row, personNos)
    await begin(service, client, row, { stage: 'listing', after: '', done: 0, approvedBy: null })
    return true
  })
  if (isNew) return { run: await shownRecalculationRun(service, row), replayed: false }
  const other = await findRecalculationRun(service.db.pool, { region, runNo })
  return replayOf(service, present(other, `run ${runNo}`), inputHash)
}

function requireOneCause({ rosterId, recordedFrom, recordedTo, personNos }: RecalculationRunAsked): void {
  if ((recordedFrom === undefined) !== (recordedTo === undefined)) faulty('/recordedTo', bothDays)
  if (recordedFrom !== undefined && recordedTo !== undefined && recordedFrom > recordedTo)
    faulty('/recordedTo', inOrder)
  const causes = [rosterId, recordedFrom, personNos].filter((one) => one !== undefined)
  if (causes.length > 1) faulty('', oneCause)
}

const bothDays = {
  zh: '请同时填写 recordedFrom 和 recordedTo，或都不填。',
  en: 'Send both `recordedFrom` and `recordedTo`, or neither.',
}
const inOrder = {
  zh: 'recordedTo 不得早于 recordedFrom。',
  en: 'Send a `recordedTo` that is not before `recordedFrom`.',
}
const oneCause = {
  zh: 'rosterId、recordedFrom 与 recordedTo、personNos 只填其一；都不填则为该年度全部人员。',
  en: 'Send one of `rosterId`, `recordedFrom` with `recordedTo`, and `personNos`; none of them means everybody of the year.',
}

function faulty(pointer: string, detail: Bilingual): never {
  refuse('invalid-request', {}, { faults: [{ pointer, detail }] })
}

/** A list that was not applied has changed nobody. */
async function appliedRoster(service: Service, caller: Caller, rosterId: string): Promise<string> {
  const { id, appliedThrough, status } = await rosterInScope(service, caller, rosterId)
  if (status !== 'applied' && appliedThrough === null)
    faulty('/rosterId', {
      zh: `名单 ${id} 尚未执行；请先执行（POST /v1/rosters/${id}/apply）。`,
      en: `Roster ${id} was not applied; apply it first (POST /v1/rosters/${id}/apply).`,
    })
  return id
}

async function replayOf(service: Service, known: RecalculationRunRow, inputHash: string): Promise<RunAnswer> {
  if (known.inputHash !== inputHash)
    refuse('number-reused', { what: { zh: '批量重算编号', en: 'number of the run' }, number: known.runNo })
  return { run: await shownRecalculationRun(service, known), replayed: true }
}

interface Begun {
  readonly stage: RunStage
  readonly after: string
  readonly done: number
  readonly approvedBy: string | null
}

/** In the name of whoever started the run, also where somebody else approved it or goes on with it. */
async function begin(
  service: Service,
  client: pg.PoolClient,
  { id: runId, region, callerId }: RecalculationRunRow,
  { stage, after, done, approvedBy }: Begun,
): Promise<void> {
  const input: RunJobInput = { runId, stage, after, done }
  const jobId = await enqueueJob(service, { kind: runJobName, region, input, callerId }, client)
  const askedAt = service.clock().toISOString()
  await insertRecalculationRunJob(client, { jobId, runId, stage, askedAt, callerId, approvedBy })
}

/**
 * Posts what was listed, person by person, as recalculations of the year as it stands by then. Asked for again, it answers how far it is.
 * Errors: `not-found`, `forbidden`, `recalculation-run-status`, `second-pair-of-eyes`.
 */
export function approveRecalculationRun(service: Service, caller: Caller, id: string): Promise<RunAnswer> {
  return step(service, caller, id, async (client, run, jobs) => {
    const status = statusOfRun(run, jobs)
    if (jobs.some(({ stage }) => stage === 'posting')) return true
    if (status !== 'listed') refuseRunStatus(run, status, approvingRun)
    if (run.callerId === caller.id)
      refuse('second-pair-of-eyes', { what: { zh: `批量重算 ${run.runNo}`, en: `recalculation run ${run.runNo}` } })
    await begin(service, client, run, { stage: 'posting', after: '', done: 0, approvedBy: caller.id })
    return false
  })
}

/** Before it is posted. Errors: `not-found`, `forbidden`, `recalculation-run-status`. */
export function withdrawRecalculationRun(
  service: Service,
  caller: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<RunAnswer> {
  return step(service, caller, id, async (client, run, jobs) => {
    if (run.withdrawnAt !== null) return true
    if (jobs.some(({ stage }) => stage === 'posting')) refuseRunStatus(run, statusOfRun(run, jobs), withdrawingRun)
    await withdrawRunRow(client, { id: run.id, at: service.clock().toISOString(), by: caller.id, reason })
    return false
  })
}

/**
 * Goes on with the stage that was stopped or failed, from where it was; one that goes on or has ended is answered as it is. What was
 * approved needs no second approval. Errors: `not-found`, `forbidden`, `recalculation-run-status`.
 */
export function resumeRecalculationRun(service: Service, caller: Caller, id: string): Promise<RunAnswer> {
  return step(service, caller, id, async (client, run, jobs) => {
    const status = statusOfRun(run, jobs)
    if (status === 'withdrawn') refuseRunStatus(run, status, resumingRun)
    if (status !== 'stopped') return true
    const last = jobs.find(({ stage }) => stage === 'posting') ?? jobs.find(({ stage }) => stage === 'listing')
    const { stage, done, approvedBy, ...held } = present(last, `the job of run ${run.id}`)
    await begin(service, client, run, { stage, after: placeOf(held), done, approvedBy })
    return false
  })
}

/** One that was stopped before its first piece stands where it was begun. */
function placeOf({ cursor, input }: Pick<RecalculationRunJobRow, 'cursor' | 'input'>): string {
  const after = cursor?.after ?? input.after
  return typeof after === 'string' ? after : ''
}

/** Under the lock of the run; answers it as it stands then, and whether nothing was left to do. */
async function step(
  service: Service,
  caller: Caller,
  id: string,
  work: (client: pg.PoolClient, run: RecalculationRunRow, jobs: readonly RecalculationRunJobRow[]) => Promise<boolean>,
): Promise<RunAnswer> {
  requireKind(caller, 'bureau')
  const found = await recalculationRunInScope(service, caller, id)
  const replayed = await withTransaction(service.db.pool, async (client) => {
    const run = present(await lockRecalculationRun(client, found.id), `run ${found.id}`)
    return work(client, run, await recalculationRunJobs(client, run.id))
  })
  const run = present(await findRecalculationRun(service.db.pool, { id: found.id }), `run ${found.id}`)
  return { run: await shownRecalculationRun(service, run), replayed }
}
