import {
  findDisallowance,
  listDisallowanceRows,
  type StoredDisallowance,
} from '../../db/disallowances/disallowances.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { type DisallowanceState, disallowanceStateNames } from '../../domain/disallowances/disallowance-names.ts'
import type { Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, prefixOf, requireHospital, sees } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { column, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'

export type ShownDisallowance = ReturnType<typeof shownDisallowance>

export function stateOf({ steps }: Pick<StoredDisallowance, 'steps'>): DisallowanceState {
  return steps.find(({ step }) => step !== 'answered')?.step ?? steps[0]?.step ?? 'raised'
}

export function shownDisallowance(row: StoredDisallowance) {
  const { steps, inputHash: _, raisedAt, callerId, ...said } = row
  return {
    ...said,
    state: stateOf(row),
    raisedAt: chinaTime(new Date(raisedAt)),
    raisedBy: callerId,
    steps: steps.map(({ step, agrees, words, takenAt, callerId: by }) => ({
      ...{ step, agrees, words, takenAt: chinaTime(new Date(takenAt)), takenBy: by },
    })),
  }
}

/** What the caller sees of it: a hospital its own. Errors: `not-found`. */
export async function disallowanceInScope(service: Service, caller: Caller, id: string): Promise<StoredDisallowance> {
  const uuid = uuidOf(id)
  const found = uuid === null ? null : await findDisallowance(service.db.pool, uuid)
  if (found && sees(caller, found)) return found
  return refuse('not-found', { what: { zh: `稽核扣减 ${id}`, en: `disallowance ${id}` } })
}

export async function getDisallowance(service: Service, caller: Caller, id: string): Promise<ShownDisallowance> {
  return shownDisallowance(await disallowanceInScope(service, caller, id))
}

export interface DisallowancesAsked extends PageInput {
  readonly hospitalCode?: string | undefined
  readonly clearingId?: string | undefined
  readonly state?: DisallowanceState | undefined
}

/** Newest first: a hospital its own, the others those of their region. Errors: `forbidden`. */
export function listDisallowances(
  service: Service,
  caller: Caller,
  { hospitalCode, clearingId, state, ...page }: DisallowancesAsked,
): Promise<Page<ShownDisallowance>> {
  if (hospitalCode !== undefined) requireHospital(caller, hospitalCode)
  const isHospital = caller.kind === 'hospital'
  const filter = {
    regionPrefix: isHospital ? '' : prefixOf(caller.region),
    hospitalCode: isHospital ? caller.hospitalCode : (hospitalCode ?? null),
    clearingId: clearingId ?? null,
    state: state ?? null,
  }
  return pageOf('disallowances', page, (part) => listDisallowanceRows(service.db.pool, filter, part), {
    key: ({ id }) => id,
    item: shownDisallowance,
  })
}

/** The list as a file. Errors: those of the list. */
export async function disallowancesTable(
  service: Service,
  caller: Caller,
  asked: Omit<DisallowancesAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const rows = await pagesOf((page) => listDisallowances(service, caller, { ...asked, ...page }))
  const of = column<ShownDisallowance>
  const answerIn = ({ steps }: ShownDisallowance) => steps.find(({ step }) => step === 'answered')?.words ?? null
  const columns = [
    of('扣减编号', 'disallowanceNo', ({ disallowanceNo }) => disallowanceNo),
    of('医疗机构编号', 'hospitalCode', (row) => row.hospitalCode),
    of('基金所属地区', 'region', ({ region }) => region),
    of('清算 ID', 'clearingId', (row) => row.clearingId),
    of('结算编号', 'settlementNo', ({ settlementNo }) => settlementNo),
    of('项目', 'item', ({ item }) => item),
    of('扣减金额', 'amount', ({ amount }) => amount, 'amount'),
    of('理由', 'reason', ({ reason }) => reason),
    of('依据条款', 'clause', ({ clause }) => clause),
    of('答复截止', 'answerBy', ({ answerBy }) => answerBy),
    of('状态', 'state', (row) => disallowanceStateNames[row.state][language]),
    of('医疗机构答复', 'answer', answerIn),
  ]
  return tableOf({ name: 'disallowances', title: { zh: '稽核扣减', en: 'Disallowances' }, columns, rows }, language)
}
