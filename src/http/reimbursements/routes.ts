import { quoteReimbursement } from '../../application/reimbursements/decide-reimbursement.ts'
import { addPaper } from '../../application/reimbursements/papers.ts'
import { getReimbursement, listReimbursements } from '../../application/reimbursements/read-reimbursements.ts'
import { receiveReimbursement } from '../../application/reimbursements/receive-reimbursement.ts'
import { receiveReimbursements } from '../../application/reimbursements/reimbursements-file.ts'
import { tags } from '../openapi/openapi.ts'
import { fileUploadBody } from '../reconciliation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { claimProblems } from '../settlement/routes.ts'
import { settlement } from '../settlement/schemas.ts'
import { listBody, listTypes } from '../shared/list-body.ts'
import { answer, refusals } from '../shared/problem.ts'
import { reimbursement, reimbursementList, reimbursementsOfFile } from './answer-schemas.ts'
import { paperQuery, reimbursementParams, reimbursementRequest, reimbursementsQuery } from './schemas.ts'

const replay = answer(
  reimbursement,
  'A replay of the first answer; `idempotent-replayed: true`',
  '重复请求，返回首次结果',
)
const receiveSchema = {
  operationId: 'createReimbursement',
  tags: [tags.reimbursements],
  summary: 'Take a bill that was paid / 受理手工报销',
  description:
    'Care at a hospital here, open or closed, or elsewhere, paid by the person: costs, what insurance has paid with its proof, and the invoices, each used once. Nothing is settled before another key approves. Bureaus. / 个人已付清的费用：本地、异地或已关闭医疗机构均可；填写费用构成、医保已支付金额及证明、票据（每张只能使用一次）。复核前不结算。仅限经办机构。',
  body: reimbursementRequest,
  response: {
    201: answer(reimbursement, 'Taken', '已受理'),
    200: replay,
    ...refusals('not-found', 'invoice-used', 'number-reused', ...claimProblems),
  },
}

const fileSchema = {
  operationId: 'createReimbursementsOfFile',
  tags: [tags.reimbursements],
  summary: 'Take bills from a list / 批量受理手工报销',
  description:
    'One bill a line under a header, as CSV, tab-separated text or XLSX, plain or in a ZIP; at most 2,000 lines. The columns stand in docs/reimbursements.md. Each line by itself: one that is refused is named and the others are taken; the same list again takes nothing twice. Bureaus. / 带表头的 CSV、制表符分隔文本或 XLSX，可打包为 ZIP，最多 2000 行，列名见 docs/reimbursements.md；逐行受理，有误的行单独说明，重复上传不重复受理。仅限经办机构。',
  consumes: listTypes,
  body: fileUploadBody,
  response: {
    200: answer(reimbursementsOfFile, 'Line by line', '逐行结果'),
    ...refusals(
      'body-too-large',
      'unsupported-media-type',
      'file-unreadable',
      'file-too-large',
      'uploads-at-once',
      'uploads-busy',
    ),
  },
}

const listSchema = {
  operationId: 'listReimbursements',
  tags: [tags.reimbursements],
  summary: 'List bills that were handed in / 查询手工报销列表',
  querystring: reimbursementsQuery,
  response: { 200: answer(reimbursementList, 'A page of them', '一页'), ...refusals() },
}

const getSchema = {
  operationId: 'getReimbursement',
  tags: [tags.reimbursements],
  summary: 'Read a bill that was handed in / 查询手工报销',
  params: reimbursementParams,
  response: { 200: answer(reimbursement, 'The bill', '手工报销'), ...refusals('not-found') },
}

const quoteSchema = {
  operationId: 'quoteReimbursement',
  tags: [tags.reimbursements],
  summary: 'What an approval would come to / 手工报销试算',
  description:
    'Under the law of the day of the care, with the year as it stands; writes nothing. Bureaus and auditors. / 按就诊当日政策和当前年度累计试算，不写入。限经办机构与审计。',
  params: reimbursementParams,
  response: {
    200: answer(settlement, 'What it would come to', '试算结果'),
    ...refusals('not-found', 'reimbursement-status', ...claimProblems),
  },
}

const paperTypesSent = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/ofd',
  'application/octet-stream',
  'multipart/form-data',
]

const paperSchema = {
  operationId: 'addReimbursementDocument',
  tags: [tags.reimbursements],
  summary: 'Add a paper / 上传材料',
  description:
    'PDF, JPEG, PNG or OFD, told by its content; at most 10 MB, at most 20 papers. Stored encrypted. Bureaus. / PDF、JPEG、PNG 或 OFD，按内容判断；每份不超过 10 MB，最多 20 份；加密保存。仅限经办机构。',
  consumes: paperTypesSent,
  params: reimbursementParams,
  querystring: paperQuery,
  body: fileUploadBody,
  response: {
    201: answer(reimbursement, 'Kept', '已保存'),
    200: replay,
    ...refusals(
      'not-found',
      'body-too-large',
      'unsupported-media-type',
      'reimbursement-status',
      'file-unreadable',
      'file-too-large',
      'uploads-at-once',
      'uploads-busy',
    ),
  },
}

export function reimbursementRoutes(app: App, { service }: Parts): void {
  app.register((scope, _options, done) => {
    bodyRoutes(scope as App, service)
    done()
  })

  app.post('/reimbursements', { schema: receiveSchema }, async ({ caller, body, log }, reply) => {
    const { reimbursement: taken, replayed } = await receiveReimbursement(service, caller, body)
    log.info({ event: 'reimbursement.received', reimbursementId: taken.id, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(taken)
  })

  app.get('/reimbursements', { schema: listSchema }, ({ caller, query }) => listReimbursements(service, caller, query))

  app.get('/reimbursements/:id', { schema: getSchema }, ({ caller, params }) =>
    getReimbursement(service, caller, params.id),
  )

  app.get('/reimbursements/:id/quote', { schema: quoteSchema }, ({ caller, params, language }) =>
    quoteReimbursement(service, caller, params.id, language),
  )
}

/** The body is handed on as it comes. */
function bodyRoutes(app: App, service: Parts['service']): void {
  app.removeContentTypeParser('application/json')
  const types = [...new Set([...listTypes, ...paperTypesSent])]
  app.addContentTypeParser(types, (_request, payload, done) => done(null, payload))

  app.post('/reimbursements/files', { schema: fileSchema }, async ({ caller, body, headers, language, log }) => {
    const done = await receiveReimbursements(service, caller, listBody(body, headers, listTypes), language)
    const { received, known, refused } = done
    log.info({ event: 'reimbursements.received', received, known, refused })
    return done
  })

  app.post('/reimbursements/:id/documents', { schema: paperSchema }, async (request, reply) => {
    const { caller, params, query, body, headers } = request
    const content = listBody(body, headers, paperTypesSent)
    const { reimbursement: kept, replayed } = await addPaper(service, caller, { ...params, ...query, content })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(kept)
  })
}
