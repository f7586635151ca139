import { expect } from 'vitest'
import { checkPlausible } from '../../../../src/domain/claim/plausible.ts'
import { clauses, expectRefused } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'
import { type Sketch, standingOf } from '../../../support/claims/visit.ts'

/** What comes in is checked before it is settled. */
function comesIn(sketch: Sketch): void {
  const { law, claim } = standingOf(sketch, 's')
  checkPlausible(law, claim, '1975-03-12')
}

const refused = (sketch: Sketch, code: string) => () => expectRefused(() => comesIn(sketch), { code })
const taken = (sketch: Sketch) => () => comesIn(sketch)

const bill = clauses('000000/plausible-bill', [
  {
    why: 'ten million is a bill like others',
    at: 'below caution bill 10000000',
    visit: { as: 'dibao', inScope: '10000000.00' },
    gives: { assistance: '60000.00', warnings: [] },
  },
  {
    why: 'a fen more is pointed at, and changes no amount',
    at: 'above caution bill 10000000',
    visit: { as: 'dibao', inScope: '10000000.01' },
    gives: {
      assistance: '60000.00',
      warnings: ['unusual-amount'],
      because: { 'unusual-amount': '000000/plausible-bill' },
    },
  },
  {
    why: 'a hundred million is taken, with the caution',
    at: 'below refuse bill 100000000',
    check: taken({ inScope: '100000000.00' }),
  },
  {
    why: 'a fen more is a slip of the hand',
    at: 'above refuse bill 100000000',
    check: refused({ inScope: '100000000.01' }, 'amount-implausible'),
  },
])

const receipts = ({ cautionAbove = '', refuseAbove = '' }) => {
  const { receipt } = shipped.lawOfPack('140500', '2024-05-05').tables.plausible
  expect([receipt?.cautionAbove.toFixed(2), receipt?.refuseAbove.toFixed(2)]).toEqual([cautionAbove, refuseAbove])
}
const receiptRow = { cautionAbove: '1000000000.00', refuseAbove: '100000000000.00' }

const receipt = clauses('000000/plausible-receipt', [
  { why: 'a thousand million', at: 'below caution receipt 1000000000', check: () => receipts(receiptRow) },
  { why: 'and what is above it', at: 'above caution receipt 1000000000', check: () => receipts(receiptRow) },
  { why: 'a hundred thousand million', at: 'below refuse receipt 100000000000', check: () => receipts(receiptRow) },
  { why: 'and what is above that', at: 'above refuse receipt 100000000000', check: () => receipts(receiptRow) },
])

/** 2023-01-01 and 366 days are 2024-01-02; 2021-01-01 and 1096 days are 2024-01-02. */
const stay = clauses('000000/plausible-stay', [
  {
    why: 'a year, and the day of a leap year',
    at: 'below caution stay 366',
    visit: { as: 'dibao', admitted: '2023-01-01', on: '2024-01-02', inScope: '1000.00' },
    gives: { warnings: [] },
  },
  {
    why: 'a day more is pointed at',
    at: 'above caution stay 366',
    visit: { as: 'dibao', admitted: '2023-01-01', on: '2024-01-03', inScope: '1000.00' },
    gives: { warnings: ['unusual-stay'], because: { 'unusual-stay': '000000/plausible-stay' } },
  },
  { why: 'three years', at: 'below refuse stay 1096', check: taken({ admitted: '2021-01-01', on: '2024-01-02' }) },
  {
    why: 'a day more',
    at: 'above refuse stay 1096',
    check: refused({ admitted: '2021-01-01', on: '2024-01-03' }, 'stay-implausible'),
  },
  {
    why: 'a stay of a hundred and twenty-three years',
    check: refused({ admitted: '1900-01-01', on: '2023-01-01' }, 'stay-implausible'),
  },
])

export const tables = [...bill, ...receipt, ...stay]
