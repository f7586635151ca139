import { Readable } from 'node:stream'
import { listSubsidyLineRows as listRows, type NamedLine } from '../../db/premiums/subsidy-lines.ts'
import type { SubsidyRunRow } from '../../db/premiums/subsidy-runs.ts'
import type { TraceRemark } from '../../domain/adjudication/types.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import type { ReasonCode } from '../../domain/names/codes.ts'
import { type Department, departmentNames } from '../../domain/names/departments.ts'
import type { LineStatus } from '../../domain/premiums/decide-subsidy.ts'
import { type ErrorCode, fill, problems } from '../../domain/refusals/refusal.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import type { Caller } from '../callers/caller.ts'
import { shownReason } from '../explain/explain.ts'
import type { Service } from '../service.ts'
import { csvLine, csvMark } from '../shared/csv.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { runInScope } from './read-subsidy-runs.ts'

export const lineStatusNames: Record<LineStatus, Bilingual> = {
  recorded: { zh: '新登记', en: 'recorded' },
  corrected: { zh: '已更正差额', en: 'corrected by the difference' },
  unchanged: { zh: '已资助，无变化', en: 'subsidised before, unchanged' },
  died: { zh: '年度开始前已死亡', en: 'died before the year' },
  'not-enrolled': { zh: '应资助但未参保', en: 'entitled and not enrolled' },
  nothing: { zh: '不予资助', en: 'nothing is due' },
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
  const run = await runInScope(service, caller, id)
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

const heads: Record<Language, readonly string[]> = {
  en: [
    ...['personNo', 'name', 'insuredRegion', 'category', 'categoryName', 'department', 'departmentName', 'status'],
    ...['meaning', 'enrolled', 'tier', 'contribution', 'due', 'before', 'amount', 'clause', 'reason'],
  ],
  zh: [
    ...[
      '人员编号',
      '姓名',
      '参保地区划',
      '身份代码',
      '救助身份',
      '认定部门代码',
      '认定部门',
      '结果代码',
      '结果',
      '是否参保',
    ],
    ...['缴费档次', '个人缴费标准', '应资助金额', '原登记金额', '本次登记金额', '条款', '原因'],
  ],
}

/**
 * The lines of a run as CSV, for the department that certified the identities, or for all. Names are masked and there is
 * no ID number: a department knows its people by the number of the person. Errors: `not-found`, `forbidden`, first.
 */
export async function linesCsv(
  service: Service,
  caller: Caller,
  id: string,
  filter: Omit<LinesInput, keyof PageInput>,
  language: Language,
): Promise<Readable> {
  const run = await runInScope(service, caller, id)
  return Readable.from(csvOf(service, run, filter, language))
}

const portion = 1000

async function* csvOf(
  service: Service,
  run: SubsidyRunRow,
  filter: LinesInput,
  language: Language,
): AsyncGenerator<string> {
  yield csvMark + csvLine(heads[language])
  let after: string | null = null
  while (true) {
    const rows: NamedLine[] = await listRows(service.db.bulk, { runId: run.id, ...filter }, { after, take: portion })
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row, language))).join('')
    if (rows.length < portion) return
    after = rows.at(-1)?.personNo ?? null
  }
}

function cellsOf(row: NamedLine, language: Language): (string | number | null)[] {
  const { reasons, name, ...line } = shownLine(row, language)
  return [
    ...[line.personNo, name, line.insuredRegion],
    ...[line.category, line.category && categoryName(line.category as Category)[language]],
    ...[line.department, line.department && departmentNames[line.department as Department][language]],
    ...[line.status, lineStatusNames[line.status][language], line.enrolled ? 1 : 0, line.tier],
    ...[line.contribution, line.due, line.before, line.amount, line.clauseId],
    reasons.map(({ text }) => text).join(' '),
  ]
}
