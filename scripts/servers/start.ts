import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { passwordOf, prepareCluster } from '../../src/embedded/cluster.ts'
import { runAs } from '../../src/embedded/run-as.ts'
import { startServer } from '../../src/embedded/server.ts'
import type { Found } from './find.ts'

export interface Started {
  /** A superuser's. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts a server on an empty folder, which goes when it stops. */
export async function startOf({ binaries }: Found): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-server-'))
  const as = await runAs(folder, dirname(binaries.postgres))
  const place = { folder, cluster: join(folder, 'postgres'), log: join(folder, 'postgres.log'), binaries, as }
  const forgotten = () => rm(folder, { recursive: true, force: true })
  try {
    const password = await passwordOf(folder)
    await prepareCluster(place, password, null)
    // What a test wrote need not outlive a power cut.
    const settings = { fsync: 'off', full_page_writes: 'off' }
    const server = await startServer(place, password, null, settings, new AbortController().signal)
    return { url: server.url, stop: () => server.stop().then(forgotten) }
  } catch (error) {
    await forgotten()
    throw error
  }
}
