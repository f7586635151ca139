import {
  correctionJobs,
  findCorrection,
  listCorrectionRows,
  type PolicyCorrectionRow,
} from '../../db/policy-corrections/corrections.ts'
import {
  type LinesOf,
  listRunHospitals,
  listRunLines,
  listRunPeople,
  type RunHospital,
  type RunPerson,
} from '../../db/recalculation/run-lines.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import type { RunStage } from '../../domain/names/run-stages.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import { type ShownRunLine, shownRunLineIn } from '../recalculation/run-lines.ts'
import { runTable } from '../recalculation/run-table.ts'
import { shownStage } from '../recalculation/shown-stage.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import type { ExportTable } from '../shared/table.ts'

export type ShownPolicyCorrection = Awaited<ReturnType<typeof shownCorrection>>

/** A run with what its stages have come to so far. */
export async function shownCorrection(service: Service, { startedAt, callerId, ...run }: PolicyCorrectionRow) {
  const jobs = await correctionJobs(service.db.pool, run.id)
  const [listing, posting] = await Promise.all(
    (['listing', 'posting'] as const).map((stage) => shownStage(service, jobs, linesOf(run.id, stage))),
  )
  return {
    ...run,
    ...{ startedAt: chinaTime(new Date(startedAt)), startedBy: callerId },
    ...{ listing: listing ?? null, posting: posting ?? null },
  }
}

const linesOf = (runId: string, stage: RunStage): LinesOf => ({ table: 'policy_correction_lines', runId, stage })

/** Errors: `not-found`, `forbidden`. */
export async function getCorrection(service: Service, caller: Caller, id: string): Promise<ShownPolicyCorrection> {
  return shownCorrection(service, await correctionInScope(service, caller, id))
}

/** Errors: `not-found`, `forbidden`. */
export async function correctionInScope(service: Service, caller: Caller, id: string): Promise<PolicyCorrectionRow> {
  requireKind(caller, 'bureau', 'auditor')
  const uuid = uuidOf(id)
  const run = uuid === null ? null : ofRegion(caller, await findCorrection(service.db.pool, uuid))
  return run ?? refuse('not-found', { what: { zh: `政策更正 ${id}`, en: `policy correction ${id}` } })
}

/** Newest first, those of the caller's region. Errors: `forbidden`. */
export async function listCorrections(
  service: Service,
  caller: Caller,
  asked: PageInput & { readonly region?: string | undefined },
): Promise<Page<ShownPolicyCorrection>> {
  requireKind(caller, 'bureau', 'auditor')
  if (asked.region !== undefined) requireRegion(caller, asked.region)
  const filter = { regionPrefix: prefixOf(asked.region ?? caller.region) }
  const { items, nextCursor } = await pageOf(
    'policy-corrections',
    asked,
    (page) => listCorrectionRows(service.db.pool, filter, page),
    { key: ({ id }) => id, item: (row) => row },
  )
  return { items: await Promise.all(items.map((row) => shownCorrection(service, row))), nextCursor }
}

/** As the list foresaw it, which is meant when left out, or as it was posted. */
export interface StageAsked extends PageInput {
  readonly stage?: RunStage | undefined
}

/** A line a settlement, by the number of the person. Errors: `not-found`, `forbidden`. */
export async function correctedSettlements(
  service: Service,
  caller: Caller,
  { id, stage = 'listing', ...page }: StageAsked & { readonly id: string },
  language: Language,
): Promise<Page<ShownRunLine>> {
  const { id: runId } = await correctionInScope(service, caller, id)
  return pageOf('policy-correction-lines', page, (part) => listRunLines(service.db.pool, linesOf(runId, stage), part), {
    key: ({ personNo, seq }) => [personNo, seq],
    item: shownRunLineIn(language),
  })
}

/** The same as a file. Errors: `not-found`, `forbidden`, before the first is read. */
export async function correctionTable(
  service: Service,
  caller: Caller,
  { id, stage = 'listing' }: { readonly id: string; readonly stage?: RunStage | undefined },
  language: Language,
): Promise<ExportTable> {
  const { id: runId } = await correctionInScope(service, caller, id)
  const title = { zh: '政策更正明细', en: 'Settlements of a correction' }
  return runTable(service, linesOf(runId, stage), { name: `policy-correction-${runId}`, title }, language)
}

/** What it comes to by person. Errors: `not-found`, `forbidden`. */
export async function correctedPeople(
  service: Service,
  caller: Caller,
  id: string,
  { stage = 'listing', ...page }: StageAsked,
): Promise<Page<RunPerson>> {
  const { id: runId } = await correctionInScope(service, caller, id)
  return pageOf(
    'policy-correction-people',
    page,
    (part) => listRunPeople(service.db.pool, linesOf(runId, stage), part),
    {
      key: ({ personNo }) => personNo,
      item: (person) => person,
    },
  )
}

/** What it comes to by hospital. Errors: `not-found`, `forbidden`. */
export async function correctedHospitals(
  service: Service,
  caller: Caller,
  id: string,
  { stage = 'listing', ...page }: StageAsked,
): Promise<Page<RunHospital>> {
  const { id: runId } = await correctionInScope(service, caller, id)
  return pageOf(
    'policy-correction-hospitals',
    page,
    (part) => listRunHospitals(service.db.pool, linesOf(runId, stage), part),
    { key: ({ hospitalCode }) => hospitalCode, item: (hospital) => hospital },
  )
}
