/** In smaller groups what a group costs beside its settlements is not worth anybody's waiting. */
const minBusyGroup = 8
/** At most, for each who is expected, so that a slow disk keeps nobody; to answer one and read the next takes a third of it. */
const maxLingerMsEach = 0.5
/** The share of those expected that has to come, or the waiting was in vain. */
const minArrivedShare = 0.9
const maxPauseGroups = 64

/**
 * How long a busy partition waits for those whom it has just answered.
 *
 * A hospital that settles one claim after another sends the next as soon as it has its answer, so those who were answered
 * together come back together. A partition that took whoever was there already would go on with half as many each time, and
 * pay for a group twice as often. It waits no longer than the group took. Callers who come in their own time are too few
 * by then, however many they are a second: those of twice that time were expected, and those of one came. So it finds out
 * where nobody comes back, and tries again ever more rarely. Times are milliseconds of one clock.
 */
export class BatchWindow {
  readonly #maxGroup: number
  #expected = 0
  #until = 0
  /** Groups that are taken as they are before waiting is tried again. */
  #pause = 0
  #nextPause = 1

  constructor(maxGroup: number) {
    this.#maxGroup = maxGroup
  }

  /** A group that took `ms` was answered while `waiting` others had come. */
  answered(group: number, waiting: number, ms: number, now: number): void {
    this.#expected = 0
    if (group < minBusyGroup) return
    if (this.#pause > 0) {
      this.#pause -= 1
      return
    }
    this.#expected = Math.min(this.#maxGroup, group + waiting)
    this.#until = now + Math.min(ms, this.#expected * maxLingerMsEach)
  }

  isEnough(waiting: number): boolean {
    return waiting >= this.#expected
  }

  /** How long those who wait may be kept for others to join them. */
  msLeft(waiting: number, now: number): number {
    return this.isEnough(waiting) ? 0 : Math.max(0, this.#until - now)
  }

  /** A group of so many set out. */
  took(group: number): void {
    if (this.#expected === 0) return
    if (group >= this.#expected * minArrivedShare) {
      // By halves, because a few may come together by chance.
      this.#nextPause = Math.max(1, this.#nextPause / 2)
      return
    }
    this.#pause = this.#nextPause
    this.#nextPause = Math.min(maxPauseGroups, this.#nextPause * 2)
  }
}
