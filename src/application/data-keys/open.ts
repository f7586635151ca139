import type pg from 'pg'
import type { GivenKeys } from '../../db/data-keys/given.ts'
import { type DataKeyRow, insertDataKey, listDataKeys, lockDataKeys } from '../../db/data-keys/rows.ts'
import { endsOf, sealedColumns } from '../../db/data-keys/sealed.ts'
import { SetupError } from '../../db/setup/setup-error.ts'
import { withTransaction } from '../../db/transaction.ts'
import {
  createSecrets,
  dataKeyId,
  type KeyHistory,
  type KnownKey,
  type LastingSecrets,
  lastingSecrets,
  type Secrets,
} from '../shared/secrets.ts'
import * as words from './words.ts'

export interface OpenedKeys {
  readonly secrets: Secrets
  readonly history: KeyHistory
  /** The key that was written down just now as the one that seals from here on; null where it was known. */
  readonly added: string | null
}

/**
 * Holds the given keys against the database before anything is read or written with them, and writes the newest one down
 * where it is new.
 *
 * Errors: SetupError when a key is missing that the database is sealed with, or the newest was retired, or none of them
 * opens what an older version sealed; in both languages, naming keys by their ids.
 */
export function openDataKeys(pool: pg.Pool, given: GivenKeys, at: Date): Promise<OpenedKeys> {
  return withTransaction(pool, async (client) => {
    await lockDataKeys(client)
    const before = await listDataKeys(client)
    refuseOthers(given, before)
    if (before.length === 0) await refuseUnopened(client, given)
    const added = await addNewest(client, given, before, at)
    const rows = added === null ? before : await listDataKeys(client)
    const history: KeyHistory = { known: knownKeys(given, rows) }
    return { secrets: createSecrets(given.keys, history), history, added }
  })
}

/** Whether anything was ever sealed here: then a new key must not be made in place of one that is missing. */
export function isSealed(pool: pg.Pool): Promise<boolean> {
  return withTransaction(pool, async (client) => {
    for (const column of sealedColumns) if ((await endsOf(client, column)).length > 0) return true
    return false
  })
}

/** What the database knows of its keys, opened. Errors: SetupError when it was tampered with. */
export function knownKeys(given: GivenKeys, rows: readonly DataKeyRow[]): KnownKey[] {
  const own = new Map(given.keys.map((key) => [dataKeyId(key), lastingSecrets(key)]))
  const secrets = createSecrets(given.keys)
  return rows.map(({ keyId, secretsEnc, firstUsedAt }) => {
    const opened = openLasting(secrets, keyId, secretsEnc)
    const derived = own.get(keyId)
    if (!opened || (derived && textOf(derived) !== textOf(opened))) throw new SetupError(words.dataKeyDamaged(keyId))
    return { keyId, firstUsedAt, ...opened }
  })
}

function openLasting(secrets: Secrets, keyId: string, sealed: Uint8Array): LastingSecrets | null {
  try {
    const bytes = Buffer.from(secrets.decrypt(sealed, ownerOf(keyId)), 'hex')
    return { finding: bytes.subarray(0, 32), signing: bytes.subarray(32) }
  } catch {
    return null // whichever way it fails, the row is not what this service wrote
  }
}

function textOf({ finding, signing }: LastingSecrets): string {
  return finding.toString('hex') + signing.toString('hex')
}

const ownerOf = (keyId: string) => `data-key:${keyId}`

/** Errors: SetupError when a key that is in use is missing, or the first one was retired. */
export function refuseOthers(given: GivenKeys, rows: readonly DataKeyRow[]): void {
  const ids = given.keys.map(dataKeyId)
  const missing = rows.filter(({ keyId, retiredAt }) => retiredAt === null && !ids.includes(keyId))
  if (missing.length > 0) throw new SetupError(words.missing(given.source, missing, ids))
  const newest = rows.find(({ keyId }) => keyId === ids[0])
  if (newest?.retiredAt) throw new SetupError(words.retired(given.source, newest.keyId, newest.retiredAt))
}

/** What was sealed before keys were written down must open, or this is another database's key. */
async function refuseUnopened(client: pg.ClientBase, given: GivenKeys): Promise<void> {
  const { decrypt } = createSecrets(given.keys)
  for (const column of sealedColumns) {
    for (const { owner, sealed } of await endsOf(client, column)) {
      try {
        decrypt(sealed, owner)
      } catch {
        throw new SetupError(words.unopened(given.source, column.table, given.keys.map(dataKeyId)))
      }
    }
  }
}

async function addNewest(
  client: pg.ClientBase,
  { keys }: GivenKeys,
  rows: readonly DataKeyRow[],
  firstUsedAt: Date,
): Promise<string | null> {
  const [newest] = keys
  if (!newest) return null
  const keyId = dataKeyId(newest)
  if (rows.some((row) => row.keyId === keyId)) return null
  const secretsEnc = createSecrets(newest).encrypt(textOf(lastingSecrets(newest)), ownerOf(keyId))
  await insertDataKey(client, { keyId, secretsEnc, firstUsedAt })
  return keyId
}
