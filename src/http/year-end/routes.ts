import {
  getYearEndRun,
  listYearEndRuns,
  shownYearEndRun,
  yearEndLines,
} from '../../application/year-end/read-year-end-runs.ts'
import { startYearEndRun } from '../../application/year-end/start-year-end-run.ts'
import { yearEndTable } from '../../application/year-end/year-end-table.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile, wholeForBureaus } from '../shared/text.ts'
import {
  yearEndLineList,
  yearEndLinesQuery,
  yearEndParams,
  yearEndRequest,
  yearEndRun,
  yearEndRunList,
  yearEndRunsQuery,
} from './schemas.ts'

const startSchema = {
  operationId: 'startYearEndRun',
  tags: [tags.yearEnd],
  summary: 'Close a year / 发起年末救助',
  description:
    'Visits of chronic diseases under a quota are aided once, from what is left of the annual limit: in the order in which they were posted, each under the identity and the policy of its own day, as adjustments of the settlements. A visit is closed once; bills that come later are closed by the next run. With `kind` household the households that were certified together (`householdNo` of identities) are aided on what their members bore in the year, with second-aid each person once more, out of `available`, in the same proportion where it does not reach; both are given as adjustments and paid to the person, and a later run gives what is due beyond. A dry run may be started at any time and posts nothing. Bureaus. / 对限额管理的慢性病门诊按年度限额余额一次性救助：依记账先后逐笔计算，按就诊当日的身份和政策，以调整分录记入原结算。每笔只救助一次，迟到的费用由下一次办理。kind 为 household 时按家庭（身份登记的 householdNo）合并成员全年负担救助；为 second-aid 时用 available 所填结余逐人再救助一次，不足时按同一比例发放；均以调整分录记入并支付给个人，再次办理只补差额。预览可随时发起且不记账。仅限经办机构。',
  body: yearEndRequest,
  response: {
    202: answer(yearEndRun, 'Started; `location` is the run', '已发起，location 为其地址'),
    ...refusals('malformed-json', 'policy-missing', 'fund-elsewhere', 'year-end-not-in-policy', 'year-not-over'),
  },
}

const listSchema = {
  operationId: 'listYearEndRuns',
  tags: [tags.yearEnd],
  summary: 'List runs / 查询年末救助列表',
  querystring: yearEndRunsQuery,
  response: { 200: answer(yearEndRunList, 'A page of runs', '一页年末救助'), ...refusals() },
}

const getSchema = {
  operationId: 'getYearEndRun',
  tags: [tags.yearEnd],
  summary: 'Read a run / 查询年末救助',
  description: 'What it has come to so far. Bureaus and auditors. / 截至目前的合计。仅限经办机构和审计。',
  params: yearEndParams,
  response: { 200: answer(yearEndRun, 'The run', '年末救助'), ...refusals('not-found') },
}

const linesSchema = {
  operationId: 'listYearEndLines',
  tags: [tags.yearEnd],
  summary: 'Who was aided / 年末救助明细',
  params: yearEndParams,
  querystring: yearEndLinesQuery,
  response: {
    200: answer(yearEndLineList, 'A page of lines, by the number of the person', '一页明细'),
    ...refusals('not-found'),
  },
}

const csvSchema = {
  operationId: 'exportYearEndLines',
  tags: [tags.yearEnd],
  summary: 'Who was aided, as CSV / 下载年末救助明细 CSV',
  description: wholeForBureaus,
  params: yearEndParams,
  response: { 200: csvText('The lines', '明细'), ...refusals('not-found') },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportYearEndLinesSheet',
  summary: 'Who was aided, as a spreadsheet / 下载年末救助明细电子表格',
  response: { 200: tableFile('The lines', '明细'), ...refusals('not-found', 'export-too-large') },
}

export function yearEndRoutes(app: App, { service }: Parts): void {
  app.post('/year-end-runs', { schema: startSchema }, async ({ caller, body }, reply) => {
    const run = await startYearEndRun(service, caller, body)
    reply.header('location', `/v1/year-end-runs/${run.id}`)
    return reply.code(202).send(await shownYearEndRun(service, run))
  })

  app.get('/year-end-runs', { schema: listSchema }, ({ caller, query }) => listYearEndRuns(service, caller, query))

  app.get('/year-end-runs/:id', { schema: getSchema }, ({ caller, params }) =>
    getYearEndRun(service, caller, params.id),
  )

  app.get('/year-end-runs/:id/lines', { schema: linesSchema }, ({ caller, params, query }) =>
    yearEndLines(service, caller, params.id, query),
  )

  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const) {
    app.get(`/year-end-runs/:id/lines.${format}`, { schema }, async ({ caller, params, language }, reply) =>
      sendTable(reply, await yearEndTable(service, caller, params.id, language), format),
    )
  }
}
