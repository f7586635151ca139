import { z } from 'zod'
import { decideByHand, readHandDecisions } from '../../application/settlement/decide-by-hand.ts'
import { handPayers } from '../../domain/adjudication/types.ts'
import { payerNames } from '../../domain/names/payers.ts'
import { tags } from '../openapi/openapi.ts'
import { recalculation } from '../recalculation/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { amount, code, instant, money, named, oneOf, uuid, wordsText } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { settlementParams } from './read-schemas.ts'

const fields = {
  decisionNo: code(64, 'The bureau’s number of the decision; sent again it answers the first time', '决定编号'),
  payer: oneOf(handPayers, 'Who pays it', '支付方', payerNames),
  grounds: wordsText(500, 'On what it rests: the article, and how it was reckoned', '核定依据：条款与计算过程'),
}

const decisionRequest = z
  .strictObject({ ...fields, amount: amount('What is paid of this visit', '核定支付金额') }, { error: 'object' })
  .meta({ id: 'HandDecisionRequest' })

const decision = z
  .strictObject({
    settlementId: uuid('Id of the settlement', '结算 ID'),
    ...fields,
    amount: money('What is paid of this visit', '核定支付金额'),
    decidedAt: instant('When it was recorded', '登记时间'),
  })
  .meta({ id: 'HandDecision', description: 'What a bureau gave where a clause is settled by hand / 人工核定的金额' })

const decided = z
  .strictObject({
    decision: named(decision, 'What was recorded', '所登记的决定'),
    resettlement: named(recalculation, 'What it changed', '由此产生的调整'),
  })
  .meta({ id: 'HandDecisionAnswer' })

const decideSchema = {
  operationId: 'decideByHand',
  tags: [tags.settlement],
  summary: 'Give the amount of a rule that is settled by hand / 登记人工核定金额',
  description:
    'Where a settlement carries the reason `by-hand`: the amount that the bureau gives, with its grounds. It is posted to the settlement as an adjustment; later settlements of the year are recalculated with it. A later decision of the same payer takes its place. Bureaus of the region. / 结算带有 by-hand 原因时，由经办机构填报核定金额与依据，记为该结算的调整，并据此重算当年以后的结算；同一支付方以最后一次决定为准。仅限本地区经办机构。',
  params: settlementParams,
  body: decisionRequest,
  response: {
    201: answer(decided, 'Recorded and posted', '已登记并记账'),
    200: answer(decided, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      ...(['malformed-json', 'not-found', 'not-by-hand', 'hand-amount-too-large', 'number-reused'] as const),
      ...(['overloaded', 'deadline-exceeded'] as const),
    ),
  },
}

const readSchema = {
  operationId: 'listHandDecisions',
  tags: [tags.settlement],
  summary: 'What was given by hand of a settlement / 查询人工核定',
  params: settlementParams,
  response: {
    200: answer(
      z
        .strictObject({
          items: named(
            z.array(decision),
            'The first first; the last of a payer counts',
            '按登记先后；同一支付方以最后一次为准',
          ),
          nextCursor: named(z.null(), 'There is one page', '仅一页'),
        })
        .meta({ id: 'HandDecisionList' }),
      'The decisions',
      '人工核定决定',
    ),
    ...refusals('not-found'),
  },
}

export function byHandRoutes(app: App, { service }: Parts): void {
  app.post(
    '/settlements/:id/hand-decisions',
    { schema: decideSchema },
    async ({ caller, params, body, log }, reply) => {
      const { replayed, ...result } = await decideByHand(service, caller, params.id, body)
      log.info({ event: 'settlement.decided-by-hand', settlementId: params.id, replayed })
      if (replayed) reply.header('idempotent-replayed', 'true')
      return reply.code(replayed ? 200 : 201).send(result)
    },
  )

  app.get('/settlements/:id/hand-decisions', { schema: readSchema }, ({ caller, params }) =>
    readHandDecisions(service, caller, params.id),
  )
}
