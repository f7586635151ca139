import { describe, expect, test } from 'vitest'
import {
  Balances,
  differenceOf,
  drawsOf,
  movementsBetween,
  movementsOfReversal,
} from '../../../src/domain/ledger/movements.ts'
import { paysDifferently } from '../../../src/domain/ledger/replay.ts'
import { planReversal, recalculateYear } from '../../../src/domain/ledger/reversal.ts'
import { emptyYear, storedYear, yearState } from '../../../src/domain/ledger/year-state.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { stepThrough } from '../../support/claims/arbitraries.ts'
import { type Sketch, settle } from '../../support/claims/visit.ts'

/** 71428.57 × 0.70 is 50000.00; of the 14000.00 of the next stay 10000.00 are left; the third has no limit. */
const year: readonly Sketch[] = [
  { on: '2023-02-01', as: 'dibao', inScope: '71428.57' },
  { on: '2023-03-01', as: 'dibao', inScope: '20000.00' },
  { on: '2023-04-01', as: 'tekun', inScope: '50000.00' },
]
const { active, states } = stepThrough(year)

describe('undoing the first of three', () => {
  const plan = planReversal(active, 's0', emptyYear)

  test('the second gets what the first had used, the third pays as before', () => {
    expect(plan.changed.map(({ settlementId }) => settlementId)).toEqual(['s1'])
    expect(plan.changed[0]?.after.payers.assistance).toBe('14000.00')
    expect(plan.state.used.annual?.toFixed(2)).toBe('64000.00')
  })

  test('the tilt that the used-up limit had opened is given back with it: (21428.57 + 10000 − 10000) × 0.70, then nothing', () => {
    expect([plan.changed[0]?.before.payers.tilt, plan.changed[0]?.after.payers.tilt]).toEqual(['10000.00', '0.00'])
  })

  test('a settlement that pays the same keeps the outcome it was given', () => {
    expect(plan.active.at(-1)?.outcome).toBe(active.at(-1)?.outcome)
  })

  test('the movements: 50000 back, then 4000 more, held to no limit while later use without one stands above it', () => {
    const changes = [{ before: plan.reversed.outcome, after: null }, ...plan.changed]
    const balances = new Balances(states.at(-1)?.used ?? {})
    const outcomes = plan.active.map(({ outcome }) => outcome)
    const moves = movementsOfReversal(changes, outcomes, balances).flat()
    const annual = moves.filter(({ name }) => name === 'annual')
    expect(annual).toMatchObject([
      { amount: '-50000.00', usedBefore: '110000.00', usedAfter: '60000.00' },
      { amount: '4000.00', usedBefore: '60000.00', usedAfter: '64000.00', limit: null },
    ])
    expect(yuan(balances.of('annual'))).toBe('64000.00')
  })

  test('what does not stand cannot be undone', () => {
    expect(() => planReversal(active, 's9', emptyYear)).toThrow('s9 does not stand')
  })

  test('undoing the last changes nothing before it', () => {
    const last = planReversal(active, 's2', emptyYear)
    expect(last.changed).toEqual([])
    expect(storedYear(last.state)).toEqual(storedYear(states[2] ?? emptyYear))
  })

  test('recalculating the year changes nothing', () => {
    expect(recalculateYear(active, emptyYear).changed).toEqual([])
  })
})

test('a bill that others paid whole stands as it was when an earlier one gives the cap of basic insurance back', () => {
  const paid = stepThrough([
    { insured: '140100', on: '2023-02-01', inScope: '200000.00', basic: null },
    { insured: '140100', on: '2023-03-01', inScope: '10000.00', basic: null, commercial: '10000.00' },
  ])
  expect(paid.active.map(({ outcome }) => outcome.payers.basic)).toEqual(['70000.00', '0.00'])
  expect(planReversal(paid.active, 's0', emptyYear)).toMatchObject({ changed: [], state: { basicPaid: decimal('0') } })
})

describe('postings', () => {
  const { outcome } = settle(year[0] as Sketch)

  test('a settlement moves each account by what it drew', () => {
    const [moves] = movementsBetween([{ before: null, after: outcome }], new Balances({}))
    expect(moves).toEqual([
      { name: 'annual', amount: '50000.00', usedBefore: '0.00', usedAfter: '50000.00', limit: '60000.00' },
    ])
  })

  test('an account that was asked and not drawn on does not move', () => {
    const shown = settle({ as: 'monitored-sudden', inScope: '1.00' }).outcome
    expect([...drawsOf(shown).keys()]).toEqual(['annual'])
    expect(movementsBetween([{ before: null, after: shown }], new Balances({}))).toEqual([[]])
  })

  test('a reversal takes the whole, an adjustment the difference', () => {
    expect(differenceOf(outcome.payers, null)).toMatchObject({
      assistance: '-50000.00',
      person: '-21428.57',
      basic: '0.00',
    })
    const more = { ...outcome.payers, assistance: '50000.01', person: '21428.56' }
    expect(differenceOf(outcome.payers, more)).toMatchObject({ assistance: '0.01', person: '-0.01', tilt: '0.00' })
  })

  test('what was used before may differ without a fen changing hands', () => {
    const later = settle(year[0] as Sketch, { ...emptyYear, used: { annual: decimal('1.00') } }).outcome
    expect(later.limits).not.toEqual(outcome.limits)
    expect(paysDifferently(outcome, later)).toBe(false)
    expect(paysDifferently(outcome, { ...outcome, category: 'tekun' })).toBe(true)
  })
})

describe('the year as it is stored', () => {
  test('zero balances are left out, names are in order, amounts have two decimals', () => {
    const state = { ...emptyYear, used: { tilt: decimal('1'), annual: decimal('2.5'), gone: decimal('0') } }
    expect(JSON.stringify(storedYear(state).used)).toBe('{"annual":"2.50","tilt":"1.00"}')
  })

  test('it reads back as it was', () => {
    const stored = storedYear(states.at(-1) ?? emptyYear)
    expect(storedYear(yearState(stored))).toEqual(stored)
  })
})
