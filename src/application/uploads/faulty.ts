import type { Bilingual } from '../../domain/language.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { maxFaultyLines, shownFaults } from './limits.ts'

/** A line that cannot be read, with what to write there. */
export interface LineFaultText {
  readonly line: number
  readonly column: string
  readonly detail: Bilingual
}

/**
 * Counts the lines of an upload as they are read, and stops where nearly nothing of it can be used: each faulty line would
 * become a row, and nobody reads a million of them. Errors: `file-faulty` with the first hundred.
 */
export class LineCount {
  #lines = 0
  #faults = 0
  readonly #first: LineFaultText[] = []

  get lines(): number {
    return this.#lines
  }

  get faults(): number {
    return this.#faults
  }

  good(): void {
    this.#lines += 1
  }

  faulty(fault: LineFaultText): void {
    this.#lines += 1
    this.#faults += 1
    if (this.#first.length < shownFaults) this.#first.push(fault)
    if (this.#faults > maxFaultyLines && this.#faults * 2 > this.#lines) this.#refuse()
  }

  #refuse(): never {
    const faults = this.#first.map(
      ({ line, column, detail }): Fault => ({ pointer: `/lines/${line}/${column}`, detail }),
    )
    refuse('file-faulty', { lines: String(this.#lines), faults: String(this.#faults) }, { faults })
  }
}
