import { listWhatIfPeople } from '../../db/what-if/what-if-people.ts'
import { findWhatIfRun, lastWhatIfJob, listWhatIfRuns, type WhatIfRunRow } from '../../db/what-if/what-if-runs.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type Decimal, sum, yuan, zero } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Direction } from '../../domain/what-if/bands.ts'
import { keyParts } from '../../domain/what-if/sums.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { withMaskedNames } from './masked-people.ts'
import { resultsIfReady, type WhatIfResults } from './results.ts'
import { differenceInPercent } from './tables/columns.ts'

export type ShownWhatIf = Awaited<ReturnType<typeof shownWhatIf>>

/** A run, how far it is, and once it has ended what it came to in all. */
export async function shownWhatIf(service: Service, run: WhatIfRunRow) {
  const job = await lastWhatIfJob(service.db.pool, run.id)
  const { id, region, year, from, to, title, baseHash, draftHash, startedAt, callerId } = run
  const results = job?.status === 'succeeded' ? await resultsIfReady(service, run) : null
  return {
    ...{ id, region, year, from, to, title, baseHash, draftHash },
    ...{ startedAt: chinaTime(new Date(startedAt)), startedBy: callerId },
    ...{ jobId: job?.jobId ?? '', job: `/v1/jobs/${job?.jobId ?? ''}`, status: job?.status ?? ('queued' as const) },
    progress: { done: job?.done ?? 0, total: job?.total ?? null },
    changed: results === null ? null : results.plan.changes.clauses.map((clause) => clause.id),
    result: results === null ? null : summaryOf(results),
  }
}

/** What a run comes to in all. Yuan in text; who gains and who loses make up the difference of the fund. */
function summaryOf({ tally, cash }: WhatIfResults) {
  const rows = tally.tables.people.rows()
  const of = (direction: Direction | null) => {
    const own = rows.filter(({ key }) => direction === null || keyParts(key)[0] === direction)
    const total = (at: number): Decimal => sum(own.map(({ amounts }) => amounts[at] ?? zero))
    return { people: own.reduce((all, { count }) => all + count, 0), total }
  }
  const all = of(null)
  const [gain, lose, stay] = [of('gain'), of('lose'), of('stay')]
  const compared = (before: Decimal, after: Decimal) => ({
    before: yuan(before),
    after: yuan(after),
    difference: yuan(after.minus(before)),
    percent: differenceInPercent(before, after),
  })
  const difference = ({ total }: typeof all) => yuan(total(1).minus(total(0)))
  return {
    people: all.people,
    refused: tally.tables.refused.rows().reduce((count, row) => count + row.count, 0),
    aid: compared(all.total(0), all.total(1)),
    burden: compared(all.total(2), all.total(3)),
    gain: { people: gain.people, aid: difference(gain) },
    lose: { people: lose.people, aid: difference(lose) },
    stay: { people: stay.people },
    runsOut: { before: cash.runsOutBefore, after: cash.runsOutAfter },
  }
}

/** Errors: `not-found`, `forbidden`. */
export async function getWhatIf(service: Service, caller: Caller, id: string): Promise<ShownWhatIf> {
  return shownWhatIf(service, await whatIfInScope(service, caller, id))
}

/** Errors: `not-found`, `forbidden`. */
export async function whatIfInScope(service: Service, caller: Caller, id: string): Promise<WhatIfRunRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const run = uuid === null ? null : ofRegion(caller, await findWhatIfRun(service.db.pool, uuid))
  return run ?? refuse('not-found', { what: { zh: `资金测算 ${id}`, en: `run ${id}` } })
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listWhatIf(
  service: Service,
  caller: Caller,
  asked: PageInput & { readonly region?: string | undefined },
): Promise<Page<ShownWhatIf>> {
  requireKind(caller, 'bureau', 'auditor')
  if (asked.region !== undefined) requireRegion(caller, asked.region)
  const filter = { regionPrefix: prefixOf(asked.region ?? caller.region) }
  const { items, nextCursor } = await pageOf(
    'what-if-runs',
    asked,
    (page) => listWhatIfRuns(service.db.pool, filter, page),
    { key: ({ id }) => id, item: (row) => row },
  )
  const shown: ShownWhatIf[] = []
  for (const row of items) shown.push(await shownWhatIf(service, row))
  return { items: shown, nextCursor }
}

export type WhatIfPerson = Awaited<ReturnType<typeof whatIfPeople>>['items'][number]

/** Whom the draft gives what, by the numbers of the people; names are masked. Errors: `not-found`, `forbidden`. */
export async function whatIfPeople(
  service: Service,
  caller: Caller,
  id: string,
  { direction, ...page }: PageInput & { readonly direction?: Direction | undefined },
) {
  const run = await whatIfInScope(service, caller, id)
  const of = { runId: run.id, direction: direction ?? null }
  const read = await pageOf('what-if-people', page, (part) => listWhatIfPeople(service.db.pool, of, part), {
    key: ({ personNo }) => personNo,
    item: (row) => row,
  })
  return { items: await withMaskedNames(service.db.pool, read.items), nextCursor: read.nextCursor }
}
