import type { Answer } from '../database/test-app.ts'
import type { AdviceDesk, AdviceRows } from './desk.ts'
import { ownPlace } from './own-place.ts'

const { fund } = ownPlace

/** A hospital of its own with so many stays of 10,000, each aided with 7,000, and its claim for the month. */
async function claimed(desk: AdviceDesk, stays = 1) {
  const hospitalCode = `H9901${desk.next('').slice(1).padStart(7, '0')}`
  await ownPlace.hospital(desk, hospitalCode)
  const settlements: string[] = []
  for (let at = 0; at < stays; at++) {
    const personNo = await ownPlace.person(desk, { as: 'dibao' })
    const { body } = await desk.settle(ownPlace.visit(desk, personNo, { hospitalCode }))
    settlements.push(body.id)
  }
  const sums = (each: number) => (each * stays).toFixed(2)
  const whole = { count: stays, total: sums(10_000), fundPaid: sums(7000), personPaid: sums(3000) }
  const key = await desk.it.issue({ kind: 'hospital', name: hospitalCode, region: ownPlace.region, hospitalCode })
  const apply = (change: object = {}): Promise<Answer> =>
    desk.as(key, 'POST', '/v1/clearings', {
      ...{ hospitalCode, applicationNo: desk.next('A'), month: '2024-05', region: ownPlace.region },
      claimed: { ...whole, ...change },
    })
  return { hospitalCode, settlements, apply }
}

async function applied(desk: AdviceDesk, stays = 1) {
  const claim = await claimed(desk, stays)
  const { body } = await claim.apply()
  const decide = (decision: string, more: object = {}) =>
    desk.bureau('POST', `/v1/clearings/${body.id}/decisions`, { decision, ...more })
  return { ...claim, id: body.id as string, decide }
}

async function paid(desk: AdviceDesk, stays = 1) {
  const clearing = await applied(desk, stays)
  await clearing.decide('approve')
  await receive(desk, `${7000 * stays}.00`)
  const { status } = await clearing.decide('pay', { paymentNo: 'YH-1' })
  if (status !== 201) throw new Error(`the clearing was not paid: ${status}`)
  const recover = (change: object, at = fund) =>
    desk.bureau('POST', `${at}/recoveries`, {
      ...{ recoveryNo: desk.next('Z'), of: { clearingId: clearing.id } },
      ...{ recoveredOn: '2024-05-05', reason: '重复收费', ...change },
    })
  return { ...clearing, recover }
}

const receive = (desk: AdviceDesk, amount: string, receiptNo = desk.next('FR')) =>
  desk.bureau('POST', `${fund}/receipts`, {
    ...{ receiptNo, source: 'provincial', amount, receivedOn: '2024-05-01', note: 'x' },
  })

/** Clearings, and the money of the fund that pays them. */
export const adviceOfFund: AdviceRows = {
  'fund-insufficient': async (desk) => {
    const { decide } = await applied(desk)
    await decide('approve')
    const refused = await decide('pay')
    const receipts = /POST (\S+receipts)/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      const receipt = { receiptNo: desk.next('FI'), source: 'city', amount: '7000.00', receivedOn: '2024-05-01' }
      await desk.bureau('POST', receipts, { ...receipt, note: 'x' })
      return decide('pay')
    }
    return { refused, follow }
  },
  'fund-elsewhere': async (desk) => {
    const refused = await desk.bureau('GET', '/v1/funds/140502')
    const there = /ask (\S+?)\.$/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => desk.bureau('GET', there) }
  },
  'receipt-spent': async (desk) => {
    const { decide } = await applied(desk)
    await decide('approve')
    const receiptNo = desk.next('RS')
    await receive(desk, '7000.00', receiptNo)
    await decide('pay')
    const withdraw = () => desk.bureau('POST', `${fund}/receipts/${receiptNo}/withdraw`, { reason: 'x' })
    const refused = await withdraw()
    return { refused, follow: () => receive(desk, '7000.00').then(withdraw) }
  },
  'clearing-differs': async (desk) => {
    const { apply } = await claimed(desk)
    const refused = await apply({ total: '10061.00' })
    const { count, total, fundPaid, personPaid } = refused.body.here
    return { refused, follow: () => apply({ count, total, fundPaid, personPaid }) }
  },
  'clearing-nothing-left': async (desk) => {
    const { apply, hospitalCode } = await claimed(desk)
    await apply()
    const refused = await apply()
    const list = /GET (\S+) lists/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => desk.bureau('GET', `${list}?hospitalCode=${hospitalCode}`) }
  },
  'clearing-status': async (desk) => {
    const { decide } = await applied(desk)
    return { refused: await decide('pay'), follow: () => decide('approve') }
  },
  'payment-before-approval': async (desk) => {
    const { decide } = await applied(desk)
    await decide('approve')
    await receive(desk, '7000.00')
    const refused = await decide('pay', { paidOn: '2024-05-04' })
    const approvedOn = /approved on (\S+) /.exec(refused.body.detail)?.[1]
    return { refused, follow: () => decide('pay', { paidOn: approvedOn }) }
  },
  'payment-differs': async (desk) => {
    const { decide } = await paid(desk)
    const refused = await decide('pay', { paymentNo: 'YH-2' })
    const paymentNo = /under the number (\S+) /.exec(refused.body.detail)?.[1]
    return { refused, follow: () => decide('pay', { paymentNo }) }
  },
  'recovery-unnamed': async (desk) => {
    const { id, recover } = await paid(desk, 2)
    const refused = await recover({ amount: '1200.00' })
    const [{ settlementId }] = refused.body.settlements
    const of = { clearingId: id, settlements: [{ settlementId, amount: '1200.00' }] }
    return { refused, follow: () => recover({ amount: '1200.00', of }) }
  },
  'recovery-sum-differs': async (desk) => {
    const { id, settlements, recover } = await paid(desk, 2)
    const of = { clearingId: id, settlements: [{ settlementId: settlements[0], amount: '1200.01' }] }
    const refused = await recover({ amount: '1200.00', of })
    const amount = /sum to ([\d.]+) and/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => recover({ amount, of }) }
  },
  'recovery-elsewhere': async (desk) => {
    const { recover } = await paid(desk)
    const refused = await recover({ amount: '1.00' }, '/v1/funds/140500')
    const there = /POST (\S+)\/recoveries/.exec(refused.body.detail)?.[1] ?? ''
    return { refused, follow: () => recover({ amount: '1.00' }, there) }
  },
  'recovery-exceeds': async (desk) => {
    const { recover } = await paid(desk)
    const refused = await recover({ amount: '7000.01' })
    const amount = /at most (\d+\.\d\d)/.exec(refused.body.detail)?.[1]
    return { refused, follow: () => recover({ amount }) }
  },
  'subsidies-nothing-left': async (desk) => {
    const payment = () =>
      desk.bureau('POST', '/v1/funds/140500/subsidy-payments', {
        ...{ paymentNo: desk.next('SP'), year: 2023, paidOn: '2024-05-05', note: 'x' },
      })
    const refused = await payment()
    const record = /POST (\S+premium-subsidies)\b/.exec(refused.body.detail)?.[1] ?? ''
    const follow = async () => {
      const personNo = await desk.person()
      await desk.bureau('POST', `/v1/beneficiaries/${personNo}/identities`, {
        ...{ category: 'dibao', from: '2023-01-01', to: null, certifiedBy: 'civil-affairs', certificateNo: 'AD' },
      })
      const receipt = { receiptNo: desk.next('SR'), source: 'city', amount: '1000.00', receivedOn: '2024-05-01' }
      await desk.bureau('POST', '/v1/funds/140500/receipts', { ...receipt, note: 'x' })
      await desk.bureau('POST', record, { personNo, year: 2023, tier: null })
      return payment()
    }
    return { refused, follow }
  },
}
