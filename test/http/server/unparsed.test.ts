import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const limitMs = 1_000
let app: App
let port: number

beforeAll(async () => {
  app = await buildApp({ service: it.service, requestTimeoutMs: limitMs })
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

/** Sends bytes, drips more where asked to, and answers what came back until the other side closed. */
async function answerTo(
  bytes: string,
  drip = '',
): Promise<{ status: number; head: string; body: Record<string, unknown>; ms: number }> {
  const from = performance.now()
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(bytes)
  const dripping = setInterval(() => drip && socket.writable && socket.write(drip), 50)
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  await once(socket, 'close')
  clearInterval(dripping)
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: JSON.parse(body), ms: performance.now() - from }
}

const start = 'POST /v1/settlements HTTP/1.1\r\nhost: x\r\n'

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'request-unreadable'],
  ['two lengths of a body', `${start}content-length: 1\r\ncontent-length: 2\r\n\r\nx`, 400, 'request-unreadable'],
  [
    'a length and chunks',
    `${start}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'request-unreadable',
  ],
  ['headers of twenty kilobytes', `${start}x-long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
  [
    'an address of twenty kilobytes',
    `GET /v1/${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    431,
    'headers-too-large',
  ],
])('%s: a problem document in both languages, and the connection closes', async (_, bytes, status, code) => {
  const answer = await answerTo(bytes)
  expect(answer.status).toBe(status)
  expect(answer.head).toMatch(/content-type: application\/problem\+json/)
  expect(answer.head).toMatch(/x-request-id: \S+/)
  expect(answer.body).toMatchObject({ type: `/problems/${code}`, status, code, instance: '/' })
  expect(answer.body['detail']).toMatch(/[a-z].*[一-龥]/)
})

test.each([
  ['headers', start, 'x-slow: 1\r\n'],
  [
    'a body',
    `${start}content-type: application/json\r\ncontent-length: 900000\r\nauthorization: Bearer admin-key-of-the-tests-0000\r\n\r\n`,
    ' ',
  ],
])('%s without an end: cut off after the time of a request', async (_, bytes, drip) => {
  const answer = await answerTo(bytes, drip)
  expect([answer.status, answer.body['code']]).toEqual([408, 'request-timeout'])
  expect(answer.ms).toBeGreaterThanOrEqual(limitMs * 0.9)
})
