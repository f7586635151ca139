import { quotePremium, readPersonPremium, recordPremium } from '../../application/premiums/quote-premium.ts'
import { tags } from '../openapi/openapi.ts'
import { personParams } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  personPremiumAnswer,
  personPremiumQuery,
  premiumQuote,
  premiumQuoteQuery,
  subsidy as subsidyAnswer,
  subsidyRequest,
} from './schemas.ts'

const quoteSchema = {
  operationId: 'quotePremiumSubsidy',
  tags: [tags.premium],
  summary: 'What an identity is given towards the premium / 参保资助标准试算',
  querystring: premiumQuoteQuery,
  response: {
    200: answer(premiumQuote, 'Contribution, subsidy and what is left', '缴费标准、资助金额与个人应缴'),
    ...refusals('policy-missing', 'figure-missing', 'group-or-age-missing', 'tier-unknown'),
  },
}

const personSchema = {
  operationId: 'getPremiumSubsidy',
  tags: [tags.premium],
  summary: 'What a person is given towards the premium / 个人参保资助查询',
  params: personParams,
  querystring: personPremiumQuery,
  response: {
    200: answer(
      personPremiumAnswer,
      'The best identity in force, and the others considered',
      '采用的身份及其他身份的比较',
    ),
    ...refusals(
      'not-found',
      'certificate-not-read',
      'policy-missing',
      'figure-missing',
      'group-or-age-missing',
      'tier-missing',
      'tier-unknown',
    ),
  },
}

const recordSchema = {
  operationId: 'createPremiumSubsidy',
  tags: [tags.premium],
  summary: 'Record a premium subsidy / 登记参保资助',
  description:
    'Once a person and year; the same again is a replay. Bureaus. / 一人一年一次，重复登记返回首次结果。仅限经办机构。',
  body: subsidyRequest,
  response: {
    201: answer(subsidyAnswer, 'Recorded', '已登记'),
    200: answer(subsidyAnswer, 'A replay of the first answer; `idempotent-replayed: true`', '重复请求，返回首次结果'),
    ...refusals(
      'malformed-json',
      'not-found',
      'policy-missing',
      'figure-missing',
      'group-or-age-missing',
      'tier-missing',
      'tier-unknown',
      'not-enrolled',
      'subsidy-conflict',
      'subsidy-under-other-number',
    ),
  },
}

export function premiumRoutes(app: App, { service }: Parts): void {
  app.get('/premium-subsidies/quote', { schema: quoteSchema }, async ({ caller, query, language }) =>
    quotePremium(service, caller, query, language),
  )

  app.get('/beneficiaries/:personNo/premium-subsidy', { schema: personSchema }, ({ caller, params, query, language }) =>
    readPersonPremium(service, caller, params.personNo, query, language),
  )

  app.post('/premium-subsidies', { schema: recordSchema }, async (request, reply) => {
    const { subsidy, replayed } = await recordPremium(service, request.caller, request.body)
    if (replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(replayed ? 200 : 201).send(subsidy)
  })
}
