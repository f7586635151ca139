import { add, type Decimal, less, min, yuan, zero } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { LimitRow } from '../policies/law.ts'
import type { LimitUse, OwedTopUp, TraceLine } from './types.ts'
import type { AdjudicatedVisit } from './visit.ts'

/** Where a limit's use is recorded. A pack that lets a new category start anew keeps an account a category (000000/G7). */
export function accountOf(visit: Pick<AdjudicatedVisit, 'law'>, row: LimitRow, category: Category): string {
  return visit.law.choices.categoryChange.value === 'starts-anew' ? `${row.account}/${category}` : row.account
}

/**
 * The year's limits of one category while a visit is settled: what is left, what is drawn.
 *
 * What was used stays used when the category changes, so what is left is never below zero (000000/G7).
 */
export class VisitLimits {
  readonly #visit: AdjudicatedVisit
  readonly #category: Category
  readonly #drawn = new Map<string, Decimal>()
  /** What is drawn for the year's earlier visits: used, and not by this one. */
  readonly #owed = new Map<string, Decimal>()
  readonly #asked: LimitRow[] = []

  constructor(visit: AdjudicatedVisit, category: Category) {
    this.#visit = visit
    this.#category = category
  }

  /** The limit's row for this category. The check of the packs sees to it that a row's limit is laid down. */
  row(name: string): LimitRow {
    const found = this.#visit.law.tables.limits.find((row) => row.name === name && row.for.includes(this.#category))
    if (!found) throw new Error(`limit ${name} is not laid down for ${this.#category} in ${this.#visit.law.policy}`)
    return found
  }

  /** What is left, or null where the text states no limit (000000/G11). */
  remaining(name: string): Decimal | null {
    const row = this.row(name)
    return row.amount === null ? null : less(row.amount, this.#used(row))
  }

  /** The part of an amount that the limit still allows. */
  allow(name: string, due: Decimal): Decimal {
    const left = this.remaining(name)
    return left === null ? due : min(due, left)
  }

  /** The part that all of several limits still allow. */
  allowAll(names: readonly string[], due: Decimal): Decimal {
    return names.reduce((allowed, name) => this.allow(name, allowed), due)
  }

  /** Of several limits the one that has least left; the first where they have the same. */
  narrowest(names: readonly string[]): string {
    return names.reduce((one, other) => {
      const [left, left2] = [this.remaining(one), this.remaining(other)]
      return left2 !== null && (left === null || left2.lt(left)) ? other : one
    })
  }

  /** Shows the limit in the answer even where nothing is drawn on it. */
  ask(name: string): void {
    const row = this.row(name)
    if (!this.#asked.includes(row)) this.#asked.push(row)
  }

  draw(name: string, amount: Decimal): void {
    this.ask(name)
    const row = this.row(name)
    if (row.amount === null && this.#visit.law.choices.aidWithoutLimit.value === 'not-recorded') return
    const account = accountOf(this.#visit, row, this.#category)
    this.#drawn.set(account, add(this.#drawn.get(account) ?? zero, amount))
  }

  /** Draws what goes to the year's earlier visits, and says on which account. */
  owe(name: string, amount: Decimal): OwedTopUp['limit'] {
    const row = this.row(name)
    const account = accountOf(this.#visit, row, this.#category)
    if (row.amount !== null || this.#visit.law.choices.aidWithoutLimit.value === 'recorded')
      this.#owed.set(account, add(this.#owed.get(account) ?? zero, amount))
    return { name: row.name, account, amount: row.amount }
  }

  /** Remaining before and after an amount, for the trace line that draws it. */
  movement(name: string, amount: Decimal): TraceLine['limit'] {
    const left = this.remaining(name)
    return { name, before: left && yuan(left), after: left && yuan(less(left, amount)) }
  }

  uses(): LimitUse[] {
    return this.#asked.map((row) => {
      const account = accountOf(this.#visit, row, this.#category)
      const before = this.#visit.state.used[account] ?? zero
      const after = add(before, this.#drawn.get(account) ?? zero)
      return {
        name: row.name,
        account,
        limit: row.amount && yuan(row.amount),
        usedBefore: yuan(before),
        usedAfter: yuan(after),
        remaining: row.amount && yuan(less(row.amount, after)),
      }
    })
  }

  /** The year's accounts after the visit. */
  used(): Record<string, Decimal> {
    const used: Record<string, Decimal> = { ...this.#visit.state.used }
    for (const [account, amount] of [...this.#drawn, ...this.#owed]) used[account] = add(used[account] ?? zero, amount)
    return used
  }

  #used(row: LimitRow): Decimal {
    const account = accountOf(this.#visit, row, this.#category)
    const drawn = add(this.#drawn.get(account) ?? zero, this.#owed.get(account) ?? zero)
    return add(this.#visit.state.used[account] ?? zero, drawn)
  }
}
