import { describe, expect, test } from 'vitest'
import { overlapsWith, type SettledVisit, sameVisit } from '../../../src/domain/claim/overlaps.ts'

const costs = { total: '100.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '100.00' }
const visit = (from: string, to: string, settlementNo = 'A', hospitalCode = 'H1'): SettledVisit => ({
  settlementNo,
  hospitalCode,
  from: `2023-03-${from}`,
  to: `2023-03-${to}`,
  stay: true,
  care: 'inpatient',
  diseaseCode: null,
  costs,
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
    const { settlementNo, hospitalCode, from: first, to: last } = visit(from, to, 'B', 'H2')
    const named = { settlementNo, hospitalCode, from: first, to: last }
    expect(found).toEqual(overlap ? [named] : [])
  })

  test.each([
    { why: 'two stays of one day in one hospital', one: visit('05', '05'), other: visit('05', '05', 'B'), overlap: 1 },
    {
      why: 'the same in two hospitals: a transfer',
      one: visit('05', '05'),
      other: visit('05', '05', 'B', 'H2'),
      overlap: 0,
    },
    { why: 'on two days', one: visit('05', '05'), other: visit('06', '06', 'B'), overlap: 0 },
    {
      why: 'outpatient care before the stay of a day',
      one: visit('05', '05'),
      other: { ...visit('05', '05', 'B'), stay: false },
      overlap: 0,
    },
    {
      why: 'a stay of a day and a longer one that begins on it',
      one: visit('05', '05'),
      other: visit('05', '09', 'B'),
      overlap: 0,
    },
  ])('$why: $overlap', ({ one, other, overlap }) => {
    expect(overlapsWith(one, [other])).toHaveLength(overlap)
  })

  test('a settlement has none with itself', () => {
    expect(overlapsWith(visit('01', '15'), [visit('01', '15')])).toEqual([])
    expect(overlapsWith(visit('01', '15'), [visit('01', '15', 'A', 'H2')])).toHaveLength(1)
  })
})

describe('the same visit under two numbers', () => {
  const known = [visit('01', '15', 'B')]
  test('is one of the same hospital, days and amounts', () => {
    expect(sameVisit(visit('01', '15'), known)).toMatchObject({ settlementNo: 'B' })
    expect(sameVisit({ ...visit('01', '15'), settlementNo: null }, known)).toMatchObject({ settlementNo: 'B' })
  })

  test.each([
    { why: 'another day', other: visit('01', '14') },
    { why: 'another first day', other: visit('02', '15') },
    { why: 'another hospital', other: visit('01', '15', 'A', 'H2') },
    { why: 'a fen more', other: { ...visit('01', '15'), costs: { ...costs, total: '100.01', inScope: '100.01' } } },
    {
      why: 'another part of the same total',
      other: { ...visit('01', '15'), costs: { ...costs, preSelfPay: '0.01', inScope: '99.99' } },
    },
    { why: 'its own number', other: visit('01', '15', 'B') },
  ])('$why is no such one', ({ other }) => {
    expect(sameVisit(other, known)).toBeNull()
  })
})

describe('two bills of one day and one hospital that cost the same', () => {
  const outpatient = (diseaseCode: string | null, care: SettledVisit['care'] = 'outpatient-chronic') => ({
    ...visit('05', '05'),
    ...{ stay: false, care, diseaseCode },
  })
  const stay = (diseaseCode: string) => ({ ...visit('01', '05'), diseaseCode })
  test.each([
    ['for one disease', outpatient('E11.900'), outpatient('E11.900'), true],
    ['for one disease, its letters otherwise', outpatient('E11.900'), outpatient('e11.900'), true],
    ['of which one names no disease', outpatient('E11.900'), outpatient(null), true],
    ['for two diseases', outpatient('E11.900'), outpatient('I10.x00'), false],
    ['of two kinds of care', outpatient('C34.900'), outpatient('C34.900', 'outpatient-special-disease'), false],
    ['of a stay, whatever it was for', stay('E11.900'), stay('I10.x00'), true],
  ] as const)('%s', (_, one, other, isOne) => {
    expect(sameVisit(one, [{ ...other, settlementNo: 'B' }]) !== null).toBe(isOne)
  })
})

describe('a bill that was handed in', () => {
  const place = (name: string, code: string | null = null) => ({ code, name })
  const bill = (careAt: SettledVisit['careAt'] = null, settlementNo = 'A'): SettledVisit => ({
    ...visit('05', '05', settlementNo, 'BX140502'),
    ...{ stay: false, care: 'outpatient-chronic', diseaseCode: 'E11.900' },
    ...(careAt === null ? {} : { careAt }),
  })
  test.each([
    ['two hospitals', bill(place('甲药店')), bill(place('乙药店')), false],
    ['one hospital, written otherwise', bill(place('甲药店')), bill(place('甲 药店')), true],
    ['one that is registered, called otherwise', bill(place('甲', 'H1')), bill(place('甲医院', 'H1')), true],
    ['two that are registered', bill(place('甲', 'H1')), bill(place('乙', 'H2')), false],
    ['one by its code and by its name', bill(place('甲', 'H1')), bill(place('甲')), true],
    ['one of which nobody knows where it was', bill(), bill(place('甲')), true],
    ['a hospital’s own', bill(place('甲')), { ...bill(), hospitalCode: 'H9' }, true],
    ['two bureaus', bill(place('甲')), { ...bill(place('甲')), hospitalCode: 'BX140503' }, true],
    ['stays at two', { ...bill(place('甲')), stay: true }, { ...bill(place('乙')), stay: true }, true],
  ] as const)('against %s', (_, one, other, isOne) => {
    expect(sameVisit(one, [{ ...other, settlementNo: 'B' }]) !== null).toBe(isOne)
  })

  test('says beside which it is another one, wherever that was; a hospital names its own alone', () => {
    const named = { ...bill(place('甲')), besides: ['B'] }
    expect(sameVisit(named, [bill(place('甲'), 'B')])).toBeNull()
    expect(sameVisit(named, [{ ...bill(), settlementNo: 'B', hospitalCode: 'H9' }])).toBeNull()
    expect(sameVisit(named, [bill(place('甲'), 'C')])).toMatchObject({ settlementNo: 'C' })
    const atCounter = { ...bill(), hospitalCode: 'H9', besides: ['B'] }
    expect(sameVisit(atCounter, [bill(place('甲'), 'B')])).toMatchObject({ settlementNo: 'B' })
    expect(sameVisit({ ...named, stay: true }, [{ ...bill(place('甲'), 'B'), stay: true }])).not.toBeNull()
  })
})
