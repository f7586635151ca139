import { listSubsidyLineRows as listRows, type NamedLine } from '../../db/premiums/subsidy-lines.ts'
import type { TraceRemark } from '../../domain/adjudication/types.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { ReasonCode } from '../../domain/names/codes.ts'
import { type Department, departmentName } from '../../domain/names/departments.ts'
import type { LineStatus } from '../../domain/premiums/decide-subsidy.ts'
import { type ErrorCode, fill, problems } from '../../domain/refusals/refusal.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import type { Caller } from '../callers/caller.ts'
import { shownReason } from '../explain/explain.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { column, type ExportColumn, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'
import { subsidyRunInScope } from './read-subsidy-runs.ts'

export const lineStatusNames: Record<LineStatus, Bilingual> = {
  recorded: { zh: '新登记', en: 'recorded' },
  corrected: { zh: '已更正差额', en: 'corrected by the difference' },
  unchanged: { zh: '已资助，无变化', en: 'subsidised before, unchanged' },
  died: { zh: '年度开始前已死亡', en: 'died before the year' },
  'not-enrolled': { zh: '应资助但未参保', en: 'entitled and not enrolled' },
  nothing: { zh: '不予资助', en: 'nothing is due' },
  'left-open': { zh: '文件未作规定', en: 'left open by the documents' },
  elsewhere: { zh: '已由其他统筹地区资助', en: 'subsidised by another place' },
  failed: { zh: '无法计算', en: 'could not be computed' },
}

export interface LinesInput extends PageInput {
  readonly status?: LineStatus | undefined
  readonly department?: Department | undefined
}

/** What a run found, a person a line, in the order of their numbers. Errors: `not-found`, `forbidden`. */
export async function listSubsidyLines(
  service: Service,
  caller: Caller,
  id: string,
  { status, department, ...page }: LinesInput,
  language: Language,
): Promise<Page<ReturnType<typeof shownLine>>> {
  const run = await subsidyRunInScope(service, caller, id)
  const filter = { runId: run.id, status, department }
  return pageOf('premium-subsidy-lines', page, (part) => listRows(service.db.bulk, filter, part), {
    key: ({ personNo }) => personNo,
    item: (row) => shownLine(row, language),
  })
}

function shownLine({ name, reasons, ...row }: NamedLine, language: Language) {
  return { ...row, name: maskName(name), reasons: reasons.map((reason) => shownRemark(reason, language)) }
}

/** Why nothing is due has words of its own; why nothing could be said is a refusal, in the words of its code. */
function shownRemark(remark: TraceRemark<ReasonCode | ErrorCode>, language: Language) {
  if (isReason(remark)) return shownReason(remark, language)
  const { detail } = problems[remark.code as ErrorCode]
  return { code: remark.code, clause: null, text: fill(detail[language], remark.params, language) }
}

function isReason(remark: TraceRemark<string>): remark is TraceRemark<ReasonCode> {
  return !(remark.code in problems)
}

type ExportedLine = NamedLine & KnownPerson

/**
 * The lines of a run as a file, for the department that certified the identities, or for all: whole names and numbers for a bureau,
 * which is in the audit trail before the file is made. Errors: `not-found`, `forbidden`, first.
 */
export async function subsidyLinesTable(
  service: Service,
  caller: Caller,
  id: string,
  { language, ...filter }: Omit<LinesInput, keyof PageInput> & { readonly language: Language },
): Promise<ExportTable> {
  const run = await subsidyRunInScope(service, caller, id)
  const { status = null, department = null } = filter
  const detail = { id: run.id, region: run.region, status, department }
  if (seesWhole(caller))
    await note(service, caller, service.db.prisma, { action: 'premium-subsidies-exported', detail })
  const lines = portionsOf(
    (part: { readonly after: string | null; readonly take: number }) =>
      listRows(service.db.bulk, { runId: run.id, ...filter }, part),
    ({ personNo }) => personNo,
  )
  const name = ['premium-subsidies', id, department, status].filter((part) => part !== null).join('-')
  const title = { zh: `${run.year} 年参保资助`, en: `Premium subsidies ${run.year}` }
  return tableOf({ name, title, columns: lineColumns(language), rows: withPeople(service, caller, lines) }, language)
}

function lineColumns(language: Language): ExportColumn<ExportedLine>[] {
  return [
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    ...peopleColumns<ExportedLine>(),
    column('参保地区划', 'insuredRegion', ({ insuredRegion }) => insuredRegion),
    column('身份代码', 'category', ({ category }) => category),
    column('救助身份', 'categoryName', ({ category }) => category && categoryName(category)[language]),
    column('认定部门代码', 'department', ({ department }) => department),
    column('认定部门', 'departmentName', ({ department }) => department && departmentName(department)[language]),
    column('结果代码', 'status', ({ status }) => status),
    column('结果', 'meaning', ({ status }) => lineStatusNames[status][language]),
    column('是否参保', 'enrolled', ({ enrolled }) => (enrolled ? 1 : 0), 'count'),
    column('缴费档次', 'tier', ({ tier }) => tier, 'count'),
    column('个人缴费标准', 'contribution', ({ contribution }) => contribution, 'amount'),
    column('应资助金额', 'due', ({ due }) => due, 'amount'),
    column('原登记金额', 'before', ({ before }) => before, 'amount'),
    column('本次登记金额', 'amount', ({ amount }) => amount, 'amount'),
    column('条款', 'clause', ({ clauseId }) => clauseId),
    column('原因', 'reason', ({ reasons }) => reasons.map((one) => shownRemark(one, language).text).join(' ')),
  ]
}
