import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { shownWarning } from '../../application/explain/explain.ts'
import {
  approveReimbursement,
  checkReimbursement,
  type DecidedReimbursement,
  endReimbursement,
  type ReviewedReimbursement,
} from '../../application/reimbursements/decide-reimbursement.ts'
import { openPaper } from '../../application/reimbursements/papers.ts'
import { readReceiptOfBill } from '../../application/reimbursements/read-reimbursements.ts'
import type { Language } from '../../domain/language.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { claimProblems } from '../settlement/routes.ts'
import { answer, refusals, refusalsOfAnyone } from '../shared/problem.ts'
import { billReceiptAnswer, reimbursement, reviewedReimbursement } from './answer-schemas.ts'
import { billReceiptParams, findingsRequest, paperParams, reimbursementParams, reimbursementReason } from './schemas.ts'

const again = ['A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'] as const
const replay = answer(reimbursement, ...again)
const reviewedReplay = answer(reviewedReimbursement, ...again)

const checkSchema = {
  operationId: 'checkReimbursement',
  tags: [tags.reimbursements],
  summary: 'Check a bill / 初审手工报销',
  description:
    'Its invoices, and the statement of insurance where that has paid, were uploaded, or the file of the papers is named. Bureaus. / 票据（医保已支付的还有结算单）已上传，或已填写纸质档案号。仅限经办机构。',
  params: reimbursementParams,
  body: findingsRequest,
  response: {
    201: answer(reviewedReimbursement, 'Checked', '已初审'),
    200: reviewedReplay,
    ...refusals('malformed-json', 'not-found', 'reimbursement-status', 'papers-missing'),
  },
}

const approveSchema = {
  operationId: 'approveReimbursement',
  tags: [tags.reimbursements],
  summary: 'Approve a bill and settle it / 复核并结算手工报销',
  description:
    'By another key than took and checked it. It is settled under the law of its own day and posted beside every hospital’s month; all of its aid is owed to the person and paid by a payout. Bureaus. / 由受理、初审以外的密钥复核；按就诊当日政策结算记账，不进入任何医院的清算与对账，救助金额全部应付个人，经个人支付拨付。仅限经办机构。',
  params: reimbursementParams,
  response: {
    201: answer(reviewedReimbursement, 'Settled', '已结算'),
    200: reviewedReplay,
    ...refusals(
      'not-found',
      'reimbursement-status',
      'second-pair-of-eyes',
      'overloaded',
      'deadline-exceeded',
      ...claimProblems,
    ),
  },
}

const ended = { params: reimbursementParams, body: reimbursementReason }
const endedAnswers = (en: string, zh: string) => ({
  201: answer(reimbursement, en, zh),
  200: replay,
  ...refusals('malformed-json', 'not-found', 'reimbursement-status'),
})

const refuseSchema = {
  operationId: 'refuseReimbursement',
  tags: [tags.reimbursements],
  summary: 'Refuse a bill / 不予报销',
  description: 'With the reason; its invoices are free again. Bureaus. / 注明原因，票据可再次使用。仅限经办机构。',
  ...ended,
  response: endedAnswers('Refused', '不予报销'),
}

const withdrawSchema = {
  operationId: 'withdrawReimbursement',
  tags: [tags.reimbursements],
  summary: 'Take a bill back / 撤回手工报销',
  description:
    'Taken by mistake, or the person wants it back; its invoices are free again. Bureaus. / 受理有误或个人撤回，票据可再次使用。仅限经办机构。',
  ...ended,
  response: endedAnswers('Taken back', '已撤回'),
}

const paperSchema = {
  operationId: 'getReimbursementDocument',
  tags: [tags.reimbursements],
  summary: 'A paper as it was handed in / 下载材料',
  description: 'Each time leaves a line in the audit trail. Bureaus and auditors. / 每次下载均留痕。限经办机构与审计。',
  params: paperParams,
  response: {
    200: {
      description: 'The paper / 材料',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...refusals('not-found'),
  },
}

const receiptSchema = {
  operationId: 'getReimbursementReceipt',
  tags: [tags.reimbursements],
  summary: 'How a bill stands, by its receipt number / 凭受理号查询进度',
  description:
    'For whoever holds the number, without a key: days and amounts, no names. / 凭受理号查询，无需密钥；只返回日期和金额，不含姓名。',
  security: [],
  params: billReceiptParams,
  response: {
    200: answer(billReceiptAnswer, 'How it stands', '进度'),
    ...refusalsOfAnyone('invalid-request', 'not-found', 'too-many-requests', 'database-unavailable', 'internal'),
  },
}

function reviewed(
  reply: FastifyReply,
  { reimbursement: done, replayed, warnings }: ReviewedReimbursement,
  language: Language,
) {
  if (replayed) reply.header('idempotent-replayed', 'true')
  const shown = warnings?.map((warning) => shownWarning(warning, language)) ?? null
  return reply.code(replayed ? 200 : 201).send({ ...done, warnings: shown })
}

function sent(reply: FastifyReply, { reimbursement: done, replayed }: DecidedReimbursement) {
  if (replayed) reply.header('idempotent-replayed', 'true')
  return reply.code(replayed ? 200 : 201).send(done)
}

export function reimbursementStepRoutes(app: App, { service }: Parts): void {
  app.post('/reimbursements/:id/check', { schema: checkSchema }, async ({ caller, params, body, language }, reply) =>
    reviewed(reply, await checkReimbursement(service, caller, { ...params, ...body }), language),
  )

  app.post(
    '/reimbursements/:id/approve',
    { schema: approveSchema },
    async ({ caller, params, log, language }, reply) => {
      const decided = await approveReimbursement(service, caller, params.id)
      log.info({ event: 'reimbursement.approved', reimbursementId: params.id, replayed: decided.replayed })
      return reviewed(reply, decided, language)
    },
  )

  app.post('/reimbursements/:id/refuse', { schema: refuseSchema }, async ({ caller, params, body }, reply) =>
    sent(reply, await endReimbursement(service, caller, { ...params, ...body, to: 'refused' })),
  )

  app.post('/reimbursements/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params, body }, reply) =>
    sent(reply, await endReimbursement(service, caller, { ...params, ...body, to: 'withdrawn' })),
  )

  app.get('/reimbursements/:id/documents/:documentId', { schema: paperSchema }, async ({ caller, params }, reply) => {
    const { name, mediaType, content } = await openPaper(service, caller, params)
    return reply
      .headers({
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
      })
      .send(content)
  })
}

/** Beside the routes that need a key; counted like whatever comes without one. */
export function reimbursementReceiptRoute(app: App, { service, limits }: Parts): void {
  app.get('/v1/reimbursement-receipts/:id', { schema: receiptSchema }, async (request) => {
    await limits.stranger(request)
    return readReceiptOfBill(service, request.params.id)
  })
}
