import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { mounted } from '../environment/cleanup.ts'
import type { FaultEnvironment } from '../environment/environment.ts'
import { complaint, type Scenario, until, wait } from './scenario.ts'

/** The whole database on a small disk in memory. Only root may mount one. */
function smallDisk(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=0755', 'yizhan-faults', folder])
  mounted(folder)
}

/** The disk takes nothing more, neither of the tables nor of the log, until somebody makes room. */
export const diskFull: Scenario = {
  name: 'disk-full',
  breaks: 'a disk that refuses every write, and room again',
  cannot: () =>
    process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux may mount a small disk',
  environment: {
    prepareDisk: smallDisk,
    settings: { max_wal_size: '64MB', min_wal_size: '32MB', shared_buffers: '32MB', checkpoint_timeout: '30s' },
  },
  load: { clients: 24, patienceMs: 60_000 },
  run: async ({ environment, seconds }) => {
    const disk = join(environment.folder, 'database')
    let down = 0
    const oneFill = async (round: number) => {
      await wait(1_500)
      const ballast = fill(disk)
      if (round % 2 === 1) await wantLog(environment)
      else await wait(2_500)
      rmSync(ballast)
      await wait(500)
      if (!environment.server.isAlive) down += 1
      await environment.server.startIfGone()
    }
    const fills = await until(seconds, oneFill, { atLeast: 2 })
    const refused = failuresSeen(environment.services.map(({ log }) => log).join(''))
    return {
      did: `filled ${fills} times, the server went down ${down} times`,
      complaints: [
        ...complaint(refused === 0, 'no write was ever refused'),
        ...complaint(down === 0, 'the log was never full'),
      ],
    }
  },
}

/** Asks for a new file of the log, which there is no room for: the server gives up, and cannot recover until there is. */
async function wantLog({ server }: FaultEnvironment): Promise<void> {
  const ask = () => server.query('SELECT pg_switch_wal()').catch(() => undefined)
  await until(2.5, async () => {
    if (server.isAlive) await ask()
    await wait(100)
  })
}

/** Takes all the room that is left. */
function fill(disk: string): string {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'w')
  const chunk = Buffer.alloc(1 << 20)
  try {
    while (writeSync(file, chunk) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
  return path
}

function failuresSeen(log: string): number {
  return log.split('\n').filter((line) => line.includes('request.failed')).length
}
