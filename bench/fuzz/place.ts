import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningEmbedded } from '../../src/embedded/running.ts'
import { keep, made, remove } from '../faults/environment/cleanup.ts'
import { type ServiceOptions, ServiceProcess } from '../faults/environment/service.ts'
import { verify } from '../faults/environment/verify.ts'
import { freePort } from '../lib/free-port.ts'

interface DemoKeys {
  readonly bureau: string
  readonly auditor: string
  readonly hospitals: Readonly<Record<string, string>>
}

/** The service as it starts on a machine with nothing on it: its own PostgreSQL in a folder of this run. */
export interface Place {
  readonly folder: string
  readonly service: ServiceProcess
  readonly adminKey: string
  readonly keys: DemoKeys
  /** Takes what is pushed, or refuses it. */
  readonly receiver: string
  readonly logOfDatabase: () => string
  /** What `ledger:verify` says; '' where the ledger agrees. */
  readonly verify: () => Promise<string>
  readonly close: (keepFolder: boolean) => Promise<void>
}

/** One caller asks here for everybody. The limits have tests of their own. */
const unlimited = {
  YIZHAN_RATE_PER_KEY: '0',
  YIZHAN_RATE_PER_ADDRESS: '0',
  YIZHAN_WRONG_KEYS: '0',
  YIZHAN_FAILED_LOOKUPS: '0',
}

export async function openPlace(
  workers: number,
  { env = {}, preload = [] }: Partial<Pick<ServiceOptions, 'env' | 'preload'>> = {},
): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-fuzz-'))
  made(folder)
  // Started by root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const adminKey = randomBytes(24).toString('base64url')
  const sink = await startSink()
  const service = new ServiceProcess({
    name: 'fuzzed',
    port: await freePort(),
    logPath: join(folder, 'service.log'),
    preload,
    env: {
      ...unlimited,
      YIZHAN_DATA_DIR: data,
      YIZHAN_ADMIN_KEY: adminKey,
      YIZHAN_WORKERS: String(workers),
      LOG_LEVEL: 'info',
      ...env,
    },
  })
  await service.start()
  return {
    ...{ folder, service, adminKey, receiver: sink.url },
    keys: JSON.parse(readFileSync(join(data, 'demo-keys.json'), 'utf8')) as DemoKeys,
    logOfDatabase: () => readFileSync(join(data, 'postgres.log'), 'utf8'),
    verify: async () => {
      const url = await runningEmbedded(data)
      return url === null ? 'the database does not run' : verify(url)
    },
    close: async (keepFolder) => {
      await service.terminate()
      sink.close()
      if (keepFolder) keep(folder)
      else remove(folder)
    },
  }
}

/** What webhooks push to: every third push is refused, so that some are repeated and some given up. */
async function startSink(): Promise<{ url: string; close: () => void }> {
  let pushes = 0
  const server = createServer((request, reply) => {
    pushes += 1
    request.resume()
    reply.writeHead(pushes % 3 === 0 ? 500 : 204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/hook`, close }
}
