import { hash, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import * as callers from '../../db/callers/callers.ts'
import type { Database } from '../../db/database.ts'
import type { Service } from '../service.ts'
import type { Caller } from './caller.ts'

/** The holder of YIZHAN_ADMIN_KEY has no row; rows that it writes carry this id. */
export const firstCaller: Caller = {
  id: '00000000-0000-0000-0000-000000000000',
  kind: 'bureau',
  region: '000000',
  hospitalCode: null,
  name: 'YIZHAN_ADMIN_KEY',
}

/** A plain hash will do: an issued key is 256 random bits, which nobody guesses, however fast the hash. */
export const digestOf = (key: string): Buffer<ArrayBuffer> => hash('sha256', key, 'buffer')

interface KnownKey {
  readonly caller: Promise<Caller | null>
  untilMs: number
}

/** What one database said of keys, by their digests; a database's own, for tests open several. */
interface Memory {
  readonly keys: Map<string, KnownKey>
  readonly find: (digest: Buffer) => Promise<callers.FoundCaller | null>
}

const memories = new WeakMap<Database, Memory>()
/** Long enough that a busy hospital's key is asked for once a second, and short enough to refuse a revoked one. */
const rightMs = 1_000
/** A program that goes on with an old key; the key cannot be issued meanwhile, because keys are drawn at random. */
const wrongMs = 10_000
/** Keys of which something is remembered. Past it the oldest is forgotten, so that guesses cannot fill the memory. */
const maxKnownKeys = 4_096

/** Who holds the key, or null when nobody does or it was revoked. Requests at the same moment ask once. */
export function authenticate(service: Service, key: string): Promise<Caller | null> {
  const digest = digestOf(key)
  if (isFirstKey(service, digest)) return Promise.resolve(firstCaller)
  const memory = memories.get(service.db) ?? { keys: new Map(), find: inTurn(service.db.pool) }
  memories.set(service.db, memory)
  const name = digest.toString('base64')
  // Not the service's clock: that is the world's time, which may be set, and this is a stopwatch.
  const now = performance.now()
  const known = memory.keys.get(name)
  return known && now < known.untilMs ? known.caller : ask(memory, digest, { name, now })
}

function ask(
  { keys, find }: Memory,
  digest: Buffer<ArrayBuffer>,
  { name, now }: { name: string; now: number },
): Promise<Caller | null> {
  const caller = find(digest).then((row) => row && callerOf(row))
  const known: KnownKey = { caller, untilMs: now + rightMs }
  // Put back at the end: what stands first in the map is what was asked longest ago.
  keys.delete(name)
  keys.set(name, known)
  const [oldest] = keys.size > maxKnownKeys ? keys.keys() : []
  if (oldest !== undefined) keys.delete(oldest)
  caller.then(
    (found) => {
      if (found === null) known.untilMs = now + wrongMs
    },
    () => {
      // What the database could not say is not an answer.
      if (keys.get(name) === known) keys.delete(name)
    },
  )
  return caller
}

/** For this process; others learn within a second that a key was revoked. */
export function forgetKeys({ db }: Service): void {
  memories.get(db)?.keys.clear()
}

function callerOf({ id, kind, name, region, hospitalCode }: callers.FoundCaller): Caller {
  return { id, kind, name, region, hospitalCode }
}

interface Waiting {
  readonly digest: Buffer
  readonly found: (row: callers.FoundCaller | null) => void
  readonly failed: (error: unknown) => void
}

/** Digests of one query. */
const maxTogether = 500

/**
 * Finds keys one query after the other; what arrives during one is asked together in the next. However many keys
 * somebody tries, they hold one connection of the settlements' and no more.
 */
function inTurn(pool: Pool): Memory['find'] {
  const waiting: Waiting[] = []
  let busy = false
  const askAll = async () => {
    busy = true
    while (waiting.length > 0) await askTogether(pool, waiting.splice(0, maxTogether))
    busy = false
  }
  return (digest) =>
    new Promise((found, failed) => {
      waiting.push({ digest, found, failed })
      if (!busy) void askAll()
    })
}

/** Never fails itself: each of those who asked is told. */
async function askTogether(pool: Pool, asked: readonly Waiting[]): Promise<void> {
  try {
    const rows = await callers.findCallersByKeyHash(
      pool,
      asked.map(({ digest }) => digest),
    )
    for (const { digest, found } of asked) found(rows.find(({ keyHash }) => digest.equals(keyHash)) ?? null)
  } catch (error) {
    for (const { failed } of asked) failed(error)
  }
}

/** Every request is asked whether it is the first bureau's, so that key is digested once. */
const firstDigests = new Map<string, Buffer>()

function isFirstKey({ adminKey }: Service, digest: Buffer): boolean {
  if (adminKey === null) return false
  const known = firstDigests.get(adminKey) ?? digestOf(adminKey)
  firstDigests.set(adminKey, known)
  return timingSafeEqual(digest, known)
}
