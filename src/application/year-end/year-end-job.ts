import type pg from 'pg'
import { countYears, nextStretch, readAwaiting, type YearOfRun } from '../../db/year-end/awaiting-visits.ts'
import { insertYearEndLines, sumsOf, type YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import { type ErrorCode, Refusal } from '../../domain/refusals/refusal.ts'
import type { Job, JobKind, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { isPassing } from '../shared/database-errors.ts'
import { lineOf, planYearEnd, problemLine } from './plan-year-end.ts'
import { stepOfHouseholds, stepOfSecondAid } from './year-aid-job.ts'

/** Of one piece: a second or so where each of them is to be closed. */
const peopleInPiece = 500
/** Closed at once. They go through the same groups as settlements, which wait no longer than this takes. */
const peopleAtOnce = 20

/**
 * Walks the people of a region's year in the order of their numbers and closes what waits. Real postings go through the
 * ledger, each with its line, and a piece that is repeated finds the years closed; a dry run writes its lines alone, in
 * the transaction of the piece.
 */
export const yearEnd: JobKind = {
  kind: 'year-end',
  step: async (service, job, client) => {
    if (job.input.kind === 'household') return stepOfHouseholds(service, job, client)
    if (job.input.kind === 'second-aid') return stepOfSecondAid(service, job, client)
    const run = runOf(job)
    const total = job.total ?? (await countYears(client, run))
    const { people, last, awaiting } = await nextStretch(client, run, afterOf(job), peopleInPiece)
    const close = job.input.dryRun === true ? foresee : closeAll
    const lines = await close(service, { run, callerId: job.createdBy, client }, awaiting)
    const finished = people < peopleInPiece
    const step: Step = {
      cursor: { after: last ?? afterOf(job) },
      done: job.done + people,
      total: Math.max(total, job.done + people),
      failures: lines.filter(({ problem }) => problem !== null).length,
      finished,
    }
    return finished ? { ...step, total: step.done, result: { ...(await sumsOf(client, run.runId)) } } : step
  },
}

function runOf({ id, region, input }: Job): YearOfRun {
  return { runId: id, region, year: Number(input.year) }
}

function afterOf({ cursor }: Job): string {
  return typeof cursor?.after === 'string' ? cursor.after : ''
}

interface Closing {
  readonly run: YearOfRun
  readonly callerId: string
  readonly client: pg.PoolClient
}

/** What a run would post now. */
async function foresee(
  service: Service,
  { run, client }: Closing,
  people: readonly string[],
): Promise<YearEndLineRow[]> {
  const lines: YearEndLineRow[] = []
  for (const some of inPortions(people))
    for (const year of await readAwaiting(client, run, some, { lock: false })) {
      const plan = await planYearEnd(service.ledger, year).catch(codeOf)
      if (typeof plan === 'string') lines.push(problemLine(year.personNo, plan))
      else if (plan.changed.length > 0) lines.push(lineOf(year.personNo, plan))
    }
  await insertYearEndLines(client, run.runId, lines)
  return lines
}

async function closeAll(
  service: Service,
  { run, callerId, client }: Closing,
  people: readonly string[],
): Promise<YearEndLineRow[]> {
  const failed: YearEndLineRow[] = []
  const closed: YearEndLineRow[] = []
  for (const some of inPortions(people)) {
    const answers = some.map((personNo) => service.ledger.closeYear({ personNo, callerId, ...run }))
    const settled = await Promise.allSettled(answers)
    const reasons = settled.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
    // Where nobody could be closed it is no person's fault: the piece fails and is tried again.
    if (reasons.length > 1 && reasons.length === some.length && !(reasons[0] instanceof Refusal)) throw reasons[0]
    for (const [at, answer] of settled.entries()) {
      if (answer.status === 'rejected') failed.push(problemLine(some[at] as string, codeOf(answer.reason)))
      else if (answer.value.line) closed.push(answer.value.line)
    }
  }
  await insertYearEndLines(client, run.runId, failed)
  return [...closed, ...failed]
}

/** One person's year that cannot be closed must not hold up the others; a database that is away holds up all. */
function codeOf(error: unknown): ErrorCode {
  if (isPassing(error)) throw error
  return error instanceof Refusal ? error.code : 'internal'
}

function inPortions(people: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(people.length / peopleAtOnce) }, (_, at) =>
    people.slice(at * peopleAtOnce, (at + 1) * peopleAtOnce),
  )
}
