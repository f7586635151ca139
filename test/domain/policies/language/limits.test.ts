import { describe, expect, test } from 'vitest'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { settle, settleYear } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao' } as const

describe('a top-up within several limits', () => {
  // Tilted aid is at most 4000 a year, and all aid together 10000.
  const library = cityOf(`    limits:
      - { name: year, for: [dibao], amount: 10000 }
      - { name: tilt, for: [dibao], amount: 4000 }
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: year }]
    topUp:
      - { payer: tilt, for: [dibao], care: [inpatient], where: anywhere, over: stay, threshold: 1000, rate: 0.50, paysOn: excess, limit: [tilt, year] }`)

  test.each([
    // Aid 4500, left 4500: (4500 − 1000) × 50% = 1750
    ['9000.00', '4500.00', '1750.00', { tilt: '2250.00', year: '3750.00' }],
    // Aid 9000, left 9000: 4000 would be due, of 10000 a year 1000 are left
    ['18000.00', '9000.00', '1000.00', { tilt: '3000.00', year: '0.00' }],
    ['20000.00', '10000.00', '0.00', { tilt: '4000.00', year: '0.00' }],
  ])('%s', (inScope, assistance, tilt, remaining) => {
    const { outcome } = settle({ ...of, inScope }, undefined, library)
    const left = Object.fromEntries(outcome.limits.map((use) => [use.name, use.remaining]))
    expect([outcome.payers.assistance, outcome.payers.tilt, left]).toEqual([assistance, tilt, remaining])
  })

  test('what is owed for earlier visits is drawn on both', () => {
    const overYear = cityOf(`    limits:
      - { name: year, for: [dibao], amount: 20000 }
      - { name: tilt, for: [dibao], amount: 9000 }
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: year }]
    topUp:
      - { payer: tilt, for: [dibao], care: [inpatient], where: anywhere, over: year, threshold: 5000, rate: 1, paysOn: excess, limit: [tilt, year] }
    accumulation: [{ care: [inpatient], where: anywhere }]`)
    // 5000 left of the first; the second brings 6000 of excess, of which it leaves 1000 itself, and 5000 are the first's.
    const { outcome, next } = settleYear(
      [
        { ...of, inScope: '10000.00', on: '2023-05-01' },
        { ...of, inScope: '2000.00' },
      ],
      overYear,
    )
    expect([outcome.payers.tilt, outcome.owedToPerson]).toEqual(['1000.00', undefined])
    expect(next.used.tilt?.toFixed(2)).toBe('1000.00')
    const more = settleYear(
      [
        { ...of, inScope: '10000.00', on: '2023-05-01' },
        { ...of, inScope: '0.02', supplementary: '0.00' },
        { ...of, inScope: '2000.00' },
      ],
      overYear,
    )
    expect(more.next.used.year?.toFixed(2)).toBe(more.next.used.tilt?.plus('6000.01').toFixed(2))
  })
})
