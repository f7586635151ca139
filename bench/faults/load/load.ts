import { mkdirSync } from 'node:fs'
import { ClientLog } from '../history/history.ts'
import type { Random } from '../random.ts'
import { Client, type Target } from './client.ts'
import { Clerk, type Mix } from './operations.ts'
import type { Keys } from './register.ts'

export interface LoadOptions {
  readonly folder: string
  readonly random: Random
  readonly targets: readonly Target[]
  readonly keys: Keys
  readonly mix: Mix
  readonly clients: number
  readonly burst: number
  readonly pauseMs: number
  readonly timeoutMs: number
  readonly patienceMs: number
}

export interface Load {
  /** Stops making new operations and waits until the last one is decided or given up. */
  readonly finish: () => Promise<void>
}

/** Clients that each wait for their answer before they go on: the load is bounded by their number. */
export function startLoad(options: LoadOptions): Load {
  mkdirSync(options.folder, { recursive: true })
  let over = false
  const clients = Array.from({ length: options.clients }, (_, number) => clientOf(options, number))
  const running = Promise.all(clients.map((client) => client.run(() => over)))
  // It is awaited in `finish`; until then a failure must not end the run before it has cleaned up.
  running.catch(() => undefined)
  return {
    finish: async () => {
      over = true
      await running
    },
  }
}

function clientOf({ folder, random, keys, mix, ...options }: LoadOptions, number: number): Client {
  return new Client({
    ...options,
    number,
    random: random.fork(),
    clerk: new Clerk(random.fork(), mix, `c${number}`),
    log: new ClientLog(folder, number),
    keyOf: (hospitalCode) => keys.get(hospitalCode) ?? '',
  })
}
