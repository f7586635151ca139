import type { Database } from '../../db/database.ts'
import type { HoldersTogether } from '../../db/overview/people-figures.ts'
import type { EnrolmentCount } from '../../db/premiums/enrolment.ts'
import { readSnapshot, registersWritten } from '../../db/registers/register-writes.ts'
import type { Queryable } from '../../db/sql.ts'

/** Rows of yesterday's writes are removed, so what is kept is younger by far. */
const keptMs = 3_600_000
const keptAtMost = 100

interface Kept<Count> {
  readonly counted: Count
  readonly snapshot: string
  readonly until: number
}

/**
 * Counts of the registers, which read some hundred thousand people and change seldom: each is kept for as long as nobody wrote in the
 * registers, and then made anew. The database says whether somebody did, in the transaction that asks, so a count is what counting
 * there would give.
 */
export class KeptCounts<Count> {
  readonly #kept = new Map<string, Kept<Count>>()

  /** In a transaction of REPEATABLE READ. Counts under one key are the same, whoever asks; nobody changes what is answered. */
  async read(client: Queryable, key: string, count: () => Promise<Count>): Promise<Count> {
    const kept = this.#kept.get(key)
    if (kept && performance.now() < kept.until && !(await registersWritten(client, kept.snapshot))) return kept.counted
    const snapshot = await readSnapshot(client)
    const counted = await count()
    this.#keep(key, { counted, snapshot, until: performance.now() + keptMs })
    return counted
  }

  #keep(key: string, kept: Kept<Count>): void {
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > keptAtMost && oldest !== undefined) this.#kept.delete(oldest)
  }
}

interface CountsOfPeople {
  readonly holders: KeptCounts<HoldersTogether[]>
  readonly enrolled: KeptCounts<EnrolmentCount[]>
}

const countsOf = new WeakMap<Database, CountsOfPeople>()

/** Those of a process: a service has one database. */
export function keptCounts(db: Database): CountsOfPeople {
  const found = countsOf.get(db) ?? { holders: new KeptCounts(), enrolled: new KeptCounts() }
  countsOf.set(db, found)
  return found
}

/** For registers that were emptied past every trigger. */
export function forgetCounts(db: Database): void {
  countsOf.delete(db)
}
