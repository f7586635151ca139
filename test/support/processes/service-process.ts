import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
export const adminKey = 'admin-key-of-the-process-tests'
export const dataKey = Buffer.alloc(32, 7).toString('base64')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A script of the project in a process of its own, with nothing of this one's environment but what finds programs. */
export class Script {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #said = ''

  constructor(script: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) {
    const { PATH = '', HOME = '', TMPDIR = '' } = process.env
    this.child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: root,
      env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => this.#hear(chunk))
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }) as Ended)
    running.add(this)
    void this.ended.then(() => running.delete(this))
  }

  /** Everything it wrote so far, errors too. */
  get said(): string {
    return this.#said
  }

  #hear(chunk: Buffer): void {
    this.#said += chunk.toString('utf8')
  }

  /** The first match in what it writes; an error when it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false
    void this.ended.then(() => {
      over = true
    })
    for (;;) {
      const found = pattern.exec(this.#said)
      if (found) return found
      if (over) throw new Error(`it ended without saying ${pattern}: ${this.#said}`)
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal)
    return this.ended
  }
}

const running = new Set<Script>()

// Nothing that a test started may outlive its file, also where the test failed half way.
afterAll(async () => {
  await Promise.all([...running].map((script) => script.stop()))
}, 60_000)

/** The service as a process of its own, and requests to it with the key of the first bureau. */
export class ServiceProcess extends Script {
  address = ''

  static async start(env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const service = new ServiceProcess('src/main.ts', {
      PORT: '0',
      YIZHAN_ADMIN_KEY: adminKey,
      LOG_LEVEL: 'info',
      ...env,
    })
    const [, address = ''] = await service.says(/"event":"service\.started","address":"http:\/\/([^"]+)"/)
    service.address = `http://127.0.0.1:${address.split(':').at(-1)}`
    return service
  }

  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const reply = await fetch(`${this.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: reply.status, body: await reply.json() }
  }
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
  readonly body: any
}

/** Whether a process of this number is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
