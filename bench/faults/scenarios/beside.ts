import { request } from 'node:http'
import type { FaultEnvironment } from '../environment/environment.ts'
import { readLogs } from '../history/history.ts'
import { complaint, wait } from './scenario.ts'

/** What honest traffic may take while somebody attacks, on a machine of two cores that does both. */
const maxMs = 3_000
/** A machine that is busy with other things takes longer anyway: then so many times what it took in the calm before. */
const maxTimesCalm = 4
const calmMs = 3_000
const probeEveryMs = 150

export interface Beside {
  /** Such as `p99 340 ms, healthz 52 ms`. */
  readonly measured: string
  readonly complaints: readonly string[]
}

/**
 * Runs an attack while the load goes on and `/healthz` of both services is asked again and again, on new connections as
 * a supervisor asks. Whoever is honest is to be answered about as in the calm before.
 */
export async function besideHonest(environment: FaultEnvironment, attack: () => Promise<void>): Promise<Beside> {
  const calm = await watched(environment, () => wait(calmMs))
  const during = await watched(environment, attack)
  const [maxP99, maxHealth] = [calm.p99, calm.slowest].map((ms) => Math.max(maxMs, ms * maxTimesCalm)) as [
    number,
    number,
  ]
  return {
    measured: `p99 ${during.p99} ms (calm ${calm.p99}) of ${during.answered}, healthz ${during.slowest} ms at most`,
    complaints: [
      ...complaint(during.answered === 0, 'nobody honest was answered'),
      ...complaint(during.p99 > maxP99, `settlements beside it took ${during.p99} ms`),
      ...complaint(during.slowest > maxHealth, `healthz took ${during.slowest} ms`),
      ...complaint(during.dead > 0, `healthz was not answered 200 in ${during.dead} of ${during.asked} times`),
    ],
  }
}

async function watched(environment: FaultEnvironment, during: () => Promise<unknown>) {
  const probes = environment.services.map(({ port }) => probeHealth(port))
  const from = performance.now()
  await during()
  const health = (await Promise.all(probes.map((stop) => stop()))).flat()
  const waits = readLogs(environment.logs)
    .filter(({ sentAt }) => sentAt >= from)
    .map(({ sentAt, endedAt }) => Math.round(endedAt - sentAt))
    .sort((a, b) => a - b)
  return {
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
    answered: waits.length,
    slowest: Math.round(Math.max(0, ...health.map(({ ms }) => ms))),
    dead: health.filter(({ status }) => status !== 200).length,
    asked: health.length,
  }
}

interface Health {
  readonly status: number
  readonly ms: number
}

function probeHealth(port: number): () => Promise<Health[]> {
  const seen: Health[] = []
  let over = false
  const run = async () => {
    while (!over) {
      seen.push(await askHealth(port))
      await wait(probeEveryMs)
    }
  }
  const running = run()
  return async () => {
    over = true
    await running
    return seen
  }
}

function askHealth(port: number): Promise<Health> {
  const from = performance.now()
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - from })
    const asked = request({ host: '127.0.0.1', port, path: '/healthz', agent: false, timeout: 30_000 }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => done(0))
    asked.end()
  })
}

/** How often each status was answered; 0 is a connection that broke. As text, such as `401 1200×, 429 3100×`. */
export class Statuses {
  readonly #counts = new Map<number, number>()

  add(status: number): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1)
  }

  get seen(): readonly number[] {
    return [...this.#counts.keys()]
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }

  toString(): string {
    const parts = [...this.#counts].sort(([a], [b]) => a - b)
    return parts.map(([status, count]) => `${status || 'cut off'} ${count}×`).join(', ')
  }
}

/** So many at the same time, each again as soon as it was answered, until the time is over. */
export async function repeatedly(
  workers: number,
  seconds: number,
  act: (worker: number, round: number) => Promise<void>,
) {
  const end = performance.now() + seconds * 1000
  const worker = async (_: unknown, number: number) => {
    for (let round = 0; performance.now() < end; round++) await act(number, round)
  }
  await Promise.all(Array.from({ length: workers }, worker))
}
