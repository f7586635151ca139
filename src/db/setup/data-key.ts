import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from './setup-error.ts'

/**
 * Reads YIZHAN_DATA_KEY: 32 bytes as base64 or as hex.
 *
 * Errors: SetupError that says how to make a key. The text itself is never repeated.
 */
export function parseDataKey(text: string): Buffer {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : Buffer.alloc(0)
  if (key.length === 32) return key
  throw new SetupError('YIZHAN_DATA_KEY must be 32 bytes in base64 or hex. Make one with: openssl rand -base64 32')
}

/** The key of the embedded database: made at the first start, kept beside the data for its owner's eyes only. */
export async function keptDataKey(folder: string): Promise<Buffer> {
  const path = join(folder, 'data-key')
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (kept !== null) return parseDataKey(kept)
  const key = randomBytes(32)
  // `wx` so that a key which appeared meanwhile is never overwritten: what it sealed could not be opened again.
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
