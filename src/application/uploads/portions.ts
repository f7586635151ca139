/** How many rows are written in one statement. Two portions are in memory at most: one is filled while the other is written. */
const maxRows = 2000

/** Gathers rows and writes them some thousands at a time. */
export class Portions<Row> {
  readonly #write: (rows: readonly Row[]) => Promise<void>
  #rows: Row[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(write: (rows: readonly Row[]) => Promise<void>) {
    this.#write = write
  }

  /** Resolves at once unless a portion is full and the one before is not written yet. */
  add(row: Row): Promise<void> | undefined {
    this.#rows.push(row)
    return this.#rows.length >= maxRows ? this.#flush() : undefined
  }

  async end(): Promise<void> {
    if (this.#rows.length > 0) await this.#flush()
    await this.#writing
  }

  async #flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    await this.#writing
    this.#writing = this.#write(rows)
    // Whoever adds next, or ends, hears of a failure; until then it must not end the process.
    this.#writing.catch(() => undefined)
  }
}
