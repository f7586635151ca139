import type pg from 'pg'
import {
  countPeople,
  type PersonKey,
  type PersonToSubsidise,
  readNextPeople,
  readPeople,
} from '../../db/premiums/people-to-subsidise.ts'
import {
  insertCorrections,
  insertRecords,
  lockYear,
  type PostedBy,
  type SubsidyPosting,
} from '../../db/premiums/post-subsidies.ts'
import { insertSubsidyLines, type SubsidyLineRow, sumLines } from '../../db/premiums/subsidy-lines.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { prefixOf } from '../callers/caller.ts'
import type { Job, JobKind, JsonObject, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { type Assessed, Assessor, departmentOf, type Unassessed } from './assess-subsidies.ts'
import { recordable } from './quote-premium.ts'

/** People of one piece: a second or two of work. */
const portion = 2000

export const subsidyRunJobName = 'premium-subsidy-run'

export interface RunInput extends JsonObject {
  readonly runId: string
  readonly year: number
  readonly dryRun: boolean
}

/**
 * Walks a region's people in the order of their keys. Each piece reads, posts and writes down what it found in one
 * transaction with its cursor, so that a killed run goes on where its last whole piece ended.
 */
export const subsidyRunKind: JobKind = {
  kind: subsidyRunJobName,
  step: async (service, job, client) => {
    const input = job.input as RunInput
    const prefix = prefixOf(job.region)
    await lockYear(client, input.year)
    const total = job.total ?? (await countPeople(client, prefix))
    const people = await readNextPeople(client, { year: input.year, prefix }, job.cursor as PersonKey | null, portion)
    const lines = await handle(service, job, client, people)
    await insertSubsidyLines(client, input.runId, lines)
    const failures = lines.filter(({ status }) => status === 'failed').length
    return stepOf(client, job, { people, total, failures })
  },
}

async function stepOf(
  client: pg.ClientBase,
  job: Job,
  { people, total, failures }: { people: readonly PersonToSubsidise[]; total: number; failures: number },
): Promise<Step> {
  const last = people.at(-1)
  const cursor = last ? { insuredRegion: last.insuredRegion, personNo: last.personNo } : (job.cursor ?? {})
  const progress = { cursor, done: job.done + people.length, total, failures }
  if (people.length === portion) return { ...progress, finished: false }
  return { ...progress, finished: true, result: await resultOf(client, job.input as RunInput) }
}

/** What the job shows when it has ended; the run's own address has it by category. */
async function resultOf(client: pg.ClientBase, { runId }: RunInput): Promise<JsonObject> {
  const sums = await sumLines(client, runId)
  const people: Record<string, number> = {}
  for (const one of sums) people[one.status] = (people[one.status] ?? 0) + one.people
  return {
    runId,
    run: `/v1/premium-subsidy-runs/${runId}`,
    people,
    amount: yuan(sum(sums.map((one) => decimal(one.amount)))),
  }
}

/** Posts what is to be posted and answers the lines. Whoever was recorded by someone else meanwhile is looked at again. */
async function handle(
  service: Service,
  job: Job,
  client: pg.ClientBase,
  people: readonly PersonToSubsidise[],
): Promise<SubsidyLineRow[]> {
  const { year, dryRun } = job.input as RunInput
  const assessor = new Assessor(service.library, year)
  const found = people
    .filter(({ held, recorded }) => held.length > 0 || recorded !== null)
    .map((one) => assessor.assess(one))
  if (dryRun) return found.map(lineOf)
  const by: PostedBy = { year, recordedAt: service.clock().toISOString(), recordedBy: job.createdBy }
  const isNew = (one: Assessed | Unassessed): one is Assessed => 'decision' in one && one.decision.status === 'recorded'
  const fresh = found.filter(isNew)
  const recorded = await insertRecords(client, fresh.map(postingOf), by)
  const late = fresh.map(({ person }) => person.personNo).filter((personNo) => !recorded.has(personNo))
  const again = late.length === 0 ? [] : (await readPeople(client, year, late)).map((one) => assessor.assess(one))
  const settled = [...found.filter(({ person }) => !late.includes(person.personNo)), ...again]
  await insertCorrections(client, settled.filter(isCorrection).map(postingOf), by)
  return settled.map(lineOf)
}

function isCorrection(one: Assessed | Unassessed): one is Assessed {
  return 'decision' in one && one.decision.status === 'corrected'
}

function postingOf({ person, law, best, decision }: Assessed): SubsidyPosting {
  return {
    personNo: person.personNo,
    ...recordable(law, best),
    after: person.recorded?.seq ?? 0,
    amount: decision.amount,
  }
}

function lineOf(one: Assessed | Unassessed): SubsidyLineRow {
  const { personNo, insuredRegion, enrolledTier, recorded } = one.person
  const known = { personNo, insuredRegion, enrolled: enrolledTier !== null, before: recorded?.subsidy ?? null }
  if (!('decision' in one)) return { ...known, ...unknown, reasons: [one.remark] }
  const { best, decision, law, person } = one
  const counted = best.category ?? recorded?.category ?? null
  return {
    ...known,
    status: decision.status,
    category: best.category,
    department: departmentOf(law, counted, person.held),
    tier: best.tier,
    contribution: best.contribution,
    due: best.subsidy,
    amount: decision.amount,
    clauseId: best.clause?.id ?? null,
    reasons: best.reasons,
  }
}

const unknown = {
  status: 'failed',
  category: null,
  department: null,
  tier: null,
  contribution: null,
  due: null,
  amount: '0.00',
  clauseId: null,
} as const
