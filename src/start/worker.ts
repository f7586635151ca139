import type { Logger } from 'pino'
import { AggregatorRegistry, type Registry } from 'prom-client'
import { type Config, ConfigError } from '../config.ts'
import { parseDataKeys } from '../db/data-keys/given.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import { startJobs } from './jobs.ts'
import { listen } from './listen.ts'
import { startSummingUp } from './overview-sums.ts'
import { servePlaces } from './serve-places.ts'
import { openService, type Prepared } from './service.ts'
import { onStop, stopAll } from './stack.ts'
import { startExpiry } from './uploads.ts'
import { startWebhooks } from './webhooks.ts'
import { followLaw, lawOfWorker } from './worker-law.ts'
import type { WorkerMessage } from './workers.ts'

/** One of several processes on the port. It ends when it is told to, or when the process that started it is gone. */
export async function work(config: Config, log: Logger): Promise<void> {
  const { databaseUrl, dataKey, places } = config
  if ((databaseUrl === null && places === null) || dataKey === null)
    throw new ConfigError('A worker is started by the service itself.')
  stopOnce(config, log)
  // The first process reloads, and says so.
  process.on('SIGHUP', () => {})
  const library = await lawOfWorker()
  if (places !== null) {
    await servePlaces(config, places, { library, log, reloaderOf: followLaw, gatherMetrics: metricsOfAll })
    return
  }
  if (databaseUrl !== null) await serveOne(config, { url: databaseUrl, dataKeys: parseDataKeys(dataKey) }, library, log)
}

async function serveOne(config: Config, prepared: Prepared, library: PolicyLibrary, log: Logger): Promise<void> {
  const opened = await openService(config, prepared, library, log, { reloadWith: followLaw })
  const { service, close } = opened
  onStop(close)
  onStop(await startJobs(config, service, log))
  onStop(await startWebhooks(config, service, log))
  onStop(startExpiry(config, service, log))
  onStop(startSummingUp(config, service, log))
  const listening = await listen(config, opened, log, (own) => metricsOfAll([own]))
  onStop(listening.close)
}

/** Several may tell it to stop, a terminal and the first process among them: it stops once and finishes its work. */
function stopOnce({ shutdownMs }: Config, log: Logger): void {
  let stopping = false
  const stop = (code: number) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), shutdownMs).unref()
    stopAll().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(0))
  process.on('disconnect', () => stop(0))
  for (const failure of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(failure, (err: unknown) => {
      log.fatal({ event: 'service.failed', err })
      stop(1)
    })
  }
}

/** Asks the first process, which asks all workers, this one among them. */
function metricsOfAll(own: Registry[]): () => Promise<string | null> {
  // Kept as it is: what is added to it later is asked for too.
  AggregatorRegistry.setRegistries(own)
  // Made for what it sets up: from here on this process answers when the first one asks.
  new AggregatorRegistry()
  const waiting = new Map<number, (text: string | null) => void>()
  let last = 0
  process.on('message', (message: WorkerMessage) => {
    if (message.yizhan !== 'metrics') return
    waiting.get(message.id)?.(message.text)
    waiting.delete(message.id)
  })
  return () =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      process.send?.({ yizhan: 'metrics-wanted', id: last } satisfies WorkerMessage)
    })
}
