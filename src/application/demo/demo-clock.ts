/** The clock of a demo: the real one, or one that was set and goes on from there. */
export class DemoClock {
  readonly #real: () => Date
  #aheadMs = 0

  constructor(real: () => Date, startsAt: Date | null = null) {
    this.#real = real
    this.set(startsAt)
  }

  readonly now = (): Date => new Date(this.#real().getTime() + this.#aheadMs)

  /** Null is the real time again. */
  set(at: Date | null): void {
    this.#aheadMs = at === null ? 0 : at.getTime() - this.#real().getTime()
  }

  get isSet(): boolean {
    return this.#aheadMs !== 0
  }
}
