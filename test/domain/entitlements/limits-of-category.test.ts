import { expect, test } from 'vitest'
import {
  aidDeductible,
  countingCategory,
  limitsOfCategory,
} from '../../../src/domain/entitlements/limits-of-category.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { yuan } from '../../../src/domain/money.ts'
import { cityOf } from '../../support/claims/own-packs.ts'

// Beijing halves both deductibles of employees; here their limit is another one too, and another identity is the better one for them.
const law = cityOf(`    limits:
      - { name: annual, for: [dibao, tekun], insurance: [residents], amount: 60000 }
      - { name: annual, for: [dibao, tekun], insurance: [employees], amount: 40000 }
    aid:
      - { for: [dibao], care: [inpatient], insurance: [residents], deductible: { amount: 1000, over: year }, rate: 0.70, limit: annual }
      - { for: [dibao], care: [inpatient], insurance: [employees], deductible: { amount: 500, over: year }, rate: 0.60, limit: annual }
      - { for: [tekun], care: [inpatient], insurance: [residents], deductible: { amount: 100, over: year }, rate: 0.50, limit: annual }
      - { for: [tekun], care: [inpatient], insurance: [employees], deductible: { amount: 100, over: year }, rate: 0.90, limit: annual }`).law(
  '990100',
  '2023-06-15',
)

test.each([
  [{}, ['60000.00'], '1000.00', 'dibao'],
  [{ insurance: 'employees' }, ['40000.00'], '500.00', 'tekun'],
] as const)(
  'limits, deductible and the best identity are those of the insurance: %j',
  (person, limits, deductible, best) => {
    const amounts = limitsOfCategory(law, 'dibao', person).map(({ row }) => row.amount && yuan(row.amount))
    expect(amounts).toEqual(limits)
    const before = { law, state: emptyYear, day: law.on, identities: [], facts: {} }
    const stay = { ...before, claim: { dischargedOn: law.on, servedOn: null } }
    expect(yuan(aidDeductible('dibao', stay, person).amount)).toBe(deductible)
    expect(countingCategory(law, ['dibao', 'tekun'], person).category).toBe(best)
  },
)
