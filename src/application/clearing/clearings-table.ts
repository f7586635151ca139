import { chinaDay } from '../../domain/calendar.ts'
import { clearingStatusNames, clearingTypeNames } from '../../domain/fund/fund-names.ts'
import type { Language } from '../../domain/language.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { PageInput } from '../shared/page.ts'
import { column, type ExportColumn, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'
import type { ShownClearing } from './clearing-answer.ts'
import { type ClearingsAsked, listClearings } from './read-clearings.ts'

/** The clearings of a list as a file. Errors: those of the list. */
export async function clearingsTable(
  service: Service,
  caller: Caller,
  asked: Omit<ClearingsAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const rows = await pagesOf((page) => listClearings(service, caller, { ...asked, ...page }))
  const name = `clearings-${asked.month ?? chinaDay(service.clock())}`
  const title = { zh: '清算台账', en: 'Clearings' }
  return tableOf({ name, title, columns: columnsIn(language), rows }, language)
}

function columnsIn(language: Language): ExportColumn<ShownClearing>[] {
  const amount = (zh: string, en: keyof ShownClearing['amounts']) =>
    column<ShownClearing>(zh, en, ({ amounts }) => amounts[en], 'amount')
  const paid = ({ decisions }: ShownClearing) => decisions.find(({ decision }) => decision === 'pay')
  return [
    column('申请编号', 'applicationNo', ({ applicationNo }) => applicationNo),
    column('医疗机构编号', 'hospitalCode', ({ hospitalCode }) => hospitalCode),
    column('清算地区', 'region', ({ region }) => region),
    column('清算月份', 'month', ({ month }) => month),
    column('清算类别', 'clearingType', ({ clearingType }) => clearingTypeNames[clearingType][language]),
    column('状态', 'status', ({ status }) => clearingStatusNames[status][language]),
    column('结算笔数', 'settlements', ({ settlements }) => settlements, 'count'),
    column('冲正笔数', 'reversals', ({ reversals }) => reversals, 'count'),
    column('更正笔数', 'adjustments', ({ adjustments }) => adjustments, 'count'),
    ...[amount('医疗费总额', 'total'), amount('基本医保', 'basicPaid'), amount('大病保险', 'criticalIllnessPaid')],
    ...[amount('其他支付', 'otherPaid'), amount('医疗救助', 'aidPaid'), amount('基金支付合计', 'fundPaid')],
    ...[amount('医疗机构承担', 'hospitalPaid'), amount('个人负担', 'personPaid')],
    column('抵扣金额', 'setOff', ({ setOff }) => setOff, 'amount'),
    column('应拨金额', 'payable', ({ payable }) => payable, 'amount'),
    column('申请时间', 'appliedAt', ({ appliedAt }) => appliedAt),
    column('拨付日期', 'paidOn', (clearing) => paid(clearing)?.paidOn ?? null),
    column('银行凭证号', 'paymentNo', (clearing) => paid(clearing)?.paymentNo ?? null),
  ]
}
