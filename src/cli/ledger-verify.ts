import { parseArgs } from 'node:util'
import { type KeptDigest, readDigest } from '../application/ledger/read-digest.ts'
import { type FoundDifference, verifyLedger } from '../application/ledger/verify-ledger.ts'
import { type VerifiedPlace, verifyNumbers } from '../application/places/verify-numbers.ts'
import { PolicyArchive } from '../application/policies/policy-archive.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { eachPlaceOf, type PlacesSetting } from '../config/places-file.ts'
import { type Config, readConfig } from '../config.ts'
import type { Database } from '../db/database.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'
import { digestSignerOf } from '../start/digest-key.ts'
import { digestFolderOf, lastDigestIn } from './digest-files.ts'
import { openLedger } from './open-ledger.ts'

const usage = `npm run ledger:verify [-- --digest FILE] [-- --signed-by KEY]
  --digest FILE     a digest that was kept; else the last in the data folder 另行保存的摘要
  --signed-by KEY   the public half of the key that has to have signed it, in base64 应为其签名的公钥`

/**
 * `npm run ledger:verify`: replays the ledger, walks its chains and names every difference; where there are several places, in
 * each, and of the numbers between them. Exit 0 when there is none, 1 when there are some, 2 when something could not be read. Runs beside
 * the service; it only reads.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { digest: { type: 'string' }, 'signed-by': { type: 'string' } } })
  const config = readConfig(process.env, process.cwd())
  const { files } = await loadPacks([builtInPolicies, ...(config.policyDir === null ? [] : [config.policyDir])])
  const library = new PolicyLibrary(
    files.map(({ file }) => file),
    sha256Hex,
  )
  if (config.places === null) {
    const digest = await digestFor(config, values)
    const { db, close } = await openLedger(config, 'yizhan ledger:verify')
    return verifyOne(config, { db, library }, digest).finally(close)
  }
  if (values.digest !== undefined) throw new Error(digestOfOnePlace)
  return verifyPlaces(config, config.places, { library, signedBy: values['signed-by'] })
}

const digestOfOnePlace =
  'A digest is of one place: name that in YIZHAN_PLACE as well / 摘要只属于一个分库，请同时用 YIZHAN_PLACE 指明'

async function verifyOne(
  config: Config,
  { db, library }: { readonly db: Database; readonly library: PolicyLibrary },
  digest: KeptDigest | null,
): Promise<number> {
  let found = 0
  const say = (difference: FoundDifference) => {
    found += 1
    console.log(sentence(difference))
  }
  const context = { db, archive: new PolicyArchive(library, db.pool), hasOtherPlaces: config.placeName !== null }
  const { personYears, entries } = await verifyLedger(context, say, digest)
  console.log(found === 0 ? 'The ledger agrees. 账目相符。' : `${found} differences. 发现 ${found} 处不符。`)
  console.log(`person-years 人年: ${personYears}, entries 分录: ${entries}`)
  return found === 0 ? 0 : 1
}

/** One place after another; one that does not answer is named, and the others are looked into all the same. */
async function verifyPlaces(
  config: Config,
  setting: PlacesSetting,
  { library, signedBy }: { readonly library: PolicyLibrary; readonly signedBy: string | undefined },
): Promise<number> {
  const opened: (VerifiedPlace & { readonly close: () => Promise<void> })[] = []
  let worst = 0
  try {
    for (const one of eachPlaceOf(config)) {
      const { regions = [] } = setting.places.find(({ name }) => name === one.placeName) ?? {}
      const name = one.placeName ?? ''
      console.log(`== ${name}`)
      try {
        const { db, close } = await openLedger(one, 'yizhan ledger:verify')
        opened.push({ name, regions, db, close })
        worst = Math.max(worst, await verifyOne(one, { db, library }, await digestFor(one, { 'signed-by': signedBy })))
      } catch (error) {
        console.log(`${name}: could not be read. 无法读取。 ${(error as Error).message}`)
        worst = 2
      }
    }
    console.log('== between places: people and numbers 跨分库的人员与结算编号')
    let found = 0
    const waiting = await verifyNumbers(opened, (difference) => {
      found += 1
      console.log(sentence(difference))
    })
    console.log(
      `${found} differences, ${waiting} claimed and not settled. 不符 ${found} 处，已占用未结算 ${waiting} 个。`,
    )
    return Math.max(worst, found === 0 ? 0 : 1)
  } finally {
    await Promise.all(opened.map(({ close }) => close()))
  }
}

/** The file that is named, else the last one in the data folder; signed by the key that is named, else by the service's own, where it has one. */
async function digestFor(
  config: Config,
  named: { readonly digest?: string | undefined; readonly 'signed-by'?: string | undefined },
): Promise<KeptDigest | null> {
  const path = named.digest ?? (await lastDigestIn(digestFolderOf(config)))
  if (path === null) {
    console.log(
      'There is no digest to compare with: npm run ledger:digest makes one. 没有可核对的摘要，可用 npm run ledger:digest 生成。',
    )
    return null
  }
  const own = config.digestKey === null ? null : await digestSignerOf(config)
  const digest = await readDigest(path, named['signed-by'] ?? own?.publicKey ?? null)
  const { heading, personYears, keyId } = digest
  console.log(
    `digest 摘要: ${path}, ${heading.madeAt}, person-years 人年: ${personYears}, signed by 签名密钥: ${keyId}`,
  )
  return digest
}

function sentence({ personNo, region, year, seq, what, stored, computed }: FoundDifference): string {
  const place = seq === null ? '' : ` entry ${seq}`
  return `person ${personNo} region ${region || '-'} year ${year}${place}: ${what}: stored ${stored}, computed ${computed}`
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const wrongArguments = error instanceof TypeError && 'code' in error
    console.error(wrongArguments ? usage : (error as Error).message)
    process.exitCode = 2
  },
)
