import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { type Payer, payers } from '../../../src/domain/names/payers.ts'
import { aidChange } from '../../../src/domain/what-if/bands.ts'
import { cashOf } from '../../../src/domain/what-if/cash.ts'
import { shareOfChance } from '../../../src/domain/what-if/chance.ts'
import { movesBetween } from '../../../src/domain/what-if/moves.ts'
import { contributionsOf } from '../../../src/domain/what-if/shapley.ts'
import { Sums } from '../../../src/domain/what-if/sums.ts'

const amounts = (some: Partial<Record<Payer, string>>) =>
  Object.fromEntries(payers.map((payer) => [payer, decimal(some[payer] ?? '0.00')])) as Record<
    Payer,
    ReturnType<typeof decimal>
  >

describe('what moves between payers', () => {
  test('goes from the first who bear less to the first who bear more', () => {
    const before = amounts({ basic: '100.00', assistance: '50.00', person: '30.00' })
    const after = amounts({ basic: '80.00', assistance: '55.00', tilt: '20.00', person: '25.00' })
    expect(movesBetween(before, after).map(({ from, to, amount }) => [from, to, yuan(amount)])).toEqual([
      ['basic', 'assistance', '5.00'],
      ['basic', 'tilt', '15.00'],
      ['person', 'tilt', '5.00'],
    ])
  })
})

describe('bands', () => {
  test.each([
    ['10.00', '10.00', 'stay', null],
    ['10.00', '109.99', 'gain', '0'],
    ['10.00', '110.00', 'gain', '100'],
    ['10000.00', '0.00', 'lose', '10000'],
    ['9999.99', '0.00', 'lose', '5000'],
  ])('from %s to %s is %s in the band from %s', (before, after, direction, band) => {
    expect(aidChange(decimal(before), decimal(after))).toEqual({ direction, band })
  })
})

describe('contributions', () => {
  // Two parts that bring 10 and 20 alone and 60 together share the 30 that only both bring.
  const values = ['0.00', '10.00', '20.00', '60.00']

  test('share what parts bring together', () => {
    expect(contributionsOf(2, (choice) => decimal(values[choice] as string)).map(yuan)).toEqual(['25.00', '35.00'])
  })

  test('are the whole to the fen, whatever is rounded', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 8, maxLength: 8 }), (fen) => {
        const worthOf = (choice: number) => decimal(String(fen[choice])).div(100)
        const whole = worthOf(7).minus(worthOf(0))
        expect(yuan(sum(contributionsOf(3, worthOf)))).toBe(yuan(whole))
      }),
    )
  })
})

describe('sums', () => {
  test('are the same in whatever parts they were made', () => {
    const [all, one, other] = [new Sums(2), new Sums(2), new Sums(2)]
    for (const [at, key] of ['a', 'b', 'a', 'c'].entries()) {
      const row = [decimal(`${at}.10`), decimal('0.00')]
      all.add(key, 1, row)
      ;(at < 2 ? one : other).add(key, 1, row)
    }
    const merged = new Sums(2)
    merged.merge(other.written())
    merged.merge(JSON.parse(JSON.stringify(one.written())))
    expect(merged.written()).toEqual(all.written())
    expect(all.written()).toEqual({ a: [2, '2.20', 0], b: [1, '1.10', 0], c: [1, '3.10', 0] })
  })
})

describe('the fund by day', () => {
  const day = (on: string, received: string, aidBefore: string, aidAfter: string) => ({
    ...{ on, received: decimal(received), otherwiseSpent: decimal('0.00') },
    ...{ aidBefore: decimal(aidBefore), aidAfter: decimal(aidAfter) },
  })

  test('runs out on the first day on which it would owe more than it has', () => {
    const days = [day('2024-02-01', '0.00', '60.00', '80.00'), day('2024-01-05', '100.00', '0.00', '0.00')]
    const { months, runsOutBefore, runsOutAfter } = cashOf(decimal('0.00'), [
      ...days,
      day('2024-02-09', '0.00', '40.00', '20.01'),
    ])
    expect([runsOutBefore, runsOutAfter]).toEqual([null, '2024-02-09'])
    expect(months.map(({ month, balanceAfter }) => [month, yuan(balanceAfter)])).toEqual([
      ['2024-01', '100.00'],
      ['2024-02', '-0.01'],
    ])
  })

  test('of a fund whose journal nobody keeps nothing is said', () => {
    expect(cashOf(decimal('0.00'), [day('2024-02-01', '0.00', '60.00', '80.00')]).runsOutAfter).toBe(null)
  })
})

test('who is drawn follows from the seed and the name, and a tenth is a tenth', () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `14050000000000${String(at).padStart(6, '0')}`)
  const drawn = names.filter((name) => shareOfChance(7, name) < 0.1)
  expect(drawn).toEqual(names.filter((name) => shareOfChance(7, name) < 0.1))
  expect(drawn.length).toBeGreaterThan(1800)
  expect(drawn.length).toBeLessThan(2200)
  expect(names.filter((name) => shareOfChance(8, name) < 0.1)).not.toEqual(drawn)
})
