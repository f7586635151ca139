import { openAll } from './closed.ts'
import type { Connection } from './connection.ts'
import { type Figures, Sample } from './sample.ts'

export interface OpenLoad {
  readonly port: number
  readonly perSecond: number
  readonly warmUpSeconds: number
  readonly seconds: number
  readonly next: () => string
}

/** Enough that a request finds a free connection even while the disk stalls for a quarter of a second. */
const connectionCount = 256

/**
 * Requests at fixed times, whether or not those before them were answered.
 *
 * Latency counts from the time that a request was due. A generator that waits for answers would leave out just those
 * requests that a stall would have kept waiting.
 */
export async function openLoop(load: OpenLoad): Promise<Figures> {
  const idle = await openAll(load.port, connectionCount)
  const all = [...idle]
  const begin = performance.now()
  const start = begin + load.warmUpSeconds * 1000
  const sample = new Sample(start, start + load.seconds * 1000)
  const total = Math.round((load.warmUpSeconds + load.seconds) * load.perSecond)
  await inTime({ total, begin, everyMs: 1000 / load.perSecond, idle, next: load.next, sample })
  for (const connection of all) connection.close()
  return sample.figures()
}

interface Schedule {
  readonly total: number
  readonly begin: number
  readonly everyMs: number
  readonly idle: Connection[]
  readonly next: () => string
  readonly sample: Sample
}

function inTime({ total, begin, everyMs, idle, next, sample }: Schedule): Promise<void> {
  return new Promise((resolve, reject) => {
    let issued = 0
    let answered = 0
    const issueDue = () => {
      while (issued < total && begin + issued * everyMs <= performance.now() && idle.length > 0) issue()
      if (issued < total) setTimeout(issueDue, 1)
    }
    const issue = () => {
      const due = begin + issued++ * everyMs
      const connection = idle.pop() as Connection
      connection.send(next()).then((reply) => {
        sample.add(due, performance.now(), reply)
        idle.push(connection)
        if (++answered === total) resolve()
      }, reject)
    }
    issueDue()
  })
}
