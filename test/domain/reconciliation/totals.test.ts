import { describe, expect, test } from 'vitest'
import { type Claimed, resultOf } from '../../../src/domain/reconciliation/totals.ts'

const here = {
  settlements: 10,
  reversals: 2,
  total: '1000.00',
  fundPaid: '600.00',
  personPaid: '400.00',
  hospitalPaid: '0.00',
}
const claim = (change: Partial<Claimed> = {}): Claimed => ({
  count: 12,
  total: '1000.00',
  fundPaid: '600.00',
  personPaid: null,
  ...change,
})

describe('two sums', () => {
  test.each([
    ['are the same', {}, 'balanced'],
    ['are the same where both rows of a reversed settlement are left out', { count: 8 }, 'balanced'],
    ['are the same where one reversed settlement is left out and one is kept', { count: 10 }, 'balanced'],
    ['drop more than was reversed', { count: 6 }, 'here-more'],
    ['agree in what people paid', { personPaid: '400.00' }, 'balanced'],
    ['written 1000 are 1000.00', { total: '1000' }, 'balanced'],
    ['differ by a fen', { total: '999.99' }, 'differs'],
    ['differ in what people paid alone', { personPaid: '400.01' }, 'differs'],
    ['have another count alone', { count: 11 }, 'here-more'],
    ['have more here', { count: 11, total: '900.00', fundPaid: '550.00' }, 'here-more'],
    ['have more there', { count: 13, total: '1100.00', fundPaid: '600.00' }, 'there-more'],
    ['have more rows here and more money there', { count: 11, total: '1100.00' }, 'differs'],
    ['have more rows there and more money here', { count: 13, total: '900.00' }, 'differs'],
  ] as const)('%s', (_, change, result) => {
    expect(resultOf(here, claim(change))).toBe(result)
  })
})
