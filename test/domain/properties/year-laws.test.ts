import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyYear, stepThrough } from '../../support/claims/arbitraries.ts'
import { keepYear } from '../../support/claims/visit.ts'
import { brokenLaws, faultsOf } from '../../support/claims/year-laws.ts'

test('of any year every law holds that `npm run simulation` counts', () => {
  fc.assert(
    fc.property(anyYear, (year) => {
      expect(brokenLaws(year)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

/** A year with a tilt that is owed for an earlier visit, so that each law has something to see. */
const year = [
  { on: '2023-01-10', as: 'tekun', inScope: '55000.00' },
  { on: '2023-02-01', as: 'dibao', care: 'outpatient-special-drug', inScope: '40000.00' },
  { on: '2023-04-01', as: 'dibao', care: 'outpatient-chronic', inScope: '5000.00' },
] as const

test('each law sees what breaks it', () => {
  const stepped = stepThrough(year)
  expect(keepYear(year).last.outcome.owedToPerson).toBeDefined()
  expect(faultsOf(stepped)).toEqual([])
  const damaged = (change: (outcome: (typeof stepped.active)[number]['outcome']) => object) => ({
    ...stepped,
    active: stepped.active.map((one, at) =>
      at === 1 ? { ...one, outcome: { ...one.outcome, ...change(one.outcome) } } : one,
    ),
  })
  const seen = (change: Parameters<typeof damaged>[0]) => faultsOf(damaged(change)).join('\n')
  expect(seen(({ payers }) => ({ payers: { ...payers, person: '0.01' } }))).toMatch(/payers sum to the total/)
  expect(seen(({ payers }) => ({ payers: { ...payers, tilt: '17000.01' } }))).toMatch(/tilt of the year is/)
  expect(seen(({ lines }) => ({ lines: lines.filter(({ payer }) => payer !== 'assistance') }))).toMatch(/the lines of/)
  const reason = { code: 'no-identity', clause: null, params: {} }
  expect(seen(() => ({ reasons: [reason, reason] }))).toMatch(/given twice/)
  expect(seen(() => ({ toPerson: { reAid: '0.00', tilt: '1.00' } }))).toMatch(/owed, given and listed/)
  expect(seen(({ limits }) => ({ limits: limits.map((use) => ({ ...use, usedAfter: '99999.00' })) }))).toMatch(
    /limit .* to 99999\.00/,
  )
  expect(seen(({ assistanceParts }) => ({ assistanceParts: { ...assistanceParts, floor: '1.00' } }))).toMatch(
    /parts of assistance/,
  )
})
