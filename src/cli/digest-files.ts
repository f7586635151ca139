import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'

/** Where digests of the ledger are written unless another file is named; those of each place in a folder of their own. */
export const digestFolderOf = ({ dataDir, placeName }: Pick<Config, 'dataDir' | 'placeName'>) =>
  join(dataDir, 'digests', placeName ?? '')

/** The newest digest in the folder; null where there is none. Their names begin alike and end with the day. */
export async function lastDigestIn(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const last = names
    .filter((name) => /^ledger-\d{4}-\d{2}-\d{2}\.ndjson$/.test(name))
    .sort()
    .at(-1)
  return last === undefined ? null : join(folder, last)
}
