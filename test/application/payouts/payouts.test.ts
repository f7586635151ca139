import { beforeAll, describe, expect, test } from 'vitest'
import { fundOverview, readFundStatement } from '../../../src/application/fund/read-fund.ts'
import { bankFile } from '../../../src/application/payouts/bank-file.ts'
import { mendAccount, withdrawPayout } from '../../../src/application/payouts/change-payout.ts'
import { withdrawBatch } from '../../../src/application/payouts/decide-batch.ts'
import { makePayout } from '../../../src/application/payouts/make-payout.ts'
import { getPayoutBatch } from '../../../src/application/payouts/read-batches.ts'
import { daysToPay, getPayout, listOwed, listPayouts } from '../../../src/application/payouts/read-payouts.ts'
import { putDeath } from '../../../src/application/registers/death.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { balanceOf, give } from '../../support/database/clearing-desk.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'
import { card, otherCard, payoutDesk, reviewer } from '../../support/database/payout-desk.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await give(desk, '500000.00')
})

const owedTo = async (personNo: string, debtors = false) =>
  (await listOwed(desk.service, bureau, { region: '140500', debtors, limit: 500 })).items.find(
    (row) => row.personNo === personNo,
  )

describe('a payout', () => {
  test('is all that the fund owes, by posting, and hides the account', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    expect(await owedTo(personNo)).toMatchObject({ amount: '17000.00', entries: 1, since: '2024-05-05' })
    const made = await it.pay(personNo)
    expect(made).toMatchObject({
      personNo,
      status: 'open',
      amount: '17000.00',
      payee: { kind: 'person', name: '示例', grounds: null },
      account: { round: 1, kind: 'card', masked: '**** 0005' },
      receivedOn: '2024-05-05',
      entries: [{ year: 2023, cause: 'top-up', amount: '17000.00', hospitalCode: cityHospital }],
    })
    expect(JSON.stringify(made)).not.toContain(card)
    const { rows } = await desk.service.db.pool.query('SELECT * FROM payout_accounts WHERE payout_id = $1', [made.id])
    expect(JSON.stringify(rows)).not.toContain(card)
    expect(await owedTo(personNo)).toBeUndefined()
    const [entry] = made.entries
    const found = async (by: object) => (await listPayouts(desk.service, bureau, by)).items.map(({ id }) => id)
    expect(await found({ personNo })).toEqual([made.id])
    expect(await found({ settlementId: entry?.settlementId })).toEqual([made.id])
    expect((await listPayouts(desk.service, jining, {})).items).toEqual([])
    expect((await refusalOf(getPayout(desk.service, jining, made.id))).code).toBe('not-found')
    expect((await refusalOf(listOwed(desk.service, ofHospital(cityHospital), {}))).code).toBe('forbidden')
  })

  test('holds an entry once, whoever makes it at the same time', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => it.pay(personNo)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'payout-nothing-owed' })
  })

  test('sent again is the first answer; another under its number, or more than owed, is refused', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const more = await refusalOf(it.pay(personNo, { amount: '17000.01' }))
    expect(more).toMatchObject({ code: 'payout-differs-from-owed', extra: { owed: '17000.00' } })
    const asked = {
      ...{ payoutNo: 'AGAIN', region: '140500', personNo, payee: { kind: 'person' } as const, amount: '17000.00' },
      account: { number: card, bankName: '晋城农村商业银行' },
    }
    const first = await makePayout(desk.service, bureau, asked)
    expect(await makePayout(desk.service, bureau, asked)).toEqual({ ...first, replayed: true })
    const elsewhere = { ...asked, account: { ...asked.account, number: otherCard } }
    expect((await refusalOf(makePayout(desk.service, bureau, elsewhere))).code).toBe('number-reused')
  })

  test('of a wrong account or payee says what to send', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const account = (number: string, bankName = '晋城农村商业银行') =>
      refusalOf(it.pay(personNo, { account: { number, bankName } }))
    expect((await account('6230580000000000006')).faults[0]).toMatchObject({ pointer: '/account/number' })
    expect((await account('6.23058E+18')).params).toMatchObject({
      reason: { en: expect.stringContaining('spreadsheet') },
    })
    expect((await account('6222020000000000018', '中国农业银行晋城分行')).params).toMatchObject({
      reason: { en: expect.stringContaining('ICBC') },
    })
    const payee = (change: object) => refusalOf(it.pay(personNo, { payee: { kind: 'guardian', ...change } }))
    expect((await payee({ name: '张三' })).faults.map(({ pointer }) => pointer)).toEqual(['/payee/grounds'])
    for (const name of ['张*', '王?'])
      expect((await payee({ name, grounds: '其母' })).faults.map(({ pointer }) => pointer)).toEqual(['/payee/name'])
    expect(
      (await payee({ kind: 'heir', name: '张三', grounds: '其子，公证书' })).faults.map(({ pointer }) => pointer),
    ).toEqual(['/payee/kind'])
    await putDeath(desk.service, bureau, { personNo, diedOn: '2024-05-01', source: '死亡证明' })
    expect((await refusalOf(it.pay(personNo))).faults[0]?.detail.en).toContain('2024-05-01')
    const made = await it.pay(personNo, { payee: { kind: 'heir', name: '张三', grounds: '其子，公证书 2024-001' } })
    expect(made.payee).toEqual({ kind: 'heir', name: '张三', grounds: '其子，公证书 2024-001' })
  })

  test('withdrawn gives back what it held', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const first = await it.pay(personNo)
    expect((await withdrawPayout(desk.service, bureau, { id: first.id, reason: '重复' })).status).toBe('withdrawn')
    expect(await owedTo(personNo)).toMatchObject({ amount: '17000.00' })
    expect((await it.pay(personNo)).amount).toBe('17000.00')
    expect((await refusalOf(withdrawPayout(desk.service, bureau, { id: first.id, reason: '重复' }))).code).toBe(
      'payout-status',
    )
    expect(await desk.differences()).toEqual([])
  })
})

describe('a batch', () => {
  test('is approved by another key, sent, confirmed and returned line by line', async () => {
    const it = payoutDesk(desk)
    const people = [await it.owed(), await it.owed(), await it.owed()]
    const payouts = []
    for (const { personNo } of people) payouts.push(await it.pay(personNo, { receivedOn: '2024-05-01' }))
    const ids = payouts.map(({ id }) => id)
    const before = await balanceOf(desk)
    const made = await it.batch(ids)
    expect(made).toMatchObject({ status: 'made', lines: 3, amount: '51000.00', waiting: { lines: 3 } })
    expect((await refusalOf(it.batch(ids))).code).toBe('payouts-not-ready')
    expect((await refusalOf(it.approve(made.id, bureau))).code).toBe('second-pair-of-eyes')
    expect((await refusalOf(it.send(made.id))).code).toBe('batch-status')
    expect((await refusalOf(bankFile(desk.service, bureau, made.id))).code).toBe('batch-status')
    expect((await it.approve(made.id)).batch.status).toBe('approved')
    expect(await it.approve(made.id)).toMatchObject({ replayed: true })
    expect((await fundOverview(desk.service, bureau, '140500')).commitments.approvedNotPaid).toBe('51000.00')
    expect(await balanceOf(desk)).toBe(before)
    expect((await it.send(made.id)).batch).toMatchObject({ status: 'sent', sentOn: '2024-05-05' })
    expect(await balanceOf(desk)).toBe((Number(before) - 51000).toFixed(2))

    const file = await bankFile(desk.service, bureau, made.id)
    expect(file.rows[0]).toEqual(['序号', '业务编号', '户名', '账号', '开户行', '联行号', '金额', '摘要'])
    expect(file.rows[1]).toEqual([
      '1',
      `${made.batchNo}-1`,
      '示例',
      card,
      '晋城农村商业银行',
      '',
      '17000.00',
      '医疗救助',
    ])

    const first = await it.tell(
      made.id,
      { outcome: 'paid', bankNo: 'Y1', on: '2024-05-05' },
      { outcome: 'returned' },
      { outcome: 'paid', amount: '16999.99' },
    )
    expect(first).toMatchObject({ paid: 1, returned: 1, repeated: 0, batch: { status: 'sent', waiting: { lines: 1 } } })
    expect(first.faults).toMatchObject([{ place: 3, lineNo: 3 }])
    expect(await balanceOf(desk)).toBe((Number(before) - 34000).toFixed(2))
    const again = await it.tell(made.id, { outcome: 'paid' }, { outcome: 'returned' }, { outcome: 'paid' })
    expect(again).toMatchObject({ paid: 1, returned: 0, repeated: 2, faults: [], batch: { status: 'closed' } })
    expect(await desk.differences()).toEqual([])

    const [paid, returned] = await Promise.all(ids.slice(0, 2).map((id) => getPayout(desk.service, bureau, id)))
    expect(paid).toMatchObject({ status: 'paid', paidOn: '2024-05-05', daysToPay: 4, attempts: [{ bankNo: 'Y1' }] })
    expect(returned).toMatchObject({
      status: 'returned',
      paidOn: null,
      attempts: [{ state: 'returned', reason: '账号不存在' }],
    })
    // What came back does not count as paid, however often the bank says so.
    expect((await it.tell(made.id, { lineNo: 2, outcome: 'paid' })).faults).toHaveLength(1)
    expect((await refusalOf(it.batch([ids[1] as string]))).code).toBe('payouts-not-ready')
    const account = { number: otherCard, bankName: '晋城农村商业银行' }
    const mended = await mendAccount(desk.service, bureau, { id: ids[1] as string, account, reason: '账号录错' })
    expect(mended).toMatchObject({ status: 'open', account: { round: 2, masked: '**** 0013' } })
    const second = await it.sent([ids[1] as string])
    expect((await bankFile(desk.service, bureau, second.id)).rows[1]?.[3]).toBe(otherCard)
    await it.tell(second.id, { outcome: 'paid' })
    expect((await getPayout(desk.service, bureau, ids[1] as string)).status).toBe('paid')
    expect(await balanceOf(desk)).toBe((Number(before) - 51000).toFixed(2))
    expect(await desk.differences()).toEqual([])
    const { commitments, spent } = await fundOverview(desk.service, bureau, '140500')
    expect([commitments.approvedNotPaid, spent.aid]).toEqual(['0.00', '51000.00'])
    const statement = await readFundStatement(desk.service, bureau, '140500', '2024Q2')
    expect(statement).toMatchObject({ paid: { aid: '51000.00' }, difference: '0.00' })
  })

  test('that the bank takes back after it confirmed is in the fund again', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const { id } = await it.pay(personNo)
    const batch = await it.sent([id])
    const before = await balanceOf(desk)
    await it.tell(batch.id, { outcome: 'paid' })
    desk.setDay('2024-05-08')
    await it.tell(batch.id, { outcome: 'returned', reason: '收款账户已销户' })
    desk.setDay('2024-05-05')
    expect(await balanceOf(desk)).toBe((Number(before) + 17000).toFixed(2))
    expect((await getPayout(desk.service, bureau, id)).status).toBe('returned')
    expect(await getPayoutBatch(desk.service, bureau, batch.id)).toMatchObject({
      status: 'closed',
      paid: { lines: 0 },
      returned: { lines: 1 },
    })
    expect(await desk.differences()).toEqual([])
  })

  test('withdrawn before it is sent promises nothing', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const { id } = await it.pay(personNo)
    const batch = await it.batch([id])
    await it.approve(batch.id)
    await withdrawBatch(desk.service, bureau, { id: batch.id, reason: '名单有误' })
    expect((await getPayout(desk.service, bureau, id)).status).toBe('open')
    expect((await it.sent([id])).status).toBe('sent')
    expect(await desk.differences()).toEqual([])
  })

  test('does not pay what a reversal took back meanwhile, and what was paid makes a debtor', async () => {
    const it = payoutDesk(desk)
    const undo = (settlementNo: string) =>
      reverse(desk.service, bureau, {
        hospitalCode: cityHospital,
        settlementNo,
        reversalNo: `R-${settlementNo}`,
        reason: '录入错误',
      })
    const one = await it.owed()
    const { id } = await it.pay(one.personNo)
    const batch = await it.batch([id])
    await undo(one.settlementNo)
    expect((await refusalOf(it.approve(batch.id))).code).toBe('payout-exceeds-owed')
    await withdrawBatch(desk.service, bureau, { id: batch.id, reason: '结算已冲正' })
    expect((await refusalOf(it.batch([id]))).code).toBe('payout-exceeds-owed')
    await withdrawPayout(desk.service, bureau, { id, reason: '结算已冲正' })
    expect((await refusalOf(it.pay(one.personNo))).code).toBe('payout-nothing-owed')

    const other = await it.owed()
    const paid = await it.sent([(await it.pay(other.personNo)).id])
    await it.tell(paid.id, { outcome: 'paid' })
    await undo(other.settlementNo)
    expect(await owedTo(other.personNo, true)).toMatchObject({ amount: '-17000.00' })
    expect(await desk.differences()).toEqual([])
  })

  test('goes forward once, however many ask at once', async () => {
    const it = payoutDesk(desk)
    const { personNo } = await it.owed()
    const { id } = await it.pay(personNo)
    const batch = await it.batch([id])
    const before = await balanceOf(desk)
    const twice = <T>(run: () => Promise<T>) => Promise.all([run(), run()])
    expect((await twice(() => it.approve(batch.id))).map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect((await twice(() => it.send(batch.id))).map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect((await twice(() => it.tell(batch.id, { outcome: 'paid' }))).map(({ paid }) => paid).sort()).toEqual([0, 1])
    expect(
      (await twice(() => it.tell(batch.id, { outcome: 'returned' }))).map(({ returned }) => returned).sort(),
    ).toEqual([0, 1])
    expect(await balanceOf(desk)).toBe(before)
    expect(await desk.differences()).toEqual([])
  })

  test('that the fund cannot pay is not sent', async () => {
    const poor = await openDesk()
    const it = payoutDesk(poor)
    const { personNo } = await it.owed()
    await give(poor, '16999.99')
    const { id } = await it.batch([(await it.pay(personNo)).id])
    await it.approve(id)
    expect((await refusalOf(it.send(id))).code).toBe('fund-insufficient')
    expect((await getPayoutBatch(poor.service, reviewer, id)).status).toBe('approved')
    await give(poor, '0.01')
    expect((await it.send(id)).batch.status).toBe('sent')
    expect(await poor.differences()).toEqual([])
  })
})

test('the days from receipt to payment are counted of what arrived', async () => {
  const own = await openDesk()
  const it = payoutDesk(own)
  await give(own, '100000.00')
  const ids = []
  for (const receivedOn of ['2024-04-25', '2024-05-03', '2024-05-05'])
    ids.push((await it.pay((await it.owed()).personNo, { receivedOn })).id)
  const batch = await it.sent(ids)
  await it.tell(batch.id, { outcome: 'paid' }, { outcome: 'paid' }, { outcome: 'returned' })
  expect(await daysToPay(own.service, bureau, { region: '140500', year: 2024 })).toEqual({
    ...{ region: '140500', year: 2024, payouts: 2, amount: '34000.00' },
    ...{ fastest: 2, median: '6.0', average: '6.0', slowest: 10 },
  })
})
