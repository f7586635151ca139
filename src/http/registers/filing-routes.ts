import { z } from 'zod'
import { addFiling, listFilings, withdrawFiling } from '../../application/registers/filings.ts'
import { readUnfiledReferrals } from '../../application/registers/unfiled-referrals.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { page, regionField } from '../shared/fields.ts'
import { answer, refusals } from '../shared/problem.ts'
import { filing, filingList, filingParams, filingRequest, filingWithdrawal, unfiledList } from './filing-schemas.ts'
import { pageQuery, personParams } from './schemas.ts'

const facts = ['malformed-json', 'not-found', 'fact-overlaps', 'fact-correction-invalid'] as const

const addFilingSchema = {
  operationId: 'createFiling',
  tags: [tags.registers],
  summary: 'File care elsewhere / 异地就医备案',
  description:
    'A residence elsewhere, a temporary stay, a referral or an emergency, from day to day. Care outside the insured place that a filing stands behind is aided, whatever the hospital says. It may be recorded after the visit, before it is settled; what is settled is not changed. A correction names the record that was wrong (`corrects`) and why (`reason`). The same body again answers the first record. Bureaus of the region. / 登记异地长期居住、临时外出、转诊转院或急诊备案及起止日期。有备案的异地就医按规定救助，可在就医之后、结算之前补登；已结算的不因此改变。更正时以 corrects 指明原记录并填写 reason。重复登记返回首次记录。仅限本地区经办机构。',
  params: personParams,
  body: filingRequest,
  response: {
    201: answer(filing, 'Recorded', '已登记'),
    200: answer(filing, 'It was recorded already', '此前已登记'),
    ...refusals(...facts, 'fact-period-invalid'),
  },
}

const withdrawFilingSchema = {
  operationId: 'withdrawFiling',
  tags: [tags.registers],
  summary: 'Withdraw a filing / 撤销备案',
  description:
    'Takes back what was recorded by mistake; the record stays and no longer stands. What was settled by it is not changed. The same again answers the first. Bureaus of the region. / 撤销误登的备案，原记录保留但不再有效；已结算的不因此改变。重复撤销返回首次结果。仅限本地区经办机构。',
  params: filingParams,
  body: filingWithdrawal,
  response: {
    201: answer(filing, 'Withdrawn', '已撤销'),
    200: answer(filing, 'It was withdrawn already', '此前已撤销'),
    ...refusals(...facts),
  },
}

const listFilingsSchema = {
  operationId: 'listFilings',
  tags: [tags.registers],
  summary: 'List filings / 查询备案',
  description:
    'Corrected and withdrawn ones included; referrals that hospitals sent by 2501 are read by 5304. Bureaus and auditors of the region. / 含已更正、已撤销的；医疗机构以 2501 报送的转院备案以 5304 查询。限本地区经办机构与审计。',
  params: personParams,
  querystring: pageQuery,
  response: { 200: answer(filingList, 'A page of filings', '一页备案'), ...refusals('not-found') },
}

const listUnfiledSchema = {
  operationId: 'listUnfiledReferrals',
  tags: [tags.registers],
  summary: 'Referrals that nobody filed / 未备案转诊清单',
  description:
    'Settlements that stand of care outside the insured place, aided because the hospital said `referral: proper`, with nothing on file. They carry the warning `referral-not-filed`. Bureaus and auditors. / 医疗机构注明已转诊而没有备案、仍予救助且未撤销的异地就医结算，带有 referral-not-filed 提示。仅限经办机构与审计。',
  querystring: z.strictObject({
    region: regionField(
      'Where people are insured; left out, the region of the key',
      '参保地区；不填为密钥所属地区',
    ).optional(),
    ...page,
  }),
  response: { 200: answer(unfiledList, 'A page of them', '一页清单'), ...refusals() },
}

export function filingRoutes(app: App, { service }: Parts): void {
  const filings = '/beneficiaries/:personNo/filings'
  app.post(filings, { schema: addFilingSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await addFiling(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get(filings, { schema: listFilingsSchema }, ({ caller, params, query }) =>
    listFilings(service, caller, { ...params, ...query }),
  )

  app.post(`${filings}/:id/withdraw`, { schema: withdrawFilingSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await withdrawFiling(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.get('/unfiled-referrals', { schema: listUnfiledSchema }, ({ caller, query }) =>
    readUnfiledReferrals(service, caller, query),
  )
}
