import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Settled, SettlementOutcome } from '../../../src/domain/adjudication/types.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, max, sum, yuan, zero } from '../../../src/domain/money.ts'
import { payers } from '../../../src/domain/names/payers.ts'
import { anyVisit, anyYear, attempt, stepThrough } from '../../support/claims/arbitraries.ts'
import { bodyOf, type Sketch, type SketchedIdentity } from '../../support/claims/visit.ts'

const runs = { numRuns: 300 }
const written = /^\d+\.\d\d$/

function aidOf({ payers: { assistance, reAid, tilt } }: SettlementOutcome) {
  return sum([assistance, reAid, tilt].map(decimal))
}

/** Every amount that an outcome shows, wherever it stands. */
function amountsIn(outcome: SettlementOutcome): string[] {
  const limits = outcome.limits.flatMap((use) => [use.limit, use.usedBefore, use.usedAfter, use.remaining])
  const lines = outcome.lines.flatMap((line) => [line.base, line.amount, line.limit?.before, line.limit?.after])
  return [...Object.values(outcome.payers), ...Object.values(outcome.assistanceParts), ...limits, ...lines].filter(
    (amount) => typeof amount === 'string',
  )
}

describe('of any visit in any year', () => {
  test('the generator reaches settlements, aid and top-ups, or the rest would prove nothing', () => {
    const outcomes = fc.sample(anyYear, { seed: 7, numRuns: 300 }).flatMap((year) => stepThrough(year).active)
    const paying = (payer: (typeof payers)[number]) =>
      outcomes.filter(({ outcome }) => !decimal(outcome.payers[payer]).isZero()).length
    expect(outcomes.length).toBeGreaterThan(300)
    expect(payers.filter((payer) => paying(payer) < 5)).toEqual([])
  })

  test('the payers sum to the total and none is negative', () => {
    const holds = (year: readonly Sketch[]) => {
      for (const { claim, outcome } of stepThrough(year).active) {
        const amounts = payers.map((payer) => decimal(outcome.payers[payer]))
        expect(yuan(sum(amounts))).toBe(yuan(claim.costs.total))
        expect(amounts.filter((amount) => amount.lt(zero))).toEqual([])
      }
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('the parts of assistance sum to it, and each line of a payer to what it pays', () => {
    const holds = (year: readonly Sketch[]) => {
      for (const { outcome } of stepThrough(year).active) {
        const { main, floor, offCatalogue } = outcome.assistanceParts
        expect(yuan(sum([main, floor, offCatalogue].map(decimal)))).toBe(outcome.payers.assistance)
        for (const payer of payers) {
          const told = outcome.lines.filter((line) => line.payer === payer).map((line) => decimal(line.amount))
          expect([payer, yuan(sum(told))]).toEqual([payer, outcome.payers[payer]])
        }
      }
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('no amount is finer than a fen', () => {
    const holds = (year: readonly Sketch[]) => {
      for (const { outcome } of stepThrough(year).active) {
        expect(amountsIn(outcome).filter((amount) => !written.test(amount))).toEqual([])
      }
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('no use of a limit grows past the limit, or past what was used before', () => {
    const holds = (year: readonly Sketch[]) => {
      const uses = stepThrough(year).active.flatMap(({ outcome }) => outcome.limits)
      for (const { limit, usedBefore, usedAfter } of uses) {
        expect(decimal(usedAfter).gte(decimal(usedBefore))).toBe(true)
        if (limit === null) continue
        expect(decimal(usedAfter).lte(max(decimal(limit), decimal(usedBefore)))).toBe(true)
      }
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('everything that is accumulated only grows', () => {
    const holds = (year: readonly Sketch[]) => {
      const { active, states } = stepThrough(year)
      states.slice(1).forEach((after, at) => {
        const before = states[at] as typeof after
        const names = ['selfPay', 'aidDeductibleBase', 'criticalIllnessBase', 'basicPaid'] as const
        // What is paid for earlier visits is no longer the person's.
        const owed = decimal(active[at]?.outcome.owedToPerson?.amount ?? '0.00')
        expect(after.personBurden.plus(owed).gte(before.personBurden)).toBe(true)
        expect(names.filter((name) => after[name].lt(before[name]))).toEqual([])
        expect(Object.keys(before.used).filter((name) => after.used[name]?.lt(before.used[name] ?? zero))).toEqual([])
        expect(
          Object.keys(before.paidOn).filter((name) => after.paidOn[name]?.lt(before.paidOn[name] ?? zero)),
        ).toEqual([])
      })
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })
})

describe('of any identities', () => {
  const mixed = anyVisit.chain((visit) =>
    fc
      .shuffledSubarray([...(visit.as as readonly SketchedIdentity[])], { minLength: (visit.as ?? []).length })
      .map((as) => ({ visit, as })),
  )

  test('the order in which they are given does not matter', () => {
    const holds = ({ visit, as }: { visit: Sketch; as: readonly SketchedIdentity[] }) => {
      const [one, other] = [attempt(visit, emptyYear), attempt({ ...visit, as }, emptyYear)]
      expect(withoutIds(other)).toEqual(withoutIds(one))
    }
    fc.assert(fc.property(mixed, holds), runs)
  })

  test('no single one of them would have given more than the one that counts', () => {
    const holds = (sketch: Sketch) => {
      // The insurer's best terms may come from another identity, so its share is given here.
      const visit = { ...sketch, criticalIllness: '0.00' }
      const all = attempt(visit, emptyYear)
      for (const one of visit.as as readonly SketchedIdentity[]) {
        const alone = attempt({ ...visit, as: [one] }, emptyYear)
        if (all && alone) expect(aidOf(all.outcome).gte(aidOf(alone.outcome))).toBe(true)
      }
    }
    fc.assert(fc.property(anyVisit, holds), runs)
  })
})

describe('of the engine itself', () => {
  test('the same visit gives the same answer, and what it was given is left as it was', () => {
    const holds = (year: readonly Sketch[], visit: Sketch) => {
      const state = stepThrough(year).states.at(-1) ?? emptyYear
      const before = JSON.stringify(storedYear(state))
      expect(attempt(visit, state)).toEqual(attempt(visit, state))
      expect(JSON.stringify(storedYear(state))).toBe(before)
    }
    fc.assert(fc.property(anyYear, anyVisit, holds), runs)
  })

  test('what others paid stands in the answer as it was sent', () => {
    const holds = (visit: Sketch) => {
      const settled = attempt(visit, emptyYear)
      const { basic, criticalIllness, supplementary, commercial, socialAid } = bodyOf(visit).paid ?? {}
      const sent = { basic, criticalIllness, supplementary, commercial, socialAid }
      if (!settled) return
      for (const [payer, amount] of Object.entries(sent)) {
        if (amount !== undefined) expect(settled.outcome.payers[payer as keyof typeof sent]).toBe(amount)
      }
    }
    fc.assert(fc.property(anyVisit, holds), runs)
  })
})

/** Test identities are numbered as they are given; the number is the one thing the order may change. */
function withoutIds(settled: Settled | null): unknown {
  return settled && { ...settled, outcome: { ...settled.outcome, identityId: null } }
}
