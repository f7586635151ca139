import { describe, expect, test } from 'vitest'
import { differences } from '../../../bench/answers/compare.ts'
import { visitsEach, yearOf } from '../../../bench/answers/corpus.ts'

const answer = {
  id: 'a',
  payers: { basic: '1.00', person: '2.00' },
  lines: [{ step: 'x', amount: '1.00' }],
  traceHash: 'p',
}

describe('two answers to one visit', () => {
  test('are the same whatever their ids, times and hashes', () => {
    const other = { ...answer, id: 'b', postedAt: '2024-01-01T00:00:00Z', traceHash: 'q' }
    expect(differences(answer, other, false)).toEqual([])
  })

  test('differ in hashes where these are asked for', () => {
    expect(differences(answer, { ...answer, traceHash: 'q' }, true)).toEqual([
      { path: 'traceHash', here: 'p', beside: 'q' },
    ])
  })

  test('differ in each field that is another, is missing, or is one more of a list', () => {
    const other = { ...answer, payers: { basic: '1.01' }, lines: [{ step: 'x', amount: '1.00', rate: '0.5' }] }
    expect(differences(answer, other, false).map(({ path }) => path)).toEqual([
      'payers.basic',
      'payers.person',
      'lines[].rate',
    ])
    expect(differences(answer, { ...answer, lines: [] }, false).map(({ path }) => path)).toEqual(['lines[]'])
  })
})

test('a person’s year is the same whenever it is drawn, and another with another seed', () => {
  const hospitals = [{ hospitalCode: 'H1', key: 'k1' }]
  expect(yearOf(3, hospitals, 1)).toHaveLength(visitsEach)
  expect(yearOf(3, hospitals, 1)).toEqual(yearOf(3, hospitals, 1))
  expect(yearOf(3, hospitals, 1)).not.toEqual(yearOf(3, hospitals, 2))
})
