/**
 * `npm run data-key:rotate`: seals everything of older data keys with the newest one, while the service runs, and retires the
 * keys that hold nothing any more. Stopped or killed, the same command goes on with what is left.
 * `npm run data-key:status`: which keys the database knows and what each still holds.
 *
 * Exit 0 when nothing is left, 1 when something is, 2 when it could not be done.
 */
import { rotate } from '../application/data-keys/rotate.ts'
import { dataKeyId } from '../application/shared/secrets.ts'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type GivenKeys, keptDataKeys } from '../db/data-keys/given.ts'
import { listDataKeys } from '../db/data-keys/rows.ts'
import { countHeld } from '../db/data-keys/sealed.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import { givenDataKeys } from '../start/data-keys.ts'
import { linesOfRotation, linesOfStatus, progressLine } from './data-key/words.ts'
import { openLedger } from './open-ledger.ts'

async function main(): Promise<number> {
  const config = readConfig(process.env, process.cwd())
  const given = await givenKeys(config)
  const { db, close } = await openLedger(config, 'yizhan data-key')
  try {
    if (process.argv[2] === 'status') {
      const [keys, held] = await Promise.all([listDataKeys(db.bulk), countHeld(db.bulk)])
      for (const line of linesOfStatus(keys, held, given?.keys.map(dataKeyId) ?? [])) console.log(line)
      return 0
    }
    if (given === null) throw new SetupError('There is no data key. 没有数据密钥。')
    const done = await rotate(db.bulk, given, { clock: () => new Date(), stopped: stopping(), progress })
    if (process.stdout.isTTY) console.log()
    for (const line of linesOfRotation(done)) console.log(line)
    return done.left === 0 && done.unopened.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function givenKeys(config: Config): Promise<GivenKeys | null> | GivenKeys {
  return config.databaseUrl === null && config.dataKey === null ? keptDataKeys(config.dataDir) : givenDataKeys(config)
}

/** The first signal ends behind the batch in hand; a second one ends at once, which loses nothing either. */
function stopping(): () => boolean {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      asked = true
    })
  return () => asked
}

/** On a terminal the line of progress is written over; in a file each is a line. */
function progress(of: Parameters<typeof progressLine>[0]): void {
  const line = progressLine(of)
  process.stdout.write(process.stdout.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof ConfigError || error instanceof SetupError ? error.message : error)
    process.exitCode = 2
  },
)
