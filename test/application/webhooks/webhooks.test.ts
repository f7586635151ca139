import type pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Service } from '../../../src/application/service.ts'
import { relay } from '../../../src/application/webhooks/deliver.ts'
import { listDeliveries, resend, resendDead } from '../../../src/application/webhooks/deliveries.ts'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
} from '../../../src/application/webhooks/register-webhook.ts'
import { networkPush } from '../../../src/start/push.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'
import { pushQueue } from '../../support/processes/push-queue.ts'
import { type Arrived, Receiver } from '../../support/processes/receiver.ts'

let desk: Desk
let service: Service
let owner: pg.Client
let receiver: Receiver
let queue: Awaited<ReturnType<typeof pushQueue>>

beforeAll(async () => {
  desk = await openDesk()
  // Receivers judge the age of a message by their own clock.
  service = { ...desk.service, clock: () => new Date() }
  owner = await desk.owner()
})
beforeEach(async () => {
  await queue?.stop()
  receiver = await Receiver.open()
  queue = await pushQueue(service, owner, networkPush(rule()))
})
afterAll(() => queue.stop())

const none: Arrived = { id: '', headers: {}, body: '' }

const rule = () => ({ plainHosts: [receiver.host] })

async function hook(region = '140500', caller = bureau) {
  const { secret, id } = await createWebhook(
    service,
    caller,
    { url: receiver.url, events: ['alert.raised'], region },
    rule(),
  )
  return { id, secret }
}

/** Someone passes the line, which is one event. */
async function event(insuredRegion = '140502'): Promise<string> {
  const personNo = await desk.person({ insuredRegion })
  await desk.settle(personNo, { offCatalogue: '20000.01' })
  return personNo
}

async function deliveries(id: string, status?: 'pending' | 'delivered' | 'dead') {
  return (await listDeliveries(service, bureau, { id, status })).items
}

test('an address is registered once for the events of a region, also by two at once, and again once it is deleted', async () => {
  const outcomes = await Promise.allSettled([hook('140600'), hook('140600')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = await refusalOf(hook('140600'))
  expect(refused).toMatchObject({ code: 'webhook-registered', params: { region: '140600' } })
  const elsewhere = await hook('140700')
  const again = await deleteWebhook(service, bureau, String(refused.params['id'])).then(() => hook('140600'))
  for (const { id } of [elsewhere, again]) await deleteWebhook(service, bureau, id)
})

describe('an event is pushed', () => {
  test('once, signed so that the library of Standard Webhooks agrees, without a name or a number', async () => {
    const { id, secret } = await hook()
    const personNo = await event()
    expect(await queue.round()).toEqual(['delivered'])
    expect(await queue.round()).toEqual([])
    const [{ headers, body } = none, ...rest] = receiver.arrived
    expect(rest).toEqual([])
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'alert.raised',
      data: { personNo, name: '示*' },
    })
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
    const other = await hook('370800')
    expect(() => new Webhook(other.secret).verify(body, headers)).toThrow()
    expect(await deliveries(id)).toMatchObject([
      { eventId: headers['webhook-id'], status: 'delivered', attempts: 1, answerStatus: 204, problem: null },
    ])
    await deleteWebhook(service, bureau, id)
    await deleteWebhook(service, bureau, other.id)
  })

  test('to those whose region holds the person’s, and to nobody else', async () => {
    const hooks = [
      await hook('140000'),
      await hook('140500'),
      await hook('140502'),
      await hook('140521'),
      await hook('370800'),
    ]
    await event('140502')
    expect(await queue.round()).toEqual(['delivered', 'delivered', 'delivered'])
    const reached = await Promise.all(hooks.map(async ({ id }) => (await deliveries(id)).length))
    expect(reached).toEqual([1, 1, 1, 0, 0])
    for (const { id } of hooks) await deleteWebhook(service, bureau, id)
    await event('140502')
    expect(await queue.round()).toEqual([])
  })
})

describe('a receiver that fails', () => {
  test.each([500, 404, 302])('with %i is asked again under the same id, after a growing wait', async (status) => {
    const { id } = await hook()
    receiver.answer = (nth) => (nth <= 3 ? status : 200)
    await event()
    const waits: number[] = []
    for (const _ of [1, 2, 3]) {
      expect(await queue.round()).toEqual(['again'])
      expect(await queue.round()).toEqual([])
      waits.push(...(await queue.waitOver()))
    }
    expect(await deliveries(id, 'pending')).toMatchObject([
      { attempts: 3, answerStatus: status, problem: `answered ${status}` },
    ])
    expect(await queue.round()).toEqual(['delivered'])
    // 5 s, doubled each time, less up to half of it by chance.
    for (const [at, wait] of waits.entries())
      expect([wait >= 5 * 2 ** at - 2, wait <= 10 * 2 ** at]).toEqual([true, true])
    expect([receiver.arrived.length, receiver.ids.length]).toEqual([4, 1])
    expect(new Set(receiver.arrived.map(({ body }) => body)).size).toBe(1)
    expect(await deliveries(id)).toMatchObject([{ status: 'delivered', attempts: 4, problem: null }])
    await deleteWebhook(service, bureau, id)
  })

  test('that is not there is told of by its reason, without an address', async () => {
    const { id } = await hook()
    await receiver.close()
    await event()
    expect(await queue.round()).toEqual(['again'])
    expect(await deliveries(id)).toMatchObject([{ status: 'pending', answerStatus: null, problem: 'ECONNREFUSED' }])
    await deleteWebhook(service, bureau, id)
    await queue.waitOver()
    expect(await queue.round()).toEqual(['closed'])
  })

  test('to the end leaves a dead letter, which is seen and sent again', async () => {
    const { id } = await hook()
    receiver.answer = () => 503
    await event()
    let tries = 0
    for (; (await deliveries(id, 'dead')).length === 0; tries++) {
      await queue.waitOver()
      expect(await queue.round()).toEqual(['again'])
    }
    expect([tries, receiver.arrived.length, receiver.ids.length]).toEqual([15, 15, 1])
    await queue.waitOver()
    expect(await queue.round()).toEqual([])
    const [dead] = await deliveries(id, 'dead')
    expect(dead).toMatchObject({ attempts: 15, answerStatus: 503 })
    const key = { id, eventId: dead?.eventId ?? '' }
    expect((await refusalOf(resend(service, jining, key))).code).toBe('not-found')
    receiver.answer = () => 200
    expect(await resend(service, bureau, key)).toMatchObject({ status: 'pending' })
    expect((await refusalOf(resend(service, bureau, key))).code).toBe('delivery-status')
    expect(await queue.round()).toEqual(['delivered'])
    expect([receiver.arrived.length, receiver.ids.length]).toEqual([16, 1])
    expect((await refusalOf(resend(service, bureau, key))).code).toBe('delivery-status')
    await deleteWebhook(service, bureau, id)
  })

  test('with 410 closes its webhook, and what waits for it is given up', async () => {
    const { id } = await hook()
    receiver.answer = () => 410
    await event()
    await event()
    expect(await queue.round()).toEqual(['closed', 'closed'])
    expect(receiver.arrived).toHaveLength(1)
    expect((await getWebhook(service, bureau, id)).disabledAt).not.toBeNull()
    const dead = await deliveries(id, 'dead')
    expect(dead).toHaveLength(2)
    const again = resend(service, bureau, { id, eventId: dead[0]?.eventId ?? '' })
    expect((await refusalOf(again)).code).toBe('delivery-status')
    await event()
    expect(await queue.round()).toEqual([])
    await deleteWebhook(service, bureau, id)
  })

  test('that came to nothing many times is sent again together, the oldest first, by a bureau', async () => {
    const { id } = await hook()
    await event()
    await relay(service)
    const made = `WITH e AS (
      INSERT INTO outbox_events SELECT gen_random_uuid(), type, region, payload, happened_at, relayed_at FROM outbox_events, generate_series(1, 501)
      WHERE id = (SELECT event_id FROM webhook_deliveries WHERE webhook_id = $1) RETURNING id)
    INSERT INTO webhook_deliveries (webhook_id, event_id, status, problem, created_at)
    SELECT $1, id, 'dead', 'answered 503', now() FROM e`
    await owner.query(made, [id])
    expect((await refusalOf(resendDead(service, jining, { id }))).code).toBe('not-found')
    expect(await resendDead(service, bureau, { id })).toEqual({ resent: 500, left: 1 })
    expect(await resendDead(service, bureau, { id })).toEqual({ resent: 1, left: 0 })
    expect(await resendDead(service, bureau, { id })).toEqual({ resent: 0, left: 0 })
    expect(await queue.round()).toEqual(new Array(502).fill('delivered'))
    expect(receiver.ids).toHaveLength(502)
    await deleteWebhook(service, bureau, id)
  })

  test('to a closed webhook is not sent again together either', async () => {
    const { id } = await hook()
    receiver.answer = () => 410
    await event()
    expect(await queue.round()).toEqual(['closed'])
    expect(await resendDead(service, bureau, { id })).toEqual({ resent: 0, left: 1 })
    expect(await queue.round()).toEqual([])
    await deleteWebhook(service, bureau, id)
  })

  test('does not hold up another', async () => {
    const broken = await hook()
    const sound = await Receiver.open()
    const both = { plainHosts: [receiver.host, sound.host] }
    const input = { url: sound.url, events: ['alert.raised'], region: '140500' } as const
    const { id } = await createWebhook(service, bureau, input, both)
    receiver.answer = () => 500
    await event()
    await queue.stop()
    queue = await pushQueue(service, owner, networkPush(both))
    expect((await queue.round()).sort()).toEqual(['again', 'delivered'])
    expect(sound.arrived).toHaveLength(1)
    for (const one of [id, broken.id]) await deleteWebhook(service, bureau, one)
    await queue.waitOver()
    expect(await queue.round()).toEqual(['closed'])
  })
})

test('a push that a dead process held is made by another', async () => {
  const { id } = await hook()
  await event()
  await relay(service)
  const held = await queue.takeAndDie()
  expect([held?.webhookId, receiver.arrived]).toEqual([id, []])
  expect(await queue.round()).toEqual(['delivered'])
  expect(receiver.ids).toEqual([held?.eventId])
  await deleteWebhook(service, bureau, id)
})

describe('registering', () => {
  const create = (caller = bureau, change: { url?: string; region?: string } = {}) =>
    createWebhook(service, caller, { url: receiver.url, events: ['alert.raised'], ...change }, rule())

  test('shows the secret once and stores it sealed', async () => {
    const { id, secret } = await create(jincheng)
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
    const shown = await getWebhook(service, jincheng, id)
    expect(shown).toMatchObject({ id, region: '140500', url: receiver.url })
    expect(JSON.stringify([shown, (await listWebhooks(service, jincheng, {})).items])).not.toContain(secret)
    const { rows } = await owner.query<{ secret_enc: Buffer }>('SELECT secret_enc FROM webhooks WHERE id = $1', [id])
    expect(rows[0]?.secret_enc.toString('latin1')).not.toContain(secret.slice(6))
    const { rows: audit } = await owner.query('SELECT action, detail FROM register_changes ORDER BY id DESC LIMIT 1')
    expect(audit).toMatchObject([{ action: 'webhook-created', detail: { id, region: '140500' } }])
    expect(JSON.stringify(audit)).not.toContain(secret)
  })

  test('is for bureaus, of their own region', async () => {
    expect((await refusalOf(create(ofHospital('H1')))).code).toBe('forbidden')
    expect((await refusalOf(create(shanxiAuditor))).code).toBe('forbidden')
    expect((await refusalOf(create(jining, { region: '140500' }))).code).toBe('forbidden')
    const { id } = await create(jincheng)
    expect((await refusalOf(getWebhook(service, jining, id))).code).toBe('not-found')
    expect((await refusalOf(deleteWebhook(service, jining, id))).code).toBe('not-found')
    await deleteWebhook(service, jincheng, id)
    expect((await refusalOf(getWebhook(service, jincheng, id))).code).toBe('not-found')
  })

  test.each([
    'http://example.org/hook',
    'https://127.0.0.1/hook',
    'https://10.1.2.3/hook',
    'https://[fd00:ec2::254]/',
    'https://100.100.100.200/latest',
  ])('refuses %s', async (url) => {
    expect((await refusalOf(create(bureau, { url }))).code).toBe('webhook-invalid')
  })
})
