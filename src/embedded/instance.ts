import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from '../db/setup/setup-error.ts'

const run = promisify(execFile)

/** Which program started the server of a data folder, so that the next one knows whether it is still there. */
interface Owner {
  readonly pid: number
  readonly startedAt: string
}

const ownerFile = (folder: string) => join(folder, 'owner.json')

/**
 * Takes the data folder for this process.
 *
 * Errors: SetupError when the process that took it before is alive: two servers on one folder would destroy it.
 */
export async function claim(folder: string): Promise<void> {
  const owner = await readOwner(folder)
  if (owner && owner.pid !== process.pid && (await startOf(owner.pid)) === owner.startedAt) {
    throw new SetupError(
      `Another instance of this service (process ${owner.pid}) runs on ${folder}. Stop it first, or start this one in another folder, or set DATABASE_URL.`,
    )
  }
  await writeFile(ownerFile(folder), JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) }))
}

export async function release(folder: string): Promise<void> {
  await rm(ownerFile(folder), { force: true })
}

async function readOwner(folder: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(ownerFile(folder), 'utf8')) as Owner
  } catch {
    return null // none yet, or cut off while it was written by a process that is gone
  }
}

/** When the process began, in the system's own words; '' when there is none. Numbers of processes are used again. */
async function startOf(pid: number): Promise<string> {
  if (process.platform === 'win32')
    return firstLine('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], /"node/i)
  if (process.platform !== 'linux') return firstLine('ps', ['-o', 'lstart=', '-p', String(pid)])
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in brackets may hold spaces; the start is field 22, the twentieth after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

async function firstLine(program: string, args: string[], like = /./): Promise<string> {
  const { stdout } = await run(program, args).catch(() => ({ stdout: '' }))
  const line = stdout.trim().split(/\r?\n/)[0] ?? ''
  return like.test(line) ? line : ''
}

/**
 * The server that a killed process left behind, if it still runs; its lock file is removed if it does not.
 *
 * After a power cut the number in the lock file may by now belong to any other program, at which PostgreSQL would
 * refuse to start although nothing runs there.
 */
export async function leftBehind(cluster: string): Promise<number | null> {
  const lock = join(cluster, 'postmaster.pid')
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return null
  if (await isServerOf(pid, cluster)) return pid
  await rm(lock, { force: true })
  return null
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'win32') {
    return (await firstLine('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], /"postgres/i)) !== ''
  }
  const command =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : await firstLine('ps', ['-o', 'command=', '-p', String(pid)])
  return command.includes('postgres') && command.includes(cluster)
}
