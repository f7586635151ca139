import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../lib/free-port.ts'
import type { Target } from '../load/client.ts'
import { type Load, startLoad } from '../load/load.ts'
import { type Mix, ordinary } from '../load/operations.ts'
import { adminKey, type Keys, register } from '../load/register.ts'
import type { Random } from '../random.ts'
import { made } from './cleanup.ts'
import { Line } from './line.ts'
import { TcpProxy } from './proxy.ts'
import { Server } from './server.ts'
import { ServiceProcess } from './service.ts'

export interface EnvironmentOptions {
  readonly random: Random
  readonly mix?: Partial<Mix>
  readonly settings?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly preload?: readonly string[]
  /** Prepares the folder of the database, such as a small disk. */
  readonly prepareDisk?: (folder: string) => void
}

/** How the load is sent; each scenario changes what matters to it. */
const defaults = { clients: 16, burst: 8, pauseMs: 500, timeoutMs: 8_000, patienceMs: 40_000 }

/**
 * Two services on one database, each behind a proxy of its own, and each reaching the database through another one.
 */
export class FaultEnvironment {
  readonly folder: string
  readonly random: Random
  readonly mix: Mix
  readonly server: Server
  readonly services: readonly [ServiceProcess, ServiceProcess]
  /** Between a service and the database, in the order of the services. */
  readonly lines: readonly [Line, Line]
  /** Between the clients and a service. */
  readonly proxies: readonly [TcpProxy, TcpProxy]
  readonly keys: Keys

  constructor(
    parts: Pick<FaultEnvironment, 'folder' | 'random' | 'mix' | 'server' | 'services' | 'lines' | 'proxies' | 'keys'>,
  ) {
    this.folder = parts.folder
    this.random = parts.random
    this.mix = parts.mix
    this.server = parts.server
    this.services = parts.services
    this.lines = parts.lines
    this.proxies = parts.proxies
    this.keys = parts.keys
  }

  get logs(): string {
    return join(this.folder, 'clients')
  }

  load(change: Partial<typeof defaults> = {}): Load {
    const targets: Target[] = this.proxies.map((proxy, at) => ({
      name: this.services[at]?.name ?? '',
      port: proxy.port,
    }))
    const { logs: folder, random, keys, mix } = this
    return startLoad({ folder, random, targets, keys, mix, ...defaults, ...change })
  }

  async close(): Promise<void> {
    for (const service of this.services) await service.kill()
    for (const proxy of [...this.lines, ...this.proxies]) proxy.close()
    await this.server.stop()
  }
}

export async function openEnvironment(options: EnvironmentOptions): Promise<FaultEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-faults-'))
  made(folder)
  // Started by root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const disk = join(folder, 'database')
  mkdirSync(disk)
  options.prepareDisk?.(disk)
  const server = new Server(disk, options.settings ?? {})
  await server.start()
  const lines = await listening([new Line(() => server.port), new Line(() => server.port)])
  const services = await servicesOf(options, { folder, url: server.url, lines })
  const proxies = await listening([new TcpProxy(() => services[0].port), new TcpProxy(() => services[1].port)])
  const mix = { ...ordinary, ...options.mix }
  await Promise.all(services.map((service) => service.start()))
  const keys = await register(services[0].port, mix.peopleOfPlace)
  return new FaultEnvironment({ folder, random: options.random, mix, server, services, lines, proxies, keys })
}

async function listening<P extends TcpProxy>(pair: [P, P]): Promise<[P, P]> {
  for (const proxy of pair) await proxy.listen()
  return pair
}

async function servicesOf(
  { env, preload = [] }: EnvironmentOptions,
  { folder, url, lines }: { folder: string; url: string; lines: readonly [Line, Line] },
): Promise<[ServiceProcess, ServiceProcess]> {
  const dataKey = randomBytes(32).toString('base64')
  const service = async (name: string, line: TcpProxy) =>
    new ServiceProcess({
      name,
      // The same one after a restart, so that the proxy knows where to lead.
      port: await freePort(),
      logPath: join(folder, `${name}.log`),
      preload,
      env: { DATABASE_URL: through(url, line), YIZHAN_ADMIN_KEY: adminKey, YIZHAN_DATA_KEY: dataKey, ...env },
    })
  return [await service('a', lines[0]), await service('b', lines[1])]
}

function through(url: string, proxy: TcpProxy): string {
  const address = new URL(url)
  address.port = String(proxy.port)
  return address.href
}
