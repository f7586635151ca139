import { beforeAll, describe, expect, test } from 'vitest'
import { fundOverview } from '../../../src/application/fund/read-fund.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { quote } from '../../../src/application/settlement/settle.ts'
import { closeYears, quotaVisit, settled } from '../../support/claims/year-end.ts'
import { clearingDesk } from '../../support/database/clearing-desk.ts'
import { type Bill, billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const identities = [
  { category: 'tekun', from: '2023-01-01', to: '2023-01-31' },
  { category: 'dibao', from: '2023-02-01' },
] as const

/** Registered for both kinds of outpatient care. */
const both = [{ kind: 'special-drug' }, { management: 'visit' }] as const

/** As tekun 55000 of the annual limit are used and no self-pay is left; from February on the person is dibao. */
const asTekun: Bill = { on: '2023-01-10', inScope: '55000.00' }
/** 4000.00 aided: 36000.00 are left, and 1000.00 of the limit. */
const drug: Bill = { on: '2023-03-01', care: 'outpatient-special-drug', inScope: '40000.00' }
/** 1000.00 of 1500.00 aided, which uses the limit up: (40000 − 10000) × 0.70 = 21000, of which it leaves 4000. */
const chronic: Bill = { on: '2023-04-01', care: 'outpatient-chronic', inScope: '5000.00' }

const undo = (settlementNo: string, hospitalCode: string) =>
  reverse(desk.service, bureau, { hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入错误' })

describe('what a visit brings for an earlier one', () => {
  test('is answered, posted at once to that one, and cleared with nobody', async () => {
    const it = await clearingDesk(desk)
    const other = await clearingDesk(desk)
    const personNo = await desk.person({ as: identities, registered: both })
    await desk.settle(personNo, { ...asTekun, hospitalCode: other.hospitalCode })
    const first = await desk.settle(personNo, { ...drug, hospitalCode: other.hospitalCode, settlementNo: 'O-DRUG' })
    const quoted = await quote(
      desk.service,
      bureau,
      billOf(personNo, { ...chronic, hospitalCode: it.hospitalCode }),
      'en',
    )
    const second = await desk.settle(personNo, { ...chronic, hospitalCode: it.hospitalCode, settlementNo: 'O-LAST' })
    const owed = { amount: '17000.00', settlements: [{ settlementId: first.id, payer: 'tilt', amount: '17000.00' }] }
    expect(quoted.owedToPerson).toEqual(owed)
    expect(second).toMatchObject({
      payers: { tilt: '4000.00', person: '0.00' },
      owedToPerson: owed,
      paidToPerson: null,
    })
    const stands = await getSettlement(desk.service, bureau, first.id as string, 'en')
    expect(stands).toMatchObject({
      payers: { assistance: '4000.00', tilt: '17000.00', person: '19000.00' },
      paidToPerson: { reAid: '0.00', tilt: '17000.00' },
      limits: [{ name: 'annual' }, { name: 'tilt', usedBefore: '4000.00', usedAfter: '21000.00' }],
    })
    expect(stands.lines.map(({ step }) => step)).toContain('tilt-for-earlier')
    expect(await desk.differences()).toEqual([])

    const { commitments } = await fundOverview(desk.service, bureau, '140500')
    expect(commitments).toMatchObject({ owedToPeople: '17000.00', settledNotCleared: '64000.00' })
    // The hospital of the drug claims what it was settled with: 55000 + 4000, and 36000 that the person paid there.
    await other.apply(
      { count: 2, total: '95000.00', fundPaid: '59000.00', personPaid: '36000.00' },
      { month: '2024-05' },
    )
    await it.apply({ count: 1, total: '5000.00', fundPaid: '5000.00', personPaid: '0.00' }, { month: '2024-05' })
    expect(await desk.differences()).toEqual([])

    // The later visit undone takes back what it brought, and asks nobody.
    const { reversal } = await undo('O-LAST', it.hospitalCode)
    expect(reversal.adjustments).toMatchObject([{ settlementNo: 'O-DRUG', difference: { tilt: '-17000.00' } }])
    expect((await getSettlement(desk.service, bureau, first.id as string, 'en')).paidToPerson).toBeNull()
    expect((await fundOverview(desk.service, bureau, '140500')).commitments.owedToPeople).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })

  test('of two that are settled together reaches the first of them', async () => {
    const personNo = await desk.person({ as: identities, registered: both })
    await desk.settle(personNo, asTekun)
    const [first, second] = await Promise.all([desk.settle(personNo, drug), desk.settle(personNo, chronic)])
    expect(second.owedToPerson?.settlements).toEqual([{ settlementId: first?.id, payer: 'tilt', amount: '17000.00' }])
    expect(await desk.differences()).toEqual([])
  })

  test('with the end of the year is posted to the earlier ones too', async () => {
    const personNo = await desk.person({
      as: identities,
      registered: [{ kind: 'special-drug' }, { management: 'quota' }],
    })
    const stay = await settled(desk, personNo, { on: '2023-01-10', inScope: '55000.00' })
    const drugs = await settled(desk, personNo, drug)
    const waiting = await settled(desk, personNo, quotaVisit('5000.00'))
    const { lines } = await closeYears(desk)
    expect(lines.find((line) => line.personNo === personNo)).toMatchObject({ assistance: '1000.00', tilt: '4000.00' })
    const paid = async (id: string) => (await getSettlement(desk.service, bureau, id, 'en')).payers
    expect([await paid(stay), await paid(drugs), await paid(waiting)]).toMatchObject([
      { tilt: '0.00' },
      { tilt: '17000.00', person: '19000.00' },
      { tilt: '4000.00', person: '0.00' },
    ])
    expect(await desk.differences()).toEqual([])
  })
})
