import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { bareEnvironment } from './environment.ts'
import { type RunAs, runAs } from './run-as.ts'

/** A data folder, and the programs that work on it. */
export interface Place {
  readonly folder: string
  readonly cluster: string
  readonly log: string
  readonly binaries: Binaries
  readonly as: RunAs
}

/**
 * Makes the folder, which only the database's user and root enter: it holds keys and what people were treated for.
 *
 * Errors: SetupError when there is no server for this platform, or no user to run it as.
 */
export async function preparePlace(folder: string): Promise<Place> {
  await makeFolder(folder)
  const binaries = await findBinaries()
  const as = await runAs(folder, dirname(binaries.postgres))
  // A volume that belongs to somebody else cannot be closed, but each file and folder in it is.
  await chmod(folder, 0o700).catch(() => undefined)
  return { folder, cluster: join(folder, 'postgres'), log: join(folder, 'postgres.log'), binaries, as }
}

/** One folder after the other: Node's own recursion never ends where nothing can be made, as below /proc. */
async function makeFolder(folder: string): Promise<void> {
  const mode = 0o700
  const failed = await mkdir(folder, { mode }).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  )
  if (failed === null || (failed.code === 'EEXIST' && (await stat(folder)).isDirectory())) return
  if (failed.code !== 'ENOENT' || dirname(folder) === folder) throw failed
  await makeFolder(dirname(folder))
  await mkdir(folder, { mode })
}

/** A program of PostgreSQL as its user, with the mark of the owner as its third file, which it keeps to its end. */
export function spawnAt(
  { as }: Place,
  markFd: number | null,
  program: string,
  args: string[],
  { env, stdio, detached = false }: { env?: NodeJS.ProcessEnv; stdio: Stdio; detached?: boolean },
): ChildProcess {
  const options: SpawnOptions = {
    stdio: markFd === null ? [...stdio] : [...stdio, markFd],
    detached,
    windowsHide: true,
    env: { ...bareEnvironment(process.env), ...env },
  }
  return as.spawn(program, args, options)
}

type Stdio = readonly ['ignore', 'ignore' | number, 'ignore' | 'pipe' | number]

export async function finish(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}
