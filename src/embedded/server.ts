import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDatabase } from '../db/setup/ensure-database.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import { onlyOnce } from './only-once.ts'
import { finish, type Place, spawnAt } from './place.ts'
import { withoutStaleNumber } from './postmaster.ts'

export interface Server {
  readonly pid: number
  readonly port: number
  readonly url: string
  readonly ended: Promise<void>
  /** Ends every session and writes everything down; given up after a while. */
  readonly stop: () => Promise<void>
  /** Ends at once without writing anything more, for a folder that is no longer ours. */
  readonly abandon: () => Promise<void>
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
 * The log says what became of the server and nothing of what is in it. The message of a refused statement quotes the
 * value that was refused, its detail the row, so neither is written; the service says by itself what failed and why.
 */
const silentOnRows = {
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** Starts PostgreSQL on a cluster that is there, and makes the database. Errors: SetupError with what it said. */
export async function startServer(
  place: Place,
  password: string,
  markFd: number | null,
  more: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Server> {
  const flags = { ...settings, ...silentOnRows, ...more }
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const child = await launch(place, markFd, port, flags)
    const failure = await untilReady(child, port, password, signal)
    if (failure === null) return serverOf(place, child, port, password)
    await stop(place, child)
    const log = await readFile(place.log, 'utf8').catch(() => '')
    // Somebody took the port between our asking and the server's binding it.
    if (log.includes('could not bind') && attempt < 3) continue
    const said = `The embedded PostgreSQL did not start. The end of ${place.log}: ${log.slice(-2000)}`
    throw new SetupError(said, { cause: failure })
  }
}

function serverOf(place: Place, child: ChildProcess, port: number, password: string): Server {
  const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit').then(() => undefined)
  return {
    pid: child.pid ?? 0,
    port,
    url: urlOf(port, password, 'yizhan'),
    ended,
    stop: onlyOnce(() => stop(place, child)),
    abandon: onlyOnce(async () => {
      child.kill('SIGQUIT')
      await ended
    }),
  }
}

/** In a process group of its own, so that Ctrl-C reaches the service first and it can finish what is in flight. */
async function launch(
  place: Place,
  markFd: number | null,
  port: number,
  flags: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants
  const log = await open(place.log, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
  const given = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  try {
    await log.chmod(0o600)
    return spawnAt(place, markFd, place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...given], {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      env: await withoutStaleNumber(place.cluster),
    })
  } finally {
    await log.close()
  }
}

const startLimitMs = 120_000

/** Recovery after a crash may take a while, during which the server refuses with "starting up". Null when it is ready. */
async function untilReady(
  child: ChildProcess,
  port: number,
  password: string,
  signal: AbortSignal,
): Promise<Error | null> {
  const deadline = performance.now() + startLimitMs
  let last: unknown
  child.once('error', (error) => {
    last = error
  })
  while (performance.now() < deadline) {
    if (signal.aborted) return new Error('it is no longer wanted', { cause: last })
    if (hasEnded(child) || child.pid === undefined) return new Error('the server ended', { cause: last })
    const tried = await ensureDatabase(urlOf(port, password, 'postgres'), 'yizhan').then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (tried === null) return null
    last = tried.error
    await sleep(50)
  }
  return new Error(`the server was not ready within ${startLimitMs / 1000} s`, { cause: last })
}

/** Longer than any checkpoint of a small database; then it recovers from its log at the next start. */
const stopLimitMs = 60_000

async function stop(place: Place, child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return
  const ended = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGQUIT'), stopLimitMs)
  // Windows knows no signals that a program could answer.
  if (process.platform === 'win32') await stopOnWindows(place)
  else child.kill('SIGINT')
  await ended
  clearTimeout(late)
}

async function stopOnWindows(place: Place): Promise<void> {
  const args = ['stop', '-D', place.cluster, '-m', 'fast']
  await finish(spawnAt(place, null, place.binaries.pgCtl, args, { stdio: ['ignore', 'ignore', 'ignore'] }))
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

export function urlOf(port: number, password: string, database: string): string {
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
