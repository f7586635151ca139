import { addIdentity, endIdentity, listIdentities } from '../../application/registers/identities.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import {
  identity,
  identityEnd,
  identityList,
  identityParams,
  identityRequest,
  pageQuery,
  personParams,
} from './schemas.ts'

const addSchema = {
  operationId: 'createIdentity',
  tags: [tags.registers],
  summary: 'Record an identity / 登记救助身份',
  description:
    'The same body again answers the first record. Bureaus of the region. / 重复登记返回首次记录。仅限本地区经办机构。',
  params: personParams,
  body: identityRequest,
  response: {
    201: answer(identity, 'Recorded', '已登记'),
    200: answer(identity, 'It was recorded already', '此前已登记'),
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
    200: answer(identity, 'The identity with its end', '已终止的身份'),
    ...refusals('malformed-json', 'not-found', 'identity-period-invalid', 'identity-overlaps'),
  },
}

const listSchema = {
  operationId: 'listIdentities',
  tags: [tags.registers],
  summary: 'Identities of a person / 查询救助身份 (1101 idetinfo)',
  params: personParams,
  querystring: pageQuery,
  response: {
    200: answer(identityList, 'A page of identities, ended ones too', '一页身份记录，含已终止的'),
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

  app.get('/beneficiaries/:personNo/identities', { schema: listSchema }, ({ caller, params, query }) =>
    listIdentities(service, caller, { ...params, ...query }),
  )
}
