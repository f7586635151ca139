import { z } from 'zod'
import { whatIfFile, whatIfPeopleFile, whatIfReport, whatIfTable } from '../../application/what-if/export-tables.ts'
import { getWhatIf, listWhatIf, whatIfPeople } from '../../application/what-if/read-runs.ts'
import { resumeWhatIf, startWhatIf, stopWhatIf } from '../../application/what-if/start-run.ts'
import { whatIfTableNames } from '../../domain/what-if/what-if-names.ts'
import { xlsxOf } from '../../render/spreadsheet/xlsx.ts'
import { whatIfHtml, whatIfPagePolicy } from '../../render/what-if/html.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { sendPage } from '../shared/pages.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable, xlsxType } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import { whatIfRequest } from './request-schemas.ts'
import {
  whatIfParams,
  whatIfPeopleQuery,
  whatIfPersonList,
  whatIfRun,
  whatIfRunList,
  whatIfRunsQuery,
  whatIfTableAnswer,
  whatIfTableQuery,
} from './schemas.ts'

const started = answer(whatIfRun, 'The run as it stands; `location` is its address', '测算现状，location 为其地址')

const startSchema = {
  operationId: 'startWhatIfRun',
  tags: [tags.whatIf],
  summary: 'Reckon what a draft would have cost / 发起资金测算',
  description:
    'Settles a year again under a draft of the law, person by person in the order of the ledger, and compares it with what was settled. The draft is uploaded as pack files, or made of the pack in use by changing values; it has to be as sound as a pack that is settled under. Limits go by the whole year, also where only some months count. Nothing is posted, and behaviour is not modelled. A run that is stopped by POST /v1/what-if-runs/{id}/stop is gone on with by POST /v1/what-if-runs/{id}/resume. Bureaus. / 按草案把一个年度的台账逐人、按记账先后重新计算，与已结算的结果比较。草案可上传整份政策包文件，也可在现行政策包上改动参数，须通过与正式政策包相同的校验。只计入部分月份时，限额仍按全年计算。不记账，也不模拟行为变化。可用 POST /v1/what-if-runs/{id}/stop 停止，用 POST /v1/what-if-runs/{id}/resume 继续。仅限经办机构。',
  body: whatIfRequest,
  response: { 202: started, ...refusals('malformed-json', 'policy-missing', 'draft-unsound') },
}

const stopSchema = {
  operationId: 'stopWhatIfRun',
  tags: [tags.whatIf],
  summary: 'Stop a run / 停止资金测算',
  description:
    'After the piece in hand; POST /v1/what-if-runs/{id}/resume goes on from there. Stopped again, it answers the same. Bureaus. / 当前一批处理完即停止，可用 POST /v1/what-if-runs/{id}/resume 从该处继续。重复停止返回现状。仅限经办机构。',
  params: whatIfParams,
  response: {
    200: answer(whatIfRun, 'The run, stopped', '已停止的测算'),
    ...refusals('not-found', 'job-finished'),
  },
}

const resumeSchema = {
  operationId: 'resumeWhatIfRun',
  tags: [tags.whatIf],
  summary: 'Go on with a run / 继续资金测算',
  description:
    'Goes on with a run that was stopped or failed, from where it was; otherwise answers how far it is. Bureaus. / 从停止或失败处继续；未停止的返回现状。仅限经办机构。',
  params: whatIfParams,
  response: { 202: started, ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listWhatIfRuns',
  tags: [tags.whatIf],
  summary: 'List runs / 查询资金测算列表',
  querystring: whatIfRunsQuery,
  response: { 200: answer(whatIfRunList, 'A page of runs', '一页测算'), ...refusals() },
}

const getSchema = {
  operationId: 'getWhatIfRun',
  tags: [tags.whatIf],
  summary: 'Read a run / 查询资金测算',
  description:
    'How far it is, and what it came to in all. Bureaus and auditors. / 进度与总体结果。仅限经办机构和审计。',
  params: whatIfParams,
  response: { 200: answer(whatIfRun, 'The run', '资金测算'), ...refusals('not-found') },
}

const tableSchema = {
  operationId: 'getWhatIfTable',
  tags: [tags.whatIf],
  summary: 'A table of a run / 资金测算的一张表',
  params: whatIfParams,
  querystring: whatIfTableQuery,
  response: { 200: answer(whatIfTableAnswer, 'The table', '表'), ...refusals('not-found', 'what-if-not-ready') },
}

const csvSchema = {
  ...tableSchema,
  operationId: 'exportWhatIfTable',
  summary: 'A table of a run, as CSV / 下载资金测算表 CSV',
  response: { 200: csvText('The table', '表'), ...refusals('not-found', 'what-if-not-ready') },
}

const workbookSchema = {
  operationId: 'exportWhatIfWorkbook',
  tags: [tags.whatIf],
  summary: 'All tables of a run, as a spreadsheet / 下载资金测算全部表格',
  description: 'A sheet a table. / 每张表一个工作表。',
  params: whatIfParams,
  response: { 200: tableFile('The tables', '全部表格'), ...refusals('not-found', 'what-if-not-ready') },
}

const pageSchema = {
  operationId: 'getWhatIfPage',
  tags: [tags.whatIf],
  summary: 'A run as a page to read and print / 资金测算的打印页面',
  description:
    'What the draft changes as sentences, every table, and pictures of some. HTML, in the language of `Accept-Language`. / 以句子写出草案的更改，列出各表，部分配图。HTML，语言按 Accept-Language。',
  params: whatIfParams,
  response: {
    200: { description: 'The page / 页面', content: { 'text/html': { schema: z.string() } } },
    ...refusals('not-found', 'what-if-not-ready'),
  },
}

const peopleSchema = {
  operationId: 'listWhatIfPeople',
  tags: [tags.whatIf],
  summary: 'Whom the draft gives what / 资金测算人员明细',
  description: 'Names are masked. / 姓名脱敏。',
  params: whatIfParams,
  querystring: whatIfPeopleQuery,
  response: { 200: answer(whatIfPersonList, 'A page of people', '一页人员'), ...refusals('not-found') },
}

const peopleCsvSchema = {
  operationId: 'exportWhatIfPeople',
  tags: [tags.whatIf],
  summary: 'Whom the draft gives what, as CSV / 下载资金测算人员明细 CSV',
  description: 'Names are masked. / 姓名脱敏。',
  params: whatIfParams,
  response: { 200: csvText('The people', '人员明细'), ...refusals('not-found') },
}
const peopleSheetSchema = {
  ...peopleCsvSchema,
  operationId: 'exportWhatIfPeopleSheet',
  summary: 'Whom the draft gives what, as a spreadsheet / 下载资金测算人员明细电子表格',
  response: { 200: tableFile('The people', '人员明细'), ...refusals('not-found', 'export-too-large') },
}

export function whatIfRoutes(app: App, { service }: Parts): void {
  app.post('/what-if-runs', { schema: startSchema }, async ({ caller, body }, reply) => {
    const { draft, people = {}, seed = 1, sensitivity = false, contributions = false, curve = null, ...request } = body
    const run = await startWhatIf(service, caller, {
      ...request,
      draft: { files: draft.files ?? [], edits: draft.edits ?? [] },
      asked: {
        ...{ seed, sensitivity, contributions, curve },
        ...{ more: people.more ?? [], identities: people.identities ?? [] },
      },
    })
    return reply.code(202).header('location', `/v1/what-if-runs/${run.id}`).send(run)
  })

  app.post('/what-if-runs/:id/stop', { schema: stopSchema }, ({ caller, params }) =>
    stopWhatIf(service, caller, params.id),
  )

  app.post('/what-if-runs/:id/resume', { schema: resumeSchema }, async ({ caller, params }, reply) => {
    const run = await resumeWhatIf(service, caller, params.id)
    return reply.code(202).header('location', `/v1/what-if-runs/${run.id}`).send(run)
  })

  app.get('/what-if-runs', { schema: listSchema }, ({ caller, query }) => listWhatIf(service, caller, query))

  app.get('/what-if-runs/:id', { schema: getSchema }, ({ caller, params }) => getWhatIf(service, caller, params.id))

  app.get('/what-if-runs/:id/table', { schema: tableSchema }, ({ caller, params, query, language }) =>
    whatIfTable(service, caller, { ...params, table: query.table ?? 'summary' }, language),
  )

  app.get('/what-if-runs/:id/table.csv', { schema: csvSchema }, async ({ caller, params, query, language }, reply) =>
    sendTable(
      reply,
      await whatIfFile(service, caller, { ...params, table: query.table ?? 'summary' }, language),
      'csv',
    ),
  )

  app.get('/what-if-runs/:id/tables.xlsx', { schema: workbookSchema }, async ({ caller, params, language }, reply) => {
    const { results, sheets } = await whatIfReport(service, caller, params.id, language)
    reply.header('content-disposition', `attachment; filename="what-if-${results.run.id}.xlsx"`)
    const workbook = sheets.map(({ table, columns, rows }) => ({
      title: whatIfTableNames[table][language],
      heads: columns.map(({ head }) => head[language]),
      kinds: columns.map(({ kind }) => kind),
      rows,
    }))
    return reply.type(xlsxType).send(await xlsxOf(...workbook))
  })

  app.get('/what-if-runs/:id/page', { schema: pageSchema }, async ({ caller, params, language }, reply) => {
    const { results, sheets } = await whatIfReport(service, caller, params.id, language)
    reply.headers({ vary: 'accept-language', 'content-language': language })
    return sendPage(reply, whatIfHtml(results.run, sheets, language), whatIfPagePolicy)
  })

  app.get('/what-if-runs/:id/people', { schema: peopleSchema }, ({ caller, params, query }) =>
    whatIfPeople(service, caller, params.id, query),
  )

  for (const [format, schema] of [
    ['csv', peopleCsvSchema],
    ['xlsx', peopleSheetSchema],
  ] as const) {
    app.get(`/what-if-runs/:id/people.${format}`, { schema }, async ({ caller, params, language }, reply) =>
      sendTable(reply, await whatIfPeopleFile(service, caller, params.id, language), format),
    )
  }
}
