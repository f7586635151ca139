import { type ChangeNoteRow, listChangeNotes } from '../../db/audit/changes.ts'
import { chinaTime, type Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { type Caller, prefixOf, requireKind } from '../callers/caller.ts'
import { requirePeriod } from '../reconciliation/reconciliation-scope.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { instantsWithin } from '../shared/period.ts'
import { column, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'

export interface ChangesAsked {
  readonly personNo?: string | undefined
  readonly hospitalCode?: string | undefined
  readonly callerId?: string | undefined
  readonly action?: string | undefined
  /** Days in China, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

export type ShownChangeNote = ReturnType<typeof shownNote>

/**
 * The trail of what was changed in the registers, exported, or shown whole: newest first. It names fields and ids, never a name or
 * an ID number. Errors: `forbidden`, `period-reversed`, `invalid-request` for a cursor that is not ours.
 */
export async function listChangesOfTrail(
  service: Service,
  caller: Caller,
  { limit, cursor, ...asked }: ChangesAsked & PageInput,
): Promise<Page<ShownChangeNote>> {
  const filter = filterOf(caller, asked)
  return pageOf('register-changes', { limit, cursor }, (part) => listChangeNotes(service.db.pool, filter, part), {
    key: ({ id }) => Number(id),
    item: shownNote,
  })
}

/** The same as a file. Errors: `forbidden`, `period-reversed`. */
export function changesOfTrailTable(
  service: Service,
  caller: Caller,
  asked: ChangesAsked,
  language: Language,
): ExportTable {
  const filter = filterOf(caller, asked)
  const rows = portionsOf(
    (part: { readonly after: number | null; readonly take: number }) => listChangeNotes(service.db.pool, filter, part),
    ({ id }) => Number(id),
  )
  const columns = [
    column<ChangeNoteRow>('时间', 'at', ({ at }) => chinaTime(at)),
    column<ChangeNoteRow>('调用方 ID', 'callerId', ({ callerId }) => callerId),
    column<ChangeNoteRow>('调用方', 'caller', ({ callerName }) => callerName),
    column<ChangeNoteRow>('操作', 'action', ({ action }) => action),
    column<ChangeNoteRow>('人员编号', 'personNo', ({ personNo }) => personNo),
    column<ChangeNoteRow>('医疗机构编号', 'hospitalCode', ({ hospitalCode }) => hospitalCode),
    column<ChangeNoteRow>('内容', 'detail', ({ detail }) => JSON.stringify(detail)),
  ]
  return tableOf(
    { name: 'register-changes', title: { zh: '登记变更留痕', en: 'Register changes' }, columns, rows },
    language,
  )
}

function filterOf(caller: Caller, { personNo, hospitalCode, callerId, action, from, to }: ChangesAsked) {
  requireKind(caller, 'bureau', 'auditor')
  if (from !== undefined && to !== undefined) requirePeriod(from, to)
  return {
    regionPrefix: prefixOf(caller.region),
    personNo: personNo ?? null,
    hospitalCode: hospitalCode ?? null,
    callerId: callerId ?? null,
    action: action ?? null,
    ...instantsWithin(from, to),
  }
}

function shownNote({ at, ...row }: ChangeNoteRow) {
  return { ...row, at: chinaTime(at) }
}
