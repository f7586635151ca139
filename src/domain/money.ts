import { Decimal, type RoundingMode } from './shared/exact-decimal.ts'

export { Decimal }

/** How an amount becomes fen: `half-up` unless a pack says otherwise (000000/G2). */
export type Rounding = Exclude<RoundingMode, 'up'>

export const zero = Decimal.of('0')
export const one = Decimal.of('1')

/** Most amounts of a claim are nothing, and reading them is a large part of settling it. */
export function decimal(text: string): Decimal {
  return text === '0.00' ? zero : Decimal.of(text)
}

/** As `plus`, without making a third amount where one of the two is nothing. */
export function add(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) return a
  return a.isZero() ? b : a.plus(b)
}

/** Rounds yuan to the fen. The only place where an amount loses digits. */
export function toFen(amount: Decimal, rounding: Rounding = 'half-up'): Decimal {
  return amount.toDecimalPlaces(2, rounding)
}

/** A comparison makes an amount of its own, so where one of the two is nothing the signs alone are looked at. */
export function min(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) return a.isNegative() && !a.isZero() ? a : b
  if (a.isZero()) return b.isNegative() ? b : a
  return a.lt(b) ? a : b
}

export function max(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b
}

/** Never below zero: what is left of `a` after `b`. */
export function less(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) return a.isNegative() ? zero : a
  if (a.isZero() && !b.isNegative()) return zero
  const left = a.minus(b)
  return left.isNegative() ? zero : left
}

const commas = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Yuan with a comma every three digits, as on a printed bill. Read as text, so no digit is lost. */
export function grouped(yuan: string): string {
  return commas.format(yuan as Intl.StringNumericLiteral)
}

/** A share as people read it: 0.70 is 70%. */
export function percent(share: string): string {
  return `${decimal(share || '0').times(100)}%`
}

export function sum(amounts: Iterable<Decimal>): Decimal {
  let total = zero
  for (const amount of amounts) total = add(total, amount)
  return total
}

/** Yuan as the API writes it: always two decimals. Refuses an amount that was never rounded. */
export function yuan(amount: Decimal): string {
  if (amount.isZero()) return '0.00'
  const text = amount.toString()
  const point = text.indexOf('.')
  if (point < 0) return `${text}.00`
  const decimals = text.length - point - 1
  if (decimals > 2) throw new Error(`an amount finer than a fen reached the outside: ${text}`)
  return decimals === 2 ? text : `${text}0`
}
