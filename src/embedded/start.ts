import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { parse, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SetupError } from '../db/setup/setup-error.ts'
import { bareEnvironment } from './environment.ts'
import { type Said, stopWord } from './messages.ts'
import { onlyOnce } from './only-once.ts'

export interface EmbeddedPostgres {
  /** A superuser's address of the database `yizhan`, on loopback. */
  readonly url: string
  readonly port: number
  /** Asks the server to finish and waits until it has. Safe to call twice. */
  readonly stop: () => Promise<void>
  /** Settles when the server ends without having been asked to. */
  readonly died: Promise<void>
}

export interface EmbeddedOptions {
  /** Given to the server on top of ours; tests use them to trade safety for speed. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when the start has to wait for an earlier owner of the folder, which is named where it is known. */
  readonly onWaiting?: (owner: string | null) => void
}

/**
 * Starts the embedded PostgreSQL on a data folder, which is made at the first start and kept. It ends with the process
 * that started it, however that ends: between the two is a supervisor, whose end of the channel then closes.
 *
 * Errors: SetupError when another instance runs there, the platform has no server, or it does not start.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const supervisor = launch(resolve(folder), options.settings ?? {})
  const ended = new Promise<void>((settle) => supervisor.once('exit', () => settle()))
  const { url, port, pid } = await untilReady(supervisor, options)
  let asked = false
  const died = ended.then(async () => {
    if (asked) await new Promise(() => {})
    // Ended by a signal it left PostgreSQL behind; ended by itself it did not.
    if (supervisor.signalCode !== null) endOrphan(pid)
  })
  const stop = onlyOnce(async () => {
    asked = true
    if (supervisor.connected) supervisor.send(stopWord)
    await ended
  })
  return { url, port, stop, died }
}

/** Beside this file, in the form that this file has: as source, for which Node needs help, or compiled. */
function launch(folder: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const path = fileURLToPath(new URL(isSource ? './supervisor.ts' : './supervisor.js', import.meta.url))
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return fork(path, [folder, JSON.stringify(settings)], {
    execArgv: isSource ? ['--import', tsx()] : [],
    env: bareEnvironment(process.env),
    cwd: parse(folder).root,
    // A group of its own: Ctrl-C reaches the service, which finishes what is in flight first.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** A supervisor that fails says why and ends, and the folder is free only then. */
function untilReady(
  supervisor: ChildProcess,
  { onWaiting }: EmbeddedOptions,
): Promise<Extract<Said, { says: 'ready' }>> {
  let errors = ''
  let failure: Error | null = null
  supervisor.stderr?.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk.toString('utf8')}`.slice(-2000)
  })
  return new Promise((resolve, reject) => {
    supervisor.on('error', reject)
    supervisor.once('exit', () => {
      reject(failure ?? new Error(`The supervisor of the embedded PostgreSQL ended. ${errors}`))
    })
    supervisor.on('message', (said: Said) => {
      if (said.says === 'waiting') onWaiting?.(said.owner)
      else if (said.says === 'ready') resolve(said)
      else failure = errorOf(said)
    })
  })
}

function errorOf({ message, stack }: Extract<Said, { says: 'failed' }>): Error {
  if (stack === null) return new SetupError(message)
  return Object.assign(new Error(message), { stack })
}

/** It may have ended with its supervisor. */
function endOrphan(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
