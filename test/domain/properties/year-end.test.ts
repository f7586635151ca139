import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SettlementOutcome, YearState } from '../../../src/domain/adjudication/types.ts'
import { visitDay } from '../../../src/domain/adjudication/visit.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import { Balances, movementsOfReversal } from '../../../src/domain/ledger/movements.ts'
import { shareOwed } from '../../../src/domain/ledger/owed-for-earlier.ts'
import { type ActiveVisit, inPostingOrder, paysDifferently, replay } from '../../../src/domain/ledger/replay.ts'
import { planReversal, recalculateYear } from '../../../src/domain/ledger/reversal.ts'
import { planYearClose } from '../../../src/domain/ledger/year-end-movements.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { activeVisitOf, type Sketch } from '../../support/claims/visit.ts'

const runs = { numRuns: 150 }

const held = fc.constantFrom<NonNullable<Sketch['as']>>(
  'dibao',
  'tekun',
  'poverty-returned',
  ['dibao', 'tekun'],
  'dibao-marginal',
  [],
)
const fen = (max: number) =>
  fc.integer({ min: 0, max: max * 100 }).map((count) => decimal(String(count)).div(100).toFixed(2))
const visit = fc.oneof(
  fc
    .record({ as: held, inScope: fen(4000) })
    .map(
      (one): Sketch => ({ ...one, care: 'outpatient-chronic', on: '2023-05-10', registered: { management: 'quota' } }),
    ),
  fc.record({ as: held, inScope: fen(90_000) }).map((one): Sketch => ({ ...one, on: '2023-06-01' })),
)
/** Visits, and closings of the year between and after them. */
const anyClosedYear = fc.array(
  fc.oneof({ weight: 5, arbitrary: visit }, { weight: 1, arbitrary: fc.constant('close' as const) }),
  {
    minLength: 2,
    maxLength: 10,
  },
)

interface Year {
  readonly active: ActiveVisit[]
  readonly state: YearState
}

/** As the service does it: entry by entry. */
function stepThrough(events: readonly (Sketch | 'close')[]): Year {
  let { active, state }: Year = { active: [], state: emptyYear }
  let seq = 0
  for (const [at, event] of [...events, 'close' as const].entries()) {
    if (event === 'close') {
      const plan = planYearClose(active, state)
      for (const { settlementId } of plan.changed) {
        seq += 1
        active = active.map((one) => (one.settlementId === settlementId ? { ...one, closedAt: seq } : one))
      }
      active = active.map((one, index) => ({ ...one, outcome: plan.outcomes[index] as SettlementOutcome }))
      seq += plan.adjusted.length
      state = plan.state
    } else {
      seq += 1
      const made = activeVisitOf(event, `s${at}`)
      const settled = adjudicate(made.law, made.claim, made.facts, state)
      const earlier = active.map((one) => ({ ...one, day: visitDay(one.claim) }))
      const { outcome, adjusted } = shareOwed(earlier, settled)
      const after = new Map(adjusted.map((one) => [one.settlementId, one.after]))
      active = active.map((one) => ({ ...one, outcome: after.get(one.settlementId) ?? one.outcome }))
      active.push({ ...made, outcome, seq })
      seq += adjusted.length
      state = settled.next
    }
  }
  return { active, state }
}

const paid = ({ payers }: SettlementOutcome) => sum(Object.values(payers).map(decimal))

test('what is closed adds up, draws within the limit, and leaves nothing to close', () => {
  const holds = (events: readonly (Sketch | 'close')[]) => {
    const { active, state } = stepThrough(events)
    for (const { outcome, claim } of active) {
      expect(yuan(paid(outcome))).toBe(yuan(claim.costs.total))
      for (const amount of Object.values(outcome.payers)) expect(decimal(amount).isNegative()).toBe(false)
    }
    expect(planYearClose(active, state).changed).toEqual([])
  }
  fc.assert(fc.property(anyClosedYear, holds), runs)
})

test('settled again from nothing it is the same year', () => {
  const holds = (events: readonly (Sketch | 'close')[]) => {
    const { active, state } = stepThrough(events)
    const again = replay(active, emptyYear)
    expect(storedYear(again.state)).toEqual(storedYear(state))
    expect(again.active).toEqual(active)
    expect(recalculateYear(active, emptyYear).changed).toEqual([])
  }
  fc.assert(fc.property(anyClosedYear, holds), runs)
})

test('undone in any order it returns to the empty year, and no movement passes a limit', () => {
  const order = fc.array(fc.nat({ max: 20 }), { maxLength: 10 })
  const holds = (events: readonly (Sketch | 'close')[], picks: readonly number[]) => {
    let { active, state } = stepThrough(events) as { active: readonly ActiveVisit[]; state: YearState }
    for (let step = 0; active.length > 0; step += 1) {
      const { settlementId } = active[(picks[step] ?? 0) % active.length] as ActiveVisit
      const plan = planReversal(active, settlementId, emptyYear)
      const changes = [{ before: plan.reversed.outcome, after: null }, ...plan.changed]
      const moves = movementsOfReversal(changes, inPostingOrder(plan.active), new Balances(state.used)).flat()
      for (const { amount, limit, usedAfter } of moves)
        if (decimal(amount).gt(0) && limit !== null) expect(decimal(usedAfter).lte(limit)).toBe(true)
      for (const { before, after } of plan.changed) expect(paysDifferently(before, after)).toBe(true)
      active = plan.active
      state = plan.state
    }
    expect(storedYear(state)).toEqual(storedYear(emptyYear))
  }
  fc.assert(fc.property(anyClosedYear, order, holds), runs)
})
