import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../setup/setup-error.ts'

/** The keys that the service was given, newest first: the first one seals, all of them open. */
export interface GivenKeys {
  readonly keys: readonly Buffer[]
  /** The variable or the file that they are from, to be named in a refusal. */
  readonly source: string
}

export const keyVariable = 'YIZHAN_DATA_KEY'

/**
 * Reads YIZHAN_DATA_KEY: 32 bytes as base64 or as hex, or several such keys, newest first, with commas or line ends between.
 *
 * Errors: SetupError that says how to make a key. The text itself is never repeated.
 */
export function parseDataKeys(text: string, source: string = keyVariable): GivenKeys {
  const keys = text
    .trim()
    .split(/[,\n]/)
    .map((one) => parseKey(one.trim(), source))
  if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length)
    throw new SetupError(
      `${source} holds the same key twice. Give each key once, newest first.\n${source} 中有重复的密钥；每个密钥只写一次，最新的在前。`,
    )
  return { keys, source }
}

function parseKey(text: string, source: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  if (key.length === 32) return key
  throw new SetupError(
    `${source} must be 32 bytes in base64 or hex. Make one with: openssl rand -base64 32; a database that holds data opens under the key it was sealed with alone, so put that one back.\n${source} 须为 32 字节，以 base64 或十六进制书写。生成：openssl rand -base64 32；已有数据的数据库只能用原密钥打开，请放回原密钥。`,
  )
}

export const keyFileOf = (folder: string) => join(folder, 'data-key')

/** The keys of the embedded database, kept beside the data, a line each; null where there are none yet. */
export async function keptDataKeys(folder: string): Promise<GivenKeys | null> {
  const path = keyFileOf(folder)
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return kept === null ? null : parseDataKeys(kept, path)
}

/** Makes the first key of the embedded database, for its owner's eyes only. */
export async function makeDataKey(folder: string): Promise<GivenKeys> {
  const key = randomBytes(32)
  const path = keyFileOf(folder)
  // `wx` so that a key which appeared meanwhile is never overwritten: what it sealed could not be opened again. On the disk
  // before anything is sealed with it, for the same reason.
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return { keys: [key], source: path }
}
