import { Decimal as DecimalJs } from 'decimal.js'

/**
 * Exact decimals for yuan and rates.
 *
 * A clone of decimal.js of our own, so that no other library's settings reach our money. Forty
 * significant digits hold fourteen digits of yuan times any rate without ever rounding on the way.
 * Compare with the methods (`lt`, `gt`, `eq`), never with `<`: `new Decimal('10.1') < new Decimal('9.99')`
 * compares text and is true.
 */
export const Decimal = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP })
export type Decimal = DecimalJs

/** How an amount becomes fen: `half-up` unless a pack says otherwise (policy-reading G2). */
export type Rounding = 'half-up' | 'half-even' | 'down'

const modes: Record<Rounding, DecimalJs.Rounding> = {
  'half-up': DecimalJs.ROUND_HALF_UP,
  'half-even': DecimalJs.ROUND_HALF_EVEN,
  down: DecimalJs.ROUND_DOWN,
}

export const zero = new Decimal(0)
export const one = new Decimal(1)

export function decimal(text: string): Decimal {
  return new Decimal(text)
}

/** Rounds yuan to the fen. The only place where an amount loses digits. */
export function toFen(amount: Decimal, rounding: Rounding = 'half-up'): Decimal {
  return amount.toDecimalPlaces(2, modes[rounding])
}

export function min(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b
}

export function max(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b
}

/** Never below zero: what is left of `a` after `b`. */
export function less(a: Decimal, b: Decimal): Decimal {
  return max(zero, a.minus(b))
}

export function sum(amounts: Iterable<Decimal>): Decimal {
  let total = zero
  for (const amount of amounts) total = total.plus(amount)
  return total
}

/** Yuan as the API writes it: always two decimals. Refuses an amount that was never rounded. */
export function yuan(amount: Decimal): string {
  if (amount.decimalPlaces() > 2) throw new Error(`an amount finer than a fen reached the outside: ${amount}`)
  return amount.toFixed(2)
}
