import { SetupError } from '../db/setup/setup-error.ts'
import { passwordOf, prepareCluster } from './cluster.ts'
import type { Said } from './messages.ts'
import { type Ownership, takeFolder } from './owner.ts'
import { type Place, preparePlace } from './place.ts'
import { stopLeftBehind } from './postmaster.ts'
import { startServer } from './server.ts'

/**
 * A process of its own between the service and its PostgreSQL: it owns the data folder, and when the service ends, in
 * whatever way, it stops PostgreSQL and gives the folder back. The service that is killed or out of memory can do neither.
 */
async function supervise(folder: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const unwanted = whenUnwanted()
  const place = await preparePlace(folder)
  const ownership = await takeFolder({
    folder,
    signal: unwanted,
    stopOrphan: () => stopLeftBehind(place),
    onWaiting: (record) => void say({ says: 'waiting', owner: record && `process ${record.pid} on ${record.host}` }),
  })
  try {
    await serve(place, ownership, settings, unwanted)
  } finally {
    await ownership.release()
  }
}

async function serve(
  place: Place,
  ownership: Ownership,
  settings: Readonly<Record<string, string>>,
  unwanted: AbortSignal,
): Promise<void> {
  // One that outlived its supervisor where there are no marks to see it by.
  await stopLeftBehind(place)
  const password = await passwordOf(place.folder)
  await prepareCluster(place, password, ownership.markFd)
  const server = await startServer(place, password, ownership.markFd, settings, unwanted)
  await say({ says: 'ready', url: server.url, port: server.port, pid: server.pid })
  const lost = ownership.lost.then(() => 'lost' as const)
  const asked = aborted(unwanted)
  if ((await Promise.race([asked, lost, server.ended])) === 'lost') return server.abandon()
  await ownership.stopping()
  await server.stop()
}

/** The service asks for the end, or its end of the channel closes because it is gone. */
function whenUnwanted(): AbortSignal {
  const unwanted = new AbortController()
  process.once('message', () => unwanted.abort())
  process.once('disconnect', () => unwanted.abort())
  if (!process.connected) unwanted.abort()
  return unwanted.signal
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Waits until it is on its way; a service that is gone hears nothing. */
function say(said: Said): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) resolve()
    else process.send(said, undefined, undefined, () => resolve())
  })
}

/** What whoever starts it can mend: a folder that may not be written or is a file, a full disk, half of a cluster. */
const mendable = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'],
  ...['ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT', 'ENOTEMPTY', 'ELOOP', 'ENAMETOOLONG'],
])

function failure(error: unknown): Said {
  const { message, code, stack } = error as NodeJS.ErrnoException
  if (error instanceof SetupError) return { says: 'failed', message, stack: null }
  if (code !== undefined && mendable.has(code)) {
    return { says: 'failed', message: `The embedded PostgreSQL cannot be kept there: ${message}`, stack: null }
  }
  return { says: 'failed', message, stack: stack ?? null }
}

// Whoever stops the service decides when PostgreSQL is no longer wanted; a signal to all processes does not.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
// Nobody but the owner reads anything that it or PostgreSQL makes.
process.umask(0o077)

supervise(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}')).then(
  () => process.exit(0),
  async (error: unknown) => {
    await say(failure(error))
    process.exit(1)
  },
)
