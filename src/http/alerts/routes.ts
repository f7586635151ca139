import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { exportAlerts } from '../../application/alerts/export-alerts.ts'
import { followUp } from '../../application/alerts/follow-up.ts'
import { getAlert, listAlerts } from '../../application/alerts/read-alerts.ts'
import { startSweep } from '../../application/alerts/sweep-alerts.ts'
import { csvLine, csvMark } from '../../application/shared/csv.ts'
import { sheetOf, xlsxOf } from '../../render/spreadsheet/xlsx.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  alert,
  alertExportQuery,
  alertList,
  alertParams,
  alertsQuery,
  followUpRequest,
  startedSweep,
  sweepRequest,
} from './schemas.ts'

const listSchema = {
  operationId: 'listAlerts',
  tags: [tags.alerts],
  summary: 'List early warnings / 查询预警列表',
  description:
    'People whose burden of the year passed the region’s line, each raised once a person, region and year, with the settlement that did it. `watched` says what the documents give; where they leave the line open no alert is raised, and it says so by name. Bureaus and auditors. / 年度个人累计负担超过标准的人员，随结算即时产生，一人一地区一年一次。watched 说明文件规定；文件未写标准的不产生预警，并注明条款。仅限经办机构和审计。',
  querystring: alertsQuery,
  response: { 200: answer(alertList, 'A page of alerts', '一页预警'), ...refusals('period-reversed') },
}

const getSchema = {
  operationId: 'getAlert',
  tags: [tags.alerts],
  summary: 'Read an early warning / 查询预警',
  params: alertParams,
  response: { 200: answer(alert, 'The alert', '预警'), ...refusals('not-found') },
}

const followUpSchema = {
  operationId: 'createAlertFollowUp',
  tags: [tags.alerts],
  summary: 'Record a follow-up / 登记核查结果',
  description:
    'What was recorded stays; a later one corrects it. `included` names the day and the category and opens no identity by itself: the certifying department’s list does, and is linked once it has. Bureaus. / 登记后不可改，可再次登记更正。included 须填起始日期和类别，本身不开立身份，认定部门名单登记后自动关联。仅限经办机构。',
  params: alertParams,
  body: followUpRequest,
  response: {
    201: answer(alert, 'Recorded', '已登记'),
    200: answer(alert, 'The same as the last one; `idempotent-replayed: true`', '与最近一次相同'),
    ...refusals('malformed-json', 'not-found'),
  },
}

const exportSchema = {
  operationId: 'exportAlerts',
  tags: [tags.alerts],
  summary: 'The file for a department / 导出推送名单',
  description:
    'Alerts of a month for a department that the clause names, with names and ID numbers whole, so that people can be found: treat it as personal data. Each file leaves a line in the audit trail. Bureaus. / 按部门、月份导出名单，含完整姓名与证件号码，须按个人信息保护要求传递；每次导出均留痕。仅限经办机构。',
  querystring: alertExportQuery,
  response: {
    200: tableFile('The file', '名单文件'),
    ...refusals('warning-left-open', 'department-not-told', 'export-too-large'),
  },
}

const fileQuery = alertExportQuery.omit({ format: true })
const csvSchema = {
  ...exportSchema,
  operationId: 'exportAlerts',
  querystring: fileQuery,
  response: { ...exportSchema.response, 200: csvText('The file', '名单文件') },
}
const xlsxSchema = {
  ...exportSchema,
  operationId: 'exportAlertsSheet',
  summary: 'The file for a department, as a spreadsheet / 导出推送名单（电子表格）',
  querystring: fileQuery,
}
const eitherSchema = alsoSpelt(exportSchema, 'exportAlertsFile', 'GET /v1/alerts.csv')

const sweepSchema = {
  operationId: 'startAlertSweep',
  tags: [tags.alerts],
  summary: 'Look for people above the line / 筛查',
  description:
    'A job that raises what no settlement did: for those whose category changed to one with a lower line, or who stood above it before it was law. Run it daily, or before the month’s files; again it finds nothing new. Bureaus. / 后台任务，补充产生未由结算触发的预警：身份变更后标准降低的，以及标准施行前已超过的。宜每日或导出前执行，重复执行不会重复产生。仅限经办机构。',
  body: sweepRequest,
  response: {
    202: answer(startedSweep, 'Started', '已开始'),
    ...refusals('malformed-json', 'policy-missing', 'warning-left-open'),
  },
}

type FileRequest = Pick<FastifyRequest, 'caller' | 'language' | 'log'>
type AlertExport = z.output<typeof alertExportQuery>

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function alertRoutes(app: App, { service }: Parts): void {
  app.get('/alerts', { schema: listSchema }, ({ caller, query, language }) =>
    listAlerts(service, caller, query, language),
  )

  const fileOf = async ({ caller, language, log }: FileRequest, query: AlertExport, reply: FastifyReply) => {
    const { name, title, kinds, rows } = await exportAlerts(service, caller, query, language)
    const { region, month, department, format } = query
    log.info({ event: 'alerts.exported', region, month, department, format, alerts: rows.length - 1 })
    reply.header('content-disposition', `attachment; filename="${name}.${format}"`)
    if (format === 'xlsx') return reply.type(xlsxType).send(await xlsxOf({ ...sheetOf(title, rows), kinds }))
    return reply.type('text/csv; charset=utf-8').send(csvMark + rows.map(csvLine).join(''))
  }
  app.get('/alerts.csv', { schema: csvSchema }, (request, reply) =>
    fileOf(request, { ...request.query, format: 'csv' }, reply),
  )
  app.get('/alerts.xlsx', { schema: xlsxSchema }, (request, reply) =>
    fileOf(request, { ...request.query, format: 'xlsx' }, reply),
  )
  app.get('/alerts/export', { schema: eitherSchema }, (request, reply) => fileOf(request, request.query, reply))

  app.get('/alerts/:id', { schema: getSchema }, ({ caller, params }) => getAlert(service, caller, params.id))

  app.post('/alerts/:id/follow-ups', { schema: followUpSchema }, async ({ caller, params, body }, reply) => {
    const { alert: followed, replayed } = await followUp(service, caller, { id: params.id, ...body })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(followed)
  })

  app.post('/alerts/sweeps', { schema: sweepSchema }, async ({ caller, body }, reply) => {
    const started = await startSweep(service, caller, body)
    const job = `/v1/jobs/${started.jobId}`
    return reply
      .code(202)
      .header('location', job)
      .send({ ...started, job })
  })
}
