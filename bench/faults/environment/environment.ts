import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OwnPair } from '../../drill/failover/own-pair.ts'
import { findFailoverTools } from '../../drill/failover/tools.ts'
import { Clusters } from '../../drill/restore/cluster.ts'
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
  /** A primary with a standby that confirms each commit, which the services reach by naming both. */
  readonly hasStandby?: boolean
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
  readonly database: Server | OwnPair
  readonly services: readonly [ServiceProcess, ServiceProcess]
  /** Between a service and the database, in the order of the services. */
  readonly lines: readonly [Line, Line]
  /** Between the clients and a service. */
  readonly proxies: readonly [TcpProxy, TcpProxy]
  readonly keys: Keys

  constructor(
    parts: Pick<FaultEnvironment, 'folder' | 'random' | 'mix' | 'database' | 'services' | 'lines' | 'proxies' | 'keys'>,
  ) {
    this.folder = parts.folder
    this.random = parts.random
    this.mix = parts.mix
    this.database = parts.database
    this.services = parts.services
    this.lines = parts.lines
    this.proxies = parts.proxies
    this.keys = parts.keys
  }

  get server(): Server {
    if (this.database instanceof Server) return this.database
    throw new Error('this environment has two servers')
  }

  get pair(): OwnPair {
    if (this.database instanceof OwnPair) return this.database
    throw new Error('this environment has one server')
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
    await this.database.stop()
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
  const database = await (options.hasStandby ? startPair(disk) : startServer(disk, options))
  const port = () => (database instanceof Server ? database.port : 1)
  const lines = await listening([new Line(port), new Line(port)])
  const services = await servicesOf(options, { folder, database, lines })
  const proxies = await listening([new TcpProxy(() => services[0].port), new TcpProxy(() => services[1].port)])
  const mix = { ...ordinary, ...options.mix }
  await Promise.all(services.map((service) => service.start()))
  const keys = await register(services[0].port, mix.peopleOfPlace)
  return new FaultEnvironment({ folder, random: options.random, mix, database, services, lines, proxies, keys })
}

async function startServer(folder: string, { settings = {} }: EnvironmentOptions): Promise<Server> {
  const server = new Server(folder, settings)
  await server.start()
  return server
}

async function startPair(folder: string): Promise<OwnPair> {
  const tools = await findFailoverTools()
  if (typeof tools === 'string') throw new Error(tools)
  return OwnPair.start(await Clusters.in(folder, tools), tools)
}

async function listening<P extends TcpProxy>(pair: [P, P]): Promise<[P, P]> {
  for (const proxy of pair) await proxy.listen()
  return pair
}

async function servicesOf(
  { env, preload = [] }: EnvironmentOptions,
  { folder, database, lines }: { folder: string; database: Server | OwnPair; lines: readonly [Line, Line] },
): Promise<[ServiceProcess, ServiceProcess]> {
  const dataKey = randomBytes(32).toString('base64')
  const { url } = database
  const service = async (name: string, line: TcpProxy) =>
    new ServiceProcess({
      name,
      // The same one after a restart, so that the proxy knows where to lead.
      port: await freePort(),
      logPath: join(folder, `${name}.log`),
      preload,
      env: {
        DATABASE_URL: database instanceof Server ? through(url, line) : url,
        YIZHAN_ADMIN_KEY: adminKey,
        YIZHAN_DATA_KEY: dataKey,
        ...env,
      },
    })
  return [await service('a', lines[0]), await service('b', lines[1])]
}

function through(url: string, proxy: TcpProxy): string {
  const address = new URL(url)
  address.port = String(proxy.port)
  return address.href
}
