import { describe, expect, test } from 'vitest'
import { overlapsWith, type SettledVisit } from '../../../src/domain/claim/overlaps.ts'

const visit = (from: string, to: string, settlementNo = 'A', hospitalCode = 'H1'): SettledVisit => ({
  settlementNo,
  hospitalCode,
  from: `2023-03-${from}`,
  to: `2023-03-${to}`,
})

describe('days in common', () => {
  test.each([
    { why: 'the same days', one: ['01', '15'], other: ['01', '15'], overlap: true },
    { why: 'a stay inside another', one: ['05', '07'], other: ['01', '15'], overlap: true },
    { why: 'a stay around another', one: ['01', '15'], other: ['05', '07'], overlap: true },
    { why: 'the last days of the other', one: ['14', '20'], other: ['01', '15'], overlap: true },
    {
      why: 'an admission on the day of the discharge: a transfer',
      one: ['15', '20'],
      other: ['01', '15'],
      overlap: false,
    },
    {
      why: 'a discharge on the day of the admission: a transfer',
      one: ['01', '05'],
      other: ['05', '15'],
      overlap: false,
    },
    { why: 'the day after', one: ['16', '20'], other: ['01', '15'], overlap: false },
    { why: 'an outpatient visit inside a stay', one: ['05', '05'], other: ['01', '15'], overlap: true },
    { why: 'a stay with an outpatient visit inside', one: ['01', '15'], other: ['05', '05'], overlap: true },
    { why: 'an outpatient visit on the day of the admission', one: ['01', '01'], other: ['01', '15'], overlap: false },
    { why: 'an outpatient visit on the day of the discharge', one: ['15', '15'], other: ['01', '15'], overlap: false },
    { why: 'two visits of one day', one: ['05', '05'], other: ['05', '05'], overlap: false },
  ] as const)('$why: $overlap', ({ one, other: [from, to], overlap }) => {
    const found = overlapsWith(visit(one[0], one[1]), [visit(from, to, 'B', 'H2')])
    const named = visit(from, to, 'B', 'H2')
    expect(found).toEqual(overlap ? [named] : [])
  })

  test('a settlement has none with itself', () => {
    expect(overlapsWith(visit('01', '15'), [visit('01', '15')])).toEqual([])
    expect(overlapsWith(visit('01', '15'), [visit('01', '15', 'A', 'H2')])).toHaveLength(1)
  })
})
