import { readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spoolPrefix } from './sealed-file.ts'

/** An upload is done long before; what is younger may belong to another process of this machine. */
const olderMs = 3_600_000

/**
 * Takes away what a process left below the temporary folder when it was ended between making a file and taking its name
 * away, and what earlier versions left there. Answers how many. What belongs to somebody else stays.
 */
export async function sweepLeftovers(now: Date): Promise<number> {
  const names = (await readdir(tmpdir())).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))
  const swept = await Promise.all(names.map((name) => sweepOne(join(tmpdir(), name), now)))
  return swept.filter(Boolean).length
}

const prefixes = [spoolPrefix, 'yizhan-roster-']

async function sweepOne(path: string, now: Date): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path)
    if (now.getTime() - mtimeMs < olderMs) return false
    await rm(path, { recursive: true })
    return true
  } catch {
    return false
  }
}
