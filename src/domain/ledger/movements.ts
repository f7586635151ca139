import type { LimitUse, Outcome, PayerAmounts } from '../engine/types.ts'
import { type Decimal, decimal, yuan, zero } from '../money.ts'
import { type Payer, payers } from '../policy/words.ts'

/** One movement of a limit account: what was used before and after, and the limit it was held to. */
export interface LimitMovement {
  readonly name: string
  readonly amount: string
  readonly usedBefore: string
  readonly usedAfter: string
  readonly limit: string | null
}

/** A posting takes the difference between what stood and what stands; a reversal takes the whole. */
export function differenceOf(before: PayerAmounts | null, after: PayerAmounts | null): PayerAmounts {
  const of = (amounts: PayerAmounts | null, payer: Payer) => (amounts ? decimal(amounts[payer]) : zero)
  return Object.fromEntries(payers.map((payer) => [payer, yuan(of(after, payer).minus(of(before, payer)))])) as PayerAmounts
}

/** What an outcome drew on each limit account. */
export function drawsOf(outcome: Outcome | null): Map<string, { amount: Decimal; use: LimitUse }> {
  const draws = new Map<string, { amount: Decimal; use: LimitUse }>()
  for (const use of outcome?.limits ?? []) {
    draws.set(use.account, { amount: decimal(use.usedAfter).minus(use.usedBefore), use })
  }
  return draws
}

/** The accounts' balances while postings are written one after another. */
export class Balances {
  readonly #used = new Map<string, Decimal>()

  constructor(used: Readonly<Record<string, Decimal>>) {
    for (const [name, amount] of Object.entries(used)) this.#used.set(name, amount)
  }

  move(name: string, amount: Decimal, limit: string | null): LimitMovement {
    const before = this.#used.get(name) ?? zero
    const after = before.plus(amount)
    this.#used.set(name, after)
    return { name, amount: yuan(amount), usedBefore: yuan(before), usedAfter: yuan(after), limit }
  }

  of(name: string): Decimal {
    return this.#used.get(name) ?? zero
  }
}

/**
 * The movements that turn one set of draws into another. Releases come before draws, so that no
 * account passes its limit on the way.
 */
export function movementsBetween(changes: readonly { before: Outcome | null; after: Outcome | null }[], balances: Balances): LimitMovement[][] {
  const moves = changes.map(() => [] as LimitMovement[])
  const each = (wanted: (amount: Decimal) => boolean) => {
    changes.forEach(({ before, after }, at) => {
      const was = drawsOf(before)
      const is = drawsOf(after)
      for (const name of [...new Set([...was.keys(), ...is.keys()])].sort()) {
        const amount = (is.get(name)?.amount ?? zero).minus(was.get(name)?.amount ?? zero)
        if (amount.isZero() || !wanted(amount)) continue
        moves[at]?.push(balances.move(name, amount, (is.get(name) ?? was.get(name))?.use.limit ?? null))
      }
    })
  }
  each((amount) => amount.isNegative())
  each((amount) => amount.isPositive())
  return moves
}
