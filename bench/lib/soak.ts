import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { claims } from '../data/claims.ts'
import { closedLoop } from '../load/closed.ts'
import type { Figures } from '../load/sample.ts'
import { type Deployment, log } from './environment.ts'

export interface Soak {
  readonly load: Figures
  /** Resident memory of all processes of the service, in MB: after the first tenth, and the mean of the last tenth. */
  readonly firstMb: number
  readonly lastMb: number
}

/** Loads the service for a while and watches its memory every second. */
export async function soak({ service, population }: Deployment, seconds: number): Promise<Soak> {
  const seen: number[] = []
  const watch = setInterval(() => {
    memoryOf(service.pid).then(
      (mb) => seen.push(mb),
      () => undefined,
    )
  }, 1000)
  const warmUpSeconds = Math.round(seconds / 10)
  const next = claims(population, 77)
  const load = await closedLoop({
    port: service.port,
    connections: 64,
    seconds: seconds - warmUpSeconds,
    warmUpSeconds,
    next,
  })
  clearInterval(watch)
  const tenth = Math.max(1, Math.floor(seen.length / 10))
  const firstMb = mean(seen.slice(tenth, 2 * tenth))
  const lastMb = mean(seen.slice(-tenth))
  log(`soak: ${load.perSecond.toFixed(0)}/s, ${firstMb.toFixed(0)} MB, then ${lastMb.toFixed(0)} MB`)
  return { load, firstMb, lastMb }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The process and its workers. */
async function memoryOf(pid: number): Promise<number> {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  const pids = [
    pid,
    ...children
      .split('\n')
      .map(Number)
      .filter((child) => child > 0),
  ]
  const sizes = await Promise.all(pids.map(residentMb))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
