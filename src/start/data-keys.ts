import type pg from 'pg'
import type { Logger } from 'pino'
import { isSealed, knownKeys, refuseOthers } from '../application/data-keys/open.ts'
import { fileMissing } from '../application/data-keys/words.ts'
import type { KeyHistory } from '../application/shared/secrets.ts'
import { type Config, ConfigError } from '../config.ts'
import { type GivenKeys, keptDataKeys, keyFileOf, makeDataKey, parseDataKeys } from '../db/data-keys/given.ts'
import { listDataKeys } from '../db/data-keys/rows.ts'
import type { Database } from '../db/database.ts'
import { SetupError } from '../db/setup/setup-error.ts'

/** With a database of one's own the key must outlive the machine, so it is never made silently. */
export function givenDataKeys({ dataKey }: Config): GivenKeys {
  if (dataKey !== null) return parseDataKeys(dataKey)
  throw new ConfigError(
    'YIZHAN_DATA_KEY is missing: it encrypts ID numbers. Make one with `openssl rand -base64 32` and keep it as safe as the database.',
  )
}

/** Given, or kept beside the data; made at the first start only, because a second key would not open what the first sealed. */
export async function embeddedDataKeys({ dataKey, dataDir }: Config, db: Database): Promise<GivenKeys> {
  if (dataKey !== null) return parseDataKeys(dataKey)
  const kept = await keptDataKeys(dataDir)
  if (kept !== null) return kept
  if (await isSealed(db.pool)) throw new SetupError(fileMissing(keyFileOf(dataDir)))
  return makeDataKey(dataDir)
}

/** How long a process may go on without a key that another one began to seal with. */
const everyMs = 5_000

/**
 * Looks again and again whether the keys are still the database's. Another process may have been started with a new key: this
 * one could not find the people it seals, and would tell hospitals that they are not insured. It ends instead, as any
 * other failure that nobody expects, and says what it was not given. Answers how to stop looking.
 */
export function watchDataKeys(pool: pg.Pool, given: GivenKeys, history: KeyHistory, log: Logger): () => void {
  const look = async () => {
    const rows = await listDataKeys(pool)
    refuseOthers(given, rows)
    history.known = knownKeys(given, rows)
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      // A database that is away is seen and said by whoever needs it.
      if (!(error instanceof SetupError)) return
      clearInterval(timer)
      log.fatal({ event: 'data-key.missing' })
      throw error
    })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
