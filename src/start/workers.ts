import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Logger } from 'pino'
import { AggregatorRegistry } from 'prom-client'
import type { ReloadOutcome } from '../application/policies/reload-outcome.ts'
import { fileSettingOf, secretSettings } from '../config/secret-files.ts'
import { type Config, ConfigError } from '../config.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import { embeddedMark } from './embedded-mark.ts'
import { LawOfWorkers, reloader } from './reload.ts'
import type { Prepared } from './service.ts'
import { onStop } from './stack.ts'

/** What workers and the first process say to each other. */
export type WorkerMessage =
  | { readonly yizhan: 'metrics-wanted'; readonly id: number }
  | { readonly yizhan: 'metrics'; readonly id: number; readonly text: string | null }

/** Deaths within a minute after which starting anew only hides what is wrong. */
const tooManyDeaths = 5

/**
 * Starts the workers, which share the port, and keeps their number.
 *
 * They share nothing else: people and balances are in the database, and a write checks the version it
 * read. A worker that dies takes its unanswered requests with it; whoever asked sends them again.
 */
export async function startWorkers(
  config: Config,
  prepared: Prepared,
  library: PolicyLibrary,
  log: Logger,
): Promise<{ address: string; reload: () => Promise<ReloadOutcome> }> {
  const env = environmentOf(config, prepared)
  const deaths: number[] = []
  let stopping = false
  onStop(async () => {
    stopping = true
    await stopWorkers()
  })
  answerMetrics()
  const law = new LawOfWorkers(library.files)
  const reload = reloader(config, log, law.takeOver)
  law.serve(reload)
  const first = Array.from({ length: config.workers }, () => cluster.fork(env))
  const [address] = await Promise.all(first.map(listening))
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return
    log.error({ event: 'worker.died', pid: worker.process.pid, code, signal })
    const now = performance.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < 60_000).length > tooManyDeaths) {
      log.fatal({ event: 'workers.keep-dying' })
      process.kill(process.pid, 'SIGTERM')
      return
    }
    cluster.fork(env)
  })
  return { address: address as string, reload }
}

/**
 * The database and the keys are decided once; a worker neither starts a server nor migrates one, and reads no file of a
 * secret again, which may hold another by now or be gone.
 */
function environmentOf(config: Config, { url, dataKeys }: Prepared): Record<string, string> {
  return {
    ...Object.fromEntries(secretSettings.map((name) => [fileSettingOf(name), ''])),
    DATABASE_URL: url,
    DATABASE_PASSWORD: '',
    // Of a file with one place a worker is given that place's address.
    ...(config.places === null ? { YIZHAN_PLACES: '', YIZHAN_PLACE: '' } : {}),
    YIZHAN_ADMIN_KEY: config.adminKey ?? '',
    YIZHAN_METRICS_KEY: config.metricsKey ?? '',
    YIZHAN_DATA_KEY: dataKeys.keys.map((key) => key.toString('base64')).join(','),
    HOST: config.host,
    PORT: String(config.port),
    [embeddedMark]: String(config.databaseUrl === null && config.places === null),
    YIZHAN_WEBHOOK_PLAIN_HOSTS: config.webhookPlainHosts.join(','),
  }
}

async function listening(worker: Worker): Promise<string> {
  const ended = once(worker, 'exit').then(() => {
    // It has already said why on its own standard error.
    throw new ConfigError('A worker could not start; see above.')
  })
  const [{ address, port }] = (await Promise.race([once(worker, 'listening'), ended])) as [
    { address: string | null; port: number },
  ]
  return `http://${address ?? '127.0.0.1'}:${port}`
}

async function stopWorkers(): Promise<void> {
  const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
  await Promise.all(
    alive.map(async (worker) => {
      const gone = worker.isDead() ? Promise.resolve() : once(worker, 'exit')
      // A signal, not a message: one that is still starting hears no messages, and has nothing to finish.
      worker.process.kill('SIGTERM')
      await gone
    }),
  )
}

/** Any worker may be asked for the metrics of all. */
function answerMetrics(): void {
  const aggregator = new AggregatorRegistry()
  cluster.on('message', (worker, message: WorkerMessage) => {
    if (message.yizhan !== 'metrics-wanted') return
    const answer = (text: string | null) => {
      if (worker.isConnected()) worker.send({ yizhan: 'metrics', id: message.id, text } satisfies WorkerMessage)
    }
    // Of a worker that does not answer in time there are no figures, and those of the others alone would mislead.
    aggregator.clusterMetrics().then(answer, () => answer(null))
  })
}
