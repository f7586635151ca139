import { answerDisallowance, decideDisallowance } from '../../application/disallowances/decide-disallowance.ts'
import { raiseDisallowance } from '../../application/disallowances/raise-disallowance.ts'
import {
  disallowancesTable,
  getDisallowance,
  listDisallowances,
} from '../../application/disallowances/read-disallowances.ts'
import { clearingParams } from '../clearing/schemas.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { sendTable } from '../shared/table.ts'
import { csvText, tableFile } from '../shared/text.ts'
import {
  decidedDisallowance,
  disallowance,
  disallowanceAnswerRequest,
  disallowanceDecisionRequest,
  disallowanceList,
  disallowanceParams,
  disallowanceRequest,
  disallowancesQuery,
} from './schemas.ts'

const replay = answer(
  disallowance,
  'A replay of the first answer; `idempotent-replayed: true`',
  '重复请求，返回首次结果',
)

const raiseSchema = {
  operationId: 'raiseDisallowance',
  tags: [tags.clearing],
  summary: 'Take something out of a clearing / 提出稽核扣减',
  description:
    'An item or a settlement of the clearing, with the reason and the clause; the hospital answers within days, and nothing moves before it is upheld. Bureaus of the fund’s region. / 对清算中的项目或结算提出扣减，注明理由和条款；医疗机构在期限内答复，维持扣减前不改变任何金额。仅限基金所属地区经办机构。',
  params: clearingParams,
  body: disallowanceRequest,
  response: {
    201: answer(disallowance, 'Raised', '已提出'),
    200: replay,
    ...refusals(
      ...(['malformed-json', 'not-found', 'disallowance-exceeds-aid', 'disallowance-nothing-left'] as const),
      ...(['number-reused', 'overloaded'] as const),
    ),
  },
}

const answerSchema = {
  operationId: 'answerDisallowance',
  tags: [tags.clearing],
  summary: 'Answer a disallowance / 答复稽核扣减',
  description: 'Once, until it is decided. The hospital whose clearing it is. / 决定前答复一次。仅限该医疗机构。',
  params: disallowanceParams,
  body: disallowanceAnswerRequest,
  response: {
    201: answer(disallowance, 'Answered', '已答复'),
    200: replay,
    ...refusals('malformed-json', 'not-found', 'disallowance-decided'),
  },
}

const decideSchema = {
  operationId: 'decideDisallowance',
  tags: [tags.clearing],
  summary: 'Uphold or drop a disallowance / 决定稽核扣减',
  description:
    'Once the hospital has answered, or its days are over, by another key or person than raised it. What is upheld is the hospital’s to bear and frees the limit: a clearing that is not approved yet is replaced by one without it, of another it comes off the hospital’s next. Bureaus. / 医疗机构已答复或期限已满后，由提出者以外的另一密钥或人员决定。维持扣减的由医疗机构承担并释放限额：清算尚未核准的，以扣减后的清算替代；已核准或拨付的，从该医疗机构下次清算中扣回。仅限经办机构。',
  params: disallowanceParams,
  body: disallowanceDecisionRequest,
  response: {
    201: answer(decidedDisallowance, 'Decided and, where upheld, posted', '已决定；维持的已记账'),
    200: answer(decidedDisallowance, 'A replay; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      ...([
        'malformed-json',
        'not-found',
        'disallowance-waits',
        'disallowance-decided',
        'correction-exceeds-aid',
      ] as const),
      ...(['correction-of-reversed', 'second-pair-of-eyes', 'overloaded', 'deadline-exceeded'] as const),
    ),
  },
}

const listSchema = {
  operationId: 'listDisallowances',
  tags: [tags.clearing],
  summary: 'List disallowances / 查询稽核扣减',
  description: 'A hospital sees its own, the others those of their region. / 医疗机构限本院，经办机构与审计限本地区。',
  querystring: disallowancesQuery,
  response: { 200: answer(disallowanceList, 'A page of disallowances', '一页稽核扣减'), ...refusals() },
}

const csvSchema = {
  ...listSchema,
  operationId: 'exportDisallowances',
  summary: 'Disallowances as CSV / 下载稽核扣减 CSV',
  querystring: disallowancesQuery.omit({ limit: true, cursor: true }),
  response: { 200: csvText('The disallowances', '稽核扣减'), ...refusals() },
}

const sheetSchema = {
  ...csvSchema,
  operationId: 'exportDisallowancesSheet',
  summary: 'Disallowances as a spreadsheet / 下载稽核扣减电子表格',
  response: { 200: tableFile('The disallowances', '稽核扣减'), ...refusals('export-too-large') },
}

const getSchema = {
  operationId: 'getDisallowance',
  tags: [tags.clearing],
  summary: 'Read a disallowance / 查询一项稽核扣减',
  params: disallowanceParams,
  response: { 200: answer(disallowance, 'The disallowance', '稽核扣减'), ...refusals('not-found') },
}

export function disallowanceRoutes(app: App, { service }: Parts): void {
  app.post('/clearings/:id/disallowances', { schema: raiseSchema }, async ({ caller, params, body, log }, reply) => {
    const { disallowance: raised, replayed } = await raiseDisallowance(service, caller, {
      ...{ clearingId: params.id, ...body },
    })
    log.info({ event: 'disallowance.raised', id: raised.id, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(raised)
  })

  app.post('/disallowances/:id/answer', { schema: answerSchema }, async ({ caller, params, body }, reply) => {
    const { disallowance: answered, replayed } = await answerDisallowance(service, caller, params.id, body)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(answered)
  })

  app.post('/disallowances/:id/decision', { schema: decideSchema }, async ({ caller, params, body, log }, reply) => {
    const { replayed, ...decided } = await decideDisallowance(service, caller, params.id, body)
    log.info({ event: 'disallowance.decided', id: params.id, decision: body.decision, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(decided)
  })

  app.get('/disallowances', { schema: listSchema }, ({ caller, query }) => listDisallowances(service, caller, query))
  app.get('/disallowances/:id', { schema: getSchema }, ({ caller, params }) =>
    getDisallowance(service, caller, params.id),
  )
  for (const [format, schema] of [
    ['csv', csvSchema],
    ['xlsx', sheetSchema],
  ] as const)
    app.get(`/disallowances.${format}`, { schema }, async ({ caller, query, language }, reply) =>
      sendTable(reply, await disallowancesTable(service, caller, query, language), format),
    )
}
