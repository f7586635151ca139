import { connect, type Socket } from 'node:net'
import type { FaultEnvironment } from '../environment/environment.ts'
import { insider, targetOf } from './attacker.ts'
import { besideHonest } from './beside.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

const limitMs = 3_000
/** Node looks every two seconds; the rest is what a busy machine may need. */
const graceMs = 6_000
const crowd = 200

/** Bodies that drip byte by byte, of uploads and of messages: each is cut off when its time is over, and costs little until then. */
export const slowUploads: Scenario = {
  name: 'slow-uploads',
  breaks: '200 uploads and messages whose bodies drip, each again when it was cut off',
  environment: { env: { YIZHAN_REQUEST_TIMEOUT_MS: String(limitMs) } },
  run: async ({ environment, seconds }) => {
    const kept: number[] = []
    const { measured, complaints } = await besideHonest(environment, async () => {
      const end = performance.now() + Math.max(seconds * 1000, limitMs + graceMs + 1_000)
      const drips = Array.from({ length: crowd }, async (_, at) => {
        while (performance.now() < end - limitMs - graceMs) kept.push(await drip(environment, at))
      })
      await Promise.all(drips)
    })
    const maxMs = Math.round(Math.max(0, ...kept))
    return {
      did: `${kept.length} dripping bodies, each cut off after ${maxMs} ms at most, ${measured}`,
      complaints: [
        ...complaints,
        ...complaint(maxMs > limitMs + graceMs, `one was kept for ${maxMs} ms, not ${limitMs}`),
        ...complaint(kept.length === 0, 'nothing dripped'),
      ],
    }
  },
}

/** How long it was borne, in milliseconds. */
async function drip(environment: FaultEnvironment, at: number): Promise<number> {
  const from = performance.now()
  const socket = connect(targetOf(environment, at), '127.0.0.1').on('error', () => undefined)
  let isOpen = true
  socket.on('close', () => {
    isOpen = false
  })
  socket.resume()
  socket.write(headOf(environment, at))
  while (isOpen && performance.now() - from < limitMs + graceMs + 1_000) {
    writeTo(socket)
    await wait(500)
  }
  socket.destroy()
  return performance.now() - from
}

function headOf(environment: FaultEnvironment, at: number): string {
  const { hospitalCode, authorization } = insider(environment)
  const [path, type] = [
    [`/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=a.csv`, 'text/csv'],
    ['/nhsa', 'application/json'],
    ['/v1/settlements', 'application/json'],
  ][at % 3] as [string, string]
  const lines = [`POST ${path} HTTP/1.1`, 'host: localhost', `authorization: ${authorization}`, `content-type: ${type}`]
  return `${[...lines, 'content-length: 900000'].join('\r\n')}\r\n\r\n`
}

function writeTo(socket: Socket): void {
  if (socket.writable) socket.write('1')
}
