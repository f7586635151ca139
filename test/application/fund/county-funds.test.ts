import { beforeAll, describe, expect, test } from 'vitest'
import { applyForClearing } from '../../../src/application/clearing/claim-clearing.ts'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { paySubsidies } from '../../../src/application/fund/pay-subsidies.ts'
import { fundJournal, fundOverview, readFundStatement } from '../../../src/application/fund/read-fund.ts'
import { approveBatch, sendBatch } from '../../../src/application/payouts/decide-batch.ts'
import { makeBatch } from '../../../src/application/payouts/make-batch.ts'
import { listOwed } from '../../../src/application/payouts/read-payouts.ts'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { balanceOf, give, stay } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk, reviewer } from '../../support/database/payout-desk.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

// 鲁医保发〔2020〕79号 三: in Jining the counties keep the funds, under the city's law and limits (370000/N7).
const rencheng = '370811'
const weishan = '370826'
const city = '370800'

let desk: Desk
let hospitalCode = ''
/** Nobody's at first: identities come to light after the hospital was paid. */
let uncertified = ''
const overview = (region: string) => fundOverview(desk.service, bureau, region)

/** 10,000 in scope, of which a fund pays 7,000 for dibao. */
async function settled(insuredRegion: string, as?: 'dibao'): Promise<string> {
  const personNo = await desk.person({ insuredRegion, ...(as ? { as } : {}) })
  await desk.settle(personNo, { hospitalCode, on: '2024-05-01', inScope: '10000.00' })
  return personNo
}

let applications = 0
const apply = (claimed: typeof stay, region?: string) =>
  applyForClearing(desk.service, ofHospital(hospitalCode), {
    ...{ hospitalCode, applicationNo: `N7-${++applications}`, month: '2024-05', clearingType: 'all', claimed },
    ...(region === undefined ? {} : { region }),
  })
const decide = (clearingId: string, decision: 'approve' | 'pay') =>
  decideClearing(desk.service, bureau, { clearingId, decision, reason: undefined })

beforeAll(async () => {
  desk = await openDesk()
  hospitalCode = await desk.hospital({ hospitalCode: 'H37081100001', region: rencheng, level: 'two' })
  await settled(rencheng, 'dibao')
  await settled(weishan, 'dibao')
  uncertified = await settled(weishan)
  await give(desk, '7000.00', rencheng)
  await give(desk, '20000.00', weishan)
})

describe('where the counties keep the funds', () => {
  test('each holds its own, and the city is the sum over them', async () => {
    expect(await overview(rencheng)).toMatchObject({
      region: rencheng,
      balance: '7000.00',
      received: { city: '7000.00' },
      commitments: { settledNotCleared: '7000.00' },
      available: '0.00',
    })
    expect(await overview(weishan)).toMatchObject({ balance: '20000.00', available: '13000.00' })
    for (const region of [city, '370000'])
      expect(await overview(region)).toMatchObject({
        balance: '27000.00',
        commitments: { settledNotCleared: '14000.00' },
        available: '13000.00',
      })
    // Only the law of counties has them: in Jincheng the city keeps the fund.
    expect((await refusalOf(give(desk, '1.00', '140502'))).code).toBe('fund-elsewhere')
  })

  test('a hospital claims from each county for its own people, and none pays for another', async () => {
    const wrong = await refusalOf(apply({ ...stay, count: 3, total: '30000.00', fundPaid: '14000.00' }))
    expect(wrong).toMatchObject({
      code: 'clearing-differs',
      extra: { elsewhere: [{ region: weishan, entries: 2 }] },
    })
    const own = (await apply(stay)).clearing
    expect(own).toMatchObject({ region: rencheng, amounts: { aidPaid: '7000.00' } })
    const there = (await apply({ ...stay, count: 2, total: '20000.00', personPaid: '13000.00' }, weishan)).clearing
    expect(there).toMatchObject({ region: weishan, amounts: { aidPaid: '7000.00' } })
    expect((await refusalOf(apply(stay, city))).code).toBe('clearing-nothing-left')
    for (const { id } of [own, there]) for (const step of ['approve', 'pay'] as const) await decide(id, step)
    expect([await balanceOf(desk, rencheng), await balanceOf(desk, weishan)]).toEqual(['0.00', '13000.00'])

    await settled(rencheng, 'dibao')
    const { id } = (await apply(stay)).clearing
    await decide(id, 'approve')
    expect(await refusalOf(decide(id, 'pay'))).toMatchObject({
      code: 'fund-insufficient',
      params: { region: rencheng, amount: '7000.00' },
    })
  })

  test('owes its people, and pays them by its own accounts', async () => {
    await desk.identity(uncertified, { category: 'dibao', from: '2024-01-01' })
    await recalculate(desk.service, bureau, { personNo: uncertified, year: 2024, reason: '补认定', resettleNo: 'N7-R' })
    const owed = await listOwed(desk.service, jining, {})
    expect(owed.items).toMatchObject([{ personNo: uncertified, region: weishan, amount: '7000.00' }])
    expect((await listOwed(desk.service, bureau, { region: rencheng })).items).toEqual([])
    expect((await overview(weishan)).commitments.owedToPeople).toBe('7000.00')
    const pay = payoutDesk(desk).pay
    expect((await refusalOf(pay(uncertified, { region: rencheng }))).code).toBe('payout-nothing-owed')
    expect((await pay(uncertified, { region: weishan })).amount).toBe('7000.00')
    const { batch } = await makeBatch(desk.service, bureau, { batchNo: 'N7-B', region: weishan })
    await approveBatch(desk.service, reviewer, batch.id)
    await sendBatch(desk.service, bureau, { id: batch.id, sentOn: undefined })
    expect(await balanceOf(desk, weishan)).toBe('6000.00')
    const [entry] = (await fundJournal(desk.service, jining, city, {})).items
    expect(entry).toMatchObject({ kind: 'payout-sent', region: weishan })
    expect(entry?.lines.map(({ account }) => account).sort()).toEqual([`fund:${weishan}`, `transit:${weishan}`])
    expect((await overview(city)).commitments.approvedNotPaid).toBe('7000.00')
  })

  test('pays the premium subsidies of its own people', async () => {
    const personNo = await desk.person({ insuredRegion: weishan, as: 'dibao' })
    const { subsidy } = (await recordPremium(desk.service, bureau, { personNo, year: 2024 })).subsidy
    const payment = { paymentNo: 'N7-P', year: 2024, paidOn: '2024-05-05', note: '资助参保' }
    expect((await overview(weishan)).commitments.subsidiesNotPaid).toBe(subsidy)
    expect((await overview(rencheng)).commitments.subsidiesNotPaid).toBe('0.00')
    const elsewhere = paySubsidies(desk.service, bureau, { region: rencheng, ...payment })
    expect((await refusalOf(elsewhere)).code).toBe('subsidies-nothing-left')
    expect(await paySubsidies(desk.service, bureau, { region: weishan, ...payment })).toMatchObject({ people: 1 })
  })

  test('the quarter closes by county and over all, and the ledger agrees', async () => {
    const quarter = (region: string) => readFundStatement(desk.service, bureau, region, '2024Q2')
    const [one, other, all] = [await quarter(rencheng), await quarter(weishan), await quarter(city)]
    expect([one.closing, other.closing, all.closing, all.difference]).toEqual(['0.00', '5620.00', '5620.00', '0.00'])
    expect(all.incoming).toBe('27000.00')
    expect(one.outgoing).toBe('7000.00')
    expect(await desk.differences()).toEqual([])
  })
})
