import { describe, expect, test } from 'vitest'
import { checkBy, earlyWarning, lowestLine } from '../../../src/domain/alerts/early-warning.ts'
import { watchedBy } from '../../../src/domain/alerts/watched.ts'
import { decimal } from '../../../src/domain/money.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import { amended, shipped } from '../../support/claims/packs.ts'

interface Row {
  readonly why: string
  readonly region?: string
  readonly on?: string
  readonly as?: readonly Category[]
  readonly before?: string
  readonly burden: string
  /** The line that was passed and its clause; null where nobody is told. */
  readonly line: string | null
  readonly clause?: string
  readonly alarm?: 'return' | 'fall'
}

/** Worked by hand from 晋市政办〔2022〕40号 第十五条 and 晋医保发〔2023〕7号 三. */
const rows: readonly Row[] = [
  { why: 'anyone at the line itself is not above it', burden: '20000.00', line: null },
  { why: 'anyone one fen above the line is', burden: '20000.01', line: '20000.00', clause: '140500/J17' },
  { why: 'a category that nobody watches is everyone else', as: ['youfu'], burden: '20000.00', line: null },
  {
    why: 'and one fen above',
    as: ['youfu'],
    burden: '20000.01',
    line: '20000.00',
    clause: '140500/J17',
    alarm: 'fall',
  },
  ...(
    [
      'tekun',
      'dibao',
      'poverty-returned',
      'formerly-poor',
      'dibao-marginal',
      'monitored-unstable',
      'monitored-marginal',
      'monitored-sudden',
    ] as const
  ).flatMap((category): Row[] => [
    { why: `${category} at 6000 is not above it`, as: [category], burden: '6000.00', line: null },
    {
      why: `${category} one fen above is`,
      as: [category],
      burden: '6000.01',
      line: '6000.00',
      clause: '140500/J17',
      alarm: 'return',
    },
  ]),
  {
    why: 'dibao is watched by the notice, on the day before it by nobody',
    on: '2023-05-11',
    as: ['dibao'],
    burden: '6000.01',
    line: null,
  },
  {
    why: 'the dibao margin by art. 15 from the first day',
    on: '2023-01-01',
    as: ['dibao-marginal'],
    burden: '6000.01',
    line: '6000.00',
  },
  {
    why: 'the province alone does not watch the dibao margin',
    region: '140100',
    as: ['dibao-marginal'],
    burden: '6000.01',
    line: null,
  },
  {
    why: 'but the formerly poor',
    region: '140100',
    as: ['formerly-poor'],
    burden: '6000.01',
    line: '6000.00',
    clause: '140000/J17',
  },
  {
    why: 'of two identities the monitored one has the lower line',
    as: ['youfu', 'monitored-sudden'],
    burden: '6000.01',
    line: '6000.00',
  },
  {
    why: 'one who became monitored stands above the lower line, though this step passed nothing',
    as: ['monitored-marginal'],
    before: '8000.00',
    burden: '8500.00',
    line: '6000.00',
  },
  { why: 'a county of the city has the city’s line', region: '140502', burden: '20000.01', line: '20000.00' },
  {
    why: 'the province gives no line on its last day without',
    region: '140100',
    on: '2023-05-11',
    burden: '99999.99',
    line: null,
  },
  {
    why: 'and has one from its notice on',
    region: '140100',
    on: '2023-05-12',
    burden: '20000.01',
    line: '20000.00',
    clause: '140000/J17',
  },
  {
    why: 'Pengshui gives no threshold (500243/P10)',
    region: '500243',
    as: ['monitored-sudden'],
    burden: '99999.99',
    line: null,
  },
  { why: 'Jining’s document gives no line (N4b)', region: '370800', on: '2021-06-15', burden: '99999.99', line: null },
]

test.each([
  ['2023-06-01', null, '2023-07-31'],
  ['2023-06-30', null, '2023-07-31'],
  ['2023-07-01', null, '2023-08-31'],
  ['2023-12-31', null, '2024-01-31'],
  ['2024-01-15', null, '2024-02-29'],
  ['2023-06-30', 10, '2023-07-10'],
] as const)('an alert of %s with %s days is to be checked by %s', (raisedOn, days, by) => {
  expect(checkBy(raisedOn, days)).toBe(by)
})

describe('the line of early warning', () => {
  test.each(rows)(
    '$why',
    ({ region = '140500', on = '2023-06-15', as = [], before = '0.00', burden, line, clause, alarm }) => {
      const warning = earlyWarning(shipped.law(region, on), as, decimal(before), decimal(burden))
      expect(warning?.line ?? null).toBe(line)
      if (clause) expect(warning?.clause.id).toBe(clause)
      if (alarm) expect(warning?.alarm).toBe(alarm)
      if (warning)
        expect(warning).toMatchObject({
          burdenBefore: before,
          burden,
          pushedTo: ['civil-affairs', 'rural-revitalization'],
        })
    },
  )

  test('names the person’s category in force, one that the line names first, and none where there is none', () => {
    const law = shipped.law('140500', '2023-06-15')
    const of = (as: readonly Category[]) => earlyWarning(law, as, decimal('0.00'), decimal('30000.00'))?.category
    expect([of(['youfu', 'monitored-sudden']), of(['low-income', 'youfu']), of([])]).toEqual([
      'monitored-sudden',
      'youfu',
      null,
    ])
  })

  test('the lowest line is that of monitored people, and there is none where the law has none', () => {
    expect(lowestLine(shipped.law('140500', '2023-06-15'))?.toString()).toBe('6000')
    expect(lowestLine(shipped.law('500243', '2023-06-15'))).toBeNull()
  })

  test('a bureau’s other figure is another line', () => {
    const lower = amended((clause) => ({
      ...clause,
      earlyWarning: clause.earlyWarning?.map((row) => (row.for === 'everyone-else' ? { ...row, above: '15000' } : row)),
    }))
    const warning = earlyWarning(lower.law('140500', '2023-06-15'), [], decimal('0.00'), decimal('15000.01'))
    expect(warning?.line).toBe('15000.00')
  })
})

describe('what the documents say', () => {
  test('Jincheng: two alarms, and whom they are for', () => {
    const { says, lines, gap } = watchedBy(shipped.law('140500', '2023-06-15'))
    expect({ says, gap }).toEqual({ says: 'lines', gap: null })
    expect(lines.map(({ alarm, for: whom, above }) => [alarm, whom?.length ?? null, above])).toEqual([
      ['return', 4, '6000.00'],
      ['return', 4, '6000.00'],
      ['fall', null, '20000.00'],
    ])
  })

  test('Pengshui: a gap by name, and who is to decide', () => {
    const { says, lines, gap } = watchedBy(shipped.law('500243', '2023-06-15'))
    expect({ says, lines, clause: gap?.clause.id }).toEqual({ says: 'left-open', lines: [], clause: '500243/P10' })
    expect(gap?.decides.zh).toContain('彭水')
  })

  test('Jining: a gap of the province, for each city to fill', () => {
    const { says, lines, gap } = watchedBy(shipped.law('370800', '2021-06-15'))
    expect({ says, lines, clause: gap?.clause.id }).toEqual({ says: 'left-open', lines: [], clause: '370000/N4b' })
  })
})
