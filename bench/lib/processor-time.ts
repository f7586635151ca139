import { readdir, readFile } from 'node:fs/promises'
import { inDatabase } from './postgres.ts'

/** A kernel counts in hundredths of a second for every program (USER_HZ); ten seconds of load are a thousand of them. */
const ticksPerSecond = 100

interface Stat {
  readonly pid: string
  readonly parent: string
  /** Of itself and of its children that have ended, in ticks. */
  readonly ticks: number
}

/** Null where the process has ended meanwhile. Source: proc_pid_stat(5), fields 4 and 14 to 17. */
async function statOf(pid: string): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
  return { pid, parent: fields[1] ?? '', ticks }
}

/** A process with its children: the service and its workers, or a server of PostgreSQL and its connections. */
async function secondsOf(pid: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = (await Promise.all(pids.map(statOf))).filter((one) => one !== null)
  const family = stats.filter((one) => one.pid === pid || one.parent === pid)
  return family.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond
}

/** The server's first process is the parent of each connection. */
async function serverOf(url: string): Promise<string> {
  const pid = await inDatabase(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const stat = await statOf(String(rows[0]?.pid))
    return stat?.parent
  })
  if (pid === undefined)
    throw new Error('the server has no process that can be looked at; this is measured on Linux alone')
  return pid
}

/** Microseconds of the processor for each settlement. */
export interface ProcessorTime {
  readonly service: number
  readonly database: number
}

/**
 * The processor time that a load takes of the service and of its database, from the counters of their processes. Of a server
 * that serves nobody else meanwhile. `load` answers how many were settled.
 */
export async function processorTime(
  { pid, url }: { readonly pid: number; readonly url: string },
  load: () => Promise<number>,
): Promise<ProcessorTime> {
  const server = await serverOf(url)
  const look = () => Promise.all([secondsOf(String(pid)), secondsOf(server)])
  const [service, database] = await look()
  const settled = await load()
  const [serviceAfter, databaseAfter] = await look()
  const each = (seconds: number) => (seconds * 1_000_000) / settled
  return { service: each(serviceAfter - service), database: each(databaseAfter - database) }
}
