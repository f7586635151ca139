import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../db/setup/setup-error.ts'
import { firstLine } from './identity.ts'
import { finish, type Place, spawnAt } from './place.ts'

/** PostgreSQL's own lock file. It is read here and never removed: PostgreSQL decides what it means, and removes it. */
export interface LockFile {
  readonly pid: number
  readonly port: number
}

export async function readLockFile(cluster: string): Promise<LockFile | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  // The fourth line is the port it listens on.
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0) } : null
}

/** Whether that process is the server of this cluster, as far as it can be seen from here. */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'win32') {
    return /"postgres/i.test(await firstLine('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']))
  }
  const command =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : await firstLine('ps', ['-o', 'command=', '-p', String(pid)])
  return command.includes('postgres') && command.includes(cluster)
}

/** Whoever started it was killed together with the supervisor, so nobody else will ever stop it. */
export async function stopLeftBehind(place: Place): Promise<void> {
  const { cluster, binaries } = place
  const lock = await readLockFile(cluster)
  if (lock === null || !(await isServerOf(lock.pid, cluster))) return
  const args = ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60']
  await finish(spawnAt(place, null, binaries.pgCtl, args, { stdio: ['ignore', 'ignore', 'ignore'] }))
  if (await isServerOf(lock.pid, cluster)) {
    throw new SetupError(
      `PostgreSQL (process ${lock.pid}) still runs on ${cluster} and does not stop. Stop it by hand.`,
    )
  }
}

/**
 * After a power cut or in a new container the number in the lock file may belong to any other program, at which
 * PostgreSQL would refuse to start although nothing runs there. It takes no notice of the number of its grandparent, for
 * whom this name is meant; what else speaks for a running server, its shared memory, it still looks at.
 */
export async function withoutStaleNumber(cluster: string): Promise<NodeJS.ProcessEnv> {
  const lock = await readLockFile(cluster)
  if (lock === null || (await isServerOf(lock.pid, cluster))) return {}
  return { PG_GRANDPARENT_PID: String(lock.pid) }
}
