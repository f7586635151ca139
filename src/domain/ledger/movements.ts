import { isOfEachVisit } from '../adjudication/counted-over.ts'
import type { LimitUse, PayerAmounts, SettlementOutcome } from '../adjudication/types.ts'
import { type Decimal, decimal, yuan, zero } from '../money.ts'
import { type Payer, payers } from '../names/payers.ts'

/** One movement of a limit account: what was used before and after, and the limit it was held to. */
export interface LimitMovement {
  readonly name: string
  readonly amount: string
  readonly usedBefore: string
  readonly usedAfter: string
  readonly limit: string | null
}

/** A posting takes the difference between what was posted and what is active now; a reversal takes the whole. */
export function differenceOf(before: PayerAmounts | null, after: PayerAmounts | null): PayerAmounts {
  const of = (amounts: PayerAmounts | null, payer: Payer) => (amounts ? decimal(amounts[payer]) : zero)
  return Object.fromEntries(
    payers.map((payer) => [payer, yuan(of(after, payer).minus(of(before, payer)))]),
  ) as PayerAmounts
}

/** What an outcome drew on each limit account. */
export function drawsOf(outcome: SettlementOutcome | null): Map<string, { amount: Decimal; use: LimitUse }> {
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

interface Change {
  readonly before: SettlementOutcome | null
  readonly after: SettlementOutcome | null
}

/** The movements that turn one set of draws into another, in the order in which they are posted: those of an account form a chain. */
export function movementsBetween(changes: readonly Change[], balances: Balances): LimitMovement[][] {
  return changes.map(({ before, after }) => {
    const was = drawsOf(before)
    const is = drawsOf(after)
    const names = [...new Set([...was.keys(), ...is.keys()])].sort()
    return names.flatMap((name) => {
      const amount = (is.get(name)?.amount ?? zero).minus(was.get(name)?.amount ?? zero)
      if (amount.isZero()) return []
      return [balances.move(name, amount, heldTo((is.get(name) ?? was.get(name))?.use))]
    })
  })
}

/**
 * The movements of a reversal and its adjustments, which are one step: an account is held to its limit
 * once all of them have moved it.
 *
 * On the way it may stand higher, where one settlement draws more and a later one gives back; such a
 * movement is held to no limit. The last is held to that of the last settlement that now draws on the
 * account: an earlier one may have had a smaller limit, as the category was then (000000/G7).
 */
export function movementsOfReversal(
  changes: readonly Change[],
  active: readonly SettlementOutcome[],
  balances: Balances,
): LimitMovement[][] {
  const moves = movementsBetween(changes, balances)
  const last = new Map(moves.flat().map((move) => [move.name, move]))
  const held = (move: LimitMovement): LimitMovement => {
    if (decimal(move.amount).isNegative()) return move
    return { ...move, limit: last.get(move.name) === move ? lastLimit(active, move.name) : null }
  }
  return moves.map((ofEntry) => ofEntry.map(held))
}

function lastLimit(active: readonly SettlementOutcome[], account: string): string | null {
  const drawing = active.map((outcome) => drawsOf(outcome).get(account)).filter((draw) => draw?.amount.gt(zero))
  return heldTo(drawing.at(-1)?.use)
}

/** A limit of each visit holds none of the account, which adds them up. */
function heldTo(use: LimitUse | undefined): string | null {
  return use === undefined || isOfEachVisit(use.account) ? null : use.limit
}
