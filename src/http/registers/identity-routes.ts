import { addIdentity, endIdentity, listIdentities } from '../../application/registers/identities.ts'
import { annulIdentity, reopenIdentity } from '../../application/registers/identity-corrections.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  changedIdentity,
  correctionRequest,
  identityEnd,
  identityList,
  identityParams,
  identityRequest,
} from './identity-schemas.ts'
import { pageQuery, personParams } from './schemas.ts'

const addSchema = {
  operationId: 'createIdentity',
  tags: [tags.registers],
  summary: 'Record an identity / 登记救助身份',
  description:
    'The same body again answers the first record. Bureaus of the region. / 重复登记返回首次记录。仅限本地区经办机构。',
  params: personParams,
  body: identityRequest,
  response: {
    201: answer(changedIdentity, 'Recorded', '已登记'),
    200: answer(changedIdentity, 'It was recorded already', '此前已登记'),
    ...refusals(
      'malformed-json',
      'not-found',
      'identity-period-invalid',
      'category-not-certified',
      'identity-overlaps',
      'certified-region-invalid',
    ),
  },
}

const endSchema = {
  operationId: 'endIdentity',
  tags: [tags.registers],
  summary: 'End an identity / 终止救助身份',
  params: identityParams,
  body: identityEnd,
  response: {
    200: answer(changedIdentity, 'The identity with its end', '已终止的身份'),
    ...refusals('malformed-json', 'not-found', 'identity-period-invalid', 'identity-overlaps', 'identity-annulled'),
  },
}

const reopenSchema = {
  operationId: 'reopenIdentity',
  tags: [tags.registers],
  summary: 'Take back the end of an identity / 恢复误终止的身份',
  description:
    'For an end that was recorded by mistake: the identity goes on without an end. The end and its reason stay on record in `corrections`. Settlements stay as they are; `settled` lists those to recalculate. / 用于误终止：恢复为长期有效，原截止日期和原因保留在 corrections 中。已结算的不变，须重算的见 settled。',
  params: identityParams,
  body: correctionRequest,
  response: {
    200: answer(changedIdentity, 'The identity without its end', '已恢复的身份'),
    ...refusals('malformed-json', 'not-found', 'identity-overlaps', 'identity-annulled', 'identity-not-ended'),
  },
}

const annulSchema = {
  operationId: 'annulIdentity',
  tags: [tags.registers],
  summary: 'Annul an identity / 作废误登的身份',
  description:
    'For an identity that was recorded for the wrong person or by mistake: it stays on record and counts on no day. Settlements stay as they are; `settled` lists those to recalculate. / 用于登错人或误登：记录保留，但任何日期均不再计入。已结算的不变，须重算的见 settled。',
  params: identityParams,
  body: correctionRequest,
  response: {
    200: answer(changedIdentity, 'The annulled identity', '已作废的身份'),
    ...refusals('malformed-json', 'not-found', 'identity-annulled'),
  },
}

const listSchema = {
  operationId: 'listIdentities',
  tags: [tags.registers],
  summary: 'Identities of a person / 查询救助身份 (1101 idetinfo)',
  params: personParams,
  querystring: pageQuery,
  response: {
    200: answer(identityList, 'A page of identities, ended and annulled ones too', '一页身份记录，含已终止和已作废的'),
    ...refusals('not-found'),
  },
}

export function identityRoutes(app: App, { service }: Parts): void {
  app.post('/beneficiaries/:personNo/identities', { schema: addSchema }, async ({ caller, params, body }, reply) => {
    const { answer, created } = await addIdentity(service, caller, { ...params, ...body })
    return reply.code(created ? 201 : 200).send(answer)
  })

  app.patch('/beneficiaries/:personNo/identities/:id', { schema: endSchema }, ({ caller, params, body }) =>
    endIdentity(service, caller, { ...params, ...body }),
  )

  app.post('/beneficiaries/:personNo/identities/:id/reopen', { schema: reopenSchema }, ({ caller, params, body }) =>
    reopenIdentity(service, caller, { ...params, ...body }),
  )

  app.post('/beneficiaries/:personNo/identities/:id/annul', { schema: annulSchema }, ({ caller, params, body }) =>
    annulIdentity(service, caller, { ...params, ...body }),
  )

  app.get('/beneficiaries/:personNo/identities', { schema: listSchema }, ({ caller, params, query }) =>
    listIdentities(service, caller, { ...params, ...query }),
  )
}
