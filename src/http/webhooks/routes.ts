import { z } from 'zod'
import { listDeliveries, resend, resendDead } from '../../application/webhooks/deliveries.ts'
import { createWebhook, deleteWebhook, getWebhook, listWebhooks } from '../../application/webhooks/register-webhook.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer, refusals } from '../shared/problem.ts'
import { alsoSpelt } from '../shared/spellings.ts'
import {
  createdWebhook,
  deliveriesQuery,
  delivery,
  deliveryList,
  deliveryParams,
  resent,
  webhook,
  webhookList,
  webhookParams,
  webhookRequest,
  webhooksQuery,
} from './schemas.ts'

const createSchema = {
  operationId: 'createWebhook',
  tags: [tags.webhooks],
  summary: 'Register a webhook / 登记推送地址',
  description:
    'Events are sent by POST as Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` (v1, HMAC-SHA256 over `id.timestamp.body`). Each arrives at least once, in no order, always under the same `webhook-id`: a receiver that knows the id need not act again. Only a 2xx within 10 seconds has arrived; after that it is tried again for about a day and a half, with growing waits, then it is a dead letter. 410 closes the webhook. An address that is told of the same events of the same region already is refused. Names are masked and no ID number is sent. Bureaus. / 按 Standard Webhooks 规范推送并签名，至少送达一次，不保证次序，重发时 webhook-id 不变，接收方应据此去重。10 秒内返回 2xx 为送达，否则按递增间隔重试约一天半，之后列为“多次失败”。返回 410 则停用。同一地址、同一地区的同类事件不重复登记。姓名遮盖，不含证件号码。仅限经办机构。',
  body: webhookRequest,
  response: {
    201: answer(createdWebhook, 'The webhook and its secret', '推送地址及密钥'),
    ...refusals('malformed-json', 'webhook-invalid', 'webhook-registered'),
  },
}

const listSchema = {
  operationId: 'listWebhooks',
  tags: [tags.webhooks],
  summary: 'List webhooks / 查询推送地址',
  querystring: webhooksQuery,
  response: {
    200: answer(webhookList, 'A page of webhooks, without secrets', '一页推送地址，不含密钥'),
    ...refusals(),
  },
}

const getSchema = {
  operationId: 'getWebhook',
  tags: [tags.webhooks],
  summary: 'Read a webhook / 查询推送地址详情',
  params: webhookParams,
  response: { 200: answer(webhook, 'The webhook, without its secret', '推送地址，不含密钥'), ...refusals('not-found') },
}

const withdrawSchema = {
  operationId: 'withdrawWebhook',
  tags: [tags.webhooks],
  summary: 'Delete a webhook / 删除推送地址',
  params: webhookParams,
  response: { 204: z.null().meta({ description: 'Deleted / 已删除' }), ...refusals('not-found') },
}

const deleteSchema = alsoSpelt(withdrawSchema, 'deleteWebhook', 'POST /v1/webhooks/{id}/withdraw')

const deliveriesSchema = {
  operationId: 'listDeliveries',
  tags: [tags.webhooks],
  summary: 'What was sent / 查询推送记录',
  description: 'With `status=dead` the dead letters. / status=dead 为多次失败的推送。',
  params: webhookParams,
  querystring: deliveriesQuery,
  response: { 200: answer(deliveryList, 'A page of deliveries', '一页推送记录'), ...refusals('not-found') },
}

const resendSchema = {
  operationId: 'resendDelivery',
  tags: [tags.webhooks],
  summary: 'Send a dead letter again / 重发',
  params: deliveryParams,
  response: {
    202: answer(delivery, 'On its way again', '已重新推送'),
    ...refusals('not-found', 'delivery-status'),
  },
}

const resendDeadSchema = {
  operationId: 'resendDeadDeliveries',
  tags: [tags.webhooks],
  summary: 'Send the dead letters again / 全部重发',
  description:
    'For a receiver that was away for longer than pushes are tried. The oldest 500 a call; call again until `resent` is 0. Of a webhook that answered 410 nothing is sent. / 用于接收方长时间中断之后，每次重发最早的 500 条，可反复调用至 resent 为 0。已停用的推送地址不重发。',
  params: webhookParams,
  response: {
    202: answer(resent, 'On their way again', '已重新推送'),
    ...refusals('not-found'),
  },
}

export function webhookRoutes(app: App, { service, webhookPlainHosts: plainHosts }: Parts): void {
  app.post('/webhooks', { schema: createSchema }, async ({ caller, body }, reply) =>
    reply.code(201).send(await createWebhook(service, caller, body, { plainHosts })),
  )

  app.get('/webhooks', { schema: listSchema }, ({ caller, query }) => listWebhooks(service, caller, query))

  app.get('/webhooks/:id', { schema: getSchema }, ({ caller, params }) => getWebhook(service, caller, params.id))

  app.post('/webhooks/:id/withdraw', { schema: withdrawSchema }, async ({ caller, params }, reply) => {
    await deleteWebhook(service, caller, params.id)
    return reply.code(204).send()
  })

  app.delete('/webhooks/:id', { schema: deleteSchema }, async ({ caller, params }, reply) => {
    await deleteWebhook(service, caller, params.id)
    return reply.code(204).send()
  })

  app.get('/webhooks/:id/deliveries', { schema: deliveriesSchema }, ({ caller, params, query }) =>
    listDeliveries(service, caller, { id: params.id, ...query }),
  )

  app.post('/webhooks/:id/deliveries/:eventId/resend', { schema: resendSchema }, async ({ caller, params }, reply) =>
    reply.code(202).send(await resend(service, caller, params)),
  )

  app.post('/webhooks/:id/deliveries/resend', { schema: resendDeadSchema }, async ({ caller, params }, reply) =>
    reply.code(202).send(await resendDead(service, caller, params)),
  )
}
