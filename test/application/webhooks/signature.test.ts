import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedHeaders } from '../../../src/application/webhooks/push.ts'

/** The example that Standard Webhooks' own libraries are tested with. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const at = new Date(1_614_265_330_000)

test('a message is signed as the published example is', () => {
  expect(signedHeaders(secret, id, '{"test": 2432232314}', at)).toEqual({
    'content-type': 'application/json',
    'user-agent': 'yizhan',
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('Chinese text is signed as its bytes, and a part of a second is left out of both', () => {
  const body = '{"name":"张*"}'
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.1614265330.`).update(Buffer.from(body, 'utf8')).digest('base64')
  const headers = signedHeaders(secret, id, body, new Date(at.getTime() + 999))
  expect(headers).toMatchObject({ 'webhook-timestamp': '1614265330', 'webhook-signature': `v1,${mac}` })
})
