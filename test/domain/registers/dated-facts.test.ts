import { expect, test } from 'vitest'
import { type DatedFact, enrolledTierIn, enrolledTierOn } from '../../../src/domain/registers/dated-facts.ts'

const enrolled = (from: string, to: string, tier: 1 | 2 | null = 1): DatedFact => ({
  kind: 'enrolment',
  year: Number(from.slice(0, 4)),
  tier,
  category: null,
  from,
  to,
})

const wholeYear = enrolled('2024-01-01', '2024-12-31', 2)
const spring = enrolled('2024-03-01', '2024-06-30')

test.each([
  { why: 'what was registered holds where nothing is dated', base: 1, dated: [], on: '1999-01-01', tier: 1 },
  { why: 'and so does that the person is not enrolled', base: null, dated: [], on: '2030-01-01', tier: null },
  { why: 'until the day before the first dated enrolment', base: 1, dated: [wholeYear], on: '2023-12-31', tier: 1 },
  { why: 'from its first day on, the dated one tells', base: 1, dated: [wholeYear], on: '2024-01-01', tier: 2 },
  { why: 'to its last day', base: 1, dated: [wholeYear], on: '2024-12-31', tier: 2 },
  { why: 'and the day after it nothing is known', base: 1, dated: [wholeYear], on: '2025-01-01', tier: null },
  { why: 'the day before an enrolment within the year', base: null, dated: [spring], on: '2024-02-29', tier: null },
  { why: 'its first day', base: null, dated: [spring], on: '2024-03-01', tier: 1 },
  { why: 'its last day', base: null, dated: [spring], on: '2024-06-30', tier: 1 },
  { why: 'the day after its last', base: 1, dated: [spring], on: '2024-07-01', tier: null },
  {
    why: 'a fact that the person is not enrolled says otherwise',
    base: 1,
    dated: [enrolled('2024-05-01', '2024-12-31', null)],
    on: '2024-05-01',
    tier: null,
  },
  {
    why: 'who died is not told by that',
    base: 2,
    dated: [{ ...spring, kind: 'death', tier: null }],
    on: '2024-07-01',
    tier: 2,
  },
] as const)('$why', ({ base, dated, on, tier }) => {
  expect(enrolledTierOn({ enrolledTier: base, dated }, on)).toBe(tier)
})

test.each([
  { why: 'the tier registered, where nothing is dated', base: 2, dated: [], year: 2024, tier: 2 },
  { why: 'the enrolment of the year', base: 1, dated: [wholeYear], year: 2024, tier: 2 },
  { why: 'the year before the first: as registered', base: 1, dated: [wholeYear], year: 2023, tier: 1 },
  { why: 'the year after the last: nothing', base: 1, dated: [wholeYear], year: 2025, tier: null },
  { why: 'some day of the year is enough', base: null, dated: [spring], year: 2024, tier: 1 },
  {
    why: 'as registered until a fact within the year says that it ended',
    base: 1,
    dated: [enrolled('2024-07-01', '2024-12-31', null)],
    year: 2024,
    tier: 1,
  },
  {
    why: 'not where it says so from the first of January',
    base: 1,
    dated: [enrolled('2024-01-01', '2024-12-31', null)],
    year: 2024,
    tier: null,
  },
] as const)('of a year: $why', ({ base, dated, year, tier }) => {
  expect(enrolledTierIn({ enrolledTier: base, dated }, year)).toBe(tier)
})
