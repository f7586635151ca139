import { listDifferencesUnderNow } from '../../application/recalculation/differences-under-now.ts'
import { previewRecalculation, recalculate } from '../../application/recalculation/recalculate.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  previewRequest,
  recalculation,
  recalculationDifferencesQuery,
  recalculationList,
  recalculationRequest,
} from './schemas.ts'

const fromTheLaw = ['date-in-future', 'figure-missing', 'schedule-missing', 'tier-missing'] as const

const previewSchema = {
  operationId: 'previewRecalculation',
  tags: [tags.accounts],
  summary: 'Preview of recalculating a year / 年度重算预览',
  description:
    'What would come out differently with the identities as they are now recorded, whatever brought them: a roster, a bureau, an application. Writes nothing. / 按现已登记的身份重算该年度（身份由名单、经办机构或申请登记均可），列出结果改变的结算。不写入。',
  params: personParams,
  body: previewRequest,
  response: {
    200: answer(recalculation, 'What would be posted', '将记入的内容'),
    ...refusals('malformed-json', 'not-found', ...fromTheLaw),
  },
}

const resettleSchema = {
  operationId: 'recalculate',
  tags: [tags.accounts],
  summary: 'Recalculate a year / 年度重算',
  description:
    'Posts the differences as adjustments, once a number. Bureaus of the region. / 差额记为调整；同一编号只记一次。仅限本地区经办机构。',
  params: personParams,
  body: recalculationRequest,
  response: {
    201: answer(recalculation, 'Posted', '已记账'),
    200: answer(recalculation, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals('malformed-json', 'not-found', 'number-reused', 'overloaded', 'deadline-exceeded', ...fromTheLaw),
  },
}

const differencesSchema = {
  operationId: 'listRecalculationDifferences',
  tags: [tags.accounts],
  summary: 'What the law of now would change of a year / 按现行政策的重算差异',
  description:
    'Settlements stay as they were settled; this shows whose would come out differently under the packs in use now, such as by a figure that was published since, or a reading that was changed. Whom the packs cannot reckon is named in `refused` and stops nobody else. Writes nothing. Bureaus and auditors of the region. / 已结算的保持不变；列出按现行政策包（如新公布的数据、改变的解读）结果会不同的结算；无法计算的人员列在 refused 中，不影响他人。不写入。限本地区经办机构与审计。',
  querystring: recalculationDifferencesQuery,
  response: {
    200: answer(recalculationList, 'A page of them', '一页清单'),
    ...refusals('policy-missing'),
  },
}

export function recalculationRoutes(app: App, { service }: Parts): void {
  app.get('/recalculation-differences', { schema: differencesSchema }, ({ caller, query, language }) =>
    listDifferencesUnderNow(service, caller, query, language),
  )

  app.post('/beneficiaries/:personNo/resettle-preview', { schema: previewSchema }, ({ caller, params, body }) =>
    previewRecalculation(service, caller, { ...params, ...body }),
  )

  app.post(
    '/beneficiaries/:personNo/resettle',
    { schema: resettleSchema },
    async ({ caller, params, body, log }, reply) => {
      const { resettlement: posted, replayed } = await recalculate(service, caller, { ...params, ...body })
      log.info({ event: 'year.resettled', year: body.year, adjusted: posted.settlements.length, replayed })
      if (replayed) reply.header('idempotent-replayed', 'true')
      return reply.code(replayed ? 200 : 201).send(posted)
    },
  )
}
