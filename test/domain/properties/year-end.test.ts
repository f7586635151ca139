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
import { type Sketch, standingOf } from '../../support/claims/visit.ts'

const runs = { numRuns: 150 }

const held = fc.constantFrom<NonNullable<Sketch['as']>>(
  'dibao',
  'tekun',
  'poverty-returned',
  ['dibao', 'tekun'],
  'dibao-marginal',
  [],
)
const fen = (most: number) =>
  fc.integer({ min: 0, max: most * 100 }).map((count) => decimal(String(count)).div(100).toFixed(2))
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
  readonly standing: ActiveVisit[]
  readonly state: YearState
}

/** As the service does it: entry by entry. */
function stepThrough(events: readonly (Sketch | 'close')[]): Year {
  let { standing, state }: Year = { standing: [], state: emptyYear }
  let seq = 0
  for (const [at, event] of [...events, 'close' as const].entries()) {
    if (event === 'close') {
      const plan = planYearClose(standing, state)
      for (const { settlementId } of plan.changed) {
        seq += 1
        standing = standing.map((one) => (one.settlementId === settlementId ? { ...one, closedAt: seq } : one))
      }
      standing = standing.map((one, index) => ({ ...one, outcome: plan.outcomes[index] as SettlementOutcome }))
      seq += plan.adjusted.length
      state = plan.state
    } else {
      seq += 1
      const made = standingOf(event, `s${at}`)
      const settled = adjudicate(made.law, made.claim, made.facts, state)
      const earlier = standing.map((one) => ({ ...one, day: visitDay(one.claim) }))
      const { outcome, adjusted } = shareOwed(earlier, settled)
      const after = new Map(adjusted.map((one) => [one.settlementId, one.after]))
      standing = standing.map((one) => ({ ...one, outcome: after.get(one.settlementId) ?? one.outcome }))
      standing.push({ ...made, outcome, seq })
      seq += adjusted.length
      state = settled.next
    }
  }
  return { standing, state }
}

const paid = ({ payers }: SettlementOutcome) => sum(Object.values(payers).map(decimal))

test('what is closed adds up, draws within the limit, and leaves nothing to close', () => {
  const holds = (events: readonly (Sketch | 'close')[]) => {
    const { standing, state } = stepThrough(events)
    for (const { outcome, claim } of standing) {
      expect(yuan(paid(outcome))).toBe(yuan(claim.costs.total))
      for (const amount of Object.values(outcome.payers)) expect(decimal(amount).isNegative()).toBe(false)
    }
    expect(planYearClose(standing, state).changed).toEqual([])
  }
  fc.assert(fc.property(anyClosedYear, holds), runs)
})

test('settled again from nothing it is the same year', () => {
  const holds = (events: readonly (Sketch | 'close')[]) => {
    const { standing, state } = stepThrough(events)
    const again = replay(standing)
    expect(storedYear(again.state)).toEqual(storedYear(state))
    expect(again.standing).toEqual(standing)
    expect(recalculateYear(standing).changed).toEqual([])
  }
  fc.assert(fc.property(anyClosedYear, holds), runs)
})

test('undone in any order it returns to the empty year, and no movement passes a limit', () => {
  const order = fc.array(fc.nat({ max: 20 }), { maxLength: 10 })
  const holds = (events: readonly (Sketch | 'close')[], picks: readonly number[]) => {
    let { standing, state } = stepThrough(events) as { standing: readonly ActiveVisit[]; state: YearState }
    for (let step = 0; standing.length > 0; step += 1) {
      const { settlementId } = standing[(picks[step] ?? 0) % standing.length] as ActiveVisit
      const plan = planReversal(standing, settlementId)
      const changes = [{ before: plan.reversed.outcome, after: null }, ...plan.changed]
      const moves = movementsOfReversal(changes, inPostingOrder(plan.standing), new Balances(state.used)).flat()
      for (const { amount, limit, usedAfter } of moves)
        if (decimal(amount).gt(0) && limit !== null) expect(decimal(usedAfter).lte(limit)).toBe(true)
      for (const { before, after } of plan.changed) expect(paysDifferently(before, after)).toBe(true)
      standing = plan.standing
      state = plan.state
    }
    expect(storedYear(state)).toEqual(storedYear(emptyYear))
  }
  fc.assert(fc.property(anyClosedYear, order, holds), runs)
})
