import type pg from 'pg'
import {
  type Resealed,
  type SealedColumn,
  type StaleValue,
  takeStale,
  type Which,
  writeResealed,
} from '../../db/data-keys/sealed.ts'
import { keyIdOf, type Secrets } from '../shared/secrets.ts'

export interface UnopenedValue {
  /** The primary key of its row. */
  readonly key: readonly string[]
  /** The key that it names; null where it names none. */
  readonly keyId: string | null
}

export interface Portion {
  readonly resealed: number
  /** Values that no key at hand opens, left as they are. */
  readonly unopened: readonly UnopenedValue[]
  /** The last row that was looked at; null when there was none. */
  readonly last: readonly string[] | null
}

/**
 * Seals values of older keys with the newest one, and makes their fingerprints anew, within the caller's transaction. What
 * a value says does not change, so it leaves no line in the audit trail.
 */
export async function reseal(
  client: pg.ClientBase,
  secrets: Secrets,
  column: SealedColumn,
  which: Which,
): Promise<Portion> {
  const stale = await takeStale(client, column, secrets.keyId, which)
  const opened = stale.map((value) => ({ value, anew: resealed(secrets, value) }))
  const anew = opened.flatMap((one) => one.anew ?? [])
  if (anew.length > 0) await writeResealed(client, column, anew)
  return {
    resealed: anew.length,
    unopened: opened
      .filter((one) => one.anew === null)
      .map(({ value }) => ({ key: value.key, keyId: keyIdOf(value.sealed) })),
    last: stale.at(-1)?.key ?? null,
  }
}

function resealed(secrets: Secrets, { key, owner, sealed, before }: StaleValue): Resealed | null {
  const text = openedWith(secrets, sealed, owner)
  if (text === null) return null
  return {
    key,
    sealed: secrets.encrypt(text, owner),
    fingerprint: before === null ? null : secrets.fingerprint(before + text),
  }
}

/** One value that was damaged, or sealed with a key that is lost, must not keep a million others from a new key. */
function openedWith(secrets: Secrets, sealed: Buffer, owner: string): string | null {
  try {
    return secrets.decrypt(sealed, owner)
  } catch {
    return null
  }
}
