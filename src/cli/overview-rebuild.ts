import { sumUpAnew } from '../application/overview/sum-up.ts'
import { readConfig } from '../config.ts'
import { openLedger } from './open-ledger.ts'

/**
 * `npm run overview:rebuild`: throws the overview's sums away and makes them anew from the ledger, beside the running service, in one
 * transaction. Exit 0 when it is done, 2 when it could not be.
 */
async function main(): Promise<void> {
  const { db, close } = await openLedger(readConfig(process.env, process.cwd()), 'yizhan overview:rebuild')
  try {
    const { through } = await sumUpAnew({ db, clock: () => new Date() })
    console.log(`Summed up anew, of all that was posted up to ${through}. 已按截至 ${through} 的全部分录重新汇总。`)
  } finally {
    await close()
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message)
  process.exitCode = 2
})
