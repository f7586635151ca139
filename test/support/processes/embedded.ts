import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

export async function serverPid(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null)
  return text === null ? null : Number(text.split('\n')[0])
}

/** The process that owns the folder and watches over its server. */
export async function supervisorPid(folder: string): Promise<number> {
  const name = (await readdir(folder)).find((each) => /^owner-\d+\.json$/.test(each)) ?? ''
  return (JSON.parse(await readFile(join(folder, name), 'utf8')) as { pid: number }).pid
}

/** A process that has ended and that nobody asked after is gone too. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat !== null && !/\) Z /.test(stat)
}

export async function untilGone(pids: readonly number[], limitMs: number): Promise<number[]> {
  const end = performance.now() + limitMs
  for (;;) {
    const alive: number[] = []
    for (const pid of pids) if (await isRunning(pid)) alive.push(pid)
    if (alive.length === 0 || performance.now() > end) return alive
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended already, which is what is wanted
  }
}

/** Another process that starts the embedded server of a folder and stays, perhaps by way of another program. */
export class Elsewhere {
  readonly process: ChildProcess
  /** The server's port once it runs; null when the process ended without starting one. */
  readonly port: Promise<number | null>
  said = ''

  constructor(folder: string, { by = [], node = [] }: { by?: readonly string[]; node?: readonly string[] } = {}) {
    const script = join(root, 'test/support/processes/start-embedded.ts')
    const [program = '', ...args] = [...by, process.execPath, ...node, '--import', 'tsx', script, folder]
    this.process = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.said += chunk.toString('utf8')
    })
    const started = new Promise<number>((resolve) => {
      this.process.stdout?.once('data', (chunk: Buffer) => resolve(Number(chunk.toString('utf8'))))
    })
    this.port = Promise.race([started, once(this.process, 'close').then(() => null)])
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const ended = once(this.process, 'exit')
    this.process.kill('SIGKILL')
    await ended
  }
}
