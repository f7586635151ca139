import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mounted } from '../stage/cleanup.ts'
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
  stage: {
    prepareDisk: smallDisk,
    settings: { max_wal_size: '64MB', min_wal_size: '32MB', shared_buffers: '32MB', checkpoint_timeout: '30s' },
  },
  load: { clients: 30, pauseMs: 60, patienceMs: 60_000 },
  play: async ({ stage, seconds }) => {
    const disk = join(stage.folder, 'database')
    let down = 0
    const fills = await until(seconds, async () => {
      await wait(1_500)
      const ballast = fill(disk)
      await wait(3_500)
      rmSync(ballast)
      if (!stage.server.isAlive) down += 1
      await stage.server.startIfGone()
    })
    const refused = failuresSeen(stage.services.map(({ log }) => log).join(''))
    return {
      did: `filled ${fills} times, the server went down ${down} times`,
      complaints: complaint(refused === 0, 'no write was ever refused'),
    }
  },
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

export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && dirname(process.execPath) !== ''
