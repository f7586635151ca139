import { beforeAll, expect, test } from 'vitest'
import { enterOpening, type OpeningAsked } from '../../../src/application/opening-balances/enter-opening.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

let count = 0
const enter = async (change: Partial<OpeningAsked>, insuredRegion = '140502') => {
  const personNo = await desk.person({ insuredRegion, as: 'dibao' })
  const said = { openingNo: `QM-${++count}`, personNo, asOf: '2023-07-31', source: '原系统' }
  return (await enterOpening(desk.service, bureau, { ...said, ...change })).opening.status
}

const used = (amount: string) => ({ limits: [{ name: 'tilt', used: amount }] })
const paidOn = (amount: string) => ({ topUps: [{ name: 'tilt', paidOn: amount }] })

// Of 14200.00 of self-pay 4200.00 lie above 10000.00; 70% are 2940.00, and 11260.00 were borne (140500/J12).
const tilted = { ...used('2940.00'), selfPay: '14200.00', personBurden: '11260.00' }

test('an opening whose tilt follows from its self-pay is taken', async () => {
  expect(await enter({ ...tilted, ...paidOn('4200.00') })).toBe('entered')
})

test.each([
  ['tilt that was paid on nothing', tilted, '/limits/0/used'],
  ['tilt above the rate of what it was paid on', { ...tilted, ...paidOn('4199.00') }, '/limits/0/used'],
  ['tilt paid on more than lies above the threshold', { ...tilted, ...paidOn('4200.01') }, '/topUps/0/paidOn'],
  ['a burden below the self-pay', { ...tilted, ...paidOn('4200.00'), personBurden: '11259.99' }, '/personBurden'],
  ['more paid by basic insurance than entered it', { basicPaid: '5.00', basicEntered: '4.99' }, '/basicPaid'],
  ['more than any bill may be', { criticalIllnessBase: '100000000.01' }, '/criticalIllnessBase'],
])('%s is refused where it stands', async (_, change, pointer) => {
  const { code, faults } = await refusalOf(enter(change))
  expect([code, faults.map((one) => one.pointer)]).toEqual(['invalid-request', [pointer]])
})

test('what is said to send is taken, and no less', async () => {
  const { faults } = await refusalOf(enter(tilted))
  const [least = ''] = /\d+\.\d{2}(?= of self-pay)/.exec(faults[0]?.detail.en ?? '') ?? []
  expect(least).toBe('4200.00')
  expect(await enter({ ...tilted, ...paidOn(least) })).toBe('entered')
})

// 60% of the 10000.00 above 4000.00 of a stay are 6000.00: of 14000.00 of self-pay 8000.00 were borne (500243/P6).
test('where tilt is of a stay nothing was paid on over the year, and less than the self-pay was borne', async () => {
  const sums = { ...used('6000.00'), selfPay: '14000.00' }
  expect(await enter({ ...sums, personBurden: '8000.00' }, '500243')).toBe('entered')
  const { faults } = await refusalOf(enter({ ...sums, personBurden: '7999.99' }, '500243'))
  expect(faults.map(({ pointer }) => pointer)).toEqual(['/personBurden'])
})
