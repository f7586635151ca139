import type pg from 'pg'
import {
  countListedPeople,
  insertRunLines,
  type LinesOf,
  nextListedPeople,
  type RunLine,
  runTotals,
} from '../../db/recalculation/run-lines.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import type { Caller } from '../callers/caller.ts'
import type { Job, JsonObject, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { isPassing } from '../shared/database-errors.ts'
import type { Mending } from './mended-visits.ts'
import { type PlannedYear, planYears, type Span } from './plan-recalculation.ts'
import { posted, previewed } from './recalculation-answer.ts'
import { runLinesOf, unreckonedLine } from './run-lines.ts'

/** What a job of a run was asked for. */
export interface RunJobInput extends JsonObject {
  readonly runId: string
  readonly stage: RunStage
  /** Whom the job before this one of the stage had come to; empty where there was none. */
  readonly after: string
  readonly done: number
}

/** A run of recalculations: of a pack that was mended, or of people whose facts are known otherwise by now. */
export interface RecalculatedRun {
  readonly id: string
  readonly table: LinesOf['table']
  /** Where it is read. */
  readonly path: string
  /** The number under which the ledger keeps what it posts of a person. */
  readonly resettleNo: string
  readonly reason: string
  readonly startedAt: string
  readonly callerId: string
  readonly mending: Mending | null
  /** Whether the run may recalculate the person at all. Errors: what it is refused with. */
  readonly requirePerson: (caller: Caller, personNo: string) => Promise<void>
  /** Whether it may recalculate what would change. Errors: what it is refused with. */
  readonly requireYears: (caller: Caller, years: readonly PlannedYear[]) => void
}

/** The next people of a walk, in the order of their numbers: all who were passed, and those who are looked at. */
export interface WalkedPeople {
  readonly passed: readonly { readonly personNo: string }[]
  readonly looked: readonly Span[]
  readonly total: number
  readonly isLast: boolean
}

/** Of one piece: a second or two of work. */
export const listedInPiece = 100
const postedInPiece = 20

/** Writes the lines of what would be posted now, in the transaction of the piece. */
export async function listPiece(
  service: Service,
  job: Job,
  run: RecalculatedRun,
  { passed, looked, total, isLast }: WalkedPeople,
  client: pg.PoolClient,
): Promise<Step> {
  const lines: RunLine[] = []
  for (const span of looked)
    lines.push(...(await guarded(span, async () => runLinesOf(await foreseen(service, job, run, span)))))
  await insertRunLines(client, { table: run.table, runId: run.id, stage: 'listing' }, lines)
  return stepOf(client, job, run, { passed, lines, total, isLast })
}

/** What would be posted now, as of one moment. */
async function foreseen(service: Service, job: Job, run: RecalculatedRun, span: Span) {
  const caller = callerOf(job)
  await run.requirePerson(caller, span.personNo)
  const cause = { kind: 'resettle', no: run.resettleNo, at: run.startedAt, callerId: run.callerId } as const
  return withTransaction(
    service.db.pool,
    async (client) => {
      const years = await planYears(service.ledger, client, span, cause, { lock: false, mending: run.mending })
      run.requireYears(caller, years)
      return previewed(span, years, { resettleNo: null, reason: run.reason })
    },
    { snapshot: true },
  )
}

/**
 * Posts the next people of the list through the ledger, a person at a time under the number of the run, so that a piece that is done
 * again finds what was posted and writes the same lines.
 */
export async function postPiece(
  service: Service,
  job: Job,
  run: RecalculatedRun,
  client: pg.PoolClient,
): Promise<Step> {
  const of = { table: run.table, runId: run.id }
  const total = job.total ?? (await countListedPeople(client, of))
  const people = await nextListedPeople(client, of, afterOf(job), postedInPiece)
  const lines = await Promise.all(people.map((span) => guarded(span, () => post(service, job, run, span))))
  await insertRunLines(client, { ...of, stage: 'posting' }, lines.flat())
  return stepOf(client, job, run, {
    ...{ passed: people, lines: lines.flat(), total },
    isLast: people.length < postedInPiece,
  })
}

/** As the ledger has it, the first time and every time after. What was reversed or settled since the list counts. */
async function post(service: Service, job: Job, run: RecalculatedRun, span: Span): Promise<RunLine[]> {
  const caller = callerOf(job)
  await run.requirePerson(caller, span.personNo)
  const { resettleNo, reason, mending } = run
  const of = { ...span, resettleNo, reason, applicationId: null }
  await service.ledger.recalculate({ caller, ...of, ...(mending ? { mending } : {}) })
  return runLinesOf(await posted(service.db.pool, of))
}

/** Who had the run posted acts for its region. */
function callerOf({ createdBy, region }: Job): Caller {
  return { id: createdBy, kind: 'bureau', region, hospitalCode: null }
}

/** Whom the walk has come to: the next people come after. */
export function afterOf({ cursor, input }: Pick<Job, 'cursor' | 'input'>): string {
  return typeof cursor?.after === 'string' ? cursor.after : (input as RunJobInput).after
}

async function stepOf(
  client: pg.PoolClient,
  job: Job,
  run: RecalculatedRun,
  { passed, lines, total, isLast }: Omit<WalkedPeople, 'looked'> & { readonly lines: readonly RunLine[] },
): Promise<Step> {
  const { runId, stage, done: before } = job.input as RunJobInput
  const done = (job.cursor === null ? before : job.done) + passed.length
  const step: Step = {
    cursor: { after: passed.at(-1)?.personNo ?? afterOf(job) },
    ...{ done, total: Math.max(total, done), finished: isLast },
    failures: lines.filter(({ problem }) => problem !== null).length,
  }
  if (!isLast) return step
  const totals = await runTotals(client, { table: run.table, runId, stage })
  return { ...step, total: done, result: { runId, run: run.path, stage, ...totals } }
}

/** What cannot be computed of one is not the others' fault; a database that is away holds up all. */
async function guarded(span: Span, work: () => Promise<RunLine[]>): Promise<RunLine[]> {
  try {
    return await work()
  } catch (error) {
    if (isPassing(error)) throw error
    return [unreckonedLine({ personNo: span.personNo, year: span.firstYear }, error)]
  }
}
