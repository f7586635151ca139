import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../db/setup/setup-error.ts'
import { finish, type Place, spawnAt } from './place.ts'
import { ownFolder } from './run-as.ts'

/** The database's own password: made at the first start, kept beside the data. */
export async function passwordOf(folder: string): Promise<string> {
  const path = join(folder, 'database-password')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept) return kept
  const made = randomBytes(24).toString('base64url')
  // Root writes into a folder of another user: never through a link that was laid there.
  await writeFile(path, made, { mode: 0o600, flag: 'wx' })
  return made
}

/** Makes the cluster where there is none. Errors: SetupError when it is of another version, or cannot be made. */
export async function prepareCluster(place: Place, password: string, markFd: number | null): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) return makeCluster(place, password, markFd)
  if (version.trim() !== '18') {
    throw new SetupError(
      `${place.cluster} was written by PostgreSQL ${version.trim()}, and the embedded one is 18. Move it away, or dump and restore it.`,
    )
  }
}

/** Made under another name and moved when whole: killed half way, it is simply made again. */
async function makeCluster(place: Place, password: string, markFd: number | null): Promise<void> {
  const { as, binaries, cluster, folder } = place
  const half = `${cluster}.new`
  const passwordFile = join(folder, 'initdb-password')
  await rm(half, { recursive: true, force: true })
  await ownFolder(as, half)
  await rm(passwordFile, { force: true })
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
  await as.own(passwordFile)
  const args = ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8']
  const initdb = spawnAt(place, markFd, binaries.initdb, [...args, '--locale=C'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said = collect(initdb)
  const code = await finish(initdb)
  await rm(passwordFile, { force: true })
  if (code !== 0) throw new SetupError(`The embedded PostgreSQL could not make its data folder ${cluster}: ${said()}`)
  await rename(half, cluster)
}

function collect(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  return () => text.trim()
}
