import { Decimal as DecimalJs } from 'decimal.js'

/** How a number loses digits. A half is rounded away from zero by `half-up`, to the even neighbour by `half-even`. */
export type RoundingMode = 'half-up' | 'half-even' | 'down' | 'up'

/** Division alone does not come out even: forty significant digits hold fourteen digits of yuan by any rate. */
const Quotient = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  // Never an exponent: what is written is read again.
  toExpPos: 1e9,
  toExpNeg: -1e9,
})

const powers = Array.from({ length: 64 }, (_, places) => 10n ** BigInt(places))

function power(places: number): bigint {
  return powers[places] ?? 10n ** BigInt(places)
}

const plain = /^[-+]?\d+(?:\.\d+)?$/
/** An exponent of three digits at most: a few characters could else be a number of millions of digits. */
const anyNotation = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/

/**
 * A decimal number as a whole number of its last place: 12.50 is 1250 with two places. Adding, taking off and multiplying are exact
 * whatever the length, and ten times faster than by decimal.js, of which a settlement needs a hundred; division and what is written
 * with an exponent are left to decimal.js. Its names are those of decimal.js.
 *
 * Compare with the methods (`lt`, `gt`, `eq`): `<` refuses, since two amounts are not numbers.
 *
 * Errors: an `Error` where a text is not a number, or not a finite one.
 */
export class Decimal {
  readonly units: bigint
  readonly places: number

  private constructor(units: bigint, places: number) {
    this.units = units
    this.places = places
  }

  static of(value: Decimal | string | number): Decimal {
    if (value instanceof Decimal) return value
    const text = typeof value === 'number' ? String(value) : value
    if (!plain.test(text)) return Decimal.#ofAnyNotation(text)
    const point = text.indexOf('.')
    if (point < 0) return new Decimal(BigInt(text), 0)
    return new Decimal(BigInt(text.slice(0, point) + text.slice(point + 1)), text.length - point - 1)
  }

  static #ofAnyNotation(text: string): Decimal {
    if (!anyNotation.test(text)) throw new Error(`not a finite number: ${text}`)
    return Decimal.of(new Quotient(text).toFixed())
  }

  plus(value: Decimal | string | number): Decimal {
    const other = Decimal.of(value)
    const more = this.places - other.places
    if (more === 0) return new Decimal(this.units + other.units, this.places)
    if (more > 0) return new Decimal(this.units + other.units * power(more), this.places)
    return new Decimal(this.units * power(-more) + other.units, other.places)
  }

  minus(value: Decimal | string | number): Decimal {
    const other = Decimal.of(value)
    const more = this.places - other.places
    if (more === 0) return new Decimal(this.units - other.units, this.places)
    if (more > 0) return new Decimal(this.units - other.units * power(more), this.places)
    return new Decimal(this.units * power(-more) - other.units, other.places)
  }

  times(value: Decimal | string | number): Decimal {
    const other = Decimal.of(value)
    return new Decimal(this.units * other.units, this.places + other.places)
  }

  /** To forty significant digits, half up. Errors: an `Error` where `value` is nothing. */
  div(value: Decimal | string | number): Decimal {
    const quotient = new Quotient(this.toString()).div(Decimal.of(value).toString())
    return Decimal.#ofAnyNotation(quotient.toFixed())
  }

  negated(): Decimal {
    return new Decimal(-this.units, this.places)
  }

  abs(): Decimal {
    return this.units < 0n ? this.negated() : this
  }

  /** Below zero where this is the smaller, above where it is the greater of the two. */
  cmp(value: Decimal | string | number): -1 | 0 | 1 {
    const other = Decimal.of(value)
    const more = this.places - other.places
    const a = more < 0 ? this.units * power(-more) : this.units
    const b = more > 0 ? other.units * power(more) : other.units
    if (a === b) return 0
    return a < b ? -1 : 1
  }

  lt(value: Decimal | string | number): boolean {
    return this.cmp(value) < 0
  }

  lte(value: Decimal | string | number): boolean {
    return this.cmp(value) <= 0
  }

  gt(value: Decimal | string | number): boolean {
    return this.cmp(value) > 0
  }

  gte(value: Decimal | string | number): boolean {
    return this.cmp(value) >= 0
  }

  eq(value: Decimal | string | number): boolean {
    return this.cmp(value) === 0
  }

  isZero(): boolean {
    return this.units === 0n
  }

  /** Below zero. */
  isNegative(): boolean {
    return this.units < 0n
  }

  isInteger(): boolean {
    return this.decimalPlaces() === 0
  }

  /** How many places it needs: 12.50 needs one. */
  decimalPlaces(): number {
    let { units, places } = this
    while (places > 0 && units % 10n === 0n) {
      units /= 10n
      places -= 1
    }
    return places
  }

  /** No more places than so many. */
  toDecimalPlaces(places: number, mode: RoundingMode = 'half-up'): Decimal {
    if (this.places <= places) return this
    const step = power(this.places - places)
    const whole = this.units / step
    const rest = this.units - whole * step
    if (rest === 0n) return new Decimal(whole, places)
    return new Decimal(isAway(whole, rest, step, mode) ? whole + (rest < 0n ? -1n : 1n) : whole, places)
  }

  /** With exactly so many places, half up; without a number of them with as many as it needs. */
  toFixed(places?: number): string {
    if (places === undefined) return this.toString()
    const rounded = this.toDecimalPlaces(places)
    return written(rounded.units * power(places - rounded.places), places)
  }

  /** With as many places as it needs, never an exponent. */
  toString(): string {
    const places = this.decimalPlaces()
    return written(this.units / power(this.places - places), places)
  }

  /** No more than so many digits, from the first that is not nothing. */
  toSignificantDigits(digits: number): Decimal {
    return Decimal.#ofAnyNotation(new Quotient(this.toString()).toSignificantDigits(digits).toFixed())
  }

  /** As a spreadsheet writes what is too long: 1.405e+17. */
  toExponential(): string {
    return new Quotient(this.toString()).toExponential()
  }

  toJSON(): string {
    return this.toString()
  }

  /** For a picture or a test: not for money. */
  toNumber(): number {
    return Number(this.toString())
  }

  valueOf(): never {
    throw new Error('amounts are compared by lt, gt and eq and added by plus')
  }
}

/** Whether what is cut off takes the whole a step further from zero. */
function isAway(whole: bigint, rest: bigint, step: bigint, mode: RoundingMode): boolean {
  if (mode === 'down') return false
  if (mode === 'up') return true
  const twice = (rest < 0n ? -rest : rest) * 2n
  if (twice !== step || mode === 'half-up') return twice >= step
  return whole % 2n !== 0n
}

function written(units: bigint, places: number): string {
  const text = units.toString()
  if (places === 0) return text
  const digits = units < 0n ? text.slice(1) : text
  const padded = digits.padStart(places + 1, '0')
  return `${units < 0n ? '-' : ''}${padded.slice(0, -places)}.${padded.slice(-places)}`
}
