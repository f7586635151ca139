import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SettlementOutcome } from '../../../src/domain/adjudication/types.ts'
import { compactOutcome, writtenOut } from '../../../src/domain/ledger/compact-outcome.ts'
import { anyYear, stepThrough } from '../../support/claims/arbitraries.ts'

const outcomes = fc
  .sample(anyYear, { seed: 3, numRuns: 200 })
  .flatMap((year) => stepThrough(year).active.map(({ outcome }) => outcome))

/** As it is kept and read back. */
const kept = (outcome: SettlementOutcome) => writtenOut(JSON.parse(JSON.stringify(compactOutcome(outcome))))

describe('an outcome in its compact form', () => {
  test('is read back to the byte', () => {
    expect(outcomes.length).toBeGreaterThan(200)
    for (const outcome of outcomes) expect(JSON.stringify(kept(outcome))).toBe(JSON.stringify(outcome))
  })

  test('also where few have what it has, in whichever order it came to be', () => {
    const [outcome] = outcomes as [SettlementOutcome]
    const owed = { amount: '5.00', settlements: [{ settlementId: 'S', payer: 'tilt', amount: '5.00' }] } as const
    const toPerson = { reAid: '0.00', tilt: '5.00' }
    const { accumulated: _, ...bare } = outcome
    for (const one of [
      { ...bare, owedToPerson: owed, toPerson },
      { ...bare, toPerson, accumulated: '1.00', owedToPerson: owed },
      { ...bare, category: null, identityId: null, limits: [], lines: [], reasons: [], warnings: [] },
    ])
      expect(JSON.stringify(kept(one))).toBe(JSON.stringify(one))
  })

  test('is about half as long, and names each clause once', () => {
    const lengths = (of: (outcome: SettlementOutcome) => unknown) =>
      outcomes.reduce((sum, outcome) => sum + Buffer.byteLength(JSON.stringify(of(outcome))), 0)
    const share = lengths(compactOutcome) / lengths((outcome) => outcome)
    expect(share).toBeLessThan(0.55)
    for (const outcome of outcomes) {
      const { clauses } = compactOutcome(outcome)
      expect(new Set(clauses.map((clause) => JSON.stringify(clause))).size).toBe(clauses.length)
    }
  })
})
