import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { createLog } from '../../../src/log.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const lines: string[] = []
let app: App
let port: number

beforeAll(async () => {
  const log = createLog('info', { write: (line) => lines.push(line) })
  app = await buildApp({ service: it.service, log, maxConnections: 3 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

async function connected(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const half = (url: string, type: string) =>
  [
    `POST ${url} HTTP/1.1`,
    'host: x',
    `authorization: Bearer ${it.keys.bureau}`,
    `content-type: ${type}`,
    'content-length: 900',
    '',
    '{"settlementNo":',
  ].join('\r\n')

describe('who hangs up in the middle of a request', () => {
  test.each([
    ['/v1/settlements', 'application/json'],
    ['/nhsa', 'application/json'],
    ['/v1/rosters?region=140500&month=2024-05&department=civil-affairs', 'text/csv'],
    ['/v1/reconciliations/files?hospitalCode=H14050000001&fileName=a.csv', 'text/csv'],
  ])('is no error of the service, nor of its database: %s', async (url, type) => {
    lines.length = 0
    const socket = await connected()
    socket.write(half(url, type))
    await new Promise((wake) => setTimeout(wake, 300))
    socket.resetAndDestroy()
    await vi.waitFor(() => expect(lines.join('')).toContain('"event":"request.aborted"'), { timeout: 60_000 })
    // What still runs for it ends too, and says so at once.
    await new Promise((wake) => setTimeout(wake, 300))
    expect(lines.filter((line) => !line.includes('"level":"info"'))).toEqual([])
  })
})

test('connections beyond the most are closed at once, and answered again when there is room', async () => {
  const sockets = await Promise.all(Array.from({ length: 3 }, connected))
  const [beyond] = await Promise.all([connected()])
  await once(beyond, 'close')
  for (const socket of sockets) socket.destroy()
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200), {
    timeout: 60_000,
  })
})
