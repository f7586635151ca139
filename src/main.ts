import cluster from 'node:cluster'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import type { ReloadOutcome } from './application/policies/reload-outcome.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { SetupError } from './db/setup/setup-error.ts'
import type { PolicyLibrary } from './domain/policies/library.ts'
import { createLog } from './log.ts'
import { givenDataKeys } from './start/data-keys.ts'
import { type DemoKeys, prepareDemo, showDemo } from './start/demo.ts'
import { startJobs } from './start/jobs.ts'
import { loadLaw } from './start/law.ts'
import { listen } from './start/listen.ts'
import { startSummingUp } from './start/overview-sums.ts'
import { type LawHolder, reloader, takeOverHere } from './start/reload.ts'
import { servePlaces } from './start/serve-places.ts'
import { openService, type Prepared, prepareDatabase } from './start/service.ts'
import { onStop, stopAll } from './start/stack.ts'
import { clearLeftovers, startExpiry } from './start/uploads.ts'
import { startWebhooks } from './start/webhooks.ts'
import { work } from './start/worker.ts'
import { startWorkers } from './start/workers.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const log = createLog(config.logLevel)
  if (cluster.isWorker) return work(config, log)
  stopOnSignals(config, log)
  await clearLeftovers(log)
  const library = await loadLaw(config)
  const { address, reload, demo } = await serveAll(config, library, log)
  reloadOnHangup(reload, log)
  log.info({ event: 'service.started', address, workers: config.workers, policies: library.regions() })
  if (demo) showDemo(address, demo, config, log)
}

async function serveAll(
  config: Config,
  library: PolicyLibrary,
  log: Logger,
): Promise<Served & { readonly demo: DemoKeys | null }> {
  const { places, workers } = config
  if (places !== null) {
    const dataKeys = givenDataKeys(config)
    const reloaderOf = (law: LawHolder) => reloader(config, log, takeOverHere(law))
    const serve =
      workers > 1
        ? startWorkers(config, { url: '', dataKeys }, library, log)
        : servePlaces(config, places, { library, log, reloaderOf })
    return { ...(await serve), demo: null }
  }
  const prepared = await prepareDatabase(config, log)
  const demo = config.databaseUrl === null ? await demoKeys(config, prepared, library, log) : null
  const serve = workers > 1 ? startWorkers(config, prepared, library, log) : serveHere(config, prepared, library, log)
  return { ...(await serve), demo }
}

/** The first signal finishes what is in flight; a second one, or the time running out, ends at once. */
function stopOnSignals({ shutdownMs }: Config, log: Logger): void {
  const skip = hasTerminal ? [] : ['SIGHUP' as const]
  // Before the law has been read there is nothing to read again.
  if (!hasTerminal) process.on('SIGHUP', () => {})
  closeWithGrace({ delay: shutdownMs, logger: false, skip }, async ({ signal, err }) => {
    if (err) log.fatal({ event: 'service.failed', err })
    else log.info({ event: 'service.stopping', signal: signal ?? null })
    await stopAll()
    log.info({ event: 'service.stopped' })
  })
}

/** A terminal that is closed hangs up; without one the signal asks for the packs to be loaded again. */
const hasTerminal = process.stdin.isTTY === true

function reloadOnHangup(reload: () => Promise<unknown>, log: Logger): void {
  if (hasTerminal) return
  process.on('SIGHUP', () => {
    reload().catch((err: unknown) => log.error({ event: 'policies.not-taken-over', err }))
  })
}

async function demoKeys(config: Config, prepared: Prepared, library: PolicyLibrary, log: Logger) {
  const { service, close } = await openService(config, prepared, library, log)
  try {
    return await prepareDemo(config, service)
  } finally {
    await close()
  }
}

interface Served {
  readonly address: string
  readonly reload: () => Promise<ReloadOutcome>
}

async function serveHere(config: Config, prepared: Prepared, library: PolicyLibrary, log: Logger): Promise<Served> {
  let reload: () => Promise<ReloadOutcome> = async () => ({ kind: 'failed' })
  const reloadWith = (holder: LawHolder) => {
    reload = reloader(config, log, takeOverHere(holder))
    return reload
  }
  const opened = await openService(config, prepared, library, log, { reloadWith })
  const { service, close } = opened
  onStop(close)
  onStop(await startJobs(config, service, log))
  onStop(await startWebhooks(config, service, log))
  onStop(startExpiry(config, service, log))
  onStop(startSummingUp(config, service, log))
  const listening = await listen(config, opened, log)
  onStop(listening.close)
  return { address: listening.address, reload }
}

main().catch(async (error: unknown) => {
  // What the person who starts it can mend says how; anything else is ours to find, so it keeps its stack.
  console.error(error instanceof ConfigError || error instanceof SetupError ? error.message : error)
  await stopAll()
  process.exit(1)
})
