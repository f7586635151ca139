import { generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DigestSigner, digestSigner } from '../application/ledger/digest-signer.ts'
import { type Config, ConfigError } from '../config.ts'

export const digestKeyFileOf = (folder: string) => join(folder, 'digest-key.pem')

/**
 * What digests of the ledger are signed with: the key of YIZHAN_DIGEST_KEY, or one that the embedded database keeps beside
 * its data. With a database of one's own there is none unless it is set, because whoever holds the data must not hold it too.
 * Errors: ConfigError for what is no Ed25519 key; the key itself is never repeated.
 */
export async function digestSignerOf({ digestKey, databaseUrl, dataDir }: Config): Promise<DigestSigner | null> {
  if (digestKey !== null) return signerOf(digestKey, 'YIZHAN_DIGEST_KEY')
  if (databaseUrl !== null) return null
  const path = digestKeyFileOf(dataDir)
  return signerOf((await kept(path)) ?? (await made(path)), path)
}

function signerOf(text: string, source: string): DigestSigner {
  const signer = digestSigner(text)
  if (signer) return signer
  throw new ConfigError(
    `${source} must be an Ed25519 key, in PEM or as base64 of its PKCS #8 form, such as \`openssl genpkey -algorithm ed25519\` gives it / ${source} 须为 Ed25519 私钥（PEM，或 PKCS #8 的 base64），可用 openssl genpkey -algorithm ed25519 生成`,
  )
}

async function kept(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

const noFolder = (path: string) =>
  `${path} cannot be made: its folder is not there. Name that of the embedded database in YIZHAN_DATA_DIR, or set YIZHAN_DIGEST_KEY / 无法生成 ${path}：目录不存在。请用 YIZHAN_DATA_DIR 指明内置数据库的目录，或设置 YIZHAN_DIGEST_KEY`

/** `wx`, so that of two processes that start together one makes it and the other reads it. */
async function made(path: string): Promise<string> {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  try {
    await writeFile(path, key, { mode: 0o600, flag: 'wx', flush: true })
    return key
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new ConfigError(noFolder(path))
    if (code !== 'EEXIST') throw error
    return (await kept(path)) ?? key
  }
}
