import { z } from 'zod'
import { auditLeadsTable, listAuditLeads, readAuditLeads } from '../../application/audit/audit-leads.ts'
import { auditLeadNames, auditLeads } from '../../domain/names/audit-leads.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { aDay, listOf, money, named, oneOf, page, regionField } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'

const region = regionField('Region of the people', '参保地区')
const kind = oneOf(auditLeads, 'Which findings', '线索类别', auditLeadNames)
const leadParams = z.strictObject({ lead: kind })
const leadsQuery = z.strictObject({ region, ...page })

const directory = z
  .strictObject({
    region,
    kinds: named(
      z.array(
        z
          .strictObject({
            kind,
            name: named(z.string(), 'Its name in the language asked for', '名称'),
            count: named(z.int(), 'How many there are', '数量'),
            list: named(z.string(), 'Where they are', '明细地址'),
          })
          .meta({ id: 'AuditLeadKind' }),
      ),
      'The kinds',
      '各类线索',
    ),
  })
  .meta({ id: 'AuditLeadKinds' })

const ofDay = (en: string, zh: string) => named(aDay.nullable(), en, zh)

const lead = z
  .strictObject({
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    settlementId: named(z.string().nullable(), 'Id of the settlement; null of a subsidy', '结算 ID', 'setl_id'),
    settlementNo: named(z.string().nullable(), 'Its number', '结算编号', 'medins_setl_id'),
    hospitalCode: named(z.string().nullable(), 'Code of the hospital', '定点医药机构编号', 'fixmedins_code'),
    year: named(z.int().nullable(), 'Year of a subsidy; null of a settlement', '资助年度；结算为 null'),
    from: ofDay('First day of the visit', '就医起始日期'),
    to: ofDay('Last day of the visit', '就医截止日期'),
    amount: money('What aid has paid of it, or the subsidy', '救助或资助金额'),
    other: named(
      z.string().nullable(),
      'What it is compared with: number of the other settlement, identity, other person, or the hospital’s share and the total',
      '对照：另一结算编号、身份、另一人员编号，或医院承担与总额',
    ),
    otherFrom: ofDay('First day of that, or the day of death', '对照起始日期或死亡日期'),
    otherTo: ofDay('Last day of that', '对照截止日期'),
  })
  .meta({ id: 'AuditLead' })

const leadList = listOf(lead, 'Findings, by person', '线索明细').meta({ id: 'AuditLeadList' })

const directorySchema = {
  operationId: 'readAuditLeads',
  tags: [tags.audit],
  summary: 'Where an auditor starts / 稽核线索总览',
  description: 'Kinds of findings with how many there are. Bureaus and auditors. / 各类线索及数量。限经办机构与审计。',
  querystring: z.strictObject({ region }),
  response: { 200: answer(directory, 'The kinds', '各类线索'), ...refusals() },
}

const listSchema = {
  operationId: 'listAuditLeads',
  tags: [tags.audit],
  summary: 'Findings of one kind / 稽核线索明细',
  description:
    'Of settlements that stand: each is a reason to look, and proves nothing. Bureaus and auditors. / 仅列仍有效的结算；线索供核查，不是结论。限经办机构与审计。',
  params: leadParams,
  querystring: leadsQuery,
  response: { 200: answer(leadList, 'A page of findings', '一页线索'), ...refusals() },
}

const csvSchema = {
  ...listSchema,
  operationId: 'exportAuditLeads',
  summary: 'Findings of one kind, as CSV / 下载稽核线索 CSV',
  querystring: leadsQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The findings', '稽核线索'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportAuditLeadsSheet',
  summary: 'Findings of one kind, as a spreadsheet / 下载稽核线索电子表格',
  response: { 200: tableFile('The findings', '稽核线索'), ...refusals('export-too-large') },
}

export function auditLeadRoutes(app: App, { service }: Parts): void {
  app.get('/audit-leads', { schema: directorySchema }, ({ caller, query, language }) =>
    readAuditLeads(service, caller, query, language),
  )
  app.get('/audit-leads/:lead', { schema: listSchema }, ({ caller, params, query }) =>
    listAuditLeads(service, caller, { kind: params.lead, ...query }),
  )
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/audit-leads/:lead.${format}`, { schema }, async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await auditLeadsTable(service, caller, { kind: params.lead, ...query }, language), format),
    )
}
