import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { SetupError } from '../db/setup/setup-error.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { claim, leftBehind, release } from './instance.ts'
import { ownFolder, type RunAs, runAs } from './run-as.ts'

export interface EmbeddedPostgres {
  /** A superuser's address of the database `yizhan`, on loopback. */
  readonly url: string
  readonly port: number
  /** Asks the server to finish and waits until it has. Safe to call twice. */
  readonly stop: () => Promise<void>
  /** Settles when the server ends without having been asked to. */
  readonly died: Promise<void>
}

interface Place {
  readonly folder: string
  readonly cluster: string
  readonly log: string
  readonly binaries: Binaries
  readonly as: RunAs
}

/** Sized for a small machine. `synchronous_commit` is named because an answer must never be faster than the disk. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  max_wal_size: '1GB',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_checkpoints: 'off',
}

/**
 * Starts the embedded PostgreSQL on a data folder, which is made at the first start and kept.
 *
 * `settings` are given to the server on top of ours; tests use them to trade safety for speed.
 * Errors: SetupError when another instance runs there, the platform has no server, or it does not start.
 */
export async function startEmbedded(folder: string, more: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const place = await prepare(resolve(folder))
  await claim(place.folder)
  try {
    await stopLeftBehind(place)
    const password = await passwordOf(place.folder)
    await initialise(place, password)
    const { server, port } = await startOnFreePort(place, password, { ...settings, ...more })
    let asked = false
    const died = once(server, 'exit').then(() => (asked ? new Promise<void>(() => {}) : undefined))
    const ask = onlyOnce(() => {
      asked = true
      return stop(place, server)
    })
    return { url: urlOf(port, password, 'yizhan'), port, stop: ask, died }
  } catch (error) {
    await release(place.folder)
    throw error
  }
}

async function prepare(folder: string): Promise<Place> {
  await mkdir(folder, { recursive: true })
  const binaries = await findBinaries()
  const as = await runAs([dirname(binaries.postgres), folder])
  return { folder, cluster: join(folder, 'postgres'), log: join(folder, 'postgres.log'), binaries, as }
}

/** The process that started it was killed, so nobody else will ever stop it. */
async function stopLeftBehind({ as, binaries, cluster }: Place): Promise<void> {
  if ((await leftBehind(cluster)) === null) return
  await finish(as.spawn(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'], { stdio: 'ignore' }))
  const pid = await leftBehind(cluster)
  if (pid !== null)
    throw new SetupError(`PostgreSQL (process ${pid}) still runs on ${cluster} and does not stop. Stop it by hand.`)
}

async function passwordOf(folder: string): Promise<string> {
  const path = join(folder, 'database-password')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept) return kept
  const made = randomBytes(24).toString('base64url')
  await writeFile(path, made, { mode: 0o600 })
  return made
}

async function initialise(place: Place, password: string): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) return makeCluster(place, password)
  if (version.trim() !== '18') {
    throw new SetupError(
      `${place.cluster} was written by PostgreSQL ${version.trim()}, and the embedded one is 18. Move it away, or dump and restore it.`,
    )
  }
}

/** Made under another name and moved when whole: killed half way, it is simply made again. */
async function makeCluster({ as, binaries, cluster, folder }: Place, password: string): Promise<void> {
  const half = `${cluster}.new`
  const passwordFile = join(folder, 'initdb-password')
  await rm(half, { recursive: true, force: true })
  await ownFolder(as, half)
  await writeFile(passwordFile, password, { mode: 0o600 })
  await as.own(passwordFile)
  const args = [
    '-D',
    half,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
  ]
  const initdb = as.spawn(binaries.initdb, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment })
  const said = collect(initdb)
  const code = await finish(initdb)
  await rm(passwordFile, { force: true })
  if (code !== 0) throw new SetupError(`The embedded PostgreSQL could not make its data folder ${cluster}: ${said()}`)
  await rename(half, cluster)
}

/** English messages, because the log is read below; and no address of another server. */
const environment = { ...withoutServerNames(process.env), LC_ALL: 'C', LC_MESSAGES: 'C' }

function withoutServerNames(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PG')))
}

async function startOnFreePort(
  place: Place,
  password: string,
  flags: Record<string, string>,
  attempt = 1,
): Promise<{ server: ChildProcess; port: number }> {
  const port = await freePort()
  const server = await launch(place, port, flags)
  try {
    await untilReady(server, port, password)
    return { server, port }
  } catch (cause) {
    server.kill('SIGINT')
    const log = await readFile(place.log, 'utf8').catch(() => '')
    // Somebody took the port between our asking and the server's binding it.
    if (log.includes('could not bind') && attempt < 3) return startOnFreePort(place, password, flags, attempt + 1)
    throw new SetupError(`The embedded PostgreSQL did not start. The end of ${place.log}: ${log.slice(-2000)}`, {
      cause,
    })
  }
}

/** In a process group of its own, so that Ctrl-C reaches the service first and it can finish what is in flight. */
async function launch(
  { as, binaries, cluster, log }: Place,
  port: number,
  flags: Record<string, string>,
): Promise<ChildProcess> {
  const file = await open(log, 'w')
  const args = [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  try {
    return as.spawn(binaries.postgres, args, {
      stdio: ['ignore', file.fd, file.fd],
      detached: true,
      windowsHide: true,
      env: environment,
    })
  } finally {
    await file.close()
  }
}

const startLimitMs = 120_000

/** Recovery after a crash may take a while, during which the server refuses with "starting up". */
async function untilReady(server: ChildProcess, port: number, password: string): Promise<void> {
  const deadline = Date.now() + startLimitMs
  let last: unknown
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error('the server ended', { cause: last })
    const tried = await makeDatabase(port, password).then(
      () => ({ ready: true as const }),
      (error: unknown) => ({ ready: false as const, error }),
    )
    if (tried.ready) return
    last = tried.error
    await new Promise((wake) => setTimeout(wake, 50))
  }
  throw new Error(`the server was not ready within ${startLimitMs / 1000} s`, { cause: last })
}

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'yizhan'`)
    if (rowCount === 0) await client.query('CREATE DATABASE yizhan')
  } finally {
    await client.end().catch(() => {})
  }
}

async function stop({ as, binaries, cluster, folder }: Place, server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit')
    if (process.platform === 'win32')
      as.spawn(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], { stdio: 'ignore' })
    else server.kill('SIGINT')
    await ended
  }
  await release(folder)
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function finish(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

function collect(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  return () => text.trim()
}

function onlyOnce(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= action()
    return running
  }
}
