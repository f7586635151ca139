import type pg from 'pg'
import { readClaims } from '../../db/ledger/read-person-years.ts'
import { countYears } from '../../db/year-end/awaiting-visits.ts'
import {
  type HouseholdsAsked,
  type Member,
  nextHouseholds,
  nextPeople,
  nextWithoutHousehold,
} from '../../db/year-end/households.ts'
import { insertYearEndLines, sumsOf, type YearEndLineRow } from '../../db/year-end/year-end-runs.ts'
import { inProportion } from '../../domain/adjudication/year-aid.ts'
import { add, type Decimal, decimal, yuan, zero } from '../../domain/money.ts'
import type { YearAidRow } from '../../domain/policies/law.ts'
import { type ErrorCode, Refusal } from '../../domain/refusals/refusal.ts'
import { prefixOf } from '../callers/caller.ts'
import type { Job, Step } from '../jobs/job-kind.ts'
import type { Service } from '../service.ts'
import { isPassing } from '../shared/database-errors.ts'
import { borneBy } from './borne.ts'
import { problemLine } from './plan-year-end.ts'
import { furtherDue, give, type Together, underBestRow, type YearAidRun } from './year-aid.ts'

const inPiece = 100

/** A piece of a run that aids households: each is reckoned whole, and its members are given their shares. */
export async function stepOfHouseholds(service: Service, job: Job, client: pg.PoolClient): Promise<Step> {
  const run = runOf(service, job)
  const rows = run.law.tables.householdAid
  const categories = [...new Set(rows.flatMap((row) => row.for))]
  const asked = { regionPrefix: prefixOf(run.region), year: run.year, categories }
  if (cursorOf(job).alone) return stepOfAlone(service, job, client, asked)
  const households = await nextHouseholds(client, asked, cursorOf(job).after, inPiece)
  const lines: YearEndLineRow[] = []
  const seen = new Set<string>()
  for (const { householdNo, members } of households)
    lines.push(
      ...(await guarded(members[0]?.personNo ?? '', async () => {
        const together = await ofHousehold(service, run, rows, { householdNo, members })
        return together ? give(service, client, run, together, furtherDue(together, run.law)) : []
      })),
    )
  // A person of two households is given by the first.
  const own = lines.filter(({ personNo }) => !seen.has(personNo) && seen.add(personNo))
  await insertYearEndLines(client, run.runId, own)
  const after = households.at(-1)?.householdNo ?? cursorOf(job).after
  const passed = { after, passed: households.length, lines: own }
  if (households.length === inPiece) return stepAfter(client, run, job, passed)
  const step = await stepAfter(client, run, job, { ...passed, passed: inPiece, alone: true, after: '' })
  return { ...step, done: job.done + households.length }
}

/** After the households: whoever bore something that is aided so, and is of none, is named and given nothing. */
async function stepOfAlone(service: Service, job: Job, client: pg.PoolClient, asked: HouseholdsAsked): Promise<Step> {
  const run = runOf(service, job)
  const people = await nextWithoutHousehold(client, asked, cursorOf(job).after, inPiece)
  const lines: YearEndLineRow[] = []
  for (const members of people)
    lines.push(
      ...(await guarded(members[0]?.personNo ?? '', async () => {
        const alone = await ofHousehold(service, run, run.law.tables.householdAid, { householdNo: null, members })
        const bore = alone?.borne.some(({ left, given }) => left.gt(given)) ?? false
        return bore ? [problemLine(members[0]?.personNo ?? '', 'household-not-recorded')] : []
      })),
    )
  await insertYearEndLines(client, run.runId, lines)
  const after = people.at(-1)?.[0]?.personNo ?? cursorOf(job).after
  return stepAfter(client, run, job, { after, passed: people.length, lines, alone: true })
}

async function ofHousehold(
  service: Service,
  run: YearAidRun,
  rows: readonly YearAidRow[],
  { householdNo, members }: { readonly householdNo: string | null; readonly members: readonly Member[] },
): Promise<Together | null> {
  const people = [...new Set(members.map(({ personNo }) => personNo))]
  const naming = rows.filter((row) => members.some(({ category }) => row.for.includes(category)))
  return underBestRow(naming, run.law, async (row) => {
    const borne = []
    for (const personNo of people) {
      const held = members.filter((one) => one.personNo === personNo && row.for.includes(one.category))
      borne.push(...(await borneBy(service.db.pool, personNo, held, { ...run, row })))
    }
    return { householdNo, row, borne }
  })
}

/**
 * A piece of the second aid: first everybody's is added up, then each is given, all of it or, where the fund has less, in the
 * same proportion.
 */
export async function stepOfSecondAid(service: Service, job: Job, client: pg.PoolClient): Promise<Step> {
  const run = runOf(service, job)
  const { after, total, giving } = cursorOf(job)
  const people = await nextPeople(client, run, after, inPiece)
  const available = decimal(String(job.input.available))
  const lines: YearEndLineRow[] = []
  let sum = total
  for (const personNo of people)
    lines.push(
      ...(await guarded(personNo, async () => {
        const together = await ofPerson(service, client, run, personNo)
        if (!together) return []
        const due = furtherDue(together, run.law)
        if (giving) return give(service, client, run, together, inProportion(due, total, available))
        sum = add(sum, due)
        return []
      })),
    )
  const last = people.at(-1) ?? after
  const ended = people.length < inPiece
  if (!giving)
    return goOn(client, run, job, ended ? { after: '', total: sum, giving: true } : { after: last, total: sum, giving })
  await insertYearEndLines(client, run.runId, lines)
  return stepAfter(client, run, job, { after: last, passed: people.length, lines, total, giving })
}

async function ofPerson(
  service: Service,
  client: pg.PoolClient,
  run: YearAidRun,
  personNo: string,
): Promise<Together | null> {
  const [read] = await readClaims(client, [{ hospitalCode: '', settlementNo: null, personNo, year: run.year }], {
    lock: false,
  })
  const inYear = (read?.identities ?? []).filter(
    ({ from, to }) => from <= `${run.year}-12-31` && (to === null || to >= `${run.year}-01-01`),
  )
  const rows = run.law.tables.secondAid.filter((row) => inYear.some(({ category }) => row.for.includes(category)))
  return underBestRow(rows, run.law, async (row) => {
    const held = inYear.filter(({ category }) => row.for.includes(category))
    return { householdNo: null, row, borne: await borneBy(service.db.pool, personNo, held, { ...run, row }) }
  })
}

function runOf({ library }: Service, { id, region, input, createdBy }: Job): YearAidRun {
  const year = Number(input.year)
  const aid = input.kind === 'household' ? 'household' : 'secondAid'
  const law = library.law(region, `${year}-12-31`)
  return { runId: id, region, year, aid, dryRun: input.dryRun === true, callerId: createdBy, law }
}

interface Cursor {
  readonly after: string
  readonly total: Decimal
  /** Whether everybody's has been added up. */
  readonly giving: boolean
  /** Whether all households are passed, and those are looked at who are of none. */
  readonly alone: boolean
}

function cursorOf({ cursor }: Job): Cursor {
  const { after, total, giving, alone } = cursor ?? {}
  return {
    after: typeof after === 'string' ? after : '',
    total: typeof total === 'string' ? decimal(total) : zero,
    giving: giving === true,
    alone: alone === true,
  }
}

/** What cannot be reckoned of one is not the others' fault; a database that is away holds up all. */
async function guarded(personNo: string, work: () => Promise<YearEndLineRow[]>): Promise<YearEndLineRow[]> {
  try {
    return await work()
  } catch (error) {
    if (isPassing(error)) throw error
    const code: ErrorCode = error instanceof Refusal ? error.code : 'internal'
    return [problemLine(personNo, code)]
  }
}

interface Passed extends Partial<Omit<Cursor, 'after'>> {
  readonly after: string
  readonly passed: number
  readonly lines: readonly YearEndLineRow[]
}

async function stepAfter(client: pg.PoolClient, run: YearAidRun, job: Job, passed: Passed): Promise<Step> {
  const { after, passed: count, lines, total = zero, giving = false, alone = false } = passed
  const finished = count < inPiece
  const done = job.done + count
  const step: Step = {
    cursor: { after, total: yuan(total), giving, alone },
    ...{ done, total: Math.max(job.total ?? 0, done), finished },
    failures: lines.filter(({ problem }) => problem !== null).length,
  }
  return finished ? { ...step, total: done, result: { ...(await sumsOf(client, run.runId)) } } : step
}

async function goOn(client: pg.PoolClient, run: YearAidRun, job: Job, next: Omit<Cursor, 'alone'>): Promise<Step> {
  const total = job.total ?? (await countYears(client, run))
  return { cursor: { ...next, total: yuan(next.total) }, done: 0, total, failures: 0, finished: false }
}
