import { applyForClearing } from '../../application/clearing/claim-clearing.ts'
import { type Decided, decideClearing, withdrawClearing } from '../../application/clearing/decide-clearing.ts'
import { getClearing, listClearings } from '../../application/clearing/read-clearings.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { clearing, clearingDecision, clearingList, clearingParams, clearingRequest, clearingsQuery } from './schemas.ts'

const replay = answer(clearing, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果')

const applySchema = {
  operationId: 'createClearing',
  tags: [tags.clearing],
  summary: 'Apply for clearing / 清算申请 (3203)',
  description:
    'A hospital applies for what was posted in a month: settlements, reversals of earlier months as negative amounts, adjustments. The claim must equal the ledger, or the answer names the difference. Every entry is cleared once. Hospitals. / 医院按月申请清算：当月结算、对往月结算的冲正（负数）及调整。申请须与账目一致，否则返回差额；每条分录只清算一次。仅限医疗机构。',
  body: clearingRequest,
  response: {
    201: answer(clearing, 'Applied for', '已申请'),
    200: replay,
    ...refusals(
      'malformed-json',
      'hospital-not-registered',
      'policy-missing',
      'clearing-differs',
      'clearing-nothing-left',
      'number-reused',
      'overloaded',
    ),
  },
}

const listSchema = {
  operationId: 'listClearings',
  tags: [tags.clearing],
  summary: 'List clearings / 查询清算列表',
  description:
    'A hospital sees its own, a bureau or auditor those that its region’s funds pay. / 医疗机构查本院，经办机构与审计查本地区基金拨付的清算。',
  querystring: clearingsQuery,
  response: { 200: answer(clearingList, 'A page of clearings', '一页清算'), ...refusals() },
}

const getSchema = {
  operationId: 'getClearing',
  tags: [tags.clearing],
  summary: 'Read a clearing / 查询清算',
  params: clearingParams,
  response: { 200: answer(clearing, 'The clearing', '清算'), ...refusals('not-found') },
}

const decideSchema = {
  operationId: 'decideClearing',
  tags: [tags.clearing],
  summary: 'Approve, hold or pay / 核准、暂缓、拨付',
  description:
    'Approving posts the debt to the hospital, paying the money; the fund pays medical assistance (aidPaid) and never more than it holds. The same decision again is a replay. Bureaus. / 核准确认应付，拨付支出基金；本基金只拨付医疗救助金额（aidPaid），不得透支。重复决定返回首次结果。仅限经办机构。',
  params: clearingParams,
  body: clearingDecision,
  response: {
    201: answer(clearing, 'Decided', '已决定'),
    200: replay,
    ...refusals(
      'malformed-json',
      'not-found',
      'second-pair-of-eyes',
      'clearing-status',
      'fund-insufficient',
      'date-in-future',
      'payment-before-approval',
      'payment-differs',
    ),
  },
}

const withdrawSchema = {
  operationId: 'withdrawClearing',
  tags: [tags.clearing],
  summary: 'Withdraw an application / 撤销清算申请 (3204)',
  description: 'Before it is approved; what it held may be applied for again. / 核准前可撤销，所含结算可重新申请。',
  params: clearingParams,
  response: {
    200: answer(clearing, 'Withdrawn', '已撤销'),
    ...refusals('not-found', 'clearing-status'),
  },
}

const deleteSchema = alsoSpelt(withdrawSchema, 'deleteClearing', 'POST /v1/clearings/{id}/withdraw')

export function clearingRoutes(app: App, { service }: Parts): void {
  app.post('/clearings', { schema: applySchema }, async ({ caller, body, log }, reply) => {
    const done = await applyForClearing(service, caller, body)
    log.info({ event: 'clearing.applied', clearingId: done.clearing.id, replayed: done.replayed })
    return answered(reply, done)
  })

  app.get('/clearings', { schema: listSchema }, ({ caller, query }) => listClearings(service, caller, query))

  app.get('/clearings/:id', { schema: getSchema }, ({ caller, params }) => getClearing(service, caller, params.id))

  app.post('/clearings/:id/decisions', { schema: decideSchema }, async ({ caller, params, body, log }, reply) => {
    const done = await decideClearing(service, caller, { clearingId: params.id, ...body })
    log.info({
      event: 'clearing.decided',
      clearingId: done.clearing.id,
      decision: body.decision,
      replayed: done.replayed,
    })
    return answered(reply, done)
  })

  app.post('/clearings/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params }) => {
    const { clearing: withdrawn } = await withdrawClearing(service, caller, params.id)
    return withdrawn
  })

  app.delete('/clearings/:id', { schema: deleteSchema }, async ({ caller, params }) => {
    const { clearing: withdrawn } = await withdrawClearing(service, caller, params.id)
    return withdrawn
  })
}

interface Reply {
  header(name: string, value: string): unknown
  code(status: number): { send(body: unknown): unknown }
}

function answered(reply: Reply, done: Decided): unknown {
  if (done.replayed) reply.header('idempotent-replayed', 'true')
  return reply.code(done.replayed ? 200 : 201).send(done.clearing)
}
