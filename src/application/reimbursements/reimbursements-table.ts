import { chinaDay } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { careNames } from '../../domain/names/care.ts'
import { billPaymentNames, reimbursementStatusNames } from '../../domain/reimbursements/reimbursement-names.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { PageInput } from '../shared/page.ts'
import { column, type ExportColumn, type ExportTable, pagesOf, tableOf } from '../shared/table.ts'
import { listReimbursements, type ReimbursementsAsked } from './read-reimbursements.ts'
import type { ShownReimbursement } from './reimbursement-answer.ts'

/** The bills of a list as a file, without names. Errors: those of the list. */
export async function reimbursementsTable(
  service: Service,
  caller: Caller,
  asked: Omit<ReimbursementsAsked, keyof PageInput>,
  language: Language,
): Promise<ExportTable> {
  const rows = await pagesOf((page) => listReimbursements(service, caller, { ...asked, ...page }))
  const name = `reimbursements-${asked.region ?? caller.region}-${chinaDay(service.clock())}`
  const title = { zh: '手工报销', en: 'Bills handed in' }
  return tableOf({ name, title, columns: columnsIn(language), rows }, language)
}

function columnsIn(language: Language): ExportColumn<ShownReimbursement>[] {
  const dayOf = ({ dischargedOn, servedOn }: ShownReimbursement) => dischargedOn ?? servedOn
  return [
    column('报销编号', 'reimbursementNo', ({ reimbursementNo }) => reimbursementNo),
    column('参保地区', 'region', ({ region }) => region),
    column('人员编号', 'personNo', ({ personNo }) => personNo),
    column('状态', 'status', ({ status }) => reimbursementStatusNames[status][language]),
    column('受理日期', 'receivedOn', ({ receivedOn }) => receivedOn),
    column('医疗类别', 'care', ({ care }) => careNames[care][language]),
    column('出院（就诊）日期', 'discharged or served on', (bill) => dayOf(bill) ?? null),
    column('医疗机构', 'hospital', ({ hospital }) => hospital.name),
    column('费用总额', 'total', ({ total }) => total, 'amount'),
    column('票据张数', 'invoices', ({ invoices }) => invoices.length, 'count'),
    column('应付个人', 'amount', ({ amount }) => amount, 'amount'),
    column('支付编号', 'payoutNo', ({ payouts }) => payouts.map(({ payoutNo }) => payoutNo).join(' ') || null),
    column('支付状态', 'payment', ({ payment }) => payment && billPaymentNames[payment][language]),
    column('已支付', 'arrived', ({ arrived }) => arrived, 'amount'),
    column('支付日期', 'paidOn', ({ paidOn }) => paidOn),
    column('受理至支付天数', 'daysToPay', ({ daysToPay }) => daysToPay, 'count'),
    column('初审意见或结束原因', 'findings', ({ findings }) => findings),
  ]
}
