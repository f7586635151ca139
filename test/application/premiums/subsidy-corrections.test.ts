import { describe, expect, test } from 'vitest'
import { paySubsidies } from '../../../src/application/fund/pay-subsidies.ts'
import { fundOverview } from '../../../src/application/fund/read-fund.ts'
import { readPersonPremium, recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { endIdentity } from '../../../src/application/registers/identities.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { lineFor, subsidise } from '../../support/database/subsidies.ts'
import { jincheng, refusalOf } from '../../support/people/registers.ts'

const pay = (desk: Desk, paymentNo: string) =>
  paySubsidies(desk.service, jincheng, { region: '140500', paymentNo, year: 2024, paidOn: '2024-05-05', note: 'x' })

describe('a correction', () => {
  test('posts the difference when the identity is now better, and each fund pays both', async () => {
    const desk = await openDesk()
    await give(desk, '10000.00')
    const personNo = await desk.person({ as: 'dibao', enrolledTier: 1 })
    await subsidise(desk)
    expect((await pay(desk, 'C-1')).entry.lines[1]).toMatchObject({ amount: '-304.00' })
    await desk.identity(personNo, { category: 'tekun' })
    const runId = await subsidise(desk)
    expect(await lineFor(desk, runId, personNo)).toMatchObject({
      status: 'corrected',
      category: 'tekun',
      due: '380.00',
      before: '304.00',
      amount: '76.00',
    })
    expect((await fundOverview(desk.service, jincheng, '140500')).commitments.subsidiesNotPaid).toBe('76.00')
    expect(await pay(desk, 'C-2')).toMatchObject({ people: 1, entry: { lines: [{}, { amount: '-76.00' }] } })
    expect((await refusalOf(pay(desk, 'C-3'))).code).toBe('subsidies-nothing-left')
    expect(await desk.differences()).toEqual([])
  })

  test('takes back what an identity gave that ended before the year, and sets it off', async () => {
    const desk = await openDesk()
    await give(desk, '10000.00')
    const gone = await desk.person({ enrolledTier: 1, as: [] })
    const id = await desk.identity(gone, { category: 'dibao' })
    await subsidise(desk)
    await pay(desk, 'C-1')
    await endIdentity(desk.service, bureau, { personNo: gone, id, to: '2023-11-30' })
    const runId = await subsidise(desk)
    expect(await lineFor(desk, runId, gone)).toMatchObject({ status: 'corrected', due: '0.00', amount: '-304.00' })
    expect((await fundOverview(desk.service, jincheng, '140500')).commitments.subsidiesNotPaid).toBe('-304.00')
    expect((await refusalOf(pay(desk, 'C-2'))).code).toBe('subsidies-nothing-left')
    await desk.person({ as: 'tekun', enrolledTier: 1 })
    await subsidise(desk)
    expect(await pay(desk, 'C-2')).toMatchObject({ people: 2, entry: { lines: [{}, { amount: '-76.00' }] } })
    expect(await desk.differences()).toEqual([])
  })

  test('follows the tier that was put right', async () => {
    const desk = await openDesk()
    const personNo = await desk.person({ as: 'dibao', enrolledTier: 2, insuredRegion: '500243' })
    await subsidise(desk, { region: '500243' })
    await desk.service.db.prisma.beneficiary.update({ where: { personNo }, data: { enrolledTier: 1 } })
    const runId = await subsidise(desk, { region: '500243' })
    expect(await lineFor(desk, runId, personNo)).toMatchObject({
      status: 'corrected',
      tier: 1,
      before: '380.00',
      due: '342.00',
      amount: '-38.00',
    })
    const told = await readPersonPremium(desk.service, bureau, personNo, { year: 2024 }, 'en')
    expect(told.recorded.map(({ seq, tier, amount }) => [seq, tier, amount])).toEqual([
      [1, 2, '380.00'],
      [2, 1, '-38.00'],
    ])
    for (const tier of [1, 2] as const) {
      const replay = await recordPremium(desk.service, bureau, { personNo, year: 2024, tier })
      expect(replay).toMatchObject({ replayed: true, subsidy: { subsidy: '380.00', tier: 2 } })
    }
  })
})
