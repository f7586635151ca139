import type pg from 'pg'
import { readHistory } from '../../db/ledger/history.ts'
import type { PersonYearKey } from '../../db/ledger/rows.ts'
import { writePersonYears } from '../../db/ledger/write-postings.ts'
import { inTransaction } from '../../db/transaction.ts'
import { type AwaitingYear, readAwaiting } from '../../db/year-end/awaiting-visits.ts'
import { insertYearEndLines, type YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import { planYearClose, type YearEndPlan } from '../../domain/ledger/year-end-movements.ts'
import { emptyYear, yearState } from '../../domain/ledger/year-state.ts'
import type { YearEndAnswer, YearEndJob } from '../ledger/commands.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import { PersonYearPosting, seal } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { activeVisitsOf } from '../settlement/active-visits.ts'
import { isPassing } from '../shared/database-errors.ts'
import { lineOf, planYearEnd } from './plan-year-end.ts'

interface Closing {
  readonly work: PersonYearPosting
  readonly line: YearEndLineRow
}

/**
 * Closes the years of several people in one transaction, each person's under the version that was read, and writes their
 * lines of the run with the entries. All of them are of one run.
 */
export async function closeTogether(
  context: PostingContext,
  client: pg.PoolClient,
  jobs: readonly YearEndJob[],
): Promise<JobOutcome<YearEndAnswer>[]> {
  return inTransaction(client, () => attempt(context, client, jobs))
}

async function attempt(
  context: PostingContext,
  client: pg.PoolClient,
  jobs: readonly YearEndJob[],
): Promise<JobOutcome<YearEndAnswer>[]> {
  const [first] = jobs as [YearEndJob]
  const lock = jobs.some(({ attempts }) => attempts > 0)
  const people = jobs.map(({ personNo }) => personNo)
  const closings = new Map<string, Closing>()
  const failed = new Map<string, unknown>()
  for (const year of await readAwaiting(client, first, people, { lock })) {
    try {
      const closing = await closingOf(context, client, first, year)
      if (closing) closings.set(year.personNo, closing)
    } catch (error) {
      // What the engine refuses of one person is not the others' fault.
      if (isPassing(error)) throw error
      failed.set(year.personNo, error)
    }
  }
  const lost = await write(client, first.runId, closings)
  return jobs.map(({ personNo }): JobOutcome<YearEndAnswer> => {
    if (lost.has(personNo)) return { retry: true }
    if (failed.has(personNo)) return { failed: failed.get(personNo) }
    return { done: { line: closings.get(personNo)?.line ?? null } }
  })
}

async function closingOf(
  context: PostingContext,
  client: pg.PoolClient,
  { runId, region, year, callerId }: YearEndJob,
  of: AwaitingYear,
): Promise<Closing | null> {
  const { personNo, version, head, state } = of
  const key = { personNo, region, year }
  const foreseen = await planYearEnd(context, of)
  if (foreseen.changed.length === 0) return null
  const plan = foreseen.owes ? await planWholeYear(context, client, key) : foreseen
  const work = new PersonYearPosting(key, { version, head }, yearState(state))
  const cause = { kind: 'year-end', no: runId, at: context.clock().toISOString(), callerId } as const
  // The person has paid the hospital long ago, so all of it is the person's.
  const changed = plan.changed.map((one) => ({ ...one, after: seal(one.after), direct: 'claimed' as const }))
  // Nothing draws on a limit after the last of them, so no other settlement decides what it is held to.
  work.adjust(
    cause,
    changed,
    plan.changed.map(({ after }) => after),
    plan.state,
  )
  if (plan.adjusted.length > 0) work.payForEarlier(runId, plan.adjusted, cause)
  return { work, line: lineOf(personNo, plan) }
}

/** With all of the year's visits, where closing brings something for earlier ones. The version in the write keeps the two reads together. */
async function planWholeYear(context: PostingContext, client: pg.PoolClient, key: PersonYearKey): Promise<YearEndPlan> {
  const history = await readHistory(client, { ...key, lock: false })
  const settlements = history.settlements.filter(({ reversed }) => !reversed)
  const visits = await activeVisitsOf(context, settlements, history.entries)
  return planYearClose(visits, history.state === null ? emptyYear : yearState(history.state))
}

/** Answers whose years another process moved on meanwhile; of those nothing is written. */
async function write(
  client: pg.PoolClient,
  runId: string,
  closings: ReadonlyMap<string, Closing>,
): Promise<Set<string>> {
  const all = [...closings.values()]
  const written = await writePersonYears(
    client,
    all.map(({ work }) => work.write()),
  )
  await insertYearEndLines(
    client,
    runId,
    all.filter((_, at) => written[at]).map(({ line }) => line),
  )
  return new Set(all.filter((_, at) => !written[at]).map(({ line }) => line.personNo))
}
