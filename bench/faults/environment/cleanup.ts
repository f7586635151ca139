import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/**
 * What this run started and made, so that it can be ended and removed whatever happens: processes by their number,
 * never by their name, then mounts, then folders.
 */
const processes = new Map<number, NodeJS.Signals>()
const mounts = new Set<string>()
const folders = new Set<string>()

export function started(pid: number, endWith: NodeJS.Signals): void {
  processes.set(pid, endWith)
}

export function ended(pid: number): void {
  processes.delete(pid)
}

export function mounted(path: string): void {
  mounts.add(path)
}

export function made(folder: string): void {
  folders.add(folder)
}

/** Kept for whoever wants to look at the logs. */
export function keep(folder: string): void {
  folders.delete(folder)
}

export function remove(folder: string): void {
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true })
}

export function unmount(path: string): void {
  if (!mounts.delete(path)) return
  execFileSync('umount', ['--lazy', path])
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function endEverything(): void {
  for (const [pid, signal] of processes) {
    if (isAlive(pid)) process.kill(pid, signal)
  }
  processes.clear()
  for (const path of [...mounts]) unmount(path)
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** Also when the run itself fails or is interrupted. */
export function cleanUpAtTheEnd(): void {
  process.once('exit', endEverything)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
}
