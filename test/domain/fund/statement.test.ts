import { describe, expect, test } from 'vitest'
import { lastDayOfPeriod, statusAfter } from '../../../src/domain/clearing/clearing.ts'
import { movements } from '../../../src/domain/fund/journal.ts'
import { type Moved, quarterOf, statementOf } from '../../../src/domain/fund/statement.ts'
import { decimal, sum, zero } from '../../../src/domain/money.ts'

describe('a quarter', () => {
  test.each([
    ['2023Q1', '2023-01-01', '2023-03-31'],
    ['2024Q2', '2024-04-01', '2024-06-30'],
    ['2023Q4', '2023-10-01', '2023-12-31'],
  ])('%s', (text, from, to) => {
    expect(quarterOf(text)).toEqual({ from, to })
  })

  test.each(['2023Q5', '2023Q0', '23Q1', '2023q1', ''])('%j is none', (text) => {
    expect(quarterOf(text)).toBeNull()
  })
})

test.each([
  ['2023-02', '2023-02-28'],
  ['2024-02', '2024-02-29'],
  ['2100-02', '2100-02-28'],
  ['2023-12', '2023-12-31'],
])('%s ends on %s', (month, day) => {
  expect(lastDayOfPeriod(month)).toBe(day)
})

describe('a clearing goes', () => {
  test.each([
    ['applied', 'approve', 'approved'],
    ['applied', 'hold', 'held'],
    ['applied', 'withdraw', 'withdrawn'],
    ['applied', 'pay', null],
    ['held', 'approve', 'approved'],
    ['held', 'hold', 'held'],
    ['held', 'pay', null],
    ['held', 'withdraw', 'withdrawn'],
    ['approved', 'pay', 'paid'],
    ['approved', 'hold', null],
    ['approved', 'withdraw', null],
    ['approved', 'approve', 'approved'],
    ['paid', 'pay', 'paid'],
    ['paid', 'approve', 'paid'],
    ['paid', 'hold', null],
    ['paid', 'withdraw', null],
    ['withdrawn', 'approve', null],
    ['withdrawn', 'pay', null],
    ['withdrawn', 'withdraw', 'withdrawn'],
  ] as const)('from %s by %s to %s', (status, decision, after) => {
    expect(statusAfter(status, decision)).toBe(after)
  })
})

test('every movement cancels out, negative ones too', () => {
  for (const amount of ['100.00', '-33.33']) {
    const all = [
      movements.receipt('140500', 'city', amount),
      movements.approval('H1', amount),
      movements.payment('140500', 'H1', amount),
      movements.subsidies('140500', amount),
      movements.recovery('140500', 'aid', amount),
    ]
    for (const lines of all) expect(sum(lines.map((line) => decimal(line.amount))).eq(zero)).toBe(true)
  }
})

describe('a statement', () => {
  const moved: Moved[] = [
    { account: 'fund:140500', kind: 'receipt', before: '1000.00', within: '500.00' },
    { account: 'source:city', kind: 'receipt', before: '-1000.00', within: '-300.00' },
    { account: 'source:lottery', kind: 'receipt', before: '0.00', within: '-200.00' },
    { account: 'purpose:aid', kind: 'clearing-approved', before: '400.00', within: '250.00' },
    { account: 'payable:H1', kind: 'clearing-approved', before: '-400.00', within: '-250.00' },
    { account: 'payable:H1', kind: 'clearing-paid', before: '300.00', within: '200.00' },
    { account: 'fund:140500', kind: 'clearing-paid', before: '-300.00', within: '-200.00' },
    { account: 'purpose:premium-subsidy', kind: 'subsidy-paid', before: '0.00', within: '70.00' },
    { account: 'fund:140500', kind: 'subsidy-paid', before: '0.00', within: '-70.00' },
    { account: 'purpose:aid', kind: 'recovery', before: '0.00', within: '-25.00' },
    { account: 'fund:140500', kind: 'recovery', before: '0.00', within: '25.00' },
  ]

  test('opens, adds up and closes', () => {
    expect(statementOf(moved)).toMatchObject({
      opening: '700.00',
      received: { city: '300.00', lottery: '200.00', central: '0.00' },
      recovered: { aid: '25.00', 'premium-subsidy': '0.00' },
      paid: { aid: '200.00', 'premium-subsidy': '70.00' },
      incoming: '525.00',
      outgoing: '270.00',
      closing: '955.00',
      difference: '0.00',
      payables: [{ hospitalCode: 'H1', opening: '100.00', approved: '250.00', paid: '200.00', closing: '150.00' }],
    })
  })

  test('a movement that only one side has is seen', () => {
    const oneSided = moved.filter(({ account }) => account !== 'source:lottery')
    expect(statementOf(oneSided).difference).toBe('-200.00')
  })
})
