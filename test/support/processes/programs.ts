import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where Debian keeps PostgreSQL, a folder a major version. */
const debian = '/usr/lib/postgresql'

/** Folders of PostgreSQL's programs on this machine, newest first; what is on the path comes last. */
export function programFolders(): string[] {
  const majors = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name)) : []
  const kept = majors.sort((a, b) => Number(b) - Number(a)).map((major) => join(debian, major, 'bin'))
  return [...kept, ...(process.env.PATH ?? '').split(':').filter(Boolean)]
}

/** The newest of this program that the machine has, with its major version; null where it has none. */
export function newestProgram(name: string): { readonly path: string; readonly major: number } | null {
  const path = programFolders()
    .map((folder) => join(folder, name))
    .find((candidate) => existsSync(candidate))
  if (!path) return null
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(versionOf(path))?.[1])
  return Number.isNaN(major) ? null : { path, major }
}

/** Debian's wrappers are on the path where no server is installed, and then fail. */
function versionOf(path: string): string {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

/** Whether the machine finds a program of this name. */
export function hasProgram(name: string): boolean {
  return programFolders().some((folder) => existsSync(join(folder, name)))
}

const execute = promisify(execFile)

/** What a program comes to: its code, and all it said. It inherits what finds programs and nothing else. */
export async function runProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<{ readonly code: number; readonly said: string }> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  const options = { env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env }, ...(cwd ? { cwd } : {}) }
  try {
    const { stdout, stderr } = await execute(command, [...args], options)
    return { code: 0, said: stdout + stderr }
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
    return { code: typeof code === 'number' ? code : 1, said: stdout + stderr }
  }
}
