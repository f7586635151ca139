import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ledgerDigest } from '../application/ledger/digest.ts'
import type { DigestSigner } from '../application/ledger/digest-signer.ts'
import { type Config, readConfig } from '../config.ts'
import { chinaDay } from '../domain/calendar.ts'
import { digestSignerOf } from '../start/digest-key.ts'
import { digestFolderOf } from './digest-files.ts'
import { openLedger } from './open-ledger.ts'

const usage = `npm run ledger:digest [-- --out FILE] [-- --public-key]
  --out FILE     where it is written; else digests/ledger-DAY.ndjson in the data folder 写入的文件
  --public-key   shows the public half of the signing key and writes nothing 只显示签名公钥`

/**
 * `npm run ledger:digest`: writes where every person-year stands, signed, into a file to be kept elsewhere, once a day. Runs
 * beside the service; it only reads. Exit 0, or 2 when it could not be made.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, 'public-key': { type: 'boolean', default: false } },
  })
  const config = readConfig(process.env, process.cwd())
  if (values['public-key']) return console.log((await signerOf(config)).publicKey)
  const at = new Date()
  const path = resolve(values.out ?? join(digestFolderOf(config), `ledger-${chinaDay(at)}.ndjson`))
  const { db, close } = await openLedger(config, 'yizhan ledger:digest')
  try {
    // Only now: where there is no ledger, no key is made beside it.
    const signer = await signerOf(config)
    await mkdir(dirname(path), { recursive: true })
    // Under another name until it is whole: what lies there under its own is a digest to its end.
    const part = `${path}.part`
    await writeFile(part, ledgerDigest({ db, signer }, { region: '000000', at }), { mode: 0o600, flush: true })
    await rename(part, path)
    console.log(
      `${path}\nKeep it somewhere else, where whoever runs the database cannot write. 请另存于数据库管理者无法写入之处。`,
    )
    console.log(`signed by 签名密钥: ${signer.keyId}`)
  } finally {
    await close()
  }
}

async function signerOf(config: Config): Promise<DigestSigner> {
  const signer = await digestSignerOf(config)
  if (!signer) throw new Error(noKey)
  return signer
}

const noKey = [
  'YIZHAN_DIGEST_KEY is not set. Make a key with: openssl genpkey -algorithm ed25519 -out digest-key.pem, and set YIZHAN_DIGEST_KEY_FILE',
  '未设置 YIZHAN_DIGEST_KEY。请用 openssl genpkey -algorithm ed25519 -out digest-key.pem 生成密钥，并设置 YIZHAN_DIGEST_KEY_FILE',
].join('\n')

main().catch((error: unknown) => {
  const wrongArguments = error instanceof TypeError && 'code' in error
  console.error(wrongArguments ? usage : (error as Error).message)
  process.exitCode = 2
})
