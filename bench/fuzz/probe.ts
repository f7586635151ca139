import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Probe {
  /** Stops asking and answers the longest time and how often there was no answer. */
  readonly stop: () => Promise<{ readonly maxMs: number; readonly failures: number; readonly asked: number }>
}

const defaultMs = 200
const patienceMs = 60_000

/** Asks /healthz again and again, on a new connection each time, as a supervisor does. */
export function probe(port: number, everyMs = defaultMs): Probe {
  const seen = { maxMs: 0, failures: 0, asked: 0 }
  let over = false
  const run = async () => {
    while (!over) {
      const from = performance.now()
      const status = await healthz(port)
      seen.asked += 1
      seen.maxMs = Math.max(seen.maxMs, performance.now() - from)
      if (status !== 200) seen.failures += 1
      await sleep(everyMs)
    }
  }
  const running = run()
  return {
    stop: async () => {
      over = true
      await running
      return seen
    },
  }
}

function healthz(port: number): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/healthz', agent: false, timeout: patienceMs },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(0))
    asked.end()
  })
}
