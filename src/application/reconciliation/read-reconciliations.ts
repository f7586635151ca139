import {
  type DifferenceRow,
  findReconciliation,
  listDifferences,
  listReconciliationRows as listRows,
  type StoredReconciliation,
} from '../../db/reconciliation/reconciliations.ts'
import { chinaTime } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import {
  type ActionCode,
  actions,
  type DifferenceType,
  differenceTypes,
} from '../../domain/reconciliation/differences.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireHospital, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { shortId, uuidOf } from '../shared/short-id.ts'

export type ShownReconciliation = ReturnType<typeof shownReconciliation>

export function shownReconciliation(row: StoredReconciliation) {
  const counts = differenceTypes.map((type) => [type, row.types[type] ?? 0] as const)
  return {
    id: row.id,
    hospitalCode: row.hospitalCode,
    region: row.region,
    from: row.from,
    to: row.to,
    clearingType: row.clearingType,
    fileNo: row.fileNo,
    /** Of the file of differences, for 9102. */
    resultFileNo: shortId(row.id),
    result: row.result,
    here: { count: row.hereCount, total: row.hereTotal, fundPaid: row.hereFund },
    there: { count: row.thereCount, total: row.thereTotal, fundPaid: row.thereFund },
    difference: {
      count: row.hereCount - row.thereCount,
      total: minus(row.hereTotal, row.thereTotal),
      fundPaid: minus(row.hereFund, row.thereFund),
    },
    faultyLines: row.faults,
    differences: row.differences,
    counts: Object.fromEntries(counts) as Record<DifferenceType, number>,
    comparedAt: chinaTime(new Date(row.comparedAt)),
  }
}

/** By its id or by the number of its file of differences. Errors: `not-found`, also for another hospital's or region's. */
export async function getReconciliation(service: Service, caller: Caller, id: string): Promise<ShownReconciliation> {
  return shownReconciliation(await reconciliationInScope(service, caller, id))
}

async function reconciliationInScope(service: Service, caller: Caller, id: string): Promise<StoredReconciliation> {
  const uuid = uuidOf(id)
  const found = uuid === null ? null : await findReconciliation(service.db.pool, uuid)
  if (found && sees(caller, found)) return found
  return refuse('not-found', { what: { zh: `对账 ${id}`, en: `reconciliation ${id}` } })
}

/** Newest first: a hospital its own, the others those of hospitals that were in their region then. */
export function listReconciliations(
  service: Service,
  caller: Caller,
  filter: PageInput & { readonly hospitalCode?: string | undefined },
): Promise<Page<ShownReconciliation>> {
  if (filter.hospitalCode !== undefined) requireHospital(caller, filter.hospitalCode)
  const hospitalCode = caller.kind === 'hospital' ? caller.hospitalCode : (filter.hospitalCode ?? null)
  const regionPrefix = caller.kind === 'hospital' ? '' : prefixOf(caller.region)
  return pageOf('reconciliations', filter, (page) => listRows(service.db.pool, { hospitalCode, regionPrefix }, page), {
    key: ({ id }) => id,
    item: shownReconciliation,
  })
}

export type ShownDifference = ReturnType<typeof shownDifference>

interface Side {
  readonly total: string
  readonly fundPaid: string
  readonly accountPaid: string
}

function side(total: string | null, fundPaid: string | null, accountPaid: string | null): Side | null {
  return total === null || fundPaid === null || accountPaid === null ? null : { total, fundPaid, accountPaid }
}

/** A difference without its words, for whoever writes them in a form of their own (9102). */
export function plainDifference(row: DifferenceRow) {
  const here = side(row.hereTotal, row.hereFund, row.hereAccount)
  const there = side(row.thereTotal, row.thereFund, row.thereAccount)
  const nothing = { total: '0.00', fundPaid: '0.00', accountPaid: '0.00' }
  const [a, b] = [here ?? nothing, there ?? nothing]
  const less = (name: keyof Side) => minus(a[name], b[name])
  return {
    seq: row.seq,
    type: row.type,
    refunded: row.refunded,
    settlementId: row.settlementId,
    settlementNo: row.settlementNo,
    personNo: row.personNo,
    therePersonNo: row.therePersonNo,
    visitId: row.visitId,
    line: row.lineNo,
    postedOn: row.postedOn,
    here,
    there,
    difference: { total: less('total'), fundPaid: less('fundPaid'), accountPaid: less('accountPaid') },
    action: row.action,
  }
}
export type PlainDifference = ReturnType<typeof plainDifference>

export function actionText(action: ActionCode): Bilingual {
  return actions[action].text
}

function shownDifference(row: DifferenceRow, language: Language) {
  const { action, ...plain } = plainDifference(row)
  return { ...plain, action: { code: action, side: actions[action].side, text: actions[action].text[language] } }
}

/** 3202: what did not agree, each with the action that resolves it. Errors: `not-found`, `forbidden`. */
export async function reconciliationDifferences(
  service: Service,
  caller: Caller,
  id: string,
  page: PageInput,
  language: Language,
): Promise<Page<ShownDifference>> {
  const found = await reconciliationInScope(service, caller, id)
  return pageOf(
    'differences',
    page,
    ({ after, take }) => listDifferences(service.db.pool, found.id, { after: after ?? 0, take }),
    {
      key: ({ seq }) => seq,
      item: (row) => shownDifference(row, language),
    },
  )
}

/** Every difference, a portion in memory at a time. Errors: `not-found`, `forbidden`, before the first is read. */
export async function eachDifference(
  service: Service,
  caller: Caller,
  id: string,
): Promise<AsyncGenerator<PlainDifference>> {
  const found = await reconciliationInScope(service, caller, id)
  return walk(service, found.id)
}

const portion = 1000

async function* walk(service: Service, id: string): AsyncGenerator<PlainDifference> {
  let after = 0
  while (true) {
    const rows = await listDifferences(service.db.pool, id, { after, take: portion })
    yield* rows.map(plainDifference)
    const last = rows.at(-1)
    if (!last || rows.length < portion) return
    after = last.seq
  }
}
