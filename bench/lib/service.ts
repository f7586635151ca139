import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hospital } from '../data/registers.ts'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Running {
  readonly port: number
  /** The process that was started; its workers are its children. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

export interface ServiceOptions {
  readonly url: string
  readonly folder: string
  readonly name: string
  readonly adminKey: string
  readonly dataKey: string
  /** The compiled service, or a stand-in of the bench's. */
  readonly entry?: string
  readonly workers: number
  readonly nodeFlags?: readonly string[]
  /** The file of its places, instead of `url`. */
  readonly places?: string
}

/** Starts the service on loopback as `npm start` would, its log going to a file as it would in production. */
export async function startService(options: ServiceOptions): Promise<Running> {
  const port = await freePort()
  const logPath = join(options.folder, `${options.name}.log`)
  const log = await open(logPath, 'w')
  const entry = options.entry ?? join(root, 'dist/main.js')
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), entry], {
    cwd: options.folder,
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      ...(options.places ? { YIZHAN_PLACES: options.places } : { DATABASE_URL: options.url }),
      YIZHAN_ADMIN_KEY: options.adminKey,
      YIZHAN_DATA_KEY: options.dataKey,
      YIZHAN_WORKERS: String(options.workers),
    },
  })
  await log.close()
  await untilReady(child, port, logPath)
  return { port, pid: child.pid as number, stop: () => stopProcess(child) }
}

async function untilReady(child: ChildProcess, port: number, logPath: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (child.exitCode !== null) break
    await new Promise((wake) => setTimeout(wake, 100))
  }
  child.kill()
  throw new Error(`the service did not start: ${(await readFile(logPath, 'utf8')).slice(-2000)}`)
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

const hospitalCodes = Array.from({ length: 20 }, (_, at) => `H140500${String(at + 1).padStart(5, '0')}`)

/** Registers hospitals over the API and gets a key for each, as a bureau would. */
export async function registerHospitals(
  { port }: Pick<Running, 'port'>,
  adminKey: string,
  regions: readonly string[] = ['140502'],
): Promise<Hospital[]> {
  const made: Hospital[] = []
  for (const [at, hospitalCode] of hospitalCodes.entries()) {
    const feeClass = at % 2 === 0 ? 'city-two' : 'county-two'
    const level = at % 2 === 0 ? 'three' : 'two'
    const region = regions[at % regions.length]
    const hospital = { name: '示例医院', region, level, feeClass, designated: true }
    await call('PUT', `http://127.0.0.1:${port}/v1/hospitals/${hospitalCode}`, adminKey, hospital)
    const issued = { kind: 'hospital', name: 'bench', region, hospitalCode }
    const { key } = await call('POST', `http://127.0.0.1:${port}/v1/callers`, adminKey, issued)
    made.push({ hospitalCode, key: key as string })
  }
  return made
}

async function call(method: string, url: string, key: string, body: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) })
  const answer = (await reply.json()) as Record<string, unknown>
  if (!reply.ok) throw new Error(`${method} ${url} was refused: ${JSON.stringify(answer)}`)
  return answer
}
