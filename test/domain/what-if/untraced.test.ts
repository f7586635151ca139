import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SettlementOutcome } from '../../../src/domain/adjudication/types.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import { replay } from '../../../src/domain/ledger/replay.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { anyYear, stepThrough } from '../../support/claims/arbitraries.ts'
import { activeVisitOf } from '../../support/claims/visit.ts'

/** Everything that money follows from; what was said of it is what a silent engine leaves out. */
const paid = ({ lines: _, reasons: __, warnings: ___, ...amounts }: SettlementOutcome) => amounts

describe('an engine that is not asked why', () => {
  test('pays the same, draws on the same limits and leaves the same year', () => {
    fc.assert(
      fc.property(anyYear, (sketches) => {
        const { active } = stepThrough(sketches)
        const [said, silent] = [replay(active, emptyYear), replay(active, emptyYear, { isTraced: false })]
        expect(silent.active.map(({ outcome }) => paid(outcome))).toEqual(
          said.active.map(({ outcome }) => paid(outcome)),
        )
        expect(storedYear(silent.state)).toEqual(storedYear(said.state))
      }),
      { numRuns: 400 },
    )
  })

  test('says nothing', () => {
    const { law, claim, facts } = activeVisitOf({ as: 'dibao', inScope: '8000.00' }, 's')
    const { outcome } = adjudicate(law, claim, facts, emptyYear, { isTraced: false })
    expect([outcome.lines, outcome.reasons, outcome.warnings]).toEqual([[], [], []])
    expect(outcome.payers.assistance).toBe('5600.00')
  })
})
