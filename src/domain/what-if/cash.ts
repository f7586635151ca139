import type { Day } from '../calendar.ts'
import { type Decimal, zero } from '../money.ts'

/** What a day brings to a fund and takes from it. Yuan. */
export interface CashDay {
  readonly on: Day
  readonly received: Decimal
  readonly otherwiseSpent: Decimal
  readonly aidBefore: Decimal
  readonly aidAfter: Decimal
}

export interface CashMonth extends Omit<CashDay, 'on'> {
  readonly month: string
  readonly balanceBefore: Decimal
  readonly balanceAfter: Decimal
}

export interface Cash {
  readonly months: readonly CashMonth[]
  /** The first day on which the fund would owe more than it has; null where it lasts, or nobody keeps its journal. */
  readonly runsOutBefore: Day | null
  readonly runsOutAfter: Day | null
}

/** A fund's year day by day, aid leaving it on the day of the visit: as it was settled, and under the draft. */
export function cashOf(opening: Decimal, days: readonly CashDay[]): Cash {
  const isKept = !opening.isZero() || days.some(({ received }) => !received.isZero())
  const months = new Map<string, CashMonth>()
  let [before, after] = [opening, opening]
  let [runsOutBefore, runsOutAfter]: [Day | null, Day | null] = [null, null]
  for (const day of [...days].sort((one, other) => (one.on < other.on ? -1 : 1))) {
    const net = day.received.minus(day.otherwiseSpent)
    before = before.plus(net).minus(day.aidBefore)
    after = after.plus(net).minus(day.aidAfter)
    if (isKept && before.isNegative()) runsOutBefore ??= day.on
    if (isKept && after.isNegative()) runsOutAfter ??= day.on
    const month = day.on.slice(0, 7)
    const known = months.get(month) ?? { month, ...nothing, balanceBefore: zero, balanceAfter: zero }
    months.set(month, {
      month,
      received: known.received.plus(day.received),
      otherwiseSpent: known.otherwiseSpent.plus(day.otherwiseSpent),
      aidBefore: known.aidBefore.plus(day.aidBefore),
      aidAfter: known.aidAfter.plus(day.aidAfter),
      ...{ balanceBefore: before, balanceAfter: after },
    })
  }
  return { months: [...months.values()], runsOutBefore, runsOutAfter }
}

const nothing = { received: zero, otherwiseSpent: zero, aidBefore: zero, aidAfter: zero }
