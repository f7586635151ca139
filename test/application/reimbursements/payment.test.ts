import { beforeAll, describe, expect, test } from 'vitest'
import { correctSettlement } from '../../../src/application/corrections/correct-settlement.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { getReimbursement, readReceiptOfBill } from '../../../src/application/reimbursements/read-reimbursements.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk } from '../../support/database/payout-desk.ts'
import { reimbursementDesk } from '../../support/database/reimbursement-desk.ts'

let desk: Desk
let it: ReturnType<typeof reimbursementDesk>
beforeAll(async () => {
  desk = await openDesk()
  it = reimbursementDesk(desk.service)
  await give(desk, '900000.00')
})

const dibao = () => desk.person({ as: 'dibao' })

describe('what is paid of a bill', () => {
  const arrive = async (payoutId: string, on: string) => {
    const payouts = payoutDesk(desk)
    desk.setDay(on)
    await payouts.tell((await payouts.sent([payoutId])).id, { outcome: 'paid', on })
  }
  const stands = async ({ id, receiptNo }: { id: string; receiptNo: string }) => {
    const { payouts, payment, arrived, paidOn, daysToPay } = await getReimbursement(desk.service, bureau, id)
    const { amount, ...receipt } = await readReceiptOfBill(desk.service, receiptNo)
    expect(receipt).toMatchObject({ payment, arrived, paidOn, daysToPay })
    return [amount, payment, arrived, payouts.map((one) => one.amount), daysToPay]
  }

  test('is over all of its payouts, and days run until the last has arrived', async () => {
    const personNo = await dibao()
    const done = await it.approved(personNo)
    const waiting = ['7000.00', 'waiting', '0.00', [], null]
    expect(await stands(done)).toEqual(waiting)
    const payouts = payoutDesk(desk)
    const first = await payouts.pay(personNo)
    expect(await stands(done)).toEqual(['7000.00', 'open', '0.00', ['7000.00'], null])
    await arrive(first.id, '2024-05-05')
    expect(await stands(done)).toEqual(['7000.00', 'paid', '7000.00', ['7000.00'], 34])
    const { hospitalCode = '', settlementNo = '' } = done.settlement ?? {}
    // Insurance has paid 9,000 and not 10,000: 70% of 11,000 is 7,700.
    await correctSettlement(desk.service, bureau, {
      ...{ hospitalCode, settlementNo, correctionNo: 'BXC-1', reason: '医保结算更正' },
      changes: { paid: { basic: '9000.00' }, paidTo: 'person' },
    })
    expect(await stands(done)).toEqual(['7700.00', 'partly-paid', '7000.00', ['7000.00'], null])
    const second = await payouts.pay(personNo)
    expect(second).toMatchObject({ amount: '700.00', receivedOn: '2024-04-01' })
    expect(await stands(done)).toEqual(['7700.00', 'partly-paid', '7000.00', ['7000.00', '700.00'], null])
    await arrive(second.id, '2024-05-11')
    expect(await stands(done)).toEqual(['7700.00', 'paid', '7700.00', ['7000.00', '700.00'], 40])
    expect(await desk.differences()).toEqual([])
  })

  test('counts from the day it was handed in also where its aid came by a later identity', async () => {
    const personNo = await desk.person({})
    const done = await it.approved(personNo)
    expect(await stands(done)).toEqual(['0.00', null, '0.00', [], null])
    await desk.identity(personNo, { category: 'dibao', from: '2023-01-01' })
    await recalculate(desk.service, bureau, { personNo, year: 2023, resettleNo: 'BXR2', reason: '补认定' })
    expect(await stands(done)).toEqual(['7000.00', 'waiting', '0.00', [], null])
    const payout = await payoutDesk(desk).pay(personNo)
    expect(payout.receivedOn).toBe('2024-04-01')
    await arrive(payout.id, '2024-05-06')
    expect(await stands(done)).toEqual(['7000.00', 'paid', '7000.00', ['7000.00'], 35])
  })
})
