import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Row {
  readonly pid: number
  readonly parent: number
  readonly state: string
}

async function processes(): Promise<Row[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat='])
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state = '']) => ({ pid: Number(pid), parent: Number(parent), state }))
}

export async function childrenOf(pid: number): Promise<number[]> {
  return (await processes()).filter(({ parent }) => parent === pid).map((row) => row.pid)
}

/** Waits until they are gone; one that has ended and that nobody asked after is gone too. Answers those that stay. */
export async function untilGone(pids: readonly number[], limitMs: number): Promise<number[]> {
  const end = performance.now() + limitMs
  while (true) {
    const alive = (await processes()).filter(({ pid, state }) => pids.includes(pid) && !state.startsWith('Z'))
    if (alive.length === 0 || performance.now() > end) return alive.map(({ pid }) => pid)
    await sleep(20)
  }
}

/** To a process of this run that may have ended a moment ago. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** kill -9 of a process and of every process that it started, at once. Errors: one that outlives it for half a minute. */
export async function killWithChildren(pid: number): Promise<void> {
  const all = [pid, ...(await childrenOf(pid))]
  for (const one of all) signal(one, 'SIGKILL')
  const alive = await untilGone(all, 30_000)
  if (alive.length > 0) throw new Error(`processes ${alive} outlived kill -9`)
}
