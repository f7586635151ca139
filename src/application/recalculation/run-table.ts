import { type LinesOf, listRunLines, type RunLine } from '../../db/recalculation/run-lines.ts'
import type { PayerAmounts } from '../../domain/adjudication/types.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { careNames } from '../../domain/names/care.ts'
import type { Service } from '../service.ts'
import { problemTitle } from '../shared/problem-words.ts'
import { column, type ExportColumn, type ExportTable, portionsOf, tableOf } from '../shared/table.ts'

/** The lines of a run as a file. */
export function runTable(
  service: Service,
  of: LinesOf,
  { name, title }: { readonly name: string; readonly title: Bilingual },
  language: Language,
): ExportTable {
  const rows = portionsOf<RunLine, readonly [string, number]>(
    (part) => listRunLines(service.db.pool, of, part),
    ({ personNo, seq }) => [personNo, seq],
  )
  return tableOf({ name, title, columns: columnsIn(language), rows }, language)
}

function columnsIn(language: Language): ExportColumn<RunLine>[] {
  return [
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    column('结算编号', 'settlementNo', ({ settlementNo }) => settlementNo),
    column('结算ID', 'settlementId', ({ settlementId }) => settlementId),
    column('医疗机构编号', 'hospitalCode', ({ hospitalCode }) => hospitalCode),
    column('医疗类别', 'care', ({ care }) => care && careNames[care][language]),
    column('出院或就诊日期', 'eventOn', ({ eventOn }) => eventOn),
    column('年度', 'year', ({ year }) => year, 'count'),
    column('原救助支付', 'aidBefore', ({ before }) => aidOf(before), 'amount'),
    column('更正后救助支付', 'aidAfter', ({ after }) => aidOf(after), 'amount'),
    column('原个人支付', 'personBefore', ({ before }) => before?.person ?? null, 'amount'),
    column('更正后个人支付', 'personAfter', ({ after }) => after?.person ?? null, 'amount'),
    column('应退个人', 'personGetsBack', ({ personGetsBack }) => personGetsBack, 'amount'),
    column('基金增加支付', 'fundsPay', ({ fundsPay }) => fundsPay, 'amount'),
    column('医院增加负担', 'hospitalBears', ({ hospitalBears }) => hospitalBears, 'amount'),
    column('其中基金直接支付个人', 'owedToPerson', ({ owedToPerson }) => owedToPerson, 'amount'),
    column('未更正原因', 'problem', ({ problem }) => problemTitle(problem, language)),
    column('参保地', 'insuredRegion', ({ insuredRegion }) => insuredRegion),
    column('处理办法', 'detail', ({ detail }) => detail?.[language] ?? null),
  ]
}

/** What medical assistance pays in all its parts. */
function aidOf(amounts: PayerAmounts | null): string | null {
  return amounts && yuan(sum([amounts.assistance, amounts.reAid, amounts.tilt].map(decimal)))
}
