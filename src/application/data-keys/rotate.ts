import type pg from 'pg'
import type { GivenKeys } from '../../db/data-keys/given.ts'
import { listDataKeys, lockDataKey, lockRotation, markRetired, unlockRotation } from '../../db/data-keys/rows.ts'
import { behind, countHeld, type HeldValues, type SealedColumn, sealedColumns } from '../../db/data-keys/sealed.ts'
import { SetupError } from '../../db/setup/setup-error.ts'
import { withClient, withTransaction } from '../../db/transaction.ts'
import { createSecrets, dataKeyId, type Secrets } from '../shared/secrets.ts'
import { refuseOthers } from './open.ts'
import { reseal, type UnopenedValue } from './reseal.ts'
import * as words from './words.ts'

export interface RotateOptions {
  readonly clock: () => Date
  /** Values sealed anew in one transaction: some milliseconds, so that nobody waits for it. */
  readonly batch?: number
  /** Asked between two batches. */
  readonly stopped?: () => boolean
  readonly progress?: (progress: RotationProgress) => void
}

export interface RotationProgress {
  readonly table: string
  readonly done: number
  readonly total: number
}

/** A value that no key opens: damaged, or sealed with a key that was lost before keys were held against the database. */
export interface Unopened extends UnopenedValue {
  readonly table: string
}

export interface Rotated {
  readonly newest: string
  readonly resealed: number
  readonly unopened: readonly Unopened[]
  /** Keys that hold nothing any more, of this run. */
  readonly retired: readonly string[]
  /** Values that are still sealed with another key: it was stopped, or somebody locked them all the time. */
  readonly left: number
  readonly stopped: boolean
}

const defaultBatch = 500
/** A roster that is being applied holds its people for about a second a piece. */
const passes = 30
const pauseMs = 1_000

/**
 * Seals everything of older keys with the newest one, beside the running service, and retires the keys that hold nothing
 * any more. How far it is stands in the values themselves: stopped or killed, the next run goes on with what is left.
 *
 * Errors: SetupError when the keys do not fit the database, the service was not started with the newest one yet, or another
 * run is under way.
 */
export async function rotate(pool: pg.Pool, given: GivenKeys, options: RotateOptions): Promise<Rotated> {
  return withClient(pool, async (lock) => {
    if (!(await lockRotation(lock))) throw new SetupError(words.rotating())
    try {
      await refuseUnready(pool, given)
      const run = new Rotation(pool, createSecrets(given.keys), options)
      await run.passes()
      return await run.finish()
    } finally {
      await unlockRotation(lock)
    }
  })
}

async function refuseUnready(pool: pg.Pool, given: GivenKeys): Promise<void> {
  const rows = await listDataKeys(pool)
  refuseOthers(given, rows)
  const newest = dataKeyId(given.keys[0] as Buffer)
  // Until the service itself runs with the new key, it could not open what was sealed with it.
  if (!rows.some(({ keyId }) => keyId === newest)) throw new SetupError(words.startFirst(given.source, newest))
}

class Rotation {
  readonly #pool: pg.Pool
  readonly #secrets: Secrets
  readonly #options: RotateOptions
  readonly #unopened = new Map<string, Unopened>()
  #resealed = 0

  constructor(pool: pg.Pool, secrets: Secrets, options: RotateOptions) {
    this.#pool = pool
    this.#secrets = secrets
    this.#options = options
  }

  get #stopped(): boolean {
    return this.#options.stopped?.() ?? false
  }

  /** Once is enough unless somebody locked a row, or moved a value behind the place that had been reached. */
  async passes(): Promise<void> {
    for (let pass = 1; pass <= passes && !this.#stopped; pass++) {
      const stale = await this.#stale()
      if (sum(stale) <= this.#unopened.size) return
      if (pass > 1) await new Promise((wake) => setTimeout(wake, pauseMs))
      for (const column of sealedColumns) await this.#pass(column, countOf(stale, column))
    }
  }

  async #pass(column: SealedColumn, total: number): Promise<void> {
    const take = this.#options.batch ?? defaultBatch
    let done = 0
    for (let last: readonly string[] | null = null; !this.#stopped; ) {
      const where = behind(column, last)
      const portion = await withTransaction(this.#pool, (client) =>
        reseal(client, this.#secrets, column, { where, take, locked: column.locked }),
      )
      for (const one of portion.unopened)
        this.#unopened.set([column.table, ...one.key].join(' '), { table: column.table, ...one })
      done += portion.resealed
      this.#resealed += portion.resealed
      if (portion.last === null) return
      last = portion.last
      this.#options.progress?.({ table: column.table, done, total: Math.max(total, done) })
    }
  }

  async finish(): Promise<Rotated> {
    const stopped = this.#stopped
    const retired = stopped ? [] : await this.#retire()
    return {
      newest: this.#secrets.keyId,
      resealed: this.#resealed,
      unopened: [...this.#unopened.values()],
      retired,
      left: Math.max(0, sum(await this.#stale()) - this.#unopened.size),
      stopped,
    }
  }

  async #retire(): Promise<string[]> {
    const retired: string[] = []
    for (const { keyId, retiredAt } of await listDataKeys(this.#pool))
      if (keyId !== this.#secrets.keyId && retiredAt === null && (await this.#retireOne(keyId))) retired.push(keyId)
    return retired
  }

  /**
   * Counted under the lock of the key: from here until it is retired nobody seals with it. A value that it does not open is
   * no reason to keep it.
   */
  #retireOne(keyId: string): Promise<boolean> {
    return withTransaction(this.#pool, async (client) => {
      if (!(await lockDataKey(client, keyId))) return false
      const held = await countHeld(client)
      if ([keyId, null].some((name) => countUnder(held, name) > this.#unopenedUnder(name))) return false
      await markRetired(client, keyId, this.#options.clock())
      return true
    })
  }

  #unopenedUnder(keyId: string | null): number {
    return [...this.#unopened.values()].filter((one) => one.keyId === keyId).length
  }

  async #stale(): Promise<HeldValues[]> {
    return (await countHeld(this.#pool)).filter(({ keyId }) => keyId !== this.#secrets.keyId)
  }
}

function sum(held: readonly HeldValues[]): number {
  return held.reduce((total, { count }) => total + count, 0)
}

function countUnder(held: readonly HeldValues[], keyId: string | null): number {
  return sum(held.filter((one) => one.keyId === keyId))
}

function countOf(held: readonly HeldValues[], { table }: SealedColumn): number {
  return sum(held.filter((one) => one.table === table))
}
