import type { FastifyBaseLogger } from 'fastify'
import { batchCsv } from '../../application/settlement-batches/batch-csv.ts'
import type { LineAnswer } from '../../application/settlement-batches/line-answer.ts'
import {
  eachBatchAnswer,
  getSettlementBatch,
  listSettlementBatches,
  shownSettlementBatch,
  withdrawSettlementBatch,
} from '../../application/settlement-batches/read-batches.ts'
import { receiveSettlementBatch } from '../../application/settlement-batches/receive-batch.ts'
import { tags } from '../openapi/openapi.ts'
import { preferencesOf } from '../server/preferences.ts'
import type { App, Parts } from '../server/wire.ts'
import { listBody } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import { csvText } from '../shared/text.ts'
import { claimReader, lineStream, lineText } from './batch-lines.ts'
import {
  batchBody,
  batchPreferHeader,
  batchTypes,
  ndjsonText,
  settlementBatch,
  settlementBatchesQuery,
  settlementBatchList,
  settlementBatchParams,
} from './schemas.ts'

const receiveSchema = {
  operationId: 'createSettlementBatch',
  tags: [tags.settlement],
  summary: 'Settle visits by thousands / 批量结算',
  description:
    'One claim a line (NDJSON), each as the body of POST /v1/settlements and answered by a line with its number: the status that it would have alone, and the sums or the problem. A line that is wrong stops no other. Claims are settled in the order of each person’s days, whatever the order of the lines. Up to 5,000 lines are answered at once; more, up to 100,000, or `Prefer: respond-async`, become a job (202, `location`). Sent again, each line is a replay of its number; while its job runs, the same content answers that job. Who may: as for a single settlement, asked of each line. / 每行一笔（NDJSON），内容与 POST /v1/settlements 相同；逐行返回行号、单笔时的状态码，以及金额或错误。有误的行不影响其他行。按每人就医日期先后结算，与行的顺序无关。5,000 行以内当即返回；更多（最多 100,000 行）或 `Prefer: respond-async` 转为后台任务（202，location）。重新发送时各行按编号返回首次结果；任务未完成时相同内容返回该任务。权限与单笔结算相同，逐行核对。',
  consumes: batchTypes,
  body: batchBody,
  response: {
    200: ndjsonText('What each line came to, in the order of the lines', '逐行结果，按行的顺序'),
    202: answer(
      settlementBatch,
      'A job settles it; `idempotent-replayed: true` where it was under way already',
      '由后台任务结算；已在进行中的带 `idempotent-replayed: true`',
    ),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'file-unreadable',
      'file-too-large',
      'file-faulty',
      'uploads-at-once',
      'batches-at-once',
      'uploads-busy',
    ),
  },
}

const getSchema = {
  operationId: 'getSettlementBatch',
  tags: [tags.settlement],
  summary: 'How far a batch is / 查询批次进度',
  description:
    'A hospital sees its own, a bureau or auditor those that keys of its region sent. / 医疗机构查本院，经办机构与审计查本地区密钥发送的批次。',
  params: settlementBatchParams,
  response: { 200: answer(settlementBatch, 'The batch', '批次'), ...refusals('not-found') },
}

const listSchema = {
  operationId: 'listSettlementBatches',
  tags: [tags.settlement],
  summary: 'List batches / 查询批次列表',
  description:
    'Newest first. A hospital sees its own, a bureau or auditor those that keys of its region sent. / 新的在前。医疗机构查本院，经办机构与审计查本地区密钥发送的批次。',
  querystring: settlementBatchesQuery,
  response: { 200: answer(settlementBatchList, 'A page of batches', '一页批次'), ...refusals() },
}

const withdrawSchema = {
  operationId: 'withdrawSettlementBatch',
  tags: [tags.settlement],
  summary: 'Stop a batch / 停止批次',
  description:
    'It ends after the lines in hand; what is settled stays, and is undone one by one if need be (POST /v1/reversals). Sent again it answers the same. Its hospital, or a bureau. / 完成手头的若干行后停止，已结算的有效，需要时逐笔冲销；重复停止结果相同。本院或经办机构。',
  params: settlementBatchParams,
  response: {
    200: answer(settlementBatch, 'The batch, stopped', '已停止的批次'),
    ...refusals('not-found', 'job-finished'),
  },
}

const linesSchema = {
  operationId: 'exportSettlementBatchLines',
  tags: [tags.settlement],
  summary: 'What each line came to / 下载批次逐行结果',
  params: settlementBatchParams,
  response: {
    200: ndjsonText('The lines that are done, in their order', '已完成的行，按行的顺序'),
    ...refusals('not-found'),
  },
}

const csvSchema = {
  operationId: 'exportSettlementBatchTable',
  tags: [tags.settlement],
  summary: 'What each line came to, as CSV / 下载批次逐行结果 CSV',
  params: settlementBatchParams,
  response: { 200: csvText('The lines that are done', '已完成的行'), ...refusals('not-found') },
}

export function settlementBatchRoutes(app: App, { service, metrics }: Parts): void {
  app.register((scope, _options, done) => {
    receiveRoute(scope as App, { service, metrics })
    done()
  })

  app.get('/settlements/batches/:id', { schema: getSchema }, ({ caller, params }) =>
    getSettlementBatch(service, caller, params.id),
  )

  app.get('/settlements/batches', { schema: listSchema }, ({ caller, query }) =>
    listSettlementBatches(service, caller, query),
  )

  app.post('/settlements/batches/:id/withdraw', { schema: withdrawSchema }, ({ caller, params }) =>
    withdrawSettlementBatch(service, caller, params.id),
  )

  app.get('/settlements/batches/:id/lines.ndjson', { schema: linesSchema }, async (request, reply) => {
    const { caller, params, language } = request
    const lines = lineStream(await eachBatchAnswer(service, caller, params.id), language)
    reply.header('content-type', ndjsonType)
    reply.header('content-disposition', `attachment; filename="batch-${params.id}.ndjson"`)
    return reply.send(lines)
  })

  app.get('/settlements/batches/:id/lines.csv', { schema: csvSchema }, async ({ caller, params, language }, reply) => {
    const csv = await batchCsv(service, caller, params.id, language)
    reply.header('content-type', 'text/csv; charset=utf-8')
    reply.header('content-disposition', `attachment; filename="batch-${params.id}.csv"`)
    return reply.send(csv)
  })
}

const ndjsonType = 'application/x-ndjson; charset=utf-8'

/** The body is handed on as it comes, and the use case counts its bytes and lines. */
function receiveRoute(app: App, { service, metrics }: Pick<Parts, 'service' | 'metrics'>): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(batchTypes, (_request, payload, done) => done(null, payload))
  const config = { hears: batchPreferHeader }

  app.post('/settlements/batches', { schema: receiveSchema, config }, async (request, reply) => {
    const { caller, body, headers, language } = request
    const asJob = preferencesOf(headers.prefer).has('respond-async')
    const content = listBody(body, headers, batchTypes)
    const received = await receiveSettlementBatch(service, caller, {
      content,
      read: claimReader(headers['content-type']),
      asJob,
    })
    reply.header('vary', 'accept-language, prefer')
    if (received.batch) {
      if (received.replayed) reply.header('idempotent-replayed', 'true')
      if (asJob) reply.header('preference-applied', 'respond-async')
      reply.code(202).header('location', `/v1/settlements/batches/${received.batch.id}`)
      return shownSettlementBatch(service, received.batch)
    }
    count(received.answers, metrics, request.log)
    reply.header('content-type', ndjsonType)
    return reply.send(received.answers.map((one) => lineText(one, language)).join(''))
  })
}

/** One log line a batch, and no number of a person in it. */
function count(answers: readonly LineAnswer[], metrics: Parts['metrics'], log: FastifyBaseLogger): void {
  const refused = answers.filter(({ problem }) => problem !== null).length
  const replayed = answers.filter((one) => one.replayed).length
  const counts = { settled: answers.length - refused - replayed, replayed, refused }
  log.info({ event: 'settlements.batch-answered', lines: answers.length, ...counts })
  for (const [result, lines] of Object.entries(counts)) metrics.batchLines.inc({ result }, lines)
}
