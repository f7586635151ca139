import { decideReferral, listReferralRequests } from '../../application/registers/referral-requests.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  referralDecision,
  referralRequest,
  referralRequestList,
  referralRequestParams,
  referralRequestsQuery,
} from './referral-request-schemas.ts'

const listSchema = {
  operationId: 'listReferralRequests',
  tags: [tags.registers],
  summary: 'Referrals of hospitals that wait for the bureau / 待确认的转院备案 (2501)',
  description:
    'A referral that the sending hospital reports on or before the day counts at once. One that the receiving hospital reports itself, that comes late, or from outside the insured place waits here until the bureau confirms it; nothing is settled by it before. Bureaus and auditors of the region. / 转出医疗机构当日或事前报送的转院备案即时生效；转入机构自行报送、事后报送或参保地以外机构报送的，经经办机构确认后生效。限本地区经办机构与审计。',
  querystring: referralRequestsQuery,
  response: { 200: answer(referralRequestList, 'A page of them', '一页转院备案'), ...refusals() },
}

const decideSchema = {
  operationId: 'decideReferralRequest',
  tags: [tags.registers],
  summary: 'Confirm or refuse a referral / 确认或退回转院备案',
  description:
    'What was settled before stays as it is; the hospital undoes and settles it again. The same decision again answers the first. Bureaus of the region. / 确认前已结算的不因此改变，可撤销后重新结算；重复决定返回首次结果。仅限本地区经办机构。',
  params: referralRequestParams,
  body: referralDecision,
  response: {
    200: answer(referralRequest, 'The referral as decided', '处理后的转院备案'),
    ...refusals('malformed-json', 'not-found', 'referral-invalid'),
  },
}

export function referralRequestRoutes(app: App, { service }: Parts): void {
  app.get('/referral-requests', { schema: listSchema }, ({ caller, query }) =>
    listReferralRequests(service, caller, query),
  )

  app.post(
    '/beneficiaries/:personNo/referral-requests/:id/decision',
    { schema: decideSchema },
    ({ caller, params, body }) => decideReferral(service, caller, { ...params, ...body }),
  )
}
