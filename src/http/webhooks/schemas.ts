import { z } from 'zod'
import { deliveryNames, deliveryStatuses, eventNames, eventTypes } from '../../domain/alerts/alert-names.ts'
import { instant, listOf, named, oneOf, page, regionField, uuid } from '../shared/fields.ts'

const events = named(
  z.array(z.enum(eventTypes)).min(1),
  'What it is told of',
  `推送的事件：${eventTypes.map((one) => `${one} ${eventNames[one].zh}`).join(', ')}`,
)
const url = named(
  z
    .string({ error: 'url' })
    .max(2000, { error: 'url' })
    .regex(/^https?:\/\/[^\s\p{C}]+$/u, { error: 'url' }),
  'Where to; https, or a host that the operator allows plainly',
  '接收地址；须为 https，或运维允许的主机',
)
const when = (en: string, zh: string) => named(z.string().nullable(), en, zh)

export const webhookRequest = z
  .strictObject(
    {
      url,
      events: events.default([...eventTypes]),
      region: regionField(
        'Events of people insured there; left out, the region of the key',
        '参保地区；不填为密钥所属地区',
      ).optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'WebhookRequest' })

const fields = {
  id: uuid('Id of the webhook', '推送地址 ID'),
  region: regionField('Events of people insured there', '参保地区'),
  url,
  events,
  createdAt: instant('When it was registered', '登记时间'),
  disabledAt: when('When the receiver answered 410 and was closed', '接收方返回 410 而停用的时间'),
}
export const webhook = z.strictObject(fields).meta({ id: 'Webhook' })
export const createdWebhook = z
  .strictObject({
    ...fields,
    secret: named(
      z.string().meta({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }),
      'Signs what is sent (Standard Webhooks); shown this once and stored encrypted',
      '签名密钥（Standard Webhooks），仅此一次显示，加密保存',
    ),
  })
  .meta({ id: 'CreatedWebhook' })
export const webhookList = listOf(webhook, 'Webhooks, newest first', '推送地址，最新在前').meta({ id: 'WebhookList' })

const status = oneOf(deliveryStatuses, 'Where it stands', '状态', deliveryNames)
export const delivery = z
  .strictObject({
    eventId: uuid('Id of the event: the `webhook-id` of each attempt', '事件 ID，即每次推送的 webhook-id'),
    type: named(z.string(), 'What happened', '事件'),
    status,
    attempts: named(z.int(), 'How often it was tried', '已尝试次数'),
    answerStatus: named(z.int().nullable(), 'HTTP status of the last answer', '最近一次返回的 HTTP 状态码'),
    problem: named(z.string().nullable(), 'Why the last attempt did not arrive', '最近一次未送达的原因'),
    createdAt: instant('When it was put on its way', '开始推送时间'),
    lastAttemptAt: when('The last attempt', '最近一次尝试'),
    deliveredAt: when('When it arrived', '送达时间'),
  })
  .meta({ id: 'WebhookDelivery' })
export const deliveryList = listOf(delivery, 'Deliveries, newest first', '推送记录，最新在前').meta({
  id: 'WebhookDeliveryList',
})

export const resent = z
  .strictObject({
    resent: named(z.int(), 'How many are on their way again', '本次重新推送的条数'),
    left: named(z.int(), 'Dead letters that are left', '尚余条数'),
  })
  .meta({ id: 'WebhookResent' })

export const webhookParams = z.strictObject({ id: uuid('Id of the webhook', '推送地址 ID') })
export const deliveryParams = z.strictObject({
  id: uuid('Id of the webhook', '推送地址 ID'),
  eventId: uuid('Id of the event', '事件 ID'),
})
export const webhooksQuery = z.strictObject(page)
export const deliveriesQuery = z.strictObject({ status: status.optional(), ...page })
