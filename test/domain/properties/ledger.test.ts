import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { YearState } from '../../../src/domain/adjudication/types.ts'
import { Balances, movementsOfReversal } from '../../../src/domain/ledger/movements.ts'
import { type ActiveVisit, replay } from '../../../src/domain/ledger/replay.ts'
import { planReversal, type ReversalPlan, recalculateYear } from '../../../src/domain/ledger/reversal.ts'
import { emptyYear, storedYear, yearState } from '../../../src/domain/ledger/year-state.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { anyYear, stepThrough } from '../../support/claims/arbitraries.ts'
import type { Sketch } from '../../support/claims/visit.ts'

const runs = { numRuns: 200 }

/** A year and an order in which all of its settlements are undone. */
const undone = anyYear.chain((year) =>
  fc.shuffledSubarray([...year.keys()], { minLength: year.length }).map((order) => ({ year, order })),
)

const last = (states: readonly YearState[]) => states.at(-1) ?? emptyYear

describe('of any year', () => {
  test('settling it again from nothing gives the state that was reached step by step', () => {
    const holds = (year: readonly Sketch[]) => {
      const { active, states } = stepThrough(year)
      const again = replay(active, emptyYear)
      expect(storedYear(again.state)).toEqual(storedYear(last(states)))
      expect(again.active.map(({ outcome }) => outcome)).toEqual(active.map(({ outcome }) => outcome))
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('its state reads back from storage as it was', () => {
    const holds = (year: readonly Sketch[]) => {
      const stored = storedYear(last(stepThrough(year).states))
      expect(storedYear(yearState(JSON.parse(JSON.stringify(stored))))).toEqual(stored)
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('recalculating it changes nothing, and doing so twice neither', () => {
    const holds = (year: readonly Sketch[]) => {
      const once = recalculateYear(stepThrough(year).active, emptyYear)
      expect(once.changed).toEqual([])
      expect(recalculateYear(once.active, emptyYear).changed).toEqual([])
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })
})

describe('of any reversal', () => {
  test('undoing everything, in any order, returns to the empty year', () => {
    const holds = ({ year, order }: { year: readonly Sketch[]; order: readonly number[] }) => {
      let { active, states } = stepThrough(year) as { active: readonly ActiveVisit[]; states: readonly YearState[] }
      let state = last(states)
      for (const at of order) {
        if (!active.some(({ settlementId }) => settlementId === `s${at}`)) continue
        const plan = planReversal(active, `s${at}`, emptyYear)
        active = plan.active
        state = plan.state
      }
      expect(active).toEqual([])
      expect(storedYear(state)).toEqual(storedYear(emptyYear))
    }
    fc.assert(fc.property(undone, holds), runs)
  })

  test('what it leaves is the year that the others alone would have made', () => {
    const holds = ({ year, order }: { year: readonly Sketch[]; order: readonly number[] }) => {
      const { active } = stepThrough(year)
      const gone = active.find(({ settlementId }) => settlementId === `s${order[0]}`)
      if (!gone) return
      const plan = planReversal(active, gone.settlementId, emptyYear)
      const alone = replay(
        active.filter((one) => one !== gone),
        emptyYear,
      )
      expect(storedYear(plan.state)).toEqual(storedYear(alone.state))
      expect(plan.active.map(({ outcome }) => outcome.payers)).toEqual(
        alone.active.map(({ outcome }) => outcome.payers),
      )
      expect(recalculateYear(plan.active, emptyYear).changed).toEqual([])
    }
    fc.assert(fc.property(undone, holds), runs)
  })

  test('its movements carry every account to the new year, and past no limit on the way', () => {
    const holds = ({ year, order }: { year: readonly Sketch[]; order: readonly number[] }) => {
      const { active, states } = stepThrough(year)
      const gone = active.find(({ settlementId }) => settlementId === `s${order[0]}`)
      if (!gone) return
      const plan = planReversal(active, gone.settlementId, emptyYear)
      expectBalanced(plan, last(states))
    }
    fc.assert(fc.property(undone, holds), runs)
  })
})

function expectBalanced(plan: ReversalPlan, before: YearState): void {
  const balances = new Balances(before.used)
  const changes = [{ before: plan.reversed.outcome, after: null }, ...plan.changed]
  const active = plan.active.map(({ outcome }) => outcome)
  const moves = movementsOfReversal(changes, active, balances).flat()
  const accounts = new Set([...Object.keys(before.used), ...Object.keys(plan.state.used)])
  for (const name of accounts) {
    expect([name, yuan(balances.of(name))]).toEqual([name, yuan(plan.state.used[name] ?? decimal('0'))])
  }
  for (const { usedBefore, usedAfter, limit } of moves) {
    expect(decimal(usedAfter).isNegative()).toBe(false)
    // What the database asks of every movement that draws.
    if (limit !== null && decimal(usedAfter).gt(decimal(usedBefore))) {
      expect(decimal(usedAfter).lte(decimal(limit))).toBe(true)
    }
  }
}
