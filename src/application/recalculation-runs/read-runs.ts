import {
  type LinesOf,
  listRunHospitals,
  listRunLines,
  listRunPeople,
  type RunHospital,
  type RunPerson,
} from '../../db/recalculation/run-lines.ts'
import {
  findRecalculationRun,
  listRecalculationRunRows,
  type RecalculationRunRow,
  recalculationRunJobs,
} from '../../db/recalculation-runs/recalculation-runs.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { type ShownRunLine, shownRunLineIn } from '../recalculation/run-lines.ts'
import { runTable } from '../recalculation/run-table.ts'
import { type ShownStage, shownStage } from '../recalculation/shown-stage.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import type { ExportTable } from '../shared/table.ts'
import { statusOfRun } from './run-status.ts'

export type ShownRecalculationRun = Awaited<ReturnType<typeof shownRecalculationRun>>

/** A run with what its stages have come to so far. */
export async function shownRecalculationRun(service: Service, row: RecalculationRunRow) {
  const { inputHash: _, startedAt, callerId, withdrawnAt, withdrawnBy, withdrawnFor, ...run } = row
  const jobs = await recalculationRunJobs(service.db.pool, run.id)
  const stageOf = (stage: RunStage): Promise<ShownStage> => shownStage(service, jobs, linesOf(run.id, stage))
  return {
    ...run,
    status: statusOfRun(row, jobs),
    ...{ startedAt: chinaTime(new Date(startedAt)), startedBy: callerId },
    withdrawn:
      withdrawnAt === null
        ? null
        : { at: chinaTime(new Date(withdrawnAt)), by: withdrawnBy ?? '', reason: withdrawnFor ?? '' },
    ...{ listing: await stageOf('listing'), posting: await stageOf('posting') },
  }
}

const linesOf = (runId: string, stage: RunStage): LinesOf => ({ table: 'recalculation_run_lines', runId, stage })

/** Errors: `not-found`, `forbidden`. */
export async function getRecalculationRun(
  service: Service,
  caller: Caller,
  id: string,
): Promise<ShownRecalculationRun> {
  return shownRecalculationRun(service, await recalculationRunInScope(service, caller, id))
}

/** Errors: `not-found`, `forbidden`. */
export async function recalculationRunInScope(
  service: Service,
  caller: Caller,
  id: string,
): Promise<RecalculationRunRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const run = uuid === null ? null : ofRegion(caller, await findRecalculationRun(service.db.pool, { id: uuid }))
  return run ?? refuse('not-found', { what: { zh: `批量重算 ${id}`, en: `recalculation run ${id}` } })
}

export interface RunsAsked extends PageInput {
  readonly region?: string | undefined
  readonly year?: number | undefined
  readonly runNo?: string | undefined
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listRecalculationRuns(
  service: Service,
  caller: Caller,
  { region = caller.region, year, runNo, ...page }: RunsAsked,
): Promise<Page<ShownRecalculationRun>> {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region), year: year ?? null, runNo: runNo ?? null }
  const { items, nextCursor } = await pageOf(
    'recalculation-runs',
    page,
    (part) => listRecalculationRunRows(service.db.pool, filter, part),
    { key: ({ id }) => id, item: (row) => row },
  )
  return { items: await Promise.all(items.map((row) => shownRecalculationRun(service, row))), nextCursor }
}

/** As the list foresaw it, which is meant when left out, or as it was posted. */
export interface RunLinesAsked extends PageInput {
  readonly id: string
  readonly stage?: RunStage | undefined
}

/** A line a settlement, by the number of the person. Errors: `not-found`, `forbidden`. */
export async function recalculatedLines(
  service: Service,
  caller: Caller,
  { id, stage = 'listing', ...page }: RunLinesAsked,
  language: Language,
): Promise<Page<ShownRunLine>> {
  const of = linesOf((await recalculationRunInScope(service, caller, id)).id, stage)
  return pageOf('recalculation-run-lines', page, (part) => listRunLines(service.db.pool, of, part), {
    key: ({ personNo, seq }) => [personNo, seq],
    item: shownRunLineIn(language),
  })
}

/** The same as a file. Errors: `not-found`, `forbidden`, before the first is read. */
export async function recalculatedTable(
  service: Service,
  caller: Caller,
  { id, stage = 'listing' }: Omit<RunLinesAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const run = await recalculationRunInScope(service, caller, id)
  const title = { zh: '批量重算明细', en: 'Settlements of a run of recalculations' }
  return runTable(service, linesOf(run.id, stage), { name: `recalculation-run-${run.id}`, title }, language)
}

/** What it comes to by person. Errors: `not-found`, `forbidden`. */
export async function recalculatedPeople(
  service: Service,
  caller: Caller,
  { id, stage = 'listing', ...page }: RunLinesAsked,
): Promise<Page<RunPerson>> {
  const of = linesOf((await recalculationRunInScope(service, caller, id)).id, stage)
  return pageOf('recalculation-run-people', page, (part) => listRunPeople(service.db.pool, of, part), {
    key: ({ personNo }) => personNo,
    item: (person) => person,
  })
}

/** What it comes to by hospital. Errors: `not-found`, `forbidden`. */
export async function recalculatedHospitals(
  service: Service,
  caller: Caller,
  { id, stage = 'listing', ...page }: RunLinesAsked,
): Promise<Page<RunHospital>> {
  const of = linesOf((await recalculationRunInScope(service, caller, id)).id, stage)
  return pageOf('recalculation-run-hospitals', page, (part) => listRunHospitals(service.db.pool, of, part), {
    key: ({ hospitalCode }) => hospitalCode,
    item: (hospital) => hospital,
  })
}
