import type { SettleJob } from '../ledger/commands.ts'
import type { NumberClaims, WantedNumber } from './number-claims.ts'

/** Where a number stands in its group: its step, and what is written of it there. */
interface InGroup<Work> {
  readonly at: number
  readonly work: Work
}

/** What became of a group's claims. */
interface Claimed<Work> {
  /** By step, why its number may not be used. */
  readonly refused: ReadonlyMap<number, unknown>
  /** What must not be written, because a number of it was refused. */
  readonly unclaimed: ReadonlySet<Work>
}

/** Numbers of hospitals of other places that a group of settlements is about to use. */
export class WantedNumbers<Work> {
  readonly #claims: NumberClaims | undefined
  readonly #wanted: (InGroup<Work> & { readonly number: WantedNumber })[] = []

  constructor(claims: NumberClaims | undefined) {
    this.#claims = claims
  }

  /** Nothing, where the hospital is of this place. A bill that was handed in has a number of the bureau's own. */
  want(
    { input, inputHash, personNo, handedIn }: SettleJob,
    of: Pick<WantedNumber, 'hospitalRegion' | 'year' | 'settlementId'>,
    { at, work }: InGroup<Work>,
  ): void {
    const { hospitalCode, settlementNo } = input
    if (handedIn || settlementNo === null || !this.#claims?.isElsewhere(of.hospitalRegion)) return
    this.#wanted.push({ at, work, number: { ...of, hospitalCode, settlementNo, inputHash, personNo } })
  }

  /** After all was computed and before anything is written. */
  async claim(): Promise<Claimed<Work>> {
    const refused = new Map<number, unknown>()
    const unclaimed = new Set<Work>()
    const numbers = this.#wanted.map(({ number }) => number)
    const answers = numbers.length === 0 ? [] : ((await this.#claims?.claim(numbers)) ?? [])
    for (const [index, { at, work }] of this.#wanted.entries()) {
      const why = answers[index] ?? null
      if (why === null) continue
      refused.set(at, why)
      unclaimed.add(work)
    }
    return { refused, unclaimed }
  }
}
