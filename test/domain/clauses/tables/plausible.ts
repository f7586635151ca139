import { expect } from 'vitest'
import { ActiveLines } from '../../../../src/application/hospital-visits/active-lines.ts'
import { checkLine, checkLineDay } from '../../../../src/application/hospital-visits/check-fee-line.ts'
import { checkPlausible } from '../../../../src/domain/claim/plausible.ts'
import { clauses, expectRefused } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'
import { activeVisitOf, type Sketch } from '../../../support/claims/visit.ts'

/** What comes in is checked before it is settled. */
function comesIn(sketch: Sketch): void {
  const { law, claim } = activeVisitOf(sketch, 's')
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

const chargedOn = (count: string, price: string, total: string, day = '2023-03-02') => ({
  lineNo: '1',
  refundedNo: null,
  batchNo: null,
  itemCode: null,
  occurredAt: `${day} 08:00:00`,
  count,
  price,
  total,
  offCatalogue: '0.00',
  overLimit: '0.00',
  preSelfPay: '0.00',
  inScope: total,
  partsFrom: 'message' as const,
})
const { plausible } = shipped.lawOfPack('140500', '2024-05-05').tables
const summed = (total: string) => checkLine(chargedOn('3', '33.333333', total), new ActiveLines([]), plausible)

/** 3 at 33.333333 are 99.999999. */
const feeLine = clauses('000000/plausible-fee-line', [
  { why: 'rounded to the fen', at: 'below caution fee-line 0.01', check: () => expect(summed('100.00')).toEqual([]) },
  { why: 'more than a fen', at: 'above caution fee-line 0.01', check: () => expect(summed('100.02')).toHaveLength(1) },
  { why: 'five fen less', at: 'below refuse fee-line 0.05', check: () => expect(summed('99.95')).toHaveLength(1) },
  {
    why: 'five fen and a little more',
    at: 'above refuse fee-line 0.05',
    check: () => expectRefused(() => summed('100.05'), { code: 'fee-line-invalid' }),
  },
])

const stayed = {
  beganAt: '2023-03-02 09:00:00',
  endedAt: '2023-03-05 10:00:00',
  state: 'ended' as const,
  settledUntil: null,
}
const clock = () => new Date('2024-05-05T04:00:00Z')
const charged = (day: string) => checkLineDay({ clock }, chargedOn('1', '1', '1.00', day), stayed, plausible)
const notOf = (day: string) => () => expectRefused(() => charged(day), { code: 'fee-line-invalid' })

const feeDay = clauses('000000/plausible-fee-day', [
  { why: 'three days before', at: 'below before 3 days', check: () => expect(charged('2023-02-27')).toHaveLength(1) },
  { why: 'four days before', at: 'above before 3 days', check: notOf('2023-02-26') },
  { why: 'a day of the stay', check: () => expect(charged('2023-03-05')).toEqual([]) },
  { why: 'three days after', at: 'below after 3 days', check: () => expect(charged('2023-03-08')).toHaveLength(1) },
  { why: 'four days after', at: 'above after 3 days', check: notOf('2023-03-09') },
])

export const tables = [...bill, ...receipt, ...stay, ...feeLine, ...feeDay]
