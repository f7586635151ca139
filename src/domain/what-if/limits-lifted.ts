import type { YearState } from '../adjudication/types.ts'
import { type Decimal, decimal, sum, zero } from '../money.ts'
import type { Law } from '../policies/law.ts'
import type { LawFinder, SettledYear, UsedLimit } from './settled-year.ts'

/** Higher than any year's aid, and so no limit; it stays one for rules that open once it is used up. */
const beyondReach = decimal('99999999999.99')

/** The law of each day with one limit out of reach. Laws are made once for each. */
export class LiftedLaws {
  readonly #made = new Map<string, WeakMap<Law, Law>>()

  of(lawOn: LawFinder, account: string): LawFinder {
    const made = this.#made.get(account) ?? new WeakMap<Law, Law>()
    this.#made.set(account, made)
    return (region, on) => {
      const law = lawOn(region, on)
      const known = made.get(law) ?? lifted(law, account)
      made.set(law, known)
      return known
    }
  }
}

function lifted(law: Law, account: string): Law {
  const limits = law.tables.limits.map((row) => (row.account === account ? { ...row, amount: beyondReach } : row))
  return { ...law, tables: { ...law.tables, limits } }
}

/** The account without the category that it is kept for, where one begins anew with it (000000/G7). */
export const limitOfAccount = (account: string): string => account.split('/')[0] as string

/** What a year has used of a limit, whichever category it was kept for. */
export function usedOf(name: string, { used }: YearState): Decimal {
  const own = Object.entries(used).filter(([account]) => limitOfAccount(account) === name)
  return sum(own.map(([, amount]) => amount))
}

/** A limit that is used up to its amount, or beyond where a change of category has lowered it. */
export function isReached({ used, limit }: UsedLimit): boolean {
  return limit !== null && used.gte(limit)
}

/** What a replayed year has used of each account that one of its visits asked, up to where it may. */
export function limitsUsed(
  outcomes: readonly { readonly limits: readonly { readonly account: string; readonly limit: string | null }[] }[],
  { used }: YearState,
): UsedLimit[] {
  const last = new Map<string, string | null>()
  for (const { limits } of outcomes) for (const { account, limit } of limits) last.set(account, limit)
  return [...last].map(([account, limit]) => ({
    account,
    used: used[account] ?? zero,
    limit: limit === null ? null : decimal(limit),
  }))
}

/** The limits of a year that were drawn on or asked for, each account once. */
export function drawnLimits(limits: SettledYear['limits']): {
  readonly drawn: UsedLimit[]
  readonly reached: string[]
} {
  const drawn = limits.filter(({ used }) => used.gt(zero))
  return { drawn, reached: [...new Set(drawn.filter(isReached).map(({ account }) => limitOfAccount(account)))] }
}
