import { notEnrolled, notEnrolledTable, readEnrolment } from '../../application/premiums/enrolment.ts'
import { listSubsidyLines, subsidyLinesTable } from '../../application/premiums/read-subsidy-lines.ts'
import { getRun, listSubsidyRuns } from '../../application/premiums/read-subsidy-runs.ts'
import { startSubsidyRun } from '../../application/premiums/start-subsidy-run.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile, wholeForBureaus } from '../shared/text.ts'
import {
  enrolmentAnswer,
  enrolmentQuery,
  lineExportQuery,
  lineList,
  linesQuery,
  notEnrolledList,
  notEnrolledQuery,
  runParams,
  startedRun,
  subsidyRunAnswer,
  subsidyRunList,
  subsidyRunRequest,
  subsidyRunsQuery,
} from './run-schemas.ts'

const startSchema = {
  operationId: 'startPremiumSubsidyRun',
  tags: [tags.premium],
  summary: 'Subsidise the premiums of a region / 批量资助参保',
  description:
    'Walks the people of the region with an identity on some day of the year: the identity that gives most, once a person and year. Who is enrolled is recorded; what was recorded before is corrected by the difference where the identity or the tier changed; run again, nothing changes. While such a run is under way it is the answer. Bureaus. / 逐人核定该地区当年有有效身份的人员，就高不重复，一人一年一次：已参保的登记资助；身份或档次变化的按差额更正；重复执行不产生变化。同一地区年度的批次进行中时返回该批次。仅限经办机构。',
  body: subsidyRunRequest,
  response: {
    202: answer(startedRun, 'Started', '已开始'),
    200: answer(startedRun, 'One is under way; `idempotent-replayed: true`', '已有批次进行中'),
    ...refusals('malformed-json', 'policy-missing', 'figure-missing'),
  },
}

const listSchema = {
  operationId: 'listPremiumSubsidyRuns',
  tags: [tags.premium],
  summary: 'List runs / 资助批次列表',
  querystring: subsidyRunsQuery,
  response: { 200: answer(subsidyRunList, 'A page of runs', '一页批次'), ...refusals() },
}

const getSchema = {
  operationId: 'getPremiumSubsidyRun',
  tags: [tags.premium],
  summary: 'Read a run / 查询资助批次',
  description: 'What it has found so far. / 截至目前的结果。',
  params: runParams,
  response: { 200: answer(subsidyRunAnswer, 'The run', '资助批次'), ...refusals('not-found') },
}

const linesSchema = {
  operationId: 'listPremiumSubsidyLines',
  tags: [tags.premium],
  summary: 'The people of a run / 资助批次明细',
  params: runParams,
  querystring: linesQuery,
  response: { 200: answer(lineList, 'A page of people', '一页明细'), ...refusals('not-found') },
}

const exportSchema = {
  operationId: 'exportPremiumSubsidyLines',
  tags: [tags.premium],
  summary: 'The people of a run as CSV, for a department / 按部门下载资助明细 CSV',
  description: wholeForBureaus,
  params: runParams,
  querystring: lineExportQuery,
  response: { 200: csvText('The people', '资助明细'), ...refusals('not-found') },
}

const exportSheetSchema = {
  ...exportSchema,
  operationId: 'exportPremiumSubsidyLinesSheet',
  summary: 'The people of a run as a spreadsheet, for a department / 按部门下载资助明细电子表格',
  response: { 200: tableFile('The people', '资助明细'), ...refusals('not-found', 'export-too-large') },
}

const lineFiles = [
  ['/premium-subsidy-runs/:id/lines.csv', 'csv', exportSchema],
  ['/premium-subsidy-runs/:id/lines.xlsx', 'xlsx', exportSheetSchema],
  [
    '/premium-subsidy-runs/:id/export',
    'csv',
    alsoSpelt(exportSchema, 'exportPremiumSubsidyRun', 'GET /v1/premium-subsidy-runs/{id}/lines.csv'),
  ],
] as const

const enrolmentSchema = {
  operationId: 'getEnrolment',
  tags: [tags.premium],
  summary: 'Rate of enrolment / 参保率',
  description:
    'Of those whom the law’s line is for. Bureaus and auditors. / 统计文件规定参保率的人群。限经办机构与审计。',
  querystring: enrolmentQuery,
  response: { 200: answer(enrolmentAnswer, 'The rate', '参保率'), ...refusals('policy-missing') },
}

const notEnrolledSchema = {
  operationId: 'listNotEnrolled',
  tags: [tags.premium],
  summary: 'Who is not enrolled / 未参保名单',
  querystring: notEnrolledQuery,
  response: { 200: answer(notEnrolledList, 'A page of people', '一页名单'), ...refusals('policy-missing') },
}

const notEnrolledCsvSchema = {
  operationId: 'exportNotEnrolled',
  tags: [tags.premium],
  summary: 'Who is not enrolled, as CSV / 下载未参保名单 CSV',
  description: wholeForBureaus,
  querystring: enrolmentQuery,
  response: { 200: csvText('The people', '未参保名单'), ...refusals('policy-missing') },
}

const notEnrolledSheetSchema = {
  ...notEnrolledCsvSchema,
  operationId: 'exportNotEnrolledSheet',
  summary: 'Who is not enrolled, as a spreadsheet / 下载未参保名单电子表格',
  response: { 200: tableFile('The people', '未参保名单'), ...refusals('policy-missing', 'export-too-large') },
}

export function premiumSubsidyRunRoutes(app: App, { service }: Parts): void {
  app.post('/premium-subsidy-runs', { schema: startSchema }, async ({ caller, body }, reply) => {
    const { replayed, ...run } = await startSubsidyRun(service, caller, body)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply
      .code(replayed ? 200 : 202)
      .header('location', run.run)
      .send(run)
  })

  app.get('/premium-subsidy-runs', { schema: listSchema }, ({ caller, query }) =>
    listSubsidyRuns(service, caller, query),
  )

  app.get('/premium-subsidy-runs/:id', { schema: getSchema }, ({ caller, params }) =>
    getRun(service, caller, params.id),
  )

  app.get('/premium-subsidy-runs/:id/lines', { schema: linesSchema }, ({ caller, params, query, language }) =>
    listSubsidyLines(service, caller, params.id, query, language),
  )

  for (const [path, format, schema] of lineFiles) {
    app.get(path, { schema }, async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await subsidyLinesTable(service, caller, params.id, { ...query, language }), format),
    )
  }

  app.get('/enrolment', { schema: enrolmentSchema }, ({ caller, query }) => readEnrolment(service, caller, query))

  app.get('/enrolment/not-enrolled', { schema: notEnrolledSchema }, ({ caller, query }) =>
    notEnrolled(service, caller, query),
  )

  for (const [format, schema] of [
    ['csv', notEnrolledCsvSchema],
    ['xlsx', notEnrolledSheetSchema],
  ] as const) {
    app.get(`/enrolment/not-enrolled.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await notEnrolledTable(service, caller, query, language), format),
    )
  }
}
