import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { chown, mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { SetupError } from '../db/setup/setup-error.ts'

const run = promisify(execFile)

/** Starts programs as a user whom PostgreSQL accepts, and gives folders to that user. */
export interface RunAs {
  readonly spawn: (program: string, args: string[], options: SpawnOptions) => ChildProcess
  readonly own: (path: string) => Promise<void>
}

const user = 'postgres'

/**
 * PostgreSQL refuses to run as root. Started by root (a container, a fresh server), it runs as the user `postgres`,
 * who is made if there is none; started by anyone else it runs as that person.
 *
 * Errors: SetupError when root can make no such user, or that user cannot reach the files.
 */
export async function runAs(folder: string, programs: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { spawn, own: async () => {} }
  const { uid, gid } = (await idsOfUser()) ?? (await makeUser())
  const own = (path: string) => chown(path, uid, gid)
  // Nobody else may enter it, so it is that user's; root enters it all the same.
  await own(folder)
  const paths = [programs, folder]
  if (await reaches(uid, gid, paths)) {
    return { spawn: (program, args, options) => spawn(program, args, { ...options, uid, gid }), own }
  }
  const reading = [...readingAnywhere, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  if (!(await works('setpriv', [...reading, 'test', '-r', ...paths.slice(0, 1)])))
    throw new SetupError(unreachable(paths))
  return { spawn: (program, args, options) => spawn('setpriv', [...reading, program, ...args], options), own }
}

/**
 * root's own home is closed to everyone, so `postgres` could not even start from a checkout there. It gets one of
 * root's powers, to read and pass folders that are not its own; it may still write nowhere but in its data.
 */
const readingAnywhere = [
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
  '--bounding-set=-all,+dac_read_search',
  // Without this bit the kernel hides the power from access(), by which initdb looks for its files.
  '--securebits=+no_setuid_fixup',
]

function unreachable(paths: readonly string[]): string {
  return `PostgreSQL cannot run as root, and the user "${user}" may not enter one of these folders: ${paths.join(', ')}. Run the service as an ordinary user, move it to a folder that others may enter, or set DATABASE_URL to a PostgreSQL server.`
}

async function idsOfUser(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/** Debian and Red Hat have useradd; Alpine has only adduser. */
async function makeUser(): Promise<{ uid: number; gid: number }> {
  const made =
    (await works('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', user])) ||
    (await works('adduser', ['-S', '-D', '-H', user]))
  const ids = await idsOfUser()
  if (ids) return ids
  throw new SetupError(
    `PostgreSQL cannot run as root, and ${made ? 'the new' : 'no'} user "${user}" could be ${made ? 'found' : 'made'}. Run the service as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  )
}

async function reaches(uid: number, gid: number, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const readable = await run('test', ['-r', path, '-a', '-x', path], { uid, gid }).then(
      () => true,
      () => false,
    )
    if (!readable) return false
  }
  return true
}

function works(program: string, args: string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  )
}

/** Makes a folder that only the database's user enters. */
export async function ownFolder(as: RunAs, path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await as.own(path)
}
