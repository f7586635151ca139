import type pg from 'pg'
import type { Database } from '../../db/database.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { KnownAlerts } from '../alerts/raise-alerts.ts'
import { postOpening } from '../opening-balances/post-opening.ts'
import type { NumberClaims } from '../places/number-claims.ts'
import { PolicyArchive } from '../policies/policy-archive.ts'
import { postRecalculation } from '../recalculation/post-recalculation.ts'
import { postReversal } from '../settlement/post-reversal.ts'
import { settleTogether } from '../settlement/settle-together.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { closeTogether } from '../year-end/post-year-end.ts'
import { type AnswerTo, type Command, type CommandRun, type Delivery, outcomesOf, runsOf } from './command-runs.ts'
import type { LedgerWriter } from './commands.ts'
import { GroupCommit, type JobOutcome } from './group-commit.ts'
import type { PostingContext } from './posting-context.ts'

export interface LedgerWriterOptions {
  readonly db: Database
  readonly library: PolicyLibrary
  readonly clock: () => Date
  /**
   * Groups written at the same time; each holds one connection while it works. One, where nothing else is said: what a
   * group costs beside its settlements is then shared by all that wait, and other processes keep the database busy.
   */
  readonly partitions?: number
  readonly maxQueue?: number
  /** How long a settlement may wait before anything of it is written. */
  readonly deadlineMs?: number
  /** Where hospitals of other places hold their numbers; left out where there is one place. */
  readonly numbers?: NumberClaims | undefined
}

/**
 * The one way into the ledger: settlements, reversals, recalculations, openings and the ends of years, gathered while others are being written.
 *
 * A person is always in the same partition, so that one group is read, computed and written after the
 * other for each of them. Other processes are met by the version in the write.
 */
export function createLedgerWriter(options: LedgerWriterOptions): LedgerWriter {
  const archive = new PolicyArchive(options.library, options.db.pool)
  const context: PostingContext = { ...options, archive, alerts: new KnownAlerts() }
  const queue = new GroupCommit<Command, Delivery>({
    partitions: options.partitions ?? 1,
    maxGroup: 128,
    maxQueue: options.maxQueue ?? 4096,
    partitionOf: (command) => command.personNo,
    process: (_partition, commands) => processGroup(context, commands),
    // Not the wall clock: one that is set while settlements wait must not run their time out.
    now: () => performance.now(),
    // A database that is away is away for each of them; asking one by one would only keep them waiting.
    isolates: (error) => !(error instanceof Refusal && error.code === 'database-unavailable'),
  })
  const deadline = { deadlineMs: options.deadlineMs ?? 10_000 }
  /** The command is made with where its answer goes, so the compiler ties the kind of the job to the kind of the answer. */
  const submit = <Answer>(commandWith: (answered: AnswerTo<Answer>) => Command, within = deadline): Promise<Answer> =>
    new Promise((answered, reject) => {
      queue.submit(commandWith(answered), within).then((deliver) => deliver(), reject)
    })
  return {
    archive,
    get waiting() {
      return queue.waiting
    },
    settle: (job, how) =>
      submit(
        (answered) => ({ kind: 'settle', attempts: 0, ...job, answered }),
        how?.waits ? { deadlineMs: Number.POSITIVE_INFINITY } : deadline,
      ),
    reverse: (job) => submit((answered) => ({ kind: 'reverse', attempts: 0, ...job, answered })),
    recalculate: (job) => submit((answered) => ({ kind: 'recalculate', attempts: 0, ...job, answered })),
    open: (job) => submit((answered) => ({ kind: 'open', attempts: 0, ...job, answered })),
    closeYear: (job) => submit((answered) => ({ kind: 'year-end', attempts: 0, ...job, answered })),
    close: () => queue.close(),
  }
}

/** Settlements go together, one read and one write; what needs a person's whole year goes alone. */
async function processGroup(context: PostingContext, commands: readonly Command[]): Promise<JobOutcome<Delivery>[]> {
  const client = await connect(context.db)
  let broken: unknown
  try {
    return await inOrder(context, client, commands)
  } catch (error) {
    broken = error
    if (commands.length === 1 && isRace(error)) return retried(commands)
    throw asRefusal(error)
  } finally {
    // A connection that failed in the middle is closed, not handed to the next group.
    client.release(broken !== undefined && !isRace(broken))
  }
}

async function connect(db: Database): Promise<pg.PoolClient> {
  try {
    return await db.pool.connect()
  } catch (error) {
    throw asRefusal(error)
  }
}

function retried(commands: readonly Command[]): JobOutcome<Delivery>[] {
  for (const command of commands) command.attempts += 1
  return commands.map(() => ({ retry: true }))
}

async function inOrder(
  context: PostingContext,
  client: pg.PoolClient,
  commands: readonly Command[],
): Promise<JobOutcome<Delivery>[]> {
  const outcomes: JobOutcome<Delivery>[] = []
  for (const run of runsOf(commands)) outcomes.push(...(await written(context, client, run)))
  for (const [at, command] of commands.entries()) {
    const outcome = outcomes[at]
    if (outcome && 'retry' in outcome) command.attempts += 1
  }
  return outcomes
}

/** One handler a kind; a kind that none is written for does not compile. */
async function written(
  context: PostingContext,
  client: pg.PoolClient,
  run: CommandRun,
): Promise<JobOutcome<Delivery>[]> {
  switch (run.kind) {
    case 'settle':
      return outcomesOf(run.commands, await settleTogether(context, client, run.commands))
    case 'reverse':
      return outcomesOf([run.command], [await postReversal(context, client, run.command)])
    case 'recalculate':
      return outcomesOf([run.command], [await postRecalculation(context, client, run.command)])
    case 'open':
      return outcomesOf([run.command], [await postOpening(context, client, run.command)])
    case 'year-end':
      return outcomesOf(run.commands, await closeTogether(context, client, run.commands))
  }
}
