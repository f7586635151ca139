import type { Amounts } from '../adjudication/draft.ts'
import { type Decimal, min } from '../money.ts'
import { type Payer, payers } from '../names/payers.ts'

/** Part of a visit's cost that one payer no longer bears and another does. Yuan, exact. */
export interface Move {
  readonly from: Payer
  readonly to: Payer
  readonly amount: Decimal
}

/**
 * What moves between the payers of one visit. What the first payers in the order of the law no longer bear goes to the first who
 * bear more: the total is the same, so it comes out even.
 */
export function movesBetween(before: Readonly<Amounts>, after: Readonly<Amounts>): Move[] {
  const less: [Payer, Decimal][] = []
  const more: [Payer, Decimal][] = []
  for (const payer of payers) {
    const difference = after[payer].minus(before[payer])
    if (difference.isZero()) continue
    if (difference.isNegative()) less.push([payer, difference.abs()])
    else more.push([payer, difference])
  }
  const moves: Move[] = []
  for (const [from, gone] of less) {
    let open = gone
    for (const taker of more) {
      const [to, wanted] = taker
      const amount = min(open, wanted)
      if (amount.isZero()) continue
      moves.push({ from, to, amount })
      open = open.minus(amount)
      taker[1] = wanted.minus(amount)
    }
  }
  return moves
}
