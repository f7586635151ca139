import { execFile } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Server } from './postgres.ts'

const run = promisify(execFile)

export const scripts = fileURLToPath(new URL('../ceilings/', import.meta.url))

/** It is not among the embedded programs. Any version from 14 on will do: only the server is measured. */
export async function findPgbench(): Promise<string> {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const versions = await readdir('/usr/lib/postgresql').catch(() => [] as string[])
  const debian = versions
    .sort()
    .reverse()
    .map((version) => join('/usr/lib/postgresql', version, 'bin'))
  for (const folder of [...onPath, ...debian]) {
    const path = join(folder, 'pgbench')
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  throw new Error(
    'pgbench is missing: it measures the ceilings. Debian and Ubuntu have it in `postgresql-contrib` (apt-get install postgresql), Red Hat in postgresql-contrib, macOS in `brew install postgresql`.',
  )
}

/** Names and texts that a script may use, as `:name`. */
export type Texts = Readonly<Record<string, string>>

export interface Script {
  readonly database: string
  /** Its deployment in the folder of ceilings. */
  readonly script: string
  readonly clients: number
  readonly texts: Texts
}

export interface Pgbench {
  readonly perSecond: number
  readonly latencyMs: number
}

/** Transactions a second and their mean latency, connections not counted. */
export async function pgbench(
  server: Server,
  { database, script, clients, texts }: Script,
  seconds: number,
): Promise<Pgbench> {
  return runPgbench(server, database, [
    ...Object.entries(texts).flatMap(([name, text]) => ['-D', `${name}=${text}`]),
    '-n',
    '-M',
    'prepared',
    '-f',
    join(scripts, script),
    '-c',
    clients,
    '-j',
    Math.min(clients, 2),
    '-T',
    seconds,
  ])
}

/** Of pgbench's built-in transaction (TPC-B, like it): nothing of it is ours, so it stays what it is. */
export const tpcb = {
  scale: 50,
  make: (server: Server, database: string) => runPgbench(server, database, ['-i', '-q', '-s', tpcb.scale]),
  run: (server: Server, database: string, clients: number, seconds: number): Promise<Pgbench> =>
    runPgbench(server, database, ['-n', '-M', 'prepared', '-c', clients, '-j', Math.min(clients, 2), '-T', seconds]),
}

async function runPgbench(server: Server, database: string, args: readonly (string | number)[]): Promise<Pgbench> {
  const where = ['-h', '127.0.0.1', '-p', server.port, '-U', 'postgres', database]
  const { stdout } = await run(await findPgbench(), [...args, ...where].map(String), {
    env: { ...process.env, PGPASSWORD: server.password },
  })
  const figure = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1])
  return { perSecond: figure(/tps = ([\d.]+)/), latencyMs: figure(/latency average = ([\d.]+) ms/) }
}
