import { dayOfPart, withoutPart } from '../adjudication/counted-over.ts'
import type { EarlierCost, EarlierUse } from '../adjudication/earlier-facts.ts'
import type { SettlementOutcome, YearState } from '../adjudication/types.ts'
import type { Day } from '../calendar.ts'
import { decimal, less, sum, yuan } from '../money.ts'
import type { Care } from '../names/care.ts'

interface EarlierSettled {
  readonly on: Day
  readonly care: Care
  /** In yuan, as text. */
  readonly inScope: string
  readonly outcome: SettlementOutcome
}

/** What a visit left for assistance (000000/G12): in scope, less all who paid before it. */
export function costLeft({ on, care, inScope, outcome }: EarlierSettled): EarlierCost {
  const { basic, criticalIllness, supplementary, commercial, socialAid } = outcome.payers
  const before = sum([basic, criticalIllness, supplementary, commercial, socialAid].map(decimal))
  return { on, care, base: yuan(less(decimal(inScope), before)) }
}

/** What a visit drew on each limit, by its account. */
export function usesOf({ on, outcome }: Pick<EarlierSettled, 'on' | 'outcome'>): EarlierUse[] {
  return outcome.limits.flatMap(({ account, usedBefore, usedAfter }) => {
    const amount = decimal(usedAfter).minus(usedBefore)
    return amount.isZero() ? [] : [{ on, account: withoutPart(account), amount: yuan(amount) }]
  })
}

/** The same of what was opened of a year before the ledger began, by the day that its account names. */
export function usesOpened({ used }: YearState): EarlierUse[] {
  return Object.entries(used).map(([account, amount]) => ({
    on: dayOfPart(account) ?? longAgo,
    account: withoutPart(account),
    amount: yuan(amount),
  }))
}

const longAgo: Day = '1900-01-01'

/** Whether an account is one of these limits', be it kept for a category. */
export function isOfLimits(limits: readonly string[], account: string): boolean {
  return limits.some((name) => account === name || account.startsWith(`${name}/`))
}
