import { correctSettlement, previewSettlementCorrection } from '../../application/corrections/correct-settlement.ts'
import { listSettlementCorrections } from '../../application/corrections/read-settlement-corrections.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  settlementCorrected,
  settlementCorrectionList,
  settlementCorrectionPreview,
  settlementCorrectionRequest,
  settlementCorrectionsQuery,
} from './schemas.ts'

const refused = [
  ...(['malformed-json', 'not-found', 'correction-of-reversed', 'correction-number-reused'] as const),
  ...([
    'correction-exceeds-aid',
    'correction-not-possible',
    'correction-same-person',
    'costs-do-not-add-up',
    'paid-exceeds-total',
  ] as const),
  ...([
    'paid-exceeds-in-scope',
    'figure-missing',
    'schedule-missing',
    'tier-missing',
    'hospital-grade-missing',
  ] as const),
  ...(['person-not-registered', 'died', 'same-visit-settled', 'stay-overlaps', 'hospital-not-designated'] as const),
] as const

const correctSchema = {
  operationId: 'correctSettlement',
  tags: [tags.settlement],
  summary: 'Put a settlement right / 结算更正',
  description:
    'What a settlement was given wrongly or late, such as what critical-illness insurance paid afterwards, the level of the hospital or a third party’s share, by the settlement’s number and a number of the correction: it is recomputed under the law of its day, later settlements of the year with it, and the differences are posted as adjustments. What the person is owed is paid by a payout; who owes is on the list of debtors. An operator’s request waits for a second person. Bureaus of the region. / 结算填报有误或事后才知道的（大病保险事后支付、医院等级有误、第三人应承担的费用、人员有误等），按结算编号和更正编号更正：按就诊当日的政策重新计算，一并重算当年以后的结算，差额记为调整。应付个人的编制支付，应退的列入欠款清单。操作员发起的须由另一人复核。仅限本地区经办机构。',
  body: settlementCorrectionRequest,
  response: {
    201: answer(settlementCorrected, 'Put right and posted', '已更正并记账'),
    200: answer(
      settlementCorrected,
      'A replay of the first answer; `idempotent-replayed: true`',
      '重复请求，返回首次结果',
    ),
    ...refusals(...refused, 'overloaded', 'deadline-exceeded'),
  },
}

const previewSchema = {
  operationId: 'previewSettlementCorrection',
  tags: [tags.settlement],
  summary: 'Preview of putting a settlement right / 结算更正预览',
  description:
    'What it would post; writes nothing. Bureaus of the region. / 列出将记入的内容，不写入。仅限本地区经办机构。',
  body: settlementCorrectionRequest,
  response: { 200: answer(settlementCorrectionPreview, 'What it would come to', '预览'), ...refusals(...refused) },
}

const listSchema = {
  operationId: 'listSettlementCorrections',
  tags: [tags.settlement],
  summary: 'List corrections of settlements / 查询结算更正',
  description: 'Newest first; a hospital sees those of its own settlements. / 最新在前；医疗机构只见本院结算的更正。',
  querystring: settlementCorrectionsQuery,
  response: { 200: answer(settlementCorrectionList, 'A page of corrections', '一页更正'), ...refusals() },
}

export function settlementCorrectionRoutes(app: App, { service }: Parts): void {
  app.post('/corrections', { schema: correctSchema }, async ({ caller, body, log }, reply) => {
    const { replayed, ...result } = await correctSettlement(service, caller, body)
    log.info({ event: 'settlement.corrected', settlementId: result.correction.settlementId, replayed })
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(result)
  })

  app.post('/corrections/preview', { schema: previewSchema }, ({ caller, body }) =>
    previewSettlementCorrection(service, caller, body),
  )

  app.get('/corrections', { schema: listSchema }, ({ caller, query }) =>
    listSettlementCorrections(service, caller, query),
  )
}
