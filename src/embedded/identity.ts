import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which process it is, in words that hold on other machines and in other containers. */
export interface Identity {
  readonly host: string
  /** The running kernel, new at each start of the machine; null where the system does not say. */
  readonly kernel: string | null
  /** Process numbers mean something within one of these only. */
  readonly pidNamespace: string
  readonly pid: number
  readonly startedAt: string
}

export async function ownIdentity(): Promise<Identity> {
  return {
    host: hostname(),
    kernel: await kernelId(),
    pidNamespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    pid: process.pid,
    startedAt: await startOf(process.pid),
  }
}

async function kernelId(): Promise<string | null> {
  if (process.platform === 'linux') {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim() || null
  }
  if (process.platform === 'darwin') return (await firstLine('sysctl', ['-n', 'kern.bootsessionuuid'])) || null
  return null
}

/** Whether that process is gone for certain: its number can be looked up from here, and nobody or another has it. */
export async function isGone(other: Identity, own: Identity): Promise<boolean> {
  const comparable = own.kernel !== null && own.kernel === other.kernel && own.pidNamespace === other.pidNamespace
  return comparable && (await startOf(other.pid)) !== other.startedAt
}

/** When the process began, in the system's own words; '' when there is none. Numbers of processes are used again. */
async function startOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return firstLine('ps', ['-o', 'lstart=', '-p', String(pid)])
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in brackets may hold spaces; the state is the first field after it, the start the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? '' : (fields[19] ?? '')
}

/** The first line that a program of the system says; '' when there is no such program or it fails. */
export async function firstLine(program: string, args: string[]): Promise<string> {
  const { stdout } = await run(program, args).catch(() => ({ stdout: '' }))
  return stdout.trim().split(/\r?\n/)[0] ?? ''
}
