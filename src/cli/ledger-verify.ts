import { type FoundDifference, verifyLedger } from '../application/ledger/verify-ledger.ts'
import { PolicyArchive } from '../application/policies/policy-archive.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { readConfig } from '../config.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import { builtInPolicies, loadPacks } from '../policies/loader/load.ts'
import { openBooks } from './open-books.ts'

/**
 * `npm run ledger:verify`: replays the books and names every difference. Exit 0 when there is none,
 * 1 when there are some, 2 when they could not be read. Runs beside the service; it only reads.
 */
async function main(): Promise<number> {
  const config = readConfig(process.env, process.cwd())
  const { db, close } = await openBooks(config, 'yizhan ledger:verify')
  try {
    const { files } = await loadPacks([builtInPolicies, ...(config.policyDir === null ? [] : [config.policyDir])])
    const library = new PolicyLibrary(
      files.map(({ file }) => file),
      sha256Hex,
    )
    let found = 0
    const say = (difference: FoundDifference) => {
      found += 1
      console.log(sentence(difference))
    }
    const { personYears, entries } = await verifyLedger({ db, archive: new PolicyArchive(library, db.pool) }, say)
    console.log(found === 0 ? 'The books agree. 账目相符。' : `${found} differences. 发现 ${found} 处不符。`)
    console.log(`person-years 人年: ${personYears}, entries 分录: ${entries}`)
    return found === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function sentence({ personNo, region, year, seq, what, stored, computed }: FoundDifference): string {
  const place = seq === null ? '' : ` entry ${seq}`
  return `person ${personNo} region ${region || '-'} year ${year}${place}: ${what}: stored ${stored}, computed ${computed}`
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  },
)
