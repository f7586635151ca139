import { expect } from 'vitest'
import type { Day } from '../../../../src/domain/calendar.ts'
import { refOf } from '../../../../src/domain/policies/library.ts'
import { clausesFor } from '../../../../src/domain/policies/merge.ts'
import { clauses, type Row } from '../../../support/claims/clause-rows.ts'
import { shippedFiles } from '../../../support/claims/packs.ts'

/** Whether a clause stands in the law of its region on a day. */
const stands = (region: string, on: Day, id: string) =>
  clausesFor(shippedFiles, region, on).some((place) => refOf(place).id === id)

const begins = (document: string, id: string, before: Day, from: Day): Row[] => [
  {
    why: `the day before ${from} ${id} is not the law`,
    at: `below from ${from}`,
    check: () => expect(stands(document.slice(0, 6), before, id)).toBe(false),
  },
  {
    why: `on ${from} it is`,
    at: `above from ${from}`,
    check: () => expect(stands(document.slice(0, 6), from, id)).toBe(true),
  },
]

const ends = (document: string, id: string, to: Day, after: Day): Row[] => [
  {
    why: `on ${to} ${id} is still the law`,
    at: `below to ${to}`,
    check: () => expect(stands(document.slice(0, 6), to, id)).toBe(true),
  },
  {
    why: `on ${after} it is not`,
    at: `above to ${to}`,
    check: () => expect(stands(document.slice(0, 6), after, id)).toBe(false),
  },
]

type Span = readonly [document: string, clause: string, before: Day, from: Day, to?: Day, after?: Day]

const spans: readonly Span[] = [
  ['140000 晋政办发〔2022〕74号', '140000/J4', '2022-12-31', '2023-01-01', '2027-12-31', '2028-01-01'],
  ['140000 晋医保发〔2023〕7号', '140000/J2', '2023-05-11', '2023-05-12', '2027-12-31', '2028-01-01'],
  ['140000 山西省居民医保待遇（未经证实）', '140000/J16', '2022-12-31', '2023-01-01', '2027-12-31', '2028-01-01'],
  ['140000 山西省年度数据（未经证实）', '140000/J4-income', '2018-12-31', '2019-01-01'],
  ['140500 晋市政办〔2022〕40号', '140500/J12', '2022-12-31', '2023-01-01', '2027-12-31', '2028-01-01'],
  ['370000 鲁医保发〔2020〕79号', '370000/N4', '2020-12-31', '2021-01-01'],
  ['370800 济医保发〔2020〕28号', '370800/N2', '2020-12-31', '2021-01-01'],
  ['370800 济宁市年度数据（未经证实）', '370800/N1-contribution', '2020-12-31', '2021-01-01'],
  ['500243 彭水府办发〔2023〕52号', '500243/P3', '2023-05-29', '2023-05-30'],
  ['500243 重庆市居民医保待遇（未经证实）', '500243/P12', '2023-05-29', '2023-05-30'],
  ['500243 重庆市年度数据（未经证实）', '500243/P2-deductible', '2021-12-31', '2022-01-01'],
]

const spanned = spans.flatMap(([document, id, before, from, to, after]) =>
  clauses(document, [...begins(document, id, before, from), ...(to && after ? ends(document, id, to, after) : [])]),
)

const refused = (on: Day) => ({ code: 'policy-missing', params: { on } })

/** The same days at the counter: the last day without law is refused, the first is settled. */
const atTheCounter = [
  ...clauses('140500 晋市政办〔2022〕40号', [
    {
      why: 'a discharge of 2022 has no policy',
      visit: { on: '2022-12-31', as: 'dibao', inScope: '10.00' },
      refused: refused('2022-12-31'),
    },
    {
      why: 'one of the first day of 2023 has',
      visit: { on: '2023-01-01', as: 'dibao', inScope: '10.00' },
      gives: { assistance: '7.00' },
    },
    {
      why: 'the last day of 2027 still has',
      visit: { on: '2027-12-31', as: 'dibao', inScope: '10.00' },
      gives: { assistance: '7.00' },
    },
    {
      why: 'the first of 2028 has not',
      visit: { on: '2028-01-01', as: 'dibao', inScope: '10.00' },
      refused: refused('2028-01-01'),
    },
  ]),
  ...clauses('500243 彭水府办发〔2023〕52号', [
    {
      why: 'the day before its issue',
      visit: { on: '2023-05-29', as: 'tekun', inScope: '10.00', registered: {} },
      refused: refused('2023-05-29'),
    },
    {
      why: 'its day of issue',
      visit: { on: '2023-05-30', as: 'tekun', inScope: '10.00', registered: {} },
      gives: { assistance: '8.00' },
    },
  ]),
  ...clauses('370800 济医保发〔2020〕28号', [
    {
      why: 'the last day of 2020',
      visit: { on: '2020-12-31', as: 'tekun', inScope: '10.00' },
      refused: refused('2020-12-31'),
    },
    {
      why: 'the first of 2021',
      visit: { on: '2021-01-01', as: 'tekun', inScope: '10.00' },
      gives: { assistance: '7.00' },
    },
  ]),
]

export const tables = [...spanned, ...atTheCounter]
