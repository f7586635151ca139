import { Decimal as DecimalJs } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, type RoundingMode } from '../../../src/domain/shared/exact-decimal.ts'

/** Another's decimals, with more digits than any of these needs. */
const Other = DecimalJs.clone({ precision: 400, rounding: DecimalJs.ROUND_HALF_UP, toExpPos: 1e6, toExpNeg: -1e6 })

const written = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt(0n, 10n ** 24n), fc.integer({ min: 0, max: 12 }))
  .map(([sign, digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0')
    return `${sign}${places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`}`
  })
const near = fc.tuple(written, fc.constantFrom('0', '0.00', '0.005', '-0.005', '0.015', '0.1', '1', '-1'))
const pair = fc.oneof(fc.tuple(written, written), near)

const modes: readonly (readonly [RoundingMode, DecimalJs.Rounding])[] = [
  ['half-up', DecimalJs.ROUND_HALF_UP],
  ['half-even', DecimalJs.ROUND_HALF_EVEN],
  ['down', DecimalJs.ROUND_DOWN],
  ['up', DecimalJs.ROUND_UP],
]

describe('the same as another library of decimals', () => {
  test('sums, differences and products, to the last digit', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, other] = [Decimal.of(a), new Other(a)]
        expect(one.plus(b).toString()).toBe(other.plus(b).toFixed())
        expect(one.minus(b).toString()).toBe(other.minus(b).toFixed())
        expect(one.times(b).toString()).toBe(other.times(b).toFixed())
      }),
      { numRuns: 5000 },
    )
  })

  test('order, sign and how many places it needs', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, other] = [Decimal.of(a), new Other(a)]
        expect(one.cmp(b)).toBe(other.cmp(b))
        expect([one.lt(b), one.lte(b), one.eq(b), one.gte(b), one.gt(b)]).toEqual([
          other.lt(b),
          other.lte(b),
          other.eq(b),
          other.gte(b),
          other.gt(b),
        ])
        expect([one.isZero(), one.isNegative(), one.isInteger(), one.decimalPlaces()]).toEqual([
          other.isZero(),
          other.lt(0),
          other.isInteger(),
          other.decimalPlaces(),
        ])
        expect([one.abs().toString(), one.negated().toString()]).toEqual([other.abs().toFixed(), other.neg().toFixed()])
      }),
      { numRuns: 5000 },
    )
  })

  test.each(modes)('rounding %s, of halves too', (mode, theirs) => {
    const halves = fc.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 6 }))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(written, fc.integer({ min: 0, max: 8 })),
          halves.map(([whole, places]): [string, number] => [new Other(`${whole}5e-${places + 1}`).toFixed(), places]),
        ),
        ([text, places]) => {
          const rounded = Decimal.of(text).toDecimalPlaces(places, mode)
          expect(rounded.toString()).toBe(
            new Other(text).toDecimalPlaces(places, theirs).abs().eq(0)
              ? '0'
              : new Other(text).toDecimalPlaces(places, theirs).toFixed(),
          )
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('quotients have forty digits', () => {
    const Forty = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP })
    fc.assert(
      fc.property(written, written, (a, b) => {
        fc.pre(!new Other(b).isZero())
        expect(Decimal.of(a).div(b).eq(new Forty(a).div(b).toFixed())).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('as it is read and written', () => {
  test.each([
    ['12.50', '12.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.05', '0.05'],
    ['-0.05', '-0.05'],
    ['+3', '3'],
    ['007.10', '7.1'],
    ['1e3', '1000'],
    ['2.5e-7', '0.00000025'],
    ['.5', '0.5'],
    ['1.', '1'],
  ])('%s is %s', (text, shown) => {
    expect(Decimal.of(text).toString()).toBe(shown)
    expect(JSON.stringify({ amount: Decimal.of(text) })).toBe(`{"amount":"${shown}"}`)
  })

  test.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['0.005', 2, '0.01'],
    ['3', 2, '3.00'],
    ['-0.004', 2, '0.00'],
  ])('%s to %i places is %s', (text, places, shown) => {
    expect(Decimal.of(text).toFixed(places)).toBe(shown)
  })

  test.each(['', ' ', 'abc', '1,000', 'NaN', 'Infinity', '-Infinity', '1e1000', '0x10', '1_0', '٣'])(
    'refuses %j',
    (text) => {
      expect(() => Decimal.of(text)).toThrow(Error)
    },
  )

  test('refuses to be divided by nothing, and to be compared as a number is', () => {
    expect(() => Decimal.of('1').div('0')).toThrow('not a finite number')
    expect(() => Number(Decimal.of('10.1')) < 9.99).toThrow('lt, gt and eq')
  })
})
