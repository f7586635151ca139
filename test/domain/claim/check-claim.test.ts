import { describe, expect, test } from 'vitest'
import { claimOf, inputOf } from '../../../src/application/claim/claim-input.ts'
import { checkClaim } from '../../../src/domain/claim/check-claim.ts'
import { expectRefused } from '../../support/claims/clause-rows.ts'
import { bodyOf, type Sketch } from '../../support/claims/visit.ts'

const claim = (sketch: Sketch, total?: string) => {
  const input = inputOf(bodyOf(sketch))
  return claimOf(total === undefined ? input : { ...input, costs: { ...input.costs, total } })
}

const parts: Sketch = { inScope: '70.00', offCatalogue: '20.00', overLimit: '9.99', preSelfPay: '0.01' }

describe('a claim agrees with itself', () => {
  test('its four parts make the total', () => {
    expect(() => checkClaim(claim(parts, '100.00'))).not.toThrow()
  })

  test.each([
    ['one fen too many', '99.99', '0.01'],
    ['one fen too few', '100.01', '0.01'],
  ])('%s is refused with the difference', (_, total, difference) => {
    const params = { sum: '100.00', total, difference }
    expectRefused(() => checkClaim(claim(parts, total)), { code: 'costs-do-not-add-up', params })
  })

  test('a stay may begin and end on one day, and not end before it begins', () => {
    expect(() => checkClaim(claim({ inScope: '1.00', admitted: '2023-06-15', on: '2023-06-15' }))).not.toThrow()
    expectRefused(() => checkClaim(claim({ inScope: '1.00', admitted: '2023-06-16', on: '2023-06-15' })), {
      code: 'dates-reversed',
      params: { admittedOn: '2023-06-16', dischargedOn: '2023-06-15' },
    })
  })

  test('basic and critical illness together may pay all that is in scope, and no fen more', () => {
    expect(() => checkClaim(claim({ ...parts, basic: '60.00', criticalIllness: '10.00' }))).not.toThrow()
    expectRefused(() => checkClaim(claim({ ...parts, basic: '60.00', criticalIllness: '10.01' })), {
      code: 'paid-exceeds-in-scope',
      params: { paid: '70.01', inScope: '70.00' },
    })
  })

  test('all payers together may pay the total, and no fen more', () => {
    const paid = { basic: '70.00', supplementary: '10.00', commercial: '10.00' }
    expect(() => checkClaim(claim({ ...parts, ...paid, socialAid: '10.00' }))).not.toThrow()
    expectRefused(() => checkClaim(claim({ ...parts, ...paid, socialAid: '10.01' })), {
      code: 'paid-exceeds-total',
      params: { paid: '100.01', total: '100.00' },
    })
  })

  test('inside a package basic insurance is not bound by the scope, only by the total', () => {
    const visit: Sketch = { care: 'critical-disease', inScope: '10.00', offCatalogue: '90.00', basic: '70.00' }
    expect(() => checkClaim(claim(visit))).not.toThrow()
  })
})
