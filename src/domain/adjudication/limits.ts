import type { Day } from '../calendar.ts'
import { add, type Decimal, less, min, yuan, zero } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { LimitNames, LimitRow } from '../policies/law.ts'
import { accountOn, usedWithin } from './counted-over.ts'
import type { EarlierUse } from './earlier-facts.ts'
import type { AidPayer, LimitUse, OwedTopUp, TraceLine, YearState } from './types.ts'
import { type AdjudicatedVisit, isOfInsurance, visitDay } from './visit.ts'

/** Whose limit is asked for, and on which day: that of the visit. */
export interface AskedOf {
  readonly category: Category
  readonly day: Day
}

/** Where a limit's use is recorded. A pack that lets a new category start anew keeps an account a category (000000/G7). */
export function accountOf(visit: Pick<AdjudicatedVisit, 'law'>, row: LimitRow, { category, day }: AskedOf): string {
  return accountOn(nameOfAccount(visit, row, category), row.period, day)
}

function nameOfAccount({ law }: Pick<AdjudicatedVisit, 'law'>, row: LimitRow, category: Category): string {
  return law.choices.categoryChange.value === 'starts-anew' ? `${row.account}/${category}` : row.account
}

/** What was used of a limit in the period of the day, by a year as it is kept and the years before it. */
export function usedOfLimit(
  law: Pick<AdjudicatedVisit, 'law'>,
  row: LimitRow,
  { category, day }: AskedOf,
  used: YearState['used'],
  before?: readonly EarlierUse[],
): Decimal {
  return usedWithin(nameOfAccount(law, row, category), row.period, day, used, before)
}

/**
 * The limits of one category while a visit is settled: what is left, what is drawn.
 *
 * What was used stays used when the category changes, so what is left is never below zero (000000/G7).
 */
export class VisitLimits implements AskedOf {
  readonly category: Category
  readonly day: Day
  readonly #visit: AdjudicatedVisit
  readonly #drawn = new Map<string, Decimal>()
  /** What is drawn for the year's earlier visits: used, and not by this one. */
  readonly #owed = new Map<string, Decimal>()
  readonly #asked: LimitRow[] = []
  readonly #rows: LimitRow[] = []
  /** Each draw with the accounts that it moved together, so that part of it can be given back. */
  readonly #draws: { readonly payer: AidPayer; readonly accounts: readonly string[]; amount: Decimal }[] = []

  constructor(visit: AdjudicatedVisit, category: Category) {
    this.#visit = visit
    this.category = category
    this.day = visitDay(visit.claim)
  }

  /** The limit's row for this category. The check of the packs sees to it that a row's limit is laid down. */
  row(name: string): LimitRow {
    for (const row of this.#rows) if (row.name === name) return row
    const found = this.#visit.law.tables.limits.find(
      (row) => row.name === name && row.for.includes(this.category) && isOfInsurance(row, this.#visit.facts.person),
    )
    if (!found) throw new Error(`limit ${name} is not laid down for ${this.category} in ${this.#visit.law.policy}`)
    this.#rows.push(found)
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
      const left = this.remaining(one)
      const left2 = this.remaining(other)
      return left2 !== null && (left === null || left2.lt(left)) ? other : one
    })
  }

  /** Shows the limit in the answer even where nothing is drawn on it. */
  ask(name: string): void {
    const row = this.row(name)
    if (!this.#asked.includes(row)) this.#asked.push(row)
  }

  draw(name: string, amount: Decimal, payer: AidPayer = 'assistance'): void {
    this.drawAll([name], amount, payer)
  }

  /** Records aid that no row lays down under the names of those that do, as aid without a limit (000000/G15). */
  drawOpen(names: readonly string[], amount: Decimal): void {
    const accounts: string[] = []
    for (const name of names) {
      const laid = this.#visit.law.tables.limits.find((row) => row.name === name)
      if (!laid || this.#visit.law.choices.aidWithoutLimit.value === 'not-recorded') continue
      if (!this.#asked.some((row) => row.account === laid.account)) this.#asked.push({ ...laid, amount: null })
      accounts.push(accountOf(this.#visit, laid, this))
    }
    this.#record('assistance', accounts, amount)
  }

  drawAll(names: readonly string[], amount: Decimal, payer: AidPayer = 'assistance'): void {
    const accounts: string[] = []
    for (const name of names) {
      this.ask(name)
      const row = this.row(name)
      if (row.amount === null && this.#visit.law.choices.aidWithoutLimit.value === 'not-recorded') continue
      accounts.push(accountOf(this.#visit, row, this))
    }
    this.#record(payer, accounts, amount)
  }

  /** Frees what aid of a payer had drawn, the last of it first. */
  giveBack(payer: AidPayer, amount: Decimal): void {
    let left = amount
    for (const draw of this.#draws.toReversed()) {
      if (draw.payer !== payer) continue
      const freed = min(left, draw.amount)
      left = left.minus(freed)
      draw.amount = draw.amount.minus(freed)
      for (const account of draw.accounts) this.#drawn.set(account, (this.#drawn.get(account) ?? zero).minus(freed))
    }
  }

  #record(payer: AidPayer, accounts: readonly string[], amount: Decimal): void {
    this.#draws.push({ payer, accounts, amount })
    for (const account of accounts) this.#drawn.set(account, add(this.#drawn.get(account) ?? zero, amount))
  }

  /** Draws what goes to the year's earlier visits on all of the limits, and says on which accounts. */
  owe([first, ...others]: LimitNames, amount: Decimal): Pick<OwedTopUp, 'limit' | 'alsoLimits'> {
    const limit = this.#owe(first, amount)
    return others.length === 0 ? { limit } : { limit, alsoLimits: others.map((name) => this.#owe(name, amount)) }
  }

  #owe(name: string, amount: Decimal): OwedTopUp['limit'] {
    const row = this.row(name)
    const account = accountOf(this.#visit, row, this)
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
      const account = accountOf(this.#visit, row, this)
      const before = this.#usedBefore(row)
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
    for (const moved of [this.#drawn, this.#owed])
      for (const [account, amount] of moved) used[account] = add(used[account] ?? zero, amount)
    return used
  }

  #used(row: LimitRow): Decimal {
    const account = accountOf(this.#visit, row, this)
    const drawn = add(this.#drawn.get(account) ?? zero, this.#owed.get(account) ?? zero)
    return add(this.#usedBefore(row), drawn)
  }

  #usedBefore(row: LimitRow): Decimal {
    return usedOfLimit(this.#visit, row, this, this.#visit.state.used, this.#visit.facts.usedBefore)
  }
}
