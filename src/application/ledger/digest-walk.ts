import type { FoundDifference } from '../../db/ledger/found-difference.ts'
import { comparedKeys, type Head } from '../../db/ledger/heads.ts'
import type { PersonYearKey } from '../../db/ledger/rows.ts'
import type { KeptDigest } from './read-digest.ts'

/**
 * Goes through a digest beside a walk over the ledger: both are in the order of their keys, so neither is held in memory. A
 * person-year that the digest has and the walk passes by is gone, and named.
 */
export class DigestWalk {
  readonly #heads: AsyncGenerator<Head> | null
  readonly #onDifference: (found: FoundDifference) => void
  #next: Head | null = null
  #begun = false

  constructor(digest: Pick<KeptDigest, 'heads'> | null, onDifference: (found: FoundDifference) => void) {
    this.#heads = digest?.heads() ?? null
    this.#onDifference = onDifference
  }

  /** Where the person's year stood in the digest; null where it is not in it. */
  async of(key: PersonYearKey): Promise<Head | null> {
    if (!this.#begun) await this.#advance()
    while (this.#next && comparedKeys(this.#next, key) < 0) await this.#passBy(this.#next)
    if (!this.#next || comparedKeys(this.#next, key) > 0) return null
    const found = this.#next
    await this.#advance()
    return found
  }

  /** What is left in the digest when the walk is over is gone too. */
  async end(): Promise<void> {
    if (!this.#begun) await this.#advance()
    while (this.#next) await this.#passBy(this.#next)
  }

  async #passBy({ personNo, region, year, version, head }: Head): Promise<void> {
    const what = { seq: version, what: 'year of the digest', stored: 'none', computed: head }
    this.#onDifference({ personNo, region, year, ...what })
    await this.#advance()
  }

  async #advance(): Promise<void> {
    this.#begun = true
    const { value, done = true } = (await this.#heads?.next()) ?? {}
    this.#next = done ? null : (value as Head)
  }
}
