import type { Day } from '../calendar.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'

/** What a visit of another calendar year left for assistance, where the law looks there (`lookBack`, `period`). Yuan in text. */
export interface EarlierCost {
  readonly on: Day
  readonly care: Care
  readonly base: string
}

/** What a visit of another calendar year drew on a limit, by its account. Yuan in text. */
export interface EarlierUse {
  readonly on: Day
  readonly account: string
  readonly amount: string
}

/** The day on which an approved application was received. */
export interface AppliedOn {
  readonly category: Category
  readonly on: Day
}
