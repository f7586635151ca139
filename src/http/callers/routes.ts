import { z } from 'zod'
import { createCaller, listCallers, revokeCaller } from '../../application/callers/issue-keys.ts'
import { tags } from '../openapi/openapi.ts'
import { pageQuery } from '../registers/schemas.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import { callerList, callerParams, callerRequest, issuedCaller } from './schemas.ts'

const createSchema = {
  operationId: 'createCaller',
  tags: [tags.callers],
  summary: 'Issue a key / 签发密钥',
  description:
    'The key is in the answer and nowhere else: it is stored hashed. Bureaus, within their region; who holds every region says `region`, and of a bureau or an auditor `name`. / 密钥只在本次返回中出现，服务仅存哈希。仅限经办机构在本地区签发；持有全部地区的须填 region，签发 bureau、auditor 时还须填 name。',
  body: callerRequest,
  response: {
    201: answer(issuedCaller, 'The caller and its key', '调用方及其密钥'),
    ...refusals('malformed-json', 'caller-invalid'),
  },
}

const revokeSchema = {
  operationId: 'withdrawCaller',
  tags: [tags.callers],
  summary: 'Revoke a key / 吊销密钥',
  params: callerParams,
  response: { 204: z.null().meta({ description: 'Revoked / 已吊销' }), ...refusals('not-found') },
}

const revokeBefore = alsoSpelt(revokeSchema, 'revokeCaller', 'POST /v1/callers/{id}/withdraw')

const listSchema = {
  operationId: 'listCallers',
  tags: [tags.callers],
  summary: 'List callers / 调用方列表',
  querystring: pageQuery,
  response: { 200: answer(callerList, 'A page of callers, without keys', '一页调用方，不含密钥'), ...refusals() },
}

export function callerRoutes(app: App, { service }: Parts): void {
  app.post('/callers', { schema: createSchema }, async ({ caller, body }, reply) =>
    reply.code(201).send(await createCaller(service, caller, body)),
  )

  app.post('/callers/:id/withdraw', { schema: revokeSchema }, async ({ caller, params }, reply) => {
    await revokeCaller(service, caller, params)
    return reply.code(204).send()
  })

  app.delete('/callers/:id', { schema: revokeBefore }, async ({ caller, params }, reply) => {
    await revokeCaller(service, caller, params)
    return reply.code(204).send()
  })

  app.get('/callers', { schema: listSchema }, ({ caller, query }) => listCallers(service, caller, query))
}
