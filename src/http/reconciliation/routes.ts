import { compareLines } from '../../application/reconciliation/compare-lines.ts'
import { compareTotals } from '../../application/reconciliation/compare-totals.ts'
import { differencesCsv } from '../../application/reconciliation/differences-csv.ts'
import {
  getReconciliation,
  listReconciliations,
  reconciliationDifferences,
} from '../../application/reconciliation/read-reconciliations.ts'
import { uploadLines } from '../../application/reconciliation/upload-file.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import { csvText } from '../shared/text.ts'
import {
  differenceList,
  differencesQuery,
  fileUploadBody,
  fileUploadQuery,
  fileUploadTypes,
  reconciliation,
  reconciliationList,
  reconciliationParams,
  reconciliationRequest,
  reconciliationsQuery,
  totals,
  totalsRequest,
  uploadedFile,
} from './schemas.ts'

const totalsSchema = {
  operationId: 'compareTotals',
  tags: [tags.reconciliation],
  summary: 'Compare totals / 对总账 (3201)',
  description:
    'A hospital’s sums of a period against the ledger; writes nothing. A settlement belongs to the day it was posted, a reversal to the day of the reversal. / 以期内合计与中心账核对，不写入任何内容。结算按结算日、冲正按冲正日归属。',
  body: totalsRequest,
  response: {
    200: answer(totals, 'How they compare', '核对结果'),
    ...refusals('malformed-json', 'hospital-not-registered', 'period-reversed'),
  },
}

const uploadSchema = {
  operationId: 'uploadReconciliationFile',
  tags: [tags.reconciliation],
  summary: 'Upload lines / 上传对账明细 (9101)',
  description:
    'One settlement a line: setl_id (our id, or the hospital’s own number), mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt, acct_pay, refd_setl_flag, in this order or under a header; a header may also name the columns as this API does. XLSX (the sheet that holds the lines), tab-separated text or CSV, UTF-8, UTF-16 or GB18030, plain or in a ZIP, told from the bytes. A reversal is a line with refd_setl_flag 1 and the negated amounts. The same bytes again are the same file. / 每行一笔结算，列为上述字段（可带表头）；XLSX（含明细的工作表）、制表符分隔或 CSV，UTF-8、UTF-16 或 GB18030，可打包为 ZIP，按内容识别。冲正行 refd_setl_flag 为 1，金额取负。相同内容再次上传返回同一编号。',
  consumes: fileUploadTypes,
  querystring: fileUploadQuery,
  body: fileUploadBody,
  response: {
    201: answer(uploadedFile, 'Kept', '已保存'),
    200: answer(uploadedFile, 'Uploaded before; `idempotent-replayed: true`', '此前已上传'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'hospital-not-registered',
      'file-unreadable',
      'file-too-large',
      'file-faulty',
      'uploads-at-once',
      'uploads-a-day',
      'uploads-busy',
    ),
  },
}

const compareSchema = {
  operationId: 'createReconciliation',
  tags: [tags.reconciliation],
  summary: 'Compare lines / 对明细账 (3202)',
  description:
    'An uploaded file against the ledger of a period. Both rows of a settlement that was made and reversed within the period may be in the file, or neither. / 以上传文件与期内中心账逐笔核对。期内结算又冲正的，两行可同时列出或同时不列。',
  body: reconciliationRequest,
  response: {
    201: answer(reconciliation, 'Compared', '已核对'),
    ...refusals('malformed-json', 'not-found', 'hospital-not-registered', 'period-reversed'),
  },
}

const listSchema = {
  operationId: 'listReconciliations',
  tags: [tags.reconciliation],
  summary: 'List reconciliations / 查询对账列表',
  querystring: reconciliationsQuery,
  response: { 200: answer(reconciliationList, 'A page of reconciliations', '一页对账'), ...refusals() },
}

const getSchema = {
  operationId: 'getReconciliation',
  tags: [tags.reconciliation],
  summary: 'Read a reconciliation / 查询对账',
  params: reconciliationParams,
  response: { 200: answer(reconciliation, 'The reconciliation', '对账结果'), ...refusals('not-found') },
}

const differencesSchema = {
  operationId: 'listDifferences',
  tags: [tags.reconciliation],
  summary: 'What did not agree / 查询差异明细',
  params: reconciliationParams,
  querystring: differencesQuery,
  response: {
    200: answer(differenceList, 'A page of differences, each with what resolves it', '一页差异及处理方式'),
    ...refusals('not-found'),
  },
}

const csvSchema = {
  operationId: 'exportDifferences',
  tags: [tags.reconciliation],
  summary: 'The differences as CSV / 下载差异明细 CSV (9102)',
  params: reconciliationParams,
  response: { 200: csvText('The differences', '差异明细'), ...refusals('not-found') },
}

export function reconciliationRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    uploadRoute(scope as App, service)
    done()
  })

  app.post('/reconciliations/totals', { schema: totalsSchema }, ({ caller, body }) =>
    compareTotals(service, caller, body),
  )

  app.post('/reconciliations', { schema: compareSchema }, async ({ caller, body }, reply) =>
    reply.code(201).send(await compareLines(service, caller, body)),
  )

  app.get('/reconciliations', { schema: listSchema }, ({ caller, query }) =>
    listReconciliations(service, caller, query),
  )

  app.get('/reconciliations/:id', { schema: getSchema }, ({ caller, params }) =>
    getReconciliation(service, caller, params.id),
  )

  app.get('/reconciliations/:id/differences', { schema: differencesSchema }, ({ caller, params, query, language }) =>
    reconciliationDifferences(service, caller, params.id, query, language),
  )

  app.get('/reconciliations/:id/differences.csv', { schema: csvSchema }, async (request, reply) => {
    const csv = await differencesCsv(service, request.caller, request.params.id, request.language)
    reply.header('content-type', 'text/csv; charset=utf-8')
    reply.header('content-disposition', `attachment; filename="differences-${request.params.id}.csv"`)
    return reply.send(csv)
  })
}

/** The one route that does not read JSON: the body is handed on as it comes, and the use case counts its bytes. */
function uploadRoute(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(fileUploadTypes, (_request, payload, done) => done(null, payload))

  app.post(
    '/reconciliations/files',
    { schema: uploadSchema },
    async ({ caller, query, body, headers, language }, reply) => {
      const content = listBody(body, headers, fileUploadTypes)
      const { replayed, ...file } = await uploadLines(service, caller, { ...query, content })
      if (replayed) reply.header('idempotent-replayed', 'true')
      const errors = file.errors.map((error) => ({ ...error, detail: error.detail[language] }))
      return reply.code(replayed ? 200 : 201).send({ ...file, errors })
    },
  )
}
