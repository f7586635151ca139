import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { ReloadOutcome } from '../application/policies/reload-outcome.ts'
import type { PlacesSetting } from '../config/places-file.ts'
import type { Config } from '../config.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import { Front } from '../http/places/front.ts'
import { LawOfPlaces } from './law-of-places.ts'
import { refusePort } from './listen.ts'
import { type StartedPlaces, startPlaces } from './places.ts'
import type { LawHolder } from './reload.ts'
import { onStop } from './stack.ts'

export interface ServedPlaces {
  readonly address: string
  /** Loads the packs again, in all processes and places. */
  readonly reload: () => Promise<ReloadOutcome>
}

/** Everything that serves places in this process; what is to be stopped is told to `onStop`. */
export async function servePlaces(
  config: Config,
  setting: PlacesSetting,
  { library, log, reloaderOf, gatherMetrics }: ServedWith,
): Promise<ServedPlaces> {
  const law = new LawOfPlaces()
  const reload = reloaderOf(law)
  const reloadWith = (holder: LawHolder) => {
    law.add(holder)
    return reload
  }
  const parts = { library, log, reloadWith, ...(gatherMetrics ? { gatherMetrics } : {}) }
  const started = await startPlaces(config, setting, parts)
  onStop(started.close)
  const listening = await listenForPlaces(config, started, log)
  onStop(listening.close)
  return { address: listening.address, reload }
}

interface ServedWith {
  readonly library: PolicyLibrary
  readonly log: Logger
  readonly reloaderOf: (law: LawHolder) => () => Promise<ReloadOutcome>
  /** Left out, this process's own are shown. */
  readonly gatherMetrics?: (registries: Registry[]) => () => Promise<string | null>
}

/** Opens the port for all places. Answers how to stop: what is being answered is finished first. */
async function listenForPlaces(
  { host, port, requestTimeoutMs, maxConnections, shutdownMs }: Config,
  { places, appOf, spread }: StartedPlaces,
  log: Logger,
): Promise<{ address: string; close: () => Promise<void> }> {
  const server = new Front({ places, appOf, log, onChanged: spread }).server(requestTimeoutMs)
  server.maxConnections = maxConnections
  server.listen({ host, port })
  await once(server, 'listening').catch((error: unknown) => refusePort(error, { host, port }))
  const { address, port: listening } = server.address() as AddressInfo
  return { address: `http://${address}:${listening}`, close: () => closeInTime(server, shutdownMs) }
}

/** Connections that ask nothing are closed at once; whoever has not finished when half of the time is over is cut off. */
async function closeInTime(server: Server, shutdownMs: number): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), shutdownMs / 2)
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  await closed
  clearTimeout(cut)
  clearInterval(idle)
}
