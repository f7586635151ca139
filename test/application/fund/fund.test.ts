import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paySubsidies } from '../../../src/application/fund/pay-subsidies.ts'
import { fundJournal, fundOverview, readFundStatement } from '../../../src/application/fund/read-fund.ts'
import { type ReceiptAsked, receive } from '../../../src/application/fund/record-receipt.ts'
import { type RecoveryAsked, recover } from '../../../src/application/fund/record-recovery.ts'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { sources } from '../../../src/domain/fund/fund-names.ts'
import { decimal, yuan } from '../../../src/domain/money.ts'
import { balanceOf, clearingDesk, give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { jincheng, jining, ofHospital, refusalOf, shanxiAuditor } from '../../support/people/registers.ts'

const region = '140500'
const overview = (desk: Desk) => fundOverview(desk.service, jincheng, region)

const receipt: ReceiptAsked = {
  region,
  receiptNo: 'B-1',
  source: 'provincial',
  amount: '1000.00',
  receivedOn: '2024-05-02',
  note: '省级补助',
}

const recovery = (clearingId: string, change: Partial<RecoveryAsked> = {}): RecoveryAsked => ({
  region,
  recoveryNo: 'Z-1',
  of: { clearingId },
  amount: '1200.00',
  recoveredOn: '2024-05-05',
  reason: '重复收费',
  ...change,
})

async function recordSubsidies(desk: Desk, people: number): Promise<void> {
  for (let at = 0; at < people; at++) {
    const personNo = await desk.person({ as: 'tekun' })
    await recordPremium(desk.service, bureau, { personNo, year: 2024 })
  }
}

const pay = (desk: Desk, paymentNo = 'C-1') =>
  paySubsidies(desk.service, jincheng, { region, paymentNo, year: 2024, paidOn: '2024-05-05', note: '资助参保' })

describe('money in', () => {
  test('is kept by source, once a slip', async () => {
    const desk = await openDesk()
    const first = await receive(desk.service, jincheng, receipt)
    expect(first).toMatchObject({
      replayed: false,
      entry: { kind: 'receipt', reference: 'B-1', happenedOn: '2024-05-02' },
    })
    expect(first.entry.lines).toEqual([
      { account: 'fund:140500', amount: '1000.00' },
      { account: 'source:provincial', amount: '-1000.00' },
    ])
    expect(await receive(desk.service, jincheng, receipt)).toEqual({ ...first, replayed: true })
    const other = receive(desk.service, jincheng, { ...receipt, amount: '1000.01' })
    expect((await refusalOf(other)).code).toBe('number-reused')
    for (const [at, source] of sources.entries())
      await receive(desk.service, jincheng, { ...receipt, receiptNo: `S-${at}`, source, amount: `${at + 1}.10` })
    const found = await overview(desk)
    expect(found.balance).toBe('1028.70')
    expect(found.received).toMatchObject({ central: '1.10', provincial: '1002.10', interest: '7.10' })
    expect((await fundJournal(desk.service, shanxiAuditor, region, { limit: 2 })).items).toHaveLength(2)
  })

  test('of one slip sent several times at once is booked once', async () => {
    const desk = await openDesk()
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => receive(desk.service, jincheng, receipt)))
    expect(new Set(outcomes.map(({ entry }) => entry.id)).size).toBe(1)
    expect(await balanceOf(desk)).toBe('1000.00')
  })

  test.each([
    ['a hospital', ofHospital('H14050000001'), receipt, 'forbidden'],
    ['an auditor', shanxiAuditor, receipt, 'forbidden'],
    ['another region', jining, receipt, 'forbidden'],
    ['a place without law of its own', bureau, { ...receipt, region: '140502' }, 'fund-elsewhere'],
    ['a day to come', jincheng, { ...receipt, receivedOn: '2024-05-06' }, 'date-in-future'],
  ])('is refused for %s', async (_, caller, asked, code) => {
    const desk = await openDesk()
    expect((await refusalOf(receive(desk.service, caller, asked))).code).toBe(code)
  })
})

test('a call shows the balance and what is promised of it, from settling to paying', async () => {
  const desk = await openDesk()
  const it = await clearingDesk(desk)
  await give(desk, '10000.00')
  const nothing = {
    settledNotCleared: '0.00',
    owedToPeople: '0.00',
    appliedNotApproved: '0.00',
    approvedNotPaid: '0.00',
    recoveredToSetOff: '0.00',
    subsidiesNotPaid: '0.00',
  }
  expect(await overview(desk)).toMatchObject({ balance: '10000.00', commitments: nothing, available: '10000.00' })
  await it.settle()
  const settled = await overview(desk)
  expect(settled.commitments).toEqual({ ...nothing, settledNotCleared: '7000.00', total: '7000.00' })
  expect(settled.available).toBe('3000.00')
  const { clearing } = await it.apply({ count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: null })
  expect((await overview(desk)).commitments).toMatchObject({ ...nothing, appliedNotApproved: '7000.00' })
  await it.decide(clearing.id, 'approve')
  expect(await overview(desk)).toMatchObject({
    commitments: { ...nothing, approvedNotPaid: '7000.00' },
    spent: { aid: '7000.00' },
  })
  await recordSubsidies(desk, 2)
  const { subsidiesNotPaid } = (await overview(desk)).commitments
  expect(subsidiesNotPaid).toBe('760.00')
  await it.decide(clearing.id, 'pay')
  await pay(desk)
  const paid = { balance: '2240.00', commitments: nothing, spent: { aid: '7000.00', 'premium-subsidy': '760.00' } }
  expect(await overview(desk)).toMatchObject({ ...paid, available: '2240.00' })
  expect(await desk.differences()).toEqual([])
})

describe('premium subsidies', () => {
  test('are paid once, all that are recorded', async () => {
    const desk = await openDesk()
    await give(desk, '1000.00')
    await recordSubsidies(desk, 2)
    const first = await pay(desk)
    expect(first).toMatchObject({ people: 2, replayed: false })
    expect(await pay(desk)).toEqual({ ...first, replayed: true })
    expect((await refusalOf(pay(desk, 'C-2'))).code).toBe('subsidies-nothing-left')
    await recordSubsidies(desk, 1)
    const short = await refusalOf(pay(desk, 'C-2'))
    expect(short).toMatchObject({ code: 'fund-insufficient', params: { amount: '380.00' } })
    await give(desk, '140.00')
    expect(await pay(desk, 'C-2')).toMatchObject({ people: 1 })
    expect(await balanceOf(desk)).toBe('0.00')
  })

  test('by two payments at once are paid by one of them', async () => {
    const desk = await openDesk()
    await give(desk, '5000.00')
    await recordSubsidies(desk, 3)
    const outcomes = await Promise.allSettled(['C-1', 'C-2', 'C-3'].map((no) => pay(desk, no)))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(['subsidies-nothing-left', 'subsidies-nothing-left'])
    expect(await balanceOf(desk)).toBe('3860.00')
  })
})

describe('what was wrongly paid', () => {
  async function paidDesk() {
    const desk = await openDesk()
    const it = await clearingDesk(desk)
    await give(desk, '7000.00')
    const id = await it.approved()
    await it.decide(id, 'pay')
    return { desk, id }
  }

  test('comes back into the fund it left, and off what was spent', async () => {
    const { desk, id } = await paidDesk()
    const first = await recover(desk.service, jincheng, recovery(id))
    expect(first.entry).toMatchObject({ kind: 'recovery', note: '重复收费' })
    expect(await recover(desk.service, jincheng, recovery(id))).toEqual({ ...first, replayed: true })
    const found = await overview(desk)
    expect(found).toMatchObject({ balance: '1200.00', spent: { aid: '5800.00' }, recovered: { aid: '1200.00' } })
  })

  test('is never more than was paid, by however many at once', async () => {
    const { desk, id } = await paidDesk()
    const once = (recoveryNo: string) =>
      recover(desk.service, jincheng, recovery(id, { recoveryNo, amount: '4000.00' }))
    const outcomes = await Promise.allSettled(['Z-1', 'Z-2', 'Z-3'].map(once))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const params = { paid: '7000.00', recovered: '4000.00', left: '3000.00' }
    expect(refused).toMatchObject([
      { code: 'recovery-exceeds', params },
      { code: 'recovery-exceeds', params },
    ])
    await recover(desk.service, jincheng, recovery(id, { recoveryNo: 'Z-4', amount: '3000.00' }))
    expect(await balanceOf(desk)).toBe('7000.00')
  })

  test('goes to no other fund, and needs a payment', async () => {
    const { desk, id } = await paidDesk()
    const elsewhere = await refusalOf(recover(desk.service, bureau, recovery(id, { region: '370800' })))
    expect(elsewhere).toMatchObject({ code: 'recovery-elsewhere', params: { paidBy: '140500' } })
    const unpaid = await (await clearingDesk(desk)).approved()
    expect((await refusalOf(recover(desk.service, jincheng, recovery(unpaid)))).code).toBe('not-found')
    const unknown = recover(desk.service, jincheng, recovery('x', { of: { paymentNo: 'NONE' } }))
    expect((await refusalOf(unknown)).code).toBe('not-found')
  })

  test('of premium subsidies too', async () => {
    const desk = await openDesk()
    await give(desk, '1000.00')
    await recordSubsidies(desk, 1)
    await pay(desk)
    const asked = recovery('', { of: { paymentNo: 'C-1' }, amount: '380.00' })
    await recover(desk.service, jincheng, asked)
    expect(await overview(desk)).toMatchObject({ balance: '1000.00', spent: { 'premium-subsidy': '0.00' } })
    const more = recover(desk.service, jincheng, { ...asked, recoveryNo: 'Z-2', amount: '0.01' })
    expect((await refusalOf(more)).code).toBe('recovery-exceeds')
  })
})

describe('a quarter', () => {
  test('opens with what the one before it closed with, and balances', async () => {
    const desk = await openDesk()
    const it = await clearingDesk(desk)
    await receive(desk.service, jincheng, { ...receipt, receivedOn: '2024-01-15', amount: '9000.00' })
    await receive(desk.service, jincheng, {
      ...receipt,
      receiptNo: 'B-2',
      source: 'lottery',
      receivedOn: '2024-04-01',
      amount: '500.00',
    })
    const id = await it.approved()
    await it.decide(id, 'pay')
    await recover(desk.service, jincheng, recovery(id))
    const quarter = (name: string) => readFundStatement(desk.service, shanxiAuditor, region, name)
    expect(await quarter('2024Q1')).toMatchObject({
      from: '2024-01-01',
      to: '2024-03-31',
      opening: '0.00',
      received: { provincial: '9000.00', lottery: '0.00' },
      closing: '9000.00',
      difference: '0.00',
      recordedLater: 1,
    })
    expect(await quarter('2024Q2')).toMatchObject({
      opening: '9000.00',
      received: { lottery: '500.00' },
      recovered: { aid: '1200.00' },
      paid: { aid: '7000.00' },
      incoming: '1700.00',
      outgoing: '7000.00',
      closing: '3700.00',
      difference: '0.00',
      payables: [
        { hospitalCode: it.hospitalCode, opening: '0.00', approved: '7000.00', paid: '7000.00', closing: '0.00' },
      ],
      recordedLater: 0,
    })
    expect((await quarter('2024Q3')).opening).toBe('3700.00')
    expect((await refusalOf(quarter('2024Q5'))).code).toBe('invalid-request')
  })

  test('balances to 0.00 whatever comes in and goes out', async () => {
    const desk = await openDesk()
    const it = await clearingDesk(desk)
    const paid: string[] = []
    let count = 0
    const day = fc.integer({ min: 1, max: 125 }).map((at) => new Date(Date.UTC(2024, 0, at)).toISOString().slice(0, 10))
    const amount = fc.integer({ min: 1, max: 900_000 }).map((fen) => yuan(decimal(String(fen)).div(100)))
    const step = fc.record({
      kind: fc.constantFrom('receive' as const, 'receive' as const, 'clear' as const, 'recover' as const),
      day,
      amount,
    })
    /** A payment beyond the balance and a recovery beyond the payment are refused, and change nothing. */
    const orRefused = async (work: Promise<unknown>) => work.catch((error) => expect(error).toHaveProperty('code'))
    const steps = {
      receive: (on: string, sum: string) =>
        receive(desk.service, jincheng, { ...receipt, receiptNo: `P${count}`, receivedOn: on, amount: sum }),
      clear: async () => {
        const id = await it.approved()
        await orRefused(it.decide(id, 'pay').then(() => paid.push(id)))
      },
      recover: (_on: string, sum: string) =>
        orRefused(
          recover(
            desk.service,
            jincheng,
            recovery(paid.at(-1) ?? 'none', { recoveryNo: `P${count}`, recoveredOn: '2024-05-05', amount: sum }),
          ),
        ),
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (taken) => {
        for (const { kind, day: on, amount: sum } of taken) {
          count += 1
          await steps[kind](on, sum)
        }
        const [first, second] = await Promise.all(
          ['2024Q1', '2024Q2'].map((name) => readFundStatement(desk.service, jincheng, region, name)),
        )
        expect([first?.difference, second?.difference]).toEqual(['0.00', '0.00'])
        expect(second?.opening).toBe(first?.closing)
        expect(second?.closing).toBe((await overview(desk)).balance)
      }),
      { numRuns: 8 },
    )
    expect(await desk.differences()).toEqual([])
  })
})
