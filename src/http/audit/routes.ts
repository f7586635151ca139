import { listEvents } from '../../application/audit/events.ts'
import { eventsCsv } from '../../application/audit/events-csv.ts'
import { changesOfTrailTable, listChangesOfTrail } from '../../application/audit/read-changes.ts'
import { listLookups } from '../../application/audit/read-lookups.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText } from '../shared/text.ts'
import { auditEventList, auditEventsFileQuery, auditEventsQuery } from './event-schemas.ts'
import { changeNoteList, changesOfTrailFileQuery, changesOfTrailQuery, lookupList, lookupsQuery } from './schemas.ts'

const lookupsSchema = {
  operationId: 'listLookups',
  tags: [tags.audit],
  summary: 'Who looked at whom / 查询留痕',
  description:
    'Every reading of a person’s data, and every one that was refused or found nobody: of people of the region by anybody, and of anybody by the region’s callers, whose persons elsewhere are not named. Lines are never changed or removed. Bureaus and auditors. / 对人员信息的每次查询均留痕，包括被拒绝和查无此人的：本地区人员被任何调用方查询的，以及本地区调用方的查询（外地人员不显示编号）。记录不可更改或删除。仅限经办机构和审计。',
  querystring: lookupsQuery,
  response: { 200: answer(lookupList, 'A page of looks', '一页查询留痕'), ...refusals('period-reversed') },
}

const eventsSchema = {
  operationId: 'listAuditEvents',
  tags: [tags.audit],
  summary: 'Who did what / 操作留痕',
  description:
    'Sign-ins, changes, files that were taken along, and what a person was refused, by the region’s own callers and operators; looks at people are under `/v1/audit/lookups`, and bills that a key posted in the settlements. Lines are never changed or removed. Bureaus, auditors, and a hospital’s auditor or admin for the hospital. / 本地区调用方和操作员的登录、变更、导出和越权被拒；对人员的查询见 /v1/audit/lookups，密钥提交的结算见结算记录。不可更改或删除。',
  querystring: auditEventsQuery,
  response: { 200: answer(auditEventList, 'A page of lines', '一页操作留痕'), ...refusals('period-reversed') },
}

const eventsFileSchema = {
  ...eventsSchema,
  operationId: 'exportAuditEvents',
  summary: 'The same as a file / 导出操作留痕',
  querystring: auditEventsFileQuery,
  response: { 200: csvText('The lines', '操作留痕'), ...refusals('period-reversed') },
}

const changesSchema = {
  operationId: 'listRegisterChanges',
  tags: [tags.audit],
  summary: 'What was changed, exported or shown whole / 登记变更与导出留痕',
  description:
    'Every change of a person, an identity, a registration, a hospital, a list, an application, a key; every file with names; every look at a whole ID number. Of the region’s people and hospitals by anybody, and what is about neither by the region’s callers. Lines are never changed or removed. Bureaus and auditors. / 人员、身份、备案、医疗机构、名单、申请、密钥的每次变更，含姓名文件的每次导出，以及完整证件号码的每次查看。本地区人员和医疗机构的，以及本地区调用方的其他操作。记录不可更改或删除。仅限经办机构和审计。',
  querystring: changesOfTrailQuery,
  response: { 200: answer(changeNoteList, 'A page of changes', '一页变更留痕'), ...refusals('period-reversed') },
}
const changesFileSchema = {
  ...changesSchema,
  operationId: 'exportRegisterChanges',
  summary: 'The same, as CSV / 下载登记变更留痕 CSV',
  querystring: changesOfTrailFileQuery,
  response: { 200: csvText('The lines', '变更留痕'), ...refusals('period-reversed') },
}

export function auditRoutes(app: App, { service }: Parts): void {
  app.get('/audit', { schema: eventsSchema }, ({ caller, query }) => listEvents(service, caller, query))

  app.get('/audit.csv', { schema: eventsFileSchema }, async ({ caller, query, language }, reply) => {
    const file = await eventsCsv(service, caller, query, language)
    reply.header('content-disposition', 'attachment; filename="audit.csv"')
    return reply.type('text/csv; charset=utf-8').send(file)
  })

  app.get('/audit/lookups', { schema: lookupsSchema }, ({ caller, query }) => listLookups(service, caller, query))
  app.get('/audit/changes', { schema: changesSchema }, ({ caller, query }) =>
    listChangesOfTrail(service, caller, query),
  )
  app.get('/audit/changes.csv', { schema: changesFileSchema }, ({ caller, query, language }, reply) =>
    sendTable(reply, changesOfTrailTable(service, caller, query, language), 'csv'),
  )
}
