import { decimal } from '../money.ts'
import { noAccount, sameAmount } from './figures.ts'

/** 对平, 中心多, 医药机构多, 数据不一致: stmt_rslt 0, 1, 2 and 3, in this order. */
export const results = ['balanced', 'here-more', 'there-more', 'differs'] as const
export type Result = (typeof results)[number]

/**
 * What the ledger holds of a hospital's period.
 *
 * A settlement belongs to the day on which it was posted, in China, with the amounts that stand: those of its entry
 * and of every adjustment since. A reversal belongs to the day of the reversal, with the negated amounts.
 */
export interface LedgerTotals {
  readonly settlements: number
  readonly reversals: number
  readonly total: string
  readonly fundPaid: string
  readonly personPaid: string
  readonly hospitalPaid: string
}

export interface Claimed {
  readonly total: string
  readonly fundPaid: string
  /** Null where the hospital does not say it (3201 has no such field). */
  readonly personPaid: string | null
  /** Residents have no personal account, so anything but nothing is a difference; left out it is not compared. */
  readonly accountPaid?: string | undefined
  readonly count: number
}

/**
 * Of a settlement that was made and reversed in the period a hospital keeps both rows or drops both: the amounts are the
 * same, and for each that it drops it counts two rows less.
 */
export function countAgrees({ settlements, reversals }: LedgerTotals, count: number): boolean {
  const dropped = settlements + reversals - count
  return dropped >= 0 && dropped <= 2 * reversals && dropped % 2 === 0
}

/** How two accounts relate: which one has more, in rows and in money, or that neither has. */
export function resultOf(here: LedgerTotals, there: Claimed): Result {
  const sameMoney =
    sameAmount(here.total, there.total) &&
    sameAmount(here.fundPaid, there.fundPaid) &&
    (there.personPaid === null || sameAmount(here.personPaid, there.personPaid)) &&
    sameAmount(noAccount, there.accountPaid ?? noAccount)
  if (sameMoney && countAgrees(here, there.count)) return 'balanced'
  const count = here.settlements + here.reversals
  const compared = [
    decimal(here.total).cmp(there.total),
    decimal(here.fundPaid).cmp(there.fundPaid),
    there.personPaid === null ? 0 : decimal(here.personPaid).cmp(there.personPaid),
    decimal(noAccount).cmp(there.accountPaid ?? noAccount),
  ]
  if (count > there.count && compared.every((sign) => sign >= 0)) return 'here-more'
  return count < there.count && compared.every((sign) => sign <= 0) ? 'there-more' : 'differs'
}
