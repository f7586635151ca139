import { Model, textOf, type Year } from './model.ts'
import type { Operation, Posting } from './operation.ts'

export type Outcome =
  | { readonly kind: 'linearizable'; readonly order: readonly Operation[]; readonly steps: number }
  | {
      readonly kind: 'not-linearizable'
      /** The longest order that the search found to agree with the answers. */
      readonly order: readonly Operation[]
      /** What was under way behind it, none of which can come next. */
      readonly stuck: readonly Operation[]
      readonly steps: number
    }
  /** More orders than there was patience for. */
  | { readonly kind: 'undecided'; readonly steps: number }

export interface SearchOptions {
  /** Operations tried before the search gives up. */
  readonly patience?: number
  /** Whether what a complete read of the ledger showed is used to leave out orders of posting that it rules out. */
  readonly pruned?: boolean
}

/**
 * Looks for an order of one person-year's operations in which each comes between its question and its answer and was
 * answered as the model answers it there (linearizability, Herlihy and Wing 1990). A depth-first search that remembers
 * which sets of operations led to which year, so that none is tried twice (Wing and Gong 1993; Lowe 2017).
 *
 * Two things are left out, neither of which can hide a fault. What fits where the search stands and changes nothing is
 * taken at once: it has been asked already, and whatever follows stays as it is. And as nothing is ever taken out of the
 * ledger, an order that posts otherwise than a read of the whole ledger showed cannot end in that read.
 */
export function search(history: readonly Operation[], options: SearchOptions = {}): Outcome {
  return new Search(history, options).run()
}

interface Frame {
  readonly year: Year
  /** Taken in this frame, to be given back: the one that led here first, then those that change nothing. */
  readonly taken: number[]
  /** What may come next and changes the year, not yet tried. */
  readonly next: { readonly at: number; readonly year: Year }[]
}

class Search {
  readonly #model = new Model()
  readonly #operations: readonly Operation[]
  readonly #patience: number
  readonly #postings: readonly Posting[] | null
  readonly #taken: Uint8Array
  readonly #seen = new Set<string>()
  readonly #stack: Frame[] = []
  #order: number[] = []
  /** All before it are taken. */
  #first = 0
  #open: number
  #steps = 0

  constructor(history: readonly Operation[], { patience = 5_000_000, pruned = true }: SearchOptions) {
    this.#operations = [...history].sort((a, b) => a.sentAt - b.sentAt)
    this.#patience = patience
    this.#postings = pruned ? lastReadOf(this.#operations) : null
    this.#taken = new Uint8Array(history.length)
    this.#open = this.#operations.filter(({ answeredAt }) => Number.isFinite(answeredAt)).length
  }

  run(): Outcome {
    let best: { order: number[]; stuck: number[] } = { order: [], stuck: [] }
    this.#enter(this.#model.start, null)
    while (this.#stack.length > 0) {
      if (this.#open === 0) return { kind: 'linearizable', order: this.#named(this.#order), steps: this.#steps }
      if (this.#steps > this.#patience) return { kind: 'undecided', steps: this.#steps }
      const frame = this.#stack.at(-1) as Frame
      const next = frame.next.shift()
      if (next) {
        this.#enter(next.year, next.at)
        continue
      }
      if (this.#order.length >= best.order.length) best = { order: [...this.#order], stuck: this.#candidates() }
      this.#leave(frame)
    }
    const { order, stuck } = best
    return { kind: 'not-linearizable', order: this.#named(order), stuck: this.#named(stuck), steps: this.#steps }
  }

  #enter(year: Year, by: number | null): void {
    const frame: Frame = { year, taken: [], next: [] }
    this.#stack.push(frame)
    if (by !== null) this.#take(frame, by)
    for (let found = true; found; ) found = this.#takeWhatChangesNothing(frame)
    if (this.#isNew(year)) this.#findNext(frame)
  }

  /** Whether there was any: behind it others may have come within reach. */
  #takeWhatChangesNothing(frame: Frame): boolean {
    let found = false
    for (const at of this.#candidates()) {
      // One that was never answered need not come at all.
      if (this.#operations[at]?.answer !== null && this.#after(frame.year, at) === frame.year) {
        this.#take(frame, at)
        found = true
      }
    }
    return found
  }

  #findNext(frame: Frame): void {
    for (const at of this.#candidates()) {
      const year = this.#after(frame.year, at)
      if (year && year !== frame.year && this.#isAsRead(year, frame.year.postings.length)) frame.next.push({ at, year })
    }
    // Those that had to come are tried first; nothing else is known of the others.
    const end = ({ at }: { at: number }) => this.#operations[at]?.answeredAt ?? 0
    frame.next.sort((a, b) => end(a) - end(b))
  }

  #after(year: Year, at: number): Year | null {
    this.#steps += 1
    return this.#model.after(year, this.#operations[at] as Operation)
  }

  #isAsRead({ postings }: Year, from: number): boolean {
    const read = this.#postings
    if (read === null) return true
    return postings.slice(from).every((posting, at) => {
      const shown = read[from + at]
      return shown === undefined || textOf(shown) === textOf(posting)
    })
  }

  /** Not taken, and asked before any of the others that are not taken was answered. */
  #candidates(): number[] {
    const found: number[] = []
    let answered = Number.POSITIVE_INFINITY
    for (let at = this.#first; at < this.#operations.length; at++) {
      if (this.#taken[at]) continue
      const { sentAt, answeredAt } = this.#operations[at] as Operation
      if (sentAt > answered) break
      answered = Math.min(answered, answeredAt)
      found.push(at)
    }
    return found
  }

  #isNew({ id }: Year): boolean {
    const key = `${id} ${Buffer.from(this.#taken.buffer).toString('latin1')}`
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }

  #take(frame: Frame, at: number): void {
    frame.taken.push(at)
    this.#order.push(at)
    this.#taken[at] = 1
    if (Number.isFinite(this.#operations[at]?.answeredAt)) this.#open -= 1
    while (this.#taken[this.#first]) this.#first += 1
  }

  #leave(frame: Frame): void {
    this.#stack.pop()
    for (const at of frame.taken) {
      this.#taken[at] = 0
      if (Number.isFinite(this.#operations[at]?.answeredAt)) this.#open += 1
      this.#first = Math.min(this.#first, at)
    }
    this.#order = this.#order.slice(0, this.#order.length - frame.taken.length)
  }

  #named(order: readonly number[]): Operation[] {
    return order.map((at) => this.#operations[at] as Operation)
  }
}

/** Of the last complete read of the ledger, if one was answered. */
function lastReadOf(operations: readonly Operation[]): readonly Posting[] | null {
  const reads = operations.flatMap(({ answer, answeredAt }) =>
    answer?.kind === 'ledger' ? [{ postings: answer.postings, answeredAt }] : [],
  )
  return reads.sort((a, b) => a.answeredAt - b.answeredAt).at(-1)?.postings ?? null
}
