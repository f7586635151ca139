import { z } from 'zod'
import { debtorsTable, listDebtors } from '../../application/corrections/read-debtors.ts'
import { debtors } from '../../domain/adjudication/corrected-visit.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { aDay, listOf, money, named, oneOf, page, regionField, signedMoney, uuid } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'

const region = regionField('Region of the fund', '基金所属地区')
const debtorsQuery = z.strictObject({ region: region.optional(), ...page })

const item = z
  .strictObject({
    settlementId: uuid('Id of the settlement', '结算 ID', 'setl_id'),
    settlementNo: named(z.string(), 'Its number', '结算编号', 'medins_setl_id'),
    kind: oneOf(['adjustment', 'reversal', 'recovery', 'set-off'], 'What was posted', '记账类别', {
      adjustment: { zh: '调整', en: 'adjustment' },
      reversal: { zh: '冲正', en: 'reversal' },
      recovery: { zh: '追回', en: 'recovery' },
      'set-off': { zh: '清算抵扣', en: 'set off' },
    }),
    cause: named(z.string().nullable(), 'Why an adjustment was posted', '调整原因'),
    causeNo: named(
      z.string().nullable(),
      'Number under which it was posted: of the recalculation or correction, of the reversal, of the recovery',
      '记账编号：重算或更正编号、冲正编号、追回编号',
    ),
    amount: signedMoney('What is owed by it; negative where it was given back', '由此应退金额；负数为已退'),
    postedOn: named(aDay, 'Day of posting', '记账日期'),
  })
  .meta({ id: 'DebtItem' })

const debtor = z
  .strictObject({
    region,
    debtor: oneOf(debtors, 'Who owes', '欠款方', {
      hospital: { zh: '医疗机构', en: 'hospital' },
      person: { zh: '个人', en: 'person' },
    }),
    code: named(z.string(), 'Code of the hospital, or number of the person', '医疗机构编号或人员编号'),
    name: named(z.string(), 'Name', '名称'),
    open: money('What is open', '未退回金额'),
    since: named(aDay, 'Day on which the oldest of it was posted', '最早记账日期'),
    items: named(z.array(item), 'How it came', '来由'),
  })
  .meta({ id: 'Debtor' })

const debtorList = listOf(debtor, 'Debtors, by fund', '欠款清单').meta({ id: 'DebtorList' })

const listSchema = {
  operationId: 'listDebtors',
  tags: [tags.fund],
  summary: 'Who owes a fund / 查询欠款清单',
  description:
    'Hospitals and people who owe: of a hospital what reversals and corrections take back of settlements that it has claimed and no clearing has taken off yet, of people what they are to give back; a later payout or clearing takes it off. Bureaus and auditors. / 欠款的医疗机构和个人：医疗机构已申请清算的结算，因冲正或更正应退而尚未从清算中扣回的；个人应退回的。以后的支付或清算中扣回。限经办机构与审计。',
  querystring: debtorsQuery,
  response: { 200: answer(debtorList, 'A page of debtors', '一页欠款清单'), ...refusals() },
}

const csvSchema = {
  ...listSchema,
  operationId: 'exportDebtors',
  summary: 'Who owes a fund, as CSV / 下载欠款清单 CSV',
  querystring: debtorsQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The debtors', '欠款清单'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportDebtorsSheet',
  summary: 'Who owes a fund, as a spreadsheet / 下载欠款清单电子表格',
  response: { 200: tableFile('The debtors', '欠款清单'), ...refusals('export-too-large') },
}

export function debtorRoutes(app: App, { service }: Parts): void {
  app.get('/debtors', { schema: listSchema }, ({ caller, query }) => listDebtors(service, caller, query))
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/debtors.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await debtorsTable(service, caller, query, language), format),
    )
}
