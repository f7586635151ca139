import type pg from 'pg'
import { countSettledYears, nextYears } from '../../db/what-if/settled-years.ts'
import { insertWhatIfPeople } from '../../db/what-if/what-if-people.ts'
import { eachWhatIfPart, findWhatIfRun, insertWhatIfPart, type WhatIfRunRow } from '../../db/what-if/what-if-runs.ts'
import { sum, yuan, zero } from '../../domain/money.ts'
import { present } from '../../domain/shared/present.ts'
import { Tally } from '../../domain/what-if/tally.ts'
import type { Job, JobKind, JsonObject, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { keptAsked, keptDraft } from './asked.ts'
import { planOf } from './plan.ts'
import { WalkingThreads } from './threads.ts'

export const whatIfJobName = 'what-if'

export interface WhatIfInput extends JsonObject {
  readonly runId: string
  /** Whom the job before this one had come to; empty where there was none. */
  readonly after: string
  readonly done: number
  /** How many people a piece has; 0 for as many as a second or two of work. */
  readonly peopleInPiece: number
}

/** So many years under one law are a second or two of work. */
const replaysInPiece = 30_000
const maxPeopleInPiece = 8_000

/**
 * Walks people in the order of their numbers on threads of their own, which read the ledger themselves: the process that settles
 * only waits. A piece's sums are written in its transaction, so that after a kill a piece is there whole or is reckoned again;
 * the sums are exact, and the same in whatever pieces they were made.
 */
export const whatIfKind: JobKind = {
  kind: whatIfJobName,
  step: async (service, job, client) => {
    const { runId } = job.input as WhatIfInput
    const run = present(await findWhatIfRun(client, runId), `run ${runId}`)
    try {
      const step = await piece(service, job, run, client)
      if (step.finished) await stopThreads(job.id)
      return step
    } catch (error) {
      await stopThreads(job.id)
      throw error
    }
  },
}

async function piece(service: Service, job: Job, run: WhatIfRunRow, client: pg.PoolClient): Promise<Step> {
  const { done: before, peopleInPiece } = job.input as WhatIfInput
  const key = { region: run.region, year: run.year, after: afterOf(job) }
  const total = job.total ?? (await countSettledYears(client, key))
  const threads = await threadsOf(service, job, run)
  const fitting = Math.max(20, Math.min(maxPeopleInPiece, Math.floor(replaysInPiece / threads.replays)))
  const take = peopleInPiece === 0 ? fitting : peopleInPiece
  const people = await nextYears(client, key, take)
  const through = people.at(-1)
  const walked = through === undefined ? [] : await threads.walking.over(key, people)
  const failures = walked.flatMap((one) => one.people.filter(({ problem }) => problem !== null)).length
  if (through !== undefined) {
    const tally = new Tally()
    for (const one of walked) {
      tally.merge(one.tally)
      await insertWhatIfPeople(client, run.id, one.people)
    }
    await insertWhatIfPart(client, { runId: run.id, after: key.after, through, tally: tally.written() })
  }
  const done = (job.cursor === null ? before : job.done) + people.length
  const step = { cursor: { after: through ?? key.after }, done, total: Math.max(total, done), failures }
  if (people.length === take) return { ...step, finished: false }
  return { ...step, total: done, finished: true, result: await finish(client, run) }
}

/** All parts together. */
async function finish(client: pg.PoolClient, { id }: WhatIfRunRow): Promise<JsonObject> {
  const tally = new Tally()
  for await (const part of eachWhatIfPart(client, id)) tally.merge(part)
  await insertWhatIfPart(client, { runId: id, after: '', through: '', tally: tally.written() })
  const people = tally.tables.people.rows()
  const sumOf = (at: number) => yuan(sum(people.map(({ amounts }) => amounts[at] ?? zero)))
  return {
    ...{ runId: id, run: `/v1/what-if-runs/${id}` },
    people: people.reduce((all, { count }) => all + count, 0),
    ...{ aidBefore: sumOf(0), aidAfter: sumOf(1) },
  }
}

interface Held {
  readonly walking: WalkingThreads
  /** How often a person's year is settled again. */
  readonly replays: number
  idle: NodeJS.Timeout
}

/** The threads of the jobs that this process works on: a job's pieces follow each other, and its laws are made once. */
const held = new Map<string, Held>()
/** A job that another process took over, or that was cancelled, leaves its threads behind here. */
const idleMs = 30_000

async function threadsOf(service: Service, job: Job, run: WhatIfRunRow): Promise<Held> {
  const known = held.get(job.id)
  if (known) {
    clearTimeout(known.idle)
    known.idle = endWhenIdle(job.id)
    return known
  }
  const base = await service.ledger.archive.filesOf({ region: run.region, policyHash: run.baseHash })
  const [drafted, asked] = [keptDraft(run.draft), keptAsked(run.asked)]
  const walk = { base, drafted, asked, period: { from: run.from, to: run.to } }
  const made: Held = {
    walking: new WalkingThreads({ url: service.db.url, walk }),
    replays: 1 + planOf(base, drafted, asked).scenarios.length,
    idle: endWhenIdle(job.id),
  }
  held.set(job.id, made)
  return made
}

function endWhenIdle(jobId: string): NodeJS.Timeout {
  return setTimeout(() => void stopThreads(jobId), idleMs).unref()
}

async function stopThreads(jobId: string): Promise<void> {
  const known = held.get(jobId)
  if (!known) return
  held.delete(jobId)
  clearTimeout(known.idle)
  await known.walking.stop()
}

function afterOf({ cursor, input }: Job): string {
  return typeof cursor?.after === 'string' ? cursor.after : (input as WhatIfInput).after
}
