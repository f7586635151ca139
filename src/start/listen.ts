import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { type AppOptions, buildApp } from '../app.ts'
import { type Config, ConfigError } from '../config.ts'
import { requestLimitsOf } from '../http/server/limits.ts'
import type { MetricsText } from '../http/server/metrics.ts'
import type { App } from '../http/server/wire.ts'
import { isEmbedded } from './embedded-mark.ts'
import { openIdProvider } from './oidc.ts'
import type { OpenedService } from './service.ts'

/** What the routes of a service are made with. */
export function appOptionsOf(
  config: Config,
  { service, demo }: Pick<OpenedService, 'service' | 'demo'>,
  log: Logger,
  gatherMetrics?: MetricsText,
): AppOptions {
  const { requestTimeoutMs, maxConnections, webhookPlainHosts, limits } = config
  const { trustProxy, metricsKey, publicUrl, oidc } = config
  return {
    service,
    log,
    requestTimeoutMs,
    maxConnections,
    losesAnswers: isEmbedded(config),
    ...(demo ? { demo } : {}),
    webhookPlainHosts,
    limits: requestLimitsOf(limits),
    trustProxy,
    metricsKey,
    publicUrl,
    signInProvider: oidc === null ? null : openIdProvider(oidc, log),
    consoleFolder: builtConsole(),
    ...(gatherMetrics ? { gatherMetrics } : {}),
  }
}

/** Opens the port. Stopping the app is the caller's. Errors: a ConfigError that names the variable to change. */
export async function listen(
  config: Config,
  opened: Pick<OpenedService, 'service' | 'demo'>,
  log: Logger,
  gatherMetrics?: MetricsText,
): Promise<{ address: string; close: () => Promise<void> }> {
  const { host, port, shutdownMs } = config
  const app = await buildApp(appOptionsOf(config, opened, log, gatherMetrics))
  try {
    const address = await app.listen({ host, port })
    return { address, close: () => closeInTime(app, shutdownMs) }
  } catch (error) {
    return refusePort(error, { host, port })
  }
}

/** Errors: a ConfigError that names the variable to change, for an address that cannot be listened on; what came, for anything else. */
export function refusePort(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): never {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    throw new ConfigError(`Port ${port} is taken. Set PORT to a free one, such as PORT=${port + 1}.`)
  if (code === 'EACCES') throw new ConfigError(`Port ${port} may not be used by this user. Set PORT to one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    throw new ConfigError(`HOST ${host} is no address of this machine.`)
  throw error
}

/**
 * Finishes what is being answered. Whoever has not finished asking when half of the time for a stop is over is cut off:
 * half a request, kept open, would otherwise hold the port and everything behind it until the time has run out.
 */
async function closeInTime(app: App, shutdownMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), shutdownMs / 2)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
  }
}

/** Where the build put the console: beside this file's chapter, or in `dist` where the service runs from source. */
function builtConsole(): string | null {
  const places = ['../console/', '../../dist/console/'].map((place) => new URL(place, import.meta.url))
  const place = places.find((each) => existsSync(new URL('index.html', each)))
  return place ? fileURLToPath(place) : null
}
