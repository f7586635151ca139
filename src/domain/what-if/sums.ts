import { add, type Decimal, decimal, yuan, zero } from '../money.ts'

/** How many, and how much of each of a table's columns. Yuan, exact. */
interface Row {
  count: number
  readonly amounts: Decimal[]
}

/** A row as it is kept and sent between threads: 0 stands for "0.00". */
type WrittenRow = readonly [count: number, ...amounts: readonly (string | 0)[]]
export type WrittenSums = Readonly<Record<string, WrittenRow>>

/** A table of sums by a key. Adding is exact and takes any order, so parts that were summed apart are one sum together. */
export class Sums {
  readonly #rows = new Map<string, Row>()
  readonly #width: number

  constructor(width: number) {
    this.#width = width
  }

  add(key: string, count: number, amounts: readonly Decimal[]): void {
    const row = this.#row(key)
    row.count += count
    for (let at = 0; at < amounts.length; at += 1) {
      const amount = amounts[at] as Decimal
      if (!amount.isZero()) row.amounts[at] = add(row.amounts[at] ?? zero, amount)
    }
  }

  #row(key: string): Row {
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row: Row = { count: 0, amounts: Array.from({ length: this.#width }, () => zero) }
    this.#rows.set(key, row)
    return row
  }

  /** A row by its key; one of nothing where there is none. */
  of(key: string): { readonly count: number; readonly amounts: readonly Decimal[] } {
    return this.#rows.get(key) ?? { count: 0, amounts: Array.from({ length: this.#width }, () => zero) }
  }

  /** By key, in the order of the keys. */
  rows(): { readonly key: string; readonly count: number; readonly amounts: readonly Decimal[] }[] {
    return [...this.#rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { count, amounts }]) => ({ key, count, amounts }))
  }

  merge(written: WrittenSums): void {
    for (const [key, [count, ...amounts]] of Object.entries(written))
      this.add(
        key,
        count,
        amounts.map((amount) => (amount === 0 ? zero : decimal(amount))),
      )
  }

  written(): WrittenSums {
    return Object.fromEntries(
      this.rows().map(({ key, count, amounts }) => [
        key,
        [count, ...amounts.map((amount) => (amount.isZero() ? 0 : yuan(amount)))] as const,
      ]),
    )
  }
}

/** The parts of a key: what a row is of. */
export const keyOf = (...parts: readonly (string | null)[]): string => parts.map((part) => part ?? '-').join('|')
export const keyParts = (key: string): readonly string[] => key.split('|')
