import { chinaDay } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import { payerNames, payers } from '../../domain/names/payers.ts'
import type { Caller } from '../callers/caller.ts'
import { note } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import type { PageInput } from '../shared/page.ts'
import { type KnownPerson, peopleColumns, seesWhole, withPeople } from '../shared/people-columns.ts'
import { column, type ExportColumn, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'
import { listSettlements, type SettlementsAsked } from './find-settlements.ts'
import type { SettlementAnswer } from './settlement-answer.ts'

type Line = SettlementAnswer & KnownPerson

const statusNames = {
  quoted: { zh: '试算', en: 'quoted' },
  settled: { zh: '有效', en: 'settled' },
  reversed: { zh: '已冲正', en: 'reversed' },
} as const

/**
 * The settlements of a list as a file, reversed ones among them: whole names and numbers for a bureau, which is in the audit trail before
 * the file is made. Errors: those of the list.
 */
export async function settlementsTable(
  service: Service,
  caller: Caller,
  asked: Omit<SettlementsAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const settlements = await pagesOf((page) => listSettlements(service, caller, { ...asked, ...page }, language))
  const { hospitalCode = null, from = null, to = null } = asked
  const detail = { region: caller.region, hospitalCode, from, to }
  if (seesWhole(caller)) await note(service, caller, service.db.prisma, { action: 'settlements-exported', detail })
  const name = `settlements-${chinaDay(service.clock())}`
  const title = { zh: '结算台账', en: 'Settlements' }
  const rows = withPeople(service, caller, settlements)
  return tableOf({ name, title, columns: columnsIn(language), rows }, language)
}

function columnsIn(language: Language): ExportColumn<Line>[] {
  return [
    column('结算编号', 'settlementNo', ({ settlementNo }) => settlementNo),
    column('结算ID', 'id', ({ id }) => id),
    column('状态', 'status', ({ status }) => statusNames[status][language]),
    column('结算时间', 'settledAt', ({ settledAt }) => settledAt),
    column('医疗机构编号', 'hospitalCode', ({ hospitalCode }) => hospitalCode),
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    ...peopleColumns<Line>(),
    column('统筹地区', 'region', ({ region }) => region),
    column('年度', 'year', ({ year }) => year, 'count'),
    column('医疗类别', 'care', ({ care }) => careNames[care][language]),
    column('入院日期', 'admittedOn', ({ admittedOn }) => admittedOn),
    column('出院或就诊日期', 'endedOn', ({ dischargedOn, servedOn }) => dischargedOn ?? servedOn),
    column('救助身份', 'category', ({ category }) => category && categoryName(category)[language]),
    column('医疗费总额', 'total', ({ costs }) => costs.total, 'amount'),
    column('政策范围内', 'inScope', ({ costs }) => costs.inScope, 'amount'),
    ...payers.map((payer) =>
      column<Line>(payerNames[payer].zh, payerNames[payer].en, ({ payers: paid }) => paid[payer], 'amount'),
    ),
  ]
}
