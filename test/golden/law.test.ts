import { describe, expect, test } from 'vitest'
import type { YearState } from '../../src/domain/adjudication/types.ts'
import { earlyWarning } from '../../src/domain/alerts/early-warning.ts'
import { emptyYear } from '../../src/domain/ledger/year-state.ts'
import { decimal } from '../../src/domain/money.ts'
import { premiumLaw, premiumSubsidy } from '../../src/domain/premiums/premium.ts'
import { expectSums } from '../support/claims/clause-rows.ts'
import { shipped } from '../support/claims/packs.ts'
import { settle } from '../support/claims/visit.ts'
import { type LawCase, lawCases, shownOf, sketchOf } from './law-cases.ts'

const { cases, premiums, alerts } = await lawCases()

function settled(one: LawCase) {
  let state: YearState = emptyYear
  return one.visits.map((visit) => {
    const { outcome, next } = settle(sketchOf(one, visit), state)
    state = next
    expectSums(outcome)
    return shownOf(outcome, visit)
  })
}

describe('cases of the law, to the fen', () => {
  test.each(cases)('$id', (one) => {
    expect(settled(one)).toEqual(one.visits.map((visit) => visit.expect))
  })

  test.each(premiums)(
    'premium of $category in $region, $year',
    ({ region, year, tier, category, until, contribution, subsidy }) => {
      const law = premiumLaw(shipped, region, Number(year))
      const asked = {
        law,
        year: Number(year),
        tier: tier === undefined ? null : Number(tier) === 1 ? 1 : 2,
        held: [category],
        ...(until ? { until: new Map([[category, until]]) } : {}),
      } as const
      const { best } = premiumSubsidy(asked)
      expect(best.contribution).toBe(contribution)
      expect(best.rule === 'left-open' ? best.rule : best.subsidy).toBe(subsidy)
    },
  )

  test.each(alerts)(
    'alert of $category at $burden in $region',
    ({ region, category, on = '2024-06-15', burden, line }) => {
      const held = category ? [category] : []
      const warning = earlyWarning(shipped.law(region, on), held, decimal('0.00'), decimal(burden))
      expect(warning?.line ?? 'none').toBe(line)
      if (warning) expect(warning.category).toBe(category ?? null)
    },
  )
})
