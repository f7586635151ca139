import type { Reply } from './connection.ts'

const taken = Buffer.from('"infcode":0')

/** A settlement is answered with 201; a national message with 200 and what it came to in its first member. */
function isTaken({ status, body }: Reply): boolean {
  return status === 201 || (status === 200 && body.includes(taken))
}

/** What one load came to. Latencies are milliseconds. */
export interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly answered: number
  /** Answers that take nothing, warm-up included: none is expected anywhere. */
  readonly refused: number
  readonly firstRefusal: string | null
}

/** The answers that came inside the window. Those of the warm-up are only looked at for errors. */
export class Sample {
  readonly #start: number
  readonly #end: number
  readonly #latencies: number[] = []
  /** When the last answer inside the window came: a load may end before its time. */
  #last: number
  #refused = 0
  #firstRefusal: string | null = null

  constructor(start: number, end: number) {
    this.#start = start
    this.#end = end
    this.#last = start
  }

  /** `since` is when the request was due, which in an open loop is before it could be sent. */
  add(since: number, now: number, reply: Reply): void {
    if (!isTaken(reply)) {
      const { status, body } = reply
      this.#refused += 1
      this.#firstRefusal ??= `${status} ${body.toString('utf8').slice(0, 400)}`
      return
    }
    if (now < this.#start || now >= this.#end) return
    this.#latencies.push(now - since)
    this.#last = now
  }

  figures(): Figures {
    const sorted = Float64Array.from(this.#latencies).sort()
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    return {
      perSecond: sorted.length / ((this.#last - this.#start) / 1000),
      p50: at(0.5),
      p90: at(0.9),
      p99: at(0.99),
      answered: sorted.length,
      refused: this.#refused,
      firstRefusal: this.#firstRefusal,
    }
  }
}
