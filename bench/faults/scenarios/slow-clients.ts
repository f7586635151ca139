import { connect, type Socket } from 'node:net'
import type { FaultEnvironment } from '../environment/environment.ts'
import { readLogs } from '../history/history.ts'
import { ask, NoAnswer } from '../load/http.ts'
import { adminKey } from '../load/register.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

const slowest = 3_000
const crowd = 150

/** Two hundred connections that send a byte now and then, and bodies of twice what is allowed, beside the load. */
export const slowClients: Scenario = {
  name: 'slow-clients',
  breaks: 'slow loris clients and bodies above one megabyte beside the load',
  run: async ({ environment, seconds }) => {
    const loris = Array.from({ length: crowd }, (_, at) => slowly(environment, at))
    const statuses = new Map<number, number>()
    const rounds = await until(seconds, async (round) => {
      for (const { drip } of loris) drip()
      const status = await huge(environment.proxies[(round % 2) as 0 | 1].port)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      await wait(150)
    })
    for (const { socket } of loris) socket.destroy()
    const waits = readLogs(environment.logs)
      .map(({ sentAt, endedAt }) => Math.round(endedAt - sentAt))
      .sort((a, b) => a - b)
    const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0
    const wrong = [...statuses.keys()].filter((status) => status !== 413 && status !== 0)
    return {
      did: `${crowd} slow connections, ${rounds} huge bodies, p99 ${p99} ms`,
      complaints: [
        ...complaint(p99 > slowest, `settlements beside them took ${p99} ms`),
        ...complaint(wrong.length > 0 || !statuses.has(413), `huge bodies were answered ${[...statuses.keys()]}`),
      ],
    }
  },
}

/** Half of them never finish their headers, the others never finish their body. */
function slowly(environment: FaultEnvironment, at: number): { socket: Socket; drip: () => void } {
  const socket = connect(environment.proxies[(at % 2) as 0 | 1].port, '127.0.0.1').on('error', () => undefined)
  const start = 'POST /v1/settlements HTTP/1.1\r\nhost: localhost\r\n'
  const inBody = `authorization: Bearer ${adminKey}\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{"personNo":"`
  socket.write(at % 4 < 2 ? `${start}x-slow: ` : `${start}${inBody}`)
  return { socket, drip: () => void (socket.writable && socket.write('1')) }
}

async function huge(port: number): Promise<number> {
  const body = `{"settlementNo":"${'9'.repeat(2_000_000)}"}`
  try {
    return (await ask({ port, method: 'POST', path: '/v1/settlements', key: adminKey, body })).status
  } catch (error) {
    // The service may hang up while we still send: that is an answer too.
    if (error instanceof NoAnswer) return 0
    throw error
  }
}
