import { type Decimal, toFen, zero } from '../money.ts'

/** More clauses than this are not taken apart: two to the power of them are reckoned. */
export const maxParts = 6

/** Every choice among so many parts, as a number whose bits say which are in; none first, all last. */
export const choicesAmong = (parts: number): number => 2 ** parts

/**
 * What each part contributes to the whole, whatever order they would be brought in: the mean over all orders of what the part
 * adds when it comes in. Together they are the whole to the fen: what rounding leaves over goes to the part that contributes most.
 *
 * `worthOf` is what a choice of parts comes to, by its bits. Source: L. S. Shapley, A Value for n-Person Games, 1953.
 */
export function contributionsOf(parts: number, worthOf: (choice: number) => Decimal): Decimal[] {
  const all = choicesAmong(parts) - 1
  const orders = factorial(parts)
  const exact = Array.from({ length: parts }, (_, part) => {
    let sum: Decimal = zero
    for (let choice = 0; choice <= all; choice += 1) {
      if (choice & (1 << part)) continue
      const before = bitsOf(choice)
      const weight = factorial(before) * factorial(parts - before - 1)
      sum = sum.plus(
        worthOf(choice | (1 << part))
          .minus(worthOf(choice))
          .times(weight),
      )
    }
    return sum.div(orders)
  })
  const rounded = exact.map((amount) => toFen(amount))
  const left = worthOf(all)
    .minus(worthOf(0))
    .minus(rounded.reduce((sum, amount) => sum.plus(amount), zero))
  const largest = rounded.reduce(
    (best, amount, at) => (amount.abs().gt((rounded[best] as Decimal).abs()) ? at : best),
    0,
  )
  return rounded.map((amount, at) => (at === largest ? amount.plus(left) : amount))
}

function factorial(of: number): number {
  return of < 2 ? 1 : of * factorial(of - 1)
}

function bitsOf(choice: number): number {
  return choice === 0 ? 0 : (choice & 1) + bitsOf(choice >>> 1)
}
