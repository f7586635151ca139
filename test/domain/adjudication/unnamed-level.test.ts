import { expect, test } from 'vitest'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { cityOf } from '../../support/claims/own-packs.ts'
import { type Sketch, settle } from '../../support/claims/visit.ts'

const at = { insured: '990100', on: '2023-06-15', inScope: '1000.00', basic: null } as const

const answerOf = (library: ReturnType<typeof cityOf>, visit: Sketch) => {
  try {
    return settle({ ...at, ...visit }, undefined, library).outcome.payers.basic
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

const scheduleBy = (by: string, terms: string) =>
  cityOf(
    `    basic:\n      - { care: [inpatient], where: anywhere, by: ${by}, terms: ${terms}, repeatDeductible: 1, cap: null, entersUpTo: null }`,
  )

test('a schedule that says nothing of a level pays nothing in silence no more: it is refused', () => {
  const library = scheduleBy('level', '{ one: { deductible: 100, rate: 0.80 }, two: { deductible: 200, rate: 0.70 } }')
  expect(answerOf(library, { hospital: { level: 'one' } })).toBe('720.00')
  expect(answerOf(library, { hospital: { level: 'two' } })).toBe('560.00')
  expect(answerOf(library, { hospital: { level: 'three' } })).toBe('schedule-missing')
  // What insurance paid may be given.
  expect(answerOf(library, { hospital: { level: 'three' }, basic: '300.00' })).toBe('300.00')
})

test('nor does one that says nothing of a grade', () => {
  const library = scheduleBy('feeClass', '{ class-one: { deductible: 100, rate: 0.80 } }')
  expect(answerOf(library, { hospital: { feeClass: 'class-one' } })).toBe('720.00')
  expect(answerOf(library, { hospital: { feeClass: 'class-three' } })).toBe('schedule-missing')
  expect(answerOf(library, { hospital: { feeClass: null } })).toBe('hospital-grade-missing')
})
