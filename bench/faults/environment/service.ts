import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ask } from '../load/http.ts'
import { childrenOf } from './children.ts'
import { ended, started } from './cleanup.ts'

export interface ServiceOptions {
  readonly name: string
  readonly port: number
  readonly logPath: string
  readonly env: Readonly<Record<string, string>>
  /** Modules that are loaded before the service. */
  readonly preload?: readonly string[]
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** One real process of the service. */
export class ServiceProcess {
  readonly name: string
  readonly port: number
  readonly #options: ServiceOptions
  #child: ChildProcess | null = null
  #wantedDown = true
  /** Ends that nobody asked for. */
  readonly accidents: string[] = []

  constructor(options: ServiceOptions) {
    this.#options = options
    this.name = options.name
    this.port = options.port
  }

  async start(): Promise<void> {
    const { env, port, preload = [], logPath } = this.#options
    const log = openSync(logPath, 'a')
    const loads = ['tsx', ...preload].flatMap((module) => ['--import', module])
    const child = spawn(process.execPath, [...loads, 'src/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    this.#child = child
    this.#wantedDown = false
    started(child.pid ?? 0, 'SIGKILL')
    child.once('exit', (code, signal) => this.#exited(child, code, signal))
    await this.#untilReady()
  }

  #exited(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    ended(child.pid ?? 0)
    if (!this.#wantedDown) this.accidents.push(`${this.name} ended by itself with ${signal ?? code}`)
  }

  async #untilReady(): Promise<void> {
    const deadline = performance.now() + 180_000
    while (performance.now() < deadline) {
      if (this.hasExited) throw new Error(`${this.name} did not start; the end of its log: ${this.log.slice(-1500)}`)
      const status = await ask({ port: this.port, method: 'GET', path: '/readyz', key: '', timeoutMs: 2_000 }).then(
        (answer) => answer.status,
        () => 0,
      )
      if (status === 200) return
      await sleep(100)
    }
    throw new Error(`${this.name} was not ready within three minutes`)
  }

  get hasExited(): boolean {
    return this.#child === null || this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  get log(): string {
    return readFileSync(this.#options.logPath, 'utf8')
  }

  /** What is heard by modules that were loaded before the service. */
  tell(message: number): void {
    this.#child?.send(message)
  }

  /** Its worker processes, where it has several. */
  workers(): Promise<number[]> {
    return childrenOf(this.#child?.pid ?? 0)
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Asks it to finish. Answers how it ended and how long that took, in milliseconds. */
  async terminate(): Promise<{ code: number | null; ms: number }> {
    const from = performance.now()
    const code = await this.#end('SIGTERM')
    return { code, ms: Math.round(performance.now() - from) }
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    this.#wantedDown = true
    if (!child || this.hasExited) return child?.exitCode ?? null
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }
}
