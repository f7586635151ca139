import type { FastifyReply, FastifyRequest } from 'fastify'
import { bankFile } from '../../application/payouts/bank-file.ts'
import { approveBatch, sendBatch, withdrawBatch } from '../../application/payouts/decide-batch.ts'
import { makeBatch } from '../../application/payouts/make-batch.ts'
import { readBankAnswer } from '../../application/payouts/read-bank-answer.ts'
import { getPayoutBatch, listBatches, listLinesOfBatch } from '../../application/payouts/read-batches.ts'
import { type RecordedAnswer, recordBankAnswer } from '../../application/payouts/record-bank-answer.ts'
import { csvLine, csvMark } from '../../application/shared/csv.ts'
import type { Language } from '../../domain/language.ts'
import { sheetOf, xlsxOf } from '../../render/spreadsheet/xlsx.ts'
import { tags } from '../openapi/openapi.ts'
import { fileUploadBody } from '../reconciliation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody, listTypes } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  batch,
  batchesQuery,
  batchLineList,
  batchLinesQuery,
  batchList,
  batchParams,
  batchRequest,
  fileQuery,
  recordedAnswer,
  returnsRequest,
  sendRequest,
} from './batch-schemas.ts'
import { reasonRequest } from './schemas.ts'

const replay = answer(batch, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果')

const makeSchema = {
  operationId: 'createPayoutBatch',
  tags: [tags.payouts],
  summary: 'Make a batch / 编制支付批次',
  description:
    'Open payouts of one fund, all or those that are named. Another key approves it. Bureaus. / 将同一基金待编批的支付编为一批，由另一密钥复核。仅限经办机构。',
  body: batchRequest,
  response: {
    201: answer(batch, 'Made', '已编制'),
    200: replay,
    ...refusals(
      'malformed-json',
      'policy-missing',
      'fund-elsewhere',
      'payouts-not-ready',
      'payouts-none-open',
      'payout-exceeds-owed',
      'number-reused',
      'overloaded',
    ),
  },
}

const listSchema = {
  operationId: 'listPayoutBatches',
  tags: [tags.payouts],
  summary: 'List batches / 查询支付批次列表',
  querystring: batchesQuery,
  response: { 200: answer(batchList, 'A page of batches', '一页批次'), ...refusals() },
}

const getSchema = {
  operationId: 'getPayoutBatch',
  tags: [tags.payouts],
  summary: 'Read a batch / 查询支付批次',
  params: batchParams,
  response: { 200: answer(batch, 'The batch', '批次'), ...refusals('not-found') },
}

const linesSchema = {
  operationId: 'listPayoutBatchLines',
  tags: [tags.payouts],
  summary: 'Lines of a batch / 查询批次明细',
  params: batchParams,
  querystring: batchLinesQuery,
  response: { 200: answer(batchLineList, 'A page of lines', '一页明细'), ...refusals('not-found') },
}

const approveSchema = {
  operationId: 'approvePayoutBatch',
  tags: [tags.payouts],
  summary: 'Approve a batch / 复核支付批次',
  description:
    'By another key than made it; what it holds is then promised to its people. Bureaus. / 由编制以外的密钥复核，复核后确认应付。仅限经办机构。',
  params: batchParams,
  response: {
    201: answer(batch, 'Approved', '已复核'),
    200: replay,
    ...refusals('not-found', 'batch-status', 'second-pair-of-eyes', 'payee-died', 'payout-exceeds-owed'),
  },
}

const sendSchema = {
  operationId: 'sendPayoutBatch',
  tags: [tags.payouts],
  summary: 'Send a batch / 发送支付批次',
  description:
    'Hands the money to the bank: the fund pays, never more than it holds, and the file may be fetched. Bureaus. / 款项交银行代发：基金支出（不得透支），此后可下载银行文件。仅限经办机构。',
  params: batchParams,
  body: sendRequest,
  response: {
    201: answer(batch, 'Sent', '已发送'),
    200: replay,
    ...refusals(
      'malformed-json',
      'not-found',
      'batch-status',
      'date-in-future',
      'sent-before-approval',
      'fund-insufficient',
      'payee-died',
      'payout-exceeds-owed',
    ),
  },
}

const withdrawSchema = {
  operationId: 'withdrawPayoutBatch',
  tags: [tags.payouts],
  summary: 'Withdraw a batch / 撤销支付批次',
  description:
    'Before it is sent; its payouts are open again. Bureaus. / 发送前可撤销，其中的支付恢复待编批。仅限经办机构。',
  params: batchParams,
  body: reasonRequest,
  response: {
    201: answer(batch, 'Withdrawn', '已撤销'),
    200: replay,
    ...refusals('malformed-json', 'not-found', 'batch-status'),
  },
}

const fileSchema = {
  operationId: 'exportPayoutBatch',
  tags: [tags.payouts],
  summary: 'The file for the bank / 下载银行代发文件',
  description:
    'By the region’s template, with whole account numbers: personal data, and each time it is fetched leaves a line in the audit trail. Of a batch that was sent. Bureaus. / 按地区模板生成，含完整账号，须按个人信息保护要求传递；每次下载均留痕。批次发送后方可下载。仅限经办机构。',
  params: batchParams,
  response: { 200: csvText('The file', '代发文件'), ...refusals('not-found', 'batch-status') },
}
const sheetSchema = {
  ...fileSchema,
  operationId: 'exportPayoutBatchSheet',
  summary: 'The file for the bank, as a spreadsheet / 下载银行代发文件（电子表格）',
  response: { ...fileSchema.response, 200: tableFile('The file', '代发文件') },
}
const eitherSchema = alsoSpelt(
  { ...sheetSchema, querystring: fileQuery },
  'getPayoutBatchFile',
  'GET /v1/payout-batches/{id}/file.csv',
)

const returnsSchema = {
  operationId: 'createPayoutReturns',
  tags: [tags.payouts],
  summary: 'Enter what the bank said / 登记银行反馈',
  description:
    'Line by line, paid or returned. A line that cannot be is named in `faults` and the others are booked. What was confirmed may still come back; what came back never counts as paid. Bureaus. / 逐行登记支付成功或退回；有误的行列入 faults，其余照常记账。支付成功后仍可登记退回，退回后不再计为成功。仅限经办机构。',
  params: batchParams,
  body: returnsRequest,
  response: {
    200: answer(recordedAnswer, 'Line by line', '逐行结果'),
    ...refusals('malformed-json', 'not-found', 'batch-status'),
  },
}

const returnsFileSchema = {
  ...returnsSchema,
  operationId: 'createPayoutReturnsOfFile',
  summary: 'Read the bank’s answer / 读取银行反馈文件',
  description:
    'CSV, tab-separated text or XLSX, plain or in a ZIP, with the columns and words of the region’s template (PUT /v1/payout-templates/{region}). The same file again changes nothing. Bureaus. / CSV、制表符分隔文本或 XLSX，可打包为 ZIP，列名与用词见地区模板；重复上传不重复记账。仅限经办机构。',
  consumes: listTypes,
  body: fileUploadBody,
  response: {
    200: answer(recordedAnswer, 'Line by line', '逐行结果'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'not-found',
      'batch-status',
      'file-unreadable',
      'file-too-large',
      'uploads-at-once',
      'uploads-busy',
    ),
  },
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function payoutBatchRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    returnsFileRoute(scope as App, service)
    done()
  })

  app.post('/payout-batches', { schema: makeSchema }, async ({ caller, body, log }, reply) => {
    const { batch: made, replayed } = await makeBatch(service, caller, body)
    log.info({ event: 'payout-batch.made', batchId: made.id, lines: made.lines, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(made)
  })

  app.get('/payout-batches', { schema: listSchema }, ({ caller, query }) => listBatches(service, caller, query))

  app.get('/payout-batches/:id', { schema: getSchema }, ({ caller, params }) =>
    getPayoutBatch(service, caller, params.id),
  )

  app.get('/payout-batches/:id/lines', { schema: linesSchema }, ({ caller, params, query }) =>
    listLinesOfBatch(service, caller, params.id, query),
  )

  app.post('/payout-batches/:id/approve', { schema: approveSchema }, async ({ caller, params, log }, reply) => {
    const { batch: approved, replayed } = await approveBatch(service, caller, params.id)
    log.info({ event: 'payout-batch.approved', batchId: approved.id, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(approved)
  })

  app.post('/payout-batches/:id/send', { schema: sendSchema }, async ({ caller, params, body, log }, reply) => {
    const { batch: sent, replayed } = await sendBatch(service, caller, { id: params.id, ...body })
    log.info({ event: 'payout-batch.sent', batchId: sent.id, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(sent)
  })

  app.post('/payout-batches/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, body }, reply) => {
    const { batch: withdrawn, replayed } = await withdrawBatch(service, caller, { id: params.id, ...body })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(withdrawn)
  })

  type FileRequest = Pick<FastifyRequest, 'caller' | 'log'> & { readonly params: { readonly id: string } }
  const fileOf = async ({ caller, params, log }: FileRequest, format: 'csv' | 'xlsx', reply: FastifyReply) => {
    const { name, title, rows } = await bankFile(service, caller, params.id)
    log.info({ event: 'payout-batch.file', batchId: params.id, format, lines: rows.length - 1 })
    reply.header('content-disposition', `attachment; filename="${name}.${format}"`)
    if (format === 'xlsx') return reply.type(xlsxType).send(await xlsxOf(sheetOf(title, rows)))
    return reply.type('text/csv; charset=utf-8').send(csvMark + rows.map(csvLine).join(''))
  }
  app.get('/payout-batches/:id/file.csv', { schema: fileSchema }, (request, reply) => fileOf(request, 'csv', reply))
  app.get('/payout-batches/:id/file.xlsx', { schema: sheetSchema }, (request, reply) => fileOf(request, 'xlsx', reply))
  app.get('/payout-batches/:id/file', { schema: eitherSchema }, (request, reply) =>
    fileOf(request, request.query.format, reply),
  )

  app.post(
    '/payout-batches/:id/returns',
    { schema: returnsSchema },
    async ({ caller, params, body, language, log }) => {
      const lines = body.lines.map((line, at) => ({
        ...{
          place: at + 1,
          lineNo: line.lineNo,
          outcome: line.outcome,
          on: line.on ?? null,
          amount: line.amount ?? null,
        },
        ...{ bankNo: line.bankNo ?? null, reason: line.reason ?? null },
      }))
      const done = await recordBankAnswer(service, caller, params.id, () => ({ lines, faults: [] }))
      log.info({ event: 'payout-batch.answered', batchId: params.id, paid: done.paid, returned: done.returned })
      return toldIn(language, done)
    },
  )
}

function toldIn(language: Language, { faults, ...done }: RecordedAnswer) {
  return {
    ...done,
    faults: faults.map(({ place, lineNo, detail }) => ({ line: place, lineNo, detail: detail[language] })),
  }
}

/** The body is handed on as it comes. */
function returnsFileRoute(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(listTypes, (_request, payload, done) => done(null, payload))

  app.post(
    '/payout-batches/:id/returns/files',
    { schema: returnsFileSchema },
    async ({ caller, params, body, headers, language, log }) => {
      const content = listBody(body, headers, listTypes)
      const done = await readBankAnswer(service, caller, { id: params.id, content })
      log.info({ event: 'payout-batch.answered', batchId: params.id, paid: done.paid, returned: done.returned })
      return toldIn(language, done)
    },
  )
}
