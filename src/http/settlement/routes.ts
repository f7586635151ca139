import { getSettlement, listSettlements } from '../../application/settlement/find-settlements.ts'
import { reverse } from '../../application/settlement/reverse.ts'
import { quoteClaim, settleClaim } from '../../application/settlement/settle.ts'
import { answerOf, type KnownSettlement } from '../../application/settlement/settlement-answer.ts'
import { reversalSumsOf, settlementSumsOf } from '../../application/settlement/settlement-sums.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import { tags } from '../openapi/openapi.ts'
import { prefersMinimal } from '../server/preferences.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { settlementParams, settlementsQuery } from './read-schemas.ts'
import { quoteRequest, settlementRequest } from './request-schemas.ts'
import { reversalOrSums, reversalRequest } from './reversal-schemas.ts'
import { preferHeader, settlement, settlementList, settlementOrSums } from './schemas.ts'

export const claimProblems: readonly ErrorCode[] = [
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
  'costs-do-not-add-up',
  'paid-exceeds-total',
  'paid-exceeds-in-scope',
  'assistance-not-open',
  'amount-implausible',
  'stay-implausible',
  'dates-reversed',
  'date-in-future',
  'person-not-registered',
  'hospital-not-registered',
  'hospital-not-designated',
  'disease-code-missing',
  'died',
  'same-visit-settled',
  'visit-handed-in',
  'stay-overlaps',
  'third-party-injury',
  'policy-missing',
  'figure-missing',
  'schedule-missing',
  'tier-missing',
  'hospital-grade-missing',
]

const quoteSchema = {
  operationId: 'quoteSettlement',
  tags: [tags.settlement],
  summary: 'Quote a visit / 预结算 (2303, 2206)',
  description:
    'Computes what a settlement would give now and writes nothing. It shows limits and identity, so a hospital quotes for whom it may look at (POST /v1/certificate-reads). Hospitals and bureaus. / 试算结算结果，不写入任何内容。结果含限额和身份，医疗机构须先读取证件（POST /v1/certificate-reads）。医疗机构、经办机构可用。',
  body: quoteRequest,
  response: {
    200: answer(settlementOrSums, 'The quote', '预结算结果'),
    ...refusals(...claimProblems, 'certificate-not-read'),
  },
}

const settleSchema = {
  operationId: 'createSettlement',
  tags: [tags.settlement],
  summary: 'Settle a visit / 结算 (2304, 2207)',
  description:
    'Computes and posts. The same number with the same body answers the first result again, so a lost answer is fetched by sending it again. Hospitals, for themselves; bureaus of the place where the person is insured, in a hospital’s name and number, which `enteredBy` tells and the hospital’s accounts and clearing then hold as its own. Auditors do not. / 结算并记账。同一编号、同一内容再次发送返回首次结果，回执丢失时重发即可。医疗机构限本院；参保地经办机构可代医疗机构以其编号录入，`enteredBy` 标明录入者，该结算计入该医疗机构的账目和清算。审计不可用。',
  body: settlementRequest,
  response: {
    201: answer(settlementOrSums, 'Settled', '已结算'),
    200: answer(
      settlementOrSums,
      'A replay of the first answer; `idempotent-replayed: true`',
      '重复请求，返回首次结果',
    ),
    ...refusals(...claimProblems, 'settlement-no-reused', 'message-undone', 'overloaded', 'deadline-exceeded'),
  },
}

const listSchema = {
  operationId: 'listSettlements',
  tags: [tags.settlement],
  summary: 'List settlements / 查询结算列表 (5203)',
  description:
    'A hospital sees its own, a bureau or auditor those of its region. / 医疗机构查本院，经办机构与审计查本地区。',
  querystring: settlementsQuery,
  response: { 200: answer(settlementList, 'A page of settlements', '一页结算'), ...refusals() },
}

const getSchema = {
  operationId: 'getSettlement',
  tags: [tags.settlement],
  summary: 'Read a settlement / 查询结算 (5203)',
  params: settlementParams,
  response: { 200: answer(settlement, 'The settlement', '结算结果'), ...refusals('not-found') },
}

const reverseSchema = {
  operationId: 'createReversal',
  tags: [tags.settlement],
  summary: 'Reverse a settlement / 冲正 (2601, 2305, 2208)',
  description:
    'Undoes a settlement by the hospital’s own number, so that one whose answer was lost can be undone too. A second reversal of the same settlement answers the first again. Hospitals, of their own settlements; bureaus of the insured place, which `enteredBy` tells. / 按医院自己的结算编号冲正，回执丢失也可冲正；重复冲正返回首次结果。医疗机构限本院结算；参保地经办机构可代为冲正，`enteredBy` 标明提交者。',
  body: reversalRequest,
  response: {
    201: answer(reversalOrSums, 'Reversed', '已冲正'),
    200: answer(reversalOrSums, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'not-found',
      'later-settlements-depend',
      'reversal-no-reused',
      'malformed-json',
      'overloaded',
      'deadline-exceeded',
    ),
  },
}

const config = { hears: preferHeader }

export function settlementRoutes(app: App, { service, metrics }: Parts): void {
  app.post('/settlements/quote', { schema: quoteSchema, config }, async (request, reply) => {
    const quoted = await quoteClaim(service, request.caller, request.body)
    metrics.settlements.inc({ ...labelsOf(quoted), result: 'quoted' })
    return prefersMinimal(request, reply) ? settlementSumsOf(quoted) : answerOf(quoted, request.language)
  })

  app.post('/settlements', { schema: settleSchema, config }, async (request, reply) => {
    const { settlement, replayed } = await settleClaim(service, request.caller, request.body)
    if (replayed) reply.header('idempotent-replayed', 'true')
    else request.log.info(posted(settlement, reply.elapsedTime))
    metrics.settlements.inc({ ...labelsOf(settlement), result: replayed ? 'replayed' : 'settled' })
    reply.code(replayed ? 200 : 201)
    return prefersMinimal(request, reply) ? settlementSumsOf(settlement) : answerOf(settlement, request.language)
  })

  app.get('/settlements', { schema: listSchema }, (request) =>
    listSettlements(service, request.caller, request.query, request.language),
  )

  app.get('/settlements/:id', { schema: getSchema }, (request) =>
    getSettlement(service, request.caller, request.params.id, request.language),
  )

  app.post('/reversals', { schema: reverseSchema, config }, async (request, reply) => {
    const { reversal, replayed } = await reverse(service, request.caller, request.body)
    if (replayed) reply.header('idempotent-replayed', 'true')
    else request.log.info({ event: 'settlement.reversed', settlementId: reversal.settlementId })
    reply.code(replayed ? 200 : 201)
    return prefersMinimal(request, reply) ? reversalSumsOf(reversal) : reversal
  })
}

function labelsOf({ input, outcome }: KnownSettlement) {
  return { region: outcome.region, care: input.care }
}

function posted({ id, outcome }: KnownSettlement, elapsedMs: number) {
  const { region, policy } = outcome
  return { event: 'settlement.posted', settlementId: id, region, policy, ms: Math.round(elapsedMs) }
}
