import type pg from 'pg'
import type { Database } from '../../db/database.ts'
import { lockJoined } from '../../db/ledger/lock-joined.ts'
import { readClaims } from '../../db/ledger/read-person-years.ts'
import type { ClaimKey, ClaimRead } from '../../db/ledger/rows.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { KnownAlerts } from '../alerts/raise-alerts.ts'
import { PolicyArchive } from '../policies/policy-archive.ts'
import {
  postRecalculation,
  type RecalculationAnswer,
  type RecalculationJob,
} from '../recalculation/post-recalculation.ts'
import { postReversal, type ReverseAnswer, type ReverseJob } from '../settlement/post-reversal.ts'
import { claimKey, type SettleAnswer, SettleGroup, type SettleJob } from '../settlement/settle-group.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { closeTogether, type YearEndAnswer, type YearEndJob } from '../year-end/post-year-end.ts'
import { GroupCommit, type JobOutcome } from './group-commit.ts'
import type { PostingContext } from './posting-context.ts'

export type LedgerJob = SettleJob | ReverseJob | RecalculationJob | YearEndJob
type Answer = SettleAnswer | ReverseAnswer | RecalculationAnswer | YearEndAnswer

export interface LedgerWriter {
  readonly archive: PolicyArchive
  /** Jobs that wait now to be written. */
  readonly waiting: number
  settle(job: Omit<SettleJob, 'kind' | 'attempts'>): Promise<SettleAnswer>
  reverse(job: Omit<ReverseJob, 'kind' | 'attempts'>): Promise<ReverseAnswer>
  resettle(job: Omit<RecalculationJob, 'kind' | 'attempts'>): Promise<RecalculationAnswer>
  /** Aids what waited for the end of a person's year (140500/J9). */
  closeYear(job: Omit<YearEndJob, 'kind' | 'attempts'>): Promise<YearEndAnswer>
  /** Finishes what is in flight and takes nothing more. */
  close(): Promise<void>
}

export interface LedgerWriterOptions {
  readonly db: Database
  readonly library: PolicyLibrary
  readonly clock: () => Date
  /**
   * Groups written at the same time; each holds one connection while it works. One, where nothing else is said: what a
   * group costs beside its settlements is then shared by all that wait, and other processes keep the database busy.
   */
  readonly lanes?: number
  readonly maxQueue?: number
  /** How long a settlement may wait before anything of it is written. */
  readonly deadlineMs?: number
}

/**
 * The one way into the books: settlements, reversals and years settled anew, gathered while others are being written.
 *
 * A person is always in the same lane, so that one group is read, computed and written after the
 * other for each of them. Other processes are met by the version in the write.
 */
export function createLedgerWriter(options: LedgerWriterOptions): LedgerWriter {
  const archive = new PolicyArchive(options.library, options.db.pool)
  const books: PostingContext = { ...options, archive, alerts: new KnownAlerts() }
  const queue = new GroupCommit<LedgerJob, Answer>({
    lanes: options.lanes ?? 1,
    maxGroup: 128,
    maxQueue: options.maxQueue ?? 4096,
    laneOf: (job) => job.personNo,
    process: (_lane, jobs) => processGroup(books, jobs),
    // Not the wall clock: one that is set while settlements wait must not run their time out.
    now: () => performance.now(),
    // A database that is away is away for each of them; asking one by one would only keep them waiting.
    isolates: (error) => !(error instanceof Refusal && error.code === 'database-unavailable'),
  })
  const deadline = { deadlineMs: options.deadlineMs ?? 10_000 }
  return {
    archive,
    get waiting() {
      return queue.waiting
    },
    settle: (job) => queue.submit({ kind: 'settle', attempts: 0, ...job }, deadline) as Promise<SettleAnswer>,
    reverse: (job) => queue.submit({ kind: 'reverse', attempts: 0, ...job }, deadline) as Promise<ReverseAnswer>,
    resettle: (job) =>
      queue.submit({ kind: 'resettle', attempts: 0, ...job }, deadline) as Promise<RecalculationAnswer>,
    closeYear: (job) => queue.submit({ kind: 'year-end', attempts: 0, ...job }, deadline) as Promise<YearEndAnswer>,
    close: () => queue.close(),
  }
}

/** Settlements go together, one read and one write; what needs a person's whole year goes alone. */
async function processGroup(books: PostingContext, jobs: readonly LedgerJob[]): Promise<JobOutcome<Answer>[]> {
  const client = await connect(books.db)
  let broken: Error | undefined
  try {
    return await inOrder(books, client, jobs)
  } catch (error) {
    broken = error as Error
    if (jobs.length === 1 && isRace(error)) return retried(jobs)
    throw asRefusal(error)
  } finally {
    // A connection that failed in the middle is closed, not handed to the next group.
    client.release(broken && !isRace(broken) ? broken : undefined)
  }
}

async function connect(db: Database): Promise<pg.PoolClient> {
  try {
    return await db.pool.connect()
  } catch (error) {
    throw asRefusal(error)
  }
}

function retried(jobs: readonly LedgerJob[]): JobOutcome<Answer>[] {
  for (const job of jobs) job.attempts += 1
  return jobs.map(() => ({ retry: true }))
}

async function inOrder(
  books: PostingContext,
  client: pg.PoolClient,
  jobs: readonly LedgerJob[],
): Promise<JobOutcome<Answer>[]> {
  const verdicts: JobOutcome<Answer>[] = []
  for (const part of runs(jobs)) {
    const [first] = part
    if (first?.kind === 'reverse') verdicts.push(await postReversal(books, client, first))
    else if (first?.kind === 'year-end') verdicts.push(...(await closeTogether(books, client, part as YearEndJob[])))
    else if (first?.kind === 'resettle') verdicts.push(await postRecalculation(books, client, first))
    else verdicts.push(...(await settleTogether(books, client, part as SettleJob[])))
  }
  for (const [at, verdict] of verdicts.entries()) if ('retry' in verdict) (jobs[at] as LedgerJob).attempts += 1
  return verdicts
}

/** Runs of settlements, runs of years that are closed by one run, and each other job alone, in the order in which they came. */
function runs(jobs: readonly LedgerJob[]): LedgerJob[][] {
  const parts: LedgerJob[][] = []
  for (const job of jobs) {
    const last = parts.at(-1)
    if (last?.[0] && goTogether(last[0], job)) last.push(job)
    else parts.push([job])
  }
  return parts
}

function goTogether(first: LedgerJob, next: LedgerJob): boolean {
  if (first.kind === 'year-end' && next.kind === 'year-end') return first.runId === next.runId
  return first.kind === 'settle' && next.kind === 'settle'
}

/**
 * One read, the arithmetic, one write. A group that holds a settlement whose version had moved is
 * read under row locks in one transaction, so that the second attempt cannot lose again. So is one that holds a settlement of
 * somebody with several numbers, whose years count together (000000/G26): no version of the other year guards its own.
 */
async function settleTogether(
  books: PostingContext,
  client: pg.PoolClient,
  jobs: readonly SettleJob[],
): Promise<JobOutcome<SettleAnswer>[]> {
  const lock = jobs.some((job) => job.attempts > 0)
  const group = new SettleGroup(books, jobs)
  const keys: ClaimKey[] = jobs.map((job) => claimKey(job))
  const run = async (reads: readonly ClaimRead[], locked: boolean) => {
    await group.compute(reads, client)
    // An alert is there exactly if the settlement that raised it is.
    return locked || !group.writesBesides ? group.write(client) : inTransaction(client, () => group.write(client))
  }
  const reads = await readClaims(client, keys, { lock: false })
  const joined = joinedIn(reads)
  const alone = async () => {
    await lockJoined(client, joined)
    return run(await readClaims(client, keys, { lock: true }), true)
  }
  const verdicts = await (lock || joined.length > 0 ? inTransaction(client, alone) : run(reads, false))
  books.alerts.add(group.alerted)
  return verdicts
}

function joinedIn(reads: readonly ClaimRead[]): string[] {
  const joined = reads.map(({ person }) => person?.joinedAs ?? null).filter((one) => one !== null)
  return [...new Set(joined)].sort()
}
