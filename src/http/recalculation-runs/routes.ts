import type { FastifyReply } from 'fastify'
import {
  getRecalculationRun,
  listRecalculationRuns,
  recalculatedHospitals,
  recalculatedLines,
  recalculatedPeople,
  recalculatedTable,
} from '../../application/recalculation-runs/read-runs.ts'
import {
  approveRecalculationRun,
  type RunAnswer,
  resumeRecalculationRun,
  startRecalculationRun,
  withdrawRecalculationRun,
} from '../../application/recalculation-runs/start-run.ts'
import { tags } from '../openapi/openapi.ts'
import {
  runFileQuery,
  runHospitalList,
  runLineList,
  runLinesQuery,
  runPersonList,
} from '../recalculation/run-schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  recalculationRun,
  recalculationRunList,
  recalculationRunParams,
  recalculationRunRequest,
  recalculationRunsQuery,
  runWithdrawal,
} from './schemas.ts'

const asItStands = answer(
  recalculationRun,
  'The run as it stands; `location` is its address',
  '批量重算现状，location 为其地址',
)
const again = answer(
  recalculationRun,
  'Nothing was left to do: how it stands; `idempotent-replayed: true`',
  '重复请求，返回现状',
)

const startSchema = {
  operationId: 'startRecalculationRun',
  tags: [tags.accounts],
  summary: 'List whom recalculating a year would touch / 发起批量重算',
  description:
    'After a list with days that lie back, or anything else that was recorded late: everybody it touches is recalculated with what is known by now, as by POST /v1/beneficiaries/{personNo}/resettle-preview, and what comes out differently is listed by settlement, person, hospital and fund. Posts nothing. For a mended pack there is POST /v1/policy-corrections. Bureaus. / 名单或其他登记追溯生效后：对所涉人员按现已登记的情况逐人重算（同年度重算预览），结果改变的按结算、人员、医疗机构和基金列出，不记账。政策包更正用 POST /v1/policy-corrections。仅限经办机构。',
  body: recalculationRunRequest,
  response: {
    202: asItStands,
    200: again,
    ...refusals('malformed-json', 'not-found', 'date-in-future', 'number-reused'),
  },
}

const approveSchema = {
  operationId: 'approveRecalculationRun',
  tags: [tags.accounts],
  summary: 'Approve a run and post it / 复核批量重算并记账',
  description:
    'By another key than started it. Everybody of the list is recalculated as the year stands by then, once each and in a transaction of its own, and the differences are posted as adjustments. Bureaus. / 由发起以外的密钥复核；清单所列人员按记账当时的年度状况逐人重算一次，差额记为调整。仅限经办机构。',
  params: recalculationRunParams,
  response: {
    202: asItStands,
    200: again,
    ...refusals('not-found', 'recalculation-run-status', 'second-pair-of-eyes'),
  },
}

const withdrawSchema = {
  operationId: 'withdrawRecalculationRun',
  tags: [tags.accounts],
  summary: 'Withdraw a run before it is posted / 撤回批量重算',
  params: recalculationRunParams,
  body: runWithdrawal,
  response: {
    201: asItStands,
    200: again,
    ...refusals('malformed-json', 'not-found', 'recalculation-run-status'),
  },
}

const resumeSchema = {
  operationId: 'resumeRecalculationRun',
  tags: [tags.accounts],
  summary: 'Go on with a run that was stopped / 继续批量重算',
  description:
    'Goes on with a list or postings that were stopped (POST /v1/jobs/{id}/cancel) or failed, from where they were. Bureaus. / 从停止或失败处继续清单或记账。仅限经办机构。',
  params: recalculationRunParams,
  response: { 202: asItStands, 200: again, ...refusals('not-found', 'recalculation-run-status') },
}

const listSchema = {
  operationId: 'listRecalculationRuns',
  tags: [tags.accounts],
  summary: 'List runs of recalculations / 查询批量重算列表',
  querystring: recalculationRunsQuery,
  response: { 200: answer(recalculationRunList, 'A page of runs', '一页批量重算'), ...refusals() },
}

const getSchema = {
  operationId: 'getRecalculationRun',
  tags: [tags.accounts],
  summary: 'Read a run of recalculations / 查询批量重算',
  description: 'What it has come to so far. Bureaus and auditors. / 截至目前的合计。仅限经办机构和审计。',
  params: recalculationRunParams,
  response: { 200: answer(recalculationRun, 'The run', '批量重算'), ...refusals('not-found') },
}

const linesSchema = {
  operationId: 'listRecalculationRunLines',
  tags: [tags.accounts],
  summary: 'Settlements of a run / 批量重算逐笔明细',
  params: recalculationRunParams,
  querystring: runLinesQuery,
  response: {
    200: answer(runLineList, 'A page of lines, by the number of the person', '一页明细'),
    ...refusals('not-found'),
  },
}

const csvSchema = {
  operationId: 'exportRecalculationRunLines',
  tags: [tags.accounts],
  summary: 'Settlements of a run, as CSV / 下载批量重算明细 CSV',
  params: recalculationRunParams,
  querystring: runFileQuery,
  response: { 200: csvText('The lines', '明细'), ...refusals('not-found') },
}
const sheetSchema = {
  ...csvSchema,
  operationId: 'exportRecalculationRunLinesSheet',
  summary: 'Settlements of a run, as a spreadsheet / 下载批量重算明细电子表格',
  response: { 200: tableFile('The lines', '明细'), ...refusals('not-found', 'export-too-large') },
}

const peopleSchema = {
  operationId: 'listRecalculationRunPeople',
  tags: [tags.accounts],
  summary: 'People of a run / 批量重算涉及人员',
  params: recalculationRunParams,
  querystring: runLinesQuery,
  response: { 200: answer(runPersonList, 'A page of people', '一页人员'), ...refusals('not-found') },
}

const hospitalsSchema = {
  operationId: 'listRecalculationRunHospitals',
  tags: [tags.accounts],
  summary: 'Hospitals of a run / 批量重算涉及医疗机构',
  params: recalculationRunParams,
  querystring: runLinesQuery,
  response: { 200: answer(runHospitalList, 'A page of hospitals', '一页医疗机构'), ...refusals('not-found') },
}

function sent(reply: FastifyReply, { run, replayed }: RunAnswer, code: 201 | 202) {
  if (replayed) reply.header('idempotent-replayed', 'true')
  return reply
    .code(replayed ? 200 : code)
    .header('location', `/v1/recalculation-runs/${run.id}`)
    .send(run)
}

export function recalculationRunRoutes(app: App, { service }: Parts): void {
  app.post('/recalculation-runs', { schema: startSchema }, async ({ caller, body }, reply) =>
    sent(reply, await startRecalculationRun(service, caller, body), 202),
  )

  app.post('/recalculation-runs/:id/approve', { schema: approveSchema }, async ({ caller, params, log }, reply) => {
    const done = await approveRecalculationRun(service, caller, params.id)
    log.info({ event: 'recalculation-run.approved', runId: done.run.id, replayed: done.replayed })
    return sent(reply, done, 202)
  })

  app.post('/recalculation-runs/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, body }, reply) =>
    sent(reply, await withdrawRecalculationRun(service, caller, { ...params, ...body }), 201),
  )

  app.post('/recalculation-runs/:id/resume', { schema: resumeSchema }, async ({ caller, params }, reply) =>
    sent(reply, await resumeRecalculationRun(service, caller, params.id), 202),
  )

  app.get('/recalculation-runs', { schema: listSchema }, ({ caller, query }) =>
    listRecalculationRuns(service, caller, query),
  )

  app.get('/recalculation-runs/:id', { schema: getSchema }, ({ caller, params }) =>
    getRecalculationRun(service, caller, params.id),
  )

  app.get('/recalculation-runs/:id/lines', { schema: linesSchema }, ({ caller, params, query, language }) =>
    recalculatedLines(service, caller, { ...params, ...query }, language),
  )

  app.get(
    '/recalculation-runs/:id/lines.csv',
    { schema: csvSchema },
    async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await recalculatedTable(service, caller, { ...params, ...query }, language), 'csv'),
  )
  app.get(
    '/recalculation-runs/:id/lines.xlsx',
    { schema: sheetSchema },
    async ({ caller, params, query, language }, reply) =>
      sendTable(reply, await recalculatedTable(service, caller, { ...params, ...query }, language), 'xlsx'),
  )

  app.get('/recalculation-runs/:id/people', { schema: peopleSchema }, ({ caller, params, query }) =>
    recalculatedPeople(service, caller, { ...params, ...query }),
  )

  app.get('/recalculation-runs/:id/hospitals', { schema: hospitalsSchema }, ({ caller, params, query }) =>
    recalculatedHospitals(service, caller, { ...params, ...query }),
  )
}
