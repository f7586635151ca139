import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'

/** In megabytes of a million bytes. */
export interface Memory {
  readonly process: number
  readonly database: number
}

async function field(pid: string, name: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024) / 1_000_000
}

/** The most that a process has held so far, in megabytes of a million bytes. */
export function peakOf(pid: number): Promise<number> {
  return field(String(pid), 'VmHWM')
}

/** The server's processes: the parent of a connection, and its children. */
async function serverProcesses(pool: pg.Pool): Promise<() => Promise<string[]>> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const parent = String(await parentOf(String(rows[0]?.pid)))
  return async () => {
    const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const parents = await Promise.all(all.map(parentOf))
    return [parent, ...all.filter((_, at) => parents[at] === parent)]
  }
}

async function parentOf(pid: string): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return /^PPid:\s+(\d+)/m.exec(status)?.[1] ?? ''
}

/**
 * Watches what this process and the server hold, once a second. The server's shared buffers are counted once,
 * beside what each of its processes holds alone.
 */
export async function watchMemory(pool: pg.Pool) {
  const pids = await serverProcesses(pool)
  let peak: Memory = { process: 0, database: 0 }
  const look = async () => {
    const each = await pids()
    const own = await Promise.all(each.map((pid) => field(pid, 'RssAnon')))
    const shared = await Promise.all(each.map((pid) => field(pid, 'RssShmem')))
    const database = own.reduce((sum, held) => sum + held, 0) + Math.max(...shared)
    const process_ = process.memoryUsage().rss / 1_000_000
    peak = { process: Math.max(peak.process, process_), database: Math.max(peak.database, database) }
  }
  const timer = setInterval(() => void look(), 1000)
  return {
    /** The most since it was last asked. */
    peak: async (): Promise<Memory> => {
      await look()
      const peakMb = peak
      peak = { process: 0, database: 0 }
      return peakMb
    },
    stop: () => clearInterval(timer),
  }
}
