import { readEntitlements } from '../../application/entitlements/entitlements.ts'
import { getPolicy, listPolicies } from '../../application/policies/read-policies.ts'
import { entitlementsAnswer } from '../entitlements/schemas.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { onQuery, policyDetail, policyList, policyParams } from './schemas.ts'

const listSchema = {
  operationId: 'listPolicies',
  tags: [tags.policies],
  summary: 'The policy packs that are loaded / 已加载的政策包',
  response: { 200: answer(policyList, 'Every pack', '全部政策包'), ...refusals() },
}

const getSchema = {
  operationId: 'getPolicy',
  tags: [tags.policies],
  summary: 'The policy of a region on a day / 某地某日的政策',
  description:
    'Every clause with its values, citation, status, reading and gap, and the hash of the pack. / 全部条款及其参数、出处、依据性质、解读与留白，以及政策包哈希。',
  params: policyParams,
  querystring: onQuery,
  response: { 200: answer(policyDetail, 'The pack in force', '当日有效的政策包'), ...refusals('policy-missing') },
}

const entitlementsSchema = {
  operationId: 'getEntitlements',
  tags: [tags.policies],
  summary: 'What a person is entitled to / 人员待遇享受检查 (2001)',
  description:
    'Identities and the one that counts, channel, deposit waiver, registrations, premium subsidy, limits. / 身份及所采用的身份、救助方式、免缴押金、备案、参保资助与限额。',
  params: personParams,
  querystring: onQuery,
  response: {
    200: answer(entitlementsAnswer, 'Entitlements', '待遇'),
    ...refusals('not-found', 'certificate-not-read', 'policy-missing'),
  },
}

export function policyRoutes(app: App, { service }: Parts): void {
  app.get('/policies', { schema: listSchema }, async ({ caller }) => listPolicies(service, caller))

  app.get('/policies/:region', { schema: getSchema }, async ({ caller, params, query }) =>
    getPolicy(service, caller, params.region, query.on),
  )

  app.get(
    '/beneficiaries/:personNo/entitlements',
    { schema: entitlementsSchema },
    ({ caller, params, query, language }) => readEntitlements(service, caller, params.personNo, query.on, language),
  )
}
