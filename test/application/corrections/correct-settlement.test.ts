import { beforeAll, describe, expect, test } from 'vitest'
import {
  correctSettlement,
  previewSettlementCorrection,
  type SettlementCorrectionAsked,
} from '../../../src/application/corrections/correct-settlement.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { listOwed } from '../../../src/application/payouts/read-payouts.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import type { SettlementAnswer } from '../../../src/application/settlement/settlement-answer.ts'
import { readOwed } from '../../../src/db/payouts/owed.ts'
import { clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { jining, ofHospital, refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

let count = 0
type Changes = SettlementCorrectionAsked['changes']

const asked = (settled: SettlementAnswer, changes: Changes, correctionNo = `GZ${++count}`) => ({
  ...{ hospitalCode: settled.hospitalCode, settlementNo: settled.settlementNo ?? '', correctionNo },
  reason: '经核实更正',
  changes,
})
const correct = (settled: SettlementAnswer, changes: Changes, no?: string) =>
  correctSettlement(desk.service, bureau, asked(settled, changes, no))
const paidNow = async ({ id }: SettlementAnswer) => (await getSettlement(desk.service, bureau, id ?? '', 'en')).payers
const owedTo = async (personNo: string) => (await readOwed(desk.service.db.pool, personNo, '140500'))?.amount ?? '0.00'
const usedOf = async (personNo: string) => {
  const cap = await readAnnualCap(desk.service, bureau, personNo, { year: 2024 }, 'en')
  return cap.limits.find(({ name }) => name === 'annual')?.used
}
const dibao = () => desk.person({ as: 'dibao' })

/** The preview writes nothing and says what is then posted. */
async function corrected(settled: SettlementAnswer, changes: Changes) {
  const rows = await rowCounts(desk.service)
  const looked = await previewSettlementCorrection(desk.service, bureau, asked(settled, changes, 'P'))
  expect(await rowCounts(desk.service)).toEqual(rows)
  const done = await correct(settled, changes)
  expect(done.resettlement?.settlements).toEqual(looked.resettlement?.settlements)
  expect(await desk.differences()).toEqual([])
  return done
}

// A stay of 10,000 in scope of somebody on dibao is aided with 70% of what insurance leaves (140500/J4).
describe('critical illness paid afterwards', () => {
  test('to the person: the aid that is then too much is a debt of the person, and the hospital moves nothing', async () => {
    const { hospitalCode, settle, apply, decide } = await clearingDesk(desk)
    const settled = await settle()
    const { resettlement } = await corrected(settled, { paid: { criticalIllness: '1000.00' }, paidTo: 'person' })
    // 70% of 9,000 in place of 70% of 10,000.
    expect(resettlement?.settlements[0]).toMatchObject({
      difference: { criticalIllness: '1000.00', assistance: '-700.00', person: '-300.00' },
      owedToPerson: '-700.00',
    })
    expect(await owedTo(settled.personNo)).toBe('-700.00')
    const { items } = await listOwed(desk.service, bureau, { region: '140500', debtors: true })
    expect(items).toContainEqual(expect.objectContaining({ personNo: settled.personNo, amount: '-700.00' }))
    // The hospital claims what it has settled with the patient.
    const { clearing } = await apply(stay)
    expect(clearing).toMatchObject({ settlements: 1, adjustments: 0, amounts: { aidPaid: '7000.00' } })
    await give(desk, '7000.00')
    await decide(clearing.id, 'approve')
    await decide(clearing.id, 'pay')
    expect(await desk.differences()).toEqual([])
    expect(hospitalCode).toBe(settled.hospitalCode)
  })

  test('to the hospital that has been cleared: it gives back the aid, and the person is paid the rest', async () => {
    const { settle, apply } = await clearingDesk(desk)
    const settled = await settle()
    await apply(stay)
    await corrected(settled, { paid: { criticalIllness: '1000.00' }, paidTo: 'hospital' })
    expect(await owedTo(settled.personNo)).toBe('300.00')
    const back = { count: 0, total: '0.00', fundPaid: '0.00', personPaid: '0.00' }
    const { clearing } = await apply(back)
    expect(clearing).toMatchObject({ adjustments: 1, amounts: { criticalIllnessPaid: '1000.00', aidPaid: '-1000.00' } })
  })
})

describe('what else was given wrongly', () => {
  test('the hospital level: basic insurance is computed anew, and the rest follows', async () => {
    const { settle } = await clearingDesk(desk)
    const personNo = await dibao()
    const bill = { on: '2024-04-01', inScope: '10000.00', basic: null }
    const settled = await desk.settle(personNo, { ...bill, hospitalCode: (await settle()).hospitalCode })
    const before = await paidNow(settled)
    const { resettlement } = await corrected(settled, { hospital: { level: 'one', feeClass: 'class-three' } })
    // By its grade (140000/J16): 85% above 100.
    const after = await paidNow(settled)
    expect(after.basic).toBe('8415.00')
    expect(before.basic).not.toBe(after.basic)
    expect(resettlement?.settlements[0]?.difference.basic).not.toBe('0.00')
  })

  test('the share of a third party leaves the base of insurance and aid, and is pointed at', async () => {
    const settled = await desk.settle(await dibao(), { on: '2024-04-02', inScope: '10000.00' })
    expect((await paidNow(settled)).assistance).toBe('7000.00')
    await corrected(settled, { thirdParty: '4000.00', paidTo: 'person' })
    // 70% of the 6,000 that are left.
    const now = await getSettlement(desk.service, bureau, settled.id ?? '', 'en')
    expect(now.payers).toMatchObject({ commercial: '4000.00', assistance: '4200.00', person: '1800.00' })
    expect(now.warnings.map(({ code }) => code)).toContain('third-party')
    expect(await owedTo(settled.personNo)).toBe('-2800.00')
  })

  test('costs that were parted wrongly, and both together again', async () => {
    const settled = await desk.settle(await dibao(), { on: '2024-04-03', inScope: '10000.00' })
    const costs = { offCatalogue: '0.00', overLimit: '3000.00', preSelfPay: '0.00', inScope: '7000.00' }
    await corrected(settled, { costs })
    expect(await paidNow(settled)).toMatchObject({ assistance: '4900.00', person: '5100.00' })
    await corrected(settled, { thirdParty: '1000.00', paidTo: 'hospital' })
    // The first correction still holds: 70% of 6,000.
    expect(await paidNow(settled)).toMatchObject({ assistance: '4200.00', commercial: '1000.00', person: '4800.00' })
    const wrong = correct(settled, { costs: { ...costs, inScope: '7000.01' } })
    expect((await refusalOf(wrong)).code).toBe('costs-do-not-add-up')
    const much = correct(settled, { thirdParty: '10000.01', paidTo: 'person' })
    expect((await refusalOf(much)).code).toBe('paid-exceeds-total')
    expect(await desk.differences()).toEqual([])
  })
})

describe('aid that is taken back in part', () => {
  test('frees the limit by the same sum, which later stays of the year then have', async () => {
    const personNo = await dibao()
    const first = await desk.settle(personNo, { on: '2024-02-01', inScope: '80000.00' })
    const second = await desk.settle(personNo, { on: '2024-03-01', inScope: '20000.00' })
    // 56,000 and the 4,000 that are left of 60,000.
    expect([(await paidNow(first)).assistance, (await paidNow(second)).assistance]).toEqual(['56000.00', '4000.00'])
    const { resettlement } = await corrected(first, { takenBack: { amount: '6000.00', from: 'hospital' } })
    // 24,000 less the 6,800 of tilt that the second brought for it: 70% of 24,000 above 10,000, less its own 10,000 (140500/J12).
    expect(await paidNow(first)).toMatchObject({ assistance: '50000.00', hospital: '6000.00', person: '17200.00' })
    expect((await paidNow(second)).assistance).toBe('10000.00')
    expect(await usedOf(personNo)).toBe('60000.00')
    expect(resettlement?.settlements[0]?.limits[0]).toMatchObject({ name: 'annual', amount: '-6000.00' })
  })

  test('is never more than there is, twice together included, and from the person it is a debt', async () => {
    const personNo = await dibao()
    const settled = await desk.settle(personNo, { on: '2024-02-02', inScope: '10000.00' })
    await corrected(settled, { takenBack: { amount: '5000.00', from: 'person' } })
    expect(await owedTo(personNo)).toBe('-5000.00')
    expect(await usedOf(personNo)).toBe('2000.00')
    const before = await rowCounts(desk.service)
    const refused = await refusalOf(correct(settled, { takenBack: { amount: '2000.01', from: 'hospital' } }))
    expect([refused.code, refused.extra]).toEqual(['correction-exceeds-aid', { left: '2000.00' }])
    expect(await rowCounts(desk.service)).toEqual(before)
    await corrected(settled, { takenBack: { amount: '2000.00', from: 'hospital' } })
    expect(await paidNow(settled)).toMatchObject({ assistance: '0.00', hospital: '2000.00', person: '8000.00' })
    expect(await usedOf(personNo)).toBe('0.00')
  })
})

describe('once a number', () => {
  test('the same answers the first time, another body is refused, and a reversed one cannot be put right', async () => {
    const settled = await desk.settle(await dibao(), { on: '2024-02-03', inScope: '10000.00' })
    const changes = { paid: { commercial: '500.00' }, paidTo: 'hospital' } as const
    const first = await correct(settled, changes, 'SAME')
    const rows = await rowCounts(desk.service)
    expect(await correct(settled, changes, 'SAME')).toEqual({ ...first, replayed: true })
    expect((await refusalOf(correct(settled, { thirdParty: '1.00', paidTo: 'person' }, 'SAME'))).code).toBe(
      'correction-number-reused',
    )
    expect(await rowCounts(desk.service)).toEqual(rows)
    const { hospitalCode } = settled
    const undone = { hospitalCode, settlementNo: settled.settlementNo ?? '', reversalNo: 'R-SAME', reason: 'x' }
    await reverse(desk.service, bureau, undone)
    expect((await refusalOf(correct(settled, changes))).code).toBe('correction-of-reversed')
    expect(await desk.differences()).toEqual([])
  })

  test('two at once, from two processes, post once', async () => {
    const settled = await desk.settle(await dibao(), { on: '2024-02-04', inScope: '10000.00' })
    const second = await desk.under(desk.service.library)
    const one = asked(settled, { takenBack: { amount: '100.00', from: 'hospital' } })
    const both = await Promise.all([
      correctSettlement(desk.service, bureau, one),
      correctSettlement(second, bureau, one),
    ])
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect((await paidNow(settled)).assistance).toBe('6900.00')
    expect(await desk.differences()).toEqual([])
  })

  test('nobody corrects elsewhere, nor a hospital its own', async () => {
    const settled = await desk.settle(await dibao(), { on: '2024-02-05', inScope: '10000.00' })
    const changes = { thirdParty: '1.00', paidTo: 'person' } as const
    expect((await refusalOf(correctSettlement(desk.service, jining, asked(settled, changes)))).code).toBe('not-found')
    const own = ofHospital(settled.hospitalCode)
    expect((await refusalOf(correctSettlement(desk.service, own, asked(settled, changes)))).code).toBe('forbidden')
  })
})

describe('a settlement of the wrong person', () => {
  test('is reversed, and settled for the right one under the number of the correction', async () => {
    const [wrong, right] = [await dibao(), await desk.person({ as: 'tekun' })]
    const settled = await desk.settle(wrong, { on: '2024-02-06', inScope: '10000.00' })
    const { moved, correction } = await correct(settled, { personNo: right }, 'MOVED')
    expect(correction.changes).toEqual({ personNo: right })
    expect(moved).toMatchObject({
      settlementNo: 'MOVED',
      before: { assistance: '7000.00' },
      after: { assistance: '10000.00' },
    })
    expect([await usedOf(wrong), await usedOf(right)]).toEqual(['0.00', '10000.00'])
    const again = await correct(settled, { personNo: right }, 'MOVED')
    expect([again.replayed, again.moved?.settlementId]).toEqual([true, moved?.settlementId])
    expect((await refusalOf(correct(settled, { personNo: wrong }, 'MOVED'))).code).toBe('correction-number-reused')
    expect(await desk.differences()).toEqual([])
  })

  test('sent again is the first answer, also once the new settlement was put right', async () => {
    const [wrong, right] = [await desk.person(), await dibao()]
    const settled = await desk.settle(wrong, { on: '2024-02-08', inScope: '10000.00' })
    // Certified late, so that something else stood than was settled first.
    await desk.identity(wrong, { category: 'dibao', from: '2024-01-01' })
    await recalculate(desk.service, bureau, { personNo: wrong, year: 2024, reason: 'x', resettleNo: 'LATE' })
    const first = await correct(settled, { personNo: right }, 'MOVED-2')
    expect(first.moved).toMatchObject({ before: { assistance: '7000.00' }, after: { assistance: '7000.00' } })
    const made = { ...settled, settlementNo: 'MOVED-2' }
    await correct(made, { takenBack: { amount: '100.00', from: 'hospital' } })
    const again = await correct(settled, { personNo: right }, 'MOVED-2')
    expect(again).toEqual({ ...first, replayed: true })
  })

  test('stays as it is where the right one could not be settled', async () => {
    const wrong = await dibao()
    const settled = await desk.settle(wrong, { on: '2024-02-07', inScope: '10000.00' })
    const rows = await rowCounts(desk.service)
    expect((await refusalOf(correct(settled, { personNo: 'NOBODY' }))).code).toBe('person-not-registered')
    expect((await refusalOf(correct(settled, { personNo: wrong }))).code).toBe('correction-same-person')
    expect({ ...(await rowCounts(desk.service)), lookups: null }).toEqual({ ...rows, lookups: null })
    expect((await paidNow(settled)).assistance).toBe('7000.00')
  })
})

test('a preview under a number that is posted shows what was posted, and refuses another content', async () => {
  const { settle } = await clearingDesk(desk)
  const settled = await settle()
  const changes: Changes = { takenBack: { amount: '50.00', from: 'person' } }
  const { resettlement } = await correct(settled, changes, 'SEEN')
  const preview = (changed: Changes) =>
    previewSettlementCorrection(desk.service, bureau, asked(settled, changed, 'SEEN'))
  expect((await preview(changes)).resettlement).toEqual(resettlement)
  const other = preview({ takenBack: { amount: '60.00', from: 'person' } })
  expect((await refusalOf(other)).code).toBe('correction-number-reused')
  const moved = previewSettlementCorrection(
    desk.service,
    bureau,
    asked(await settle(), { personNo: await dibao() }, settled.settlementNo ?? ''),
  )
  expect((await refusalOf(moved)).code).toBe('correction-number-reused')
})

describe('what would lose money on its way is refused with what to do instead', () => {
  const refused = async (asking: Promise<unknown>) => {
    const { code, params } = await refusalOf(asking)
    return [code, JSON.stringify(params)]
  }
  const no = 'correction-not-possible'

  test('a settlement that was corrected is not moved to another person', async () => {
    const { settle } = await clearingDesk(desk)
    const settled = await settle()
    await correct(settled, { takenBack: { amount: '100.00', from: 'hospital' } })
    const move = asked(settled, { personNo: await dibao() })
    expect(await refused(correctSettlement(desk.service, bureau, move))).toEqual([
      no,
      expect.stringContaining('reverse it'),
    ])
    expect((await refusalOf(previewSettlementCorrection(desk.service, bureau, move))).code).toBe(no)
    expect((await paidNow(settled)).hospital).toBe('100.00')
  })

  test('nor is one reversed of which others have paid the person in hand', async () => {
    const { hospitalCode, settle } = await clearingDesk(desk)
    const settled = await settle()
    await correct(settled, { paid: { criticalIllness: '1000.00' }, paidTo: 'person' })
    const reversal = { hospitalCode, settlementNo: settled.settlementNo ?? '', reversalNo: `R-${count}`, reason: 'x' }
    expect(await refused(reverse(desk.service, bureau, reversal))).toEqual([no, expect.stringContaining('takenBack')])
    const { assistance } = await paidNow(settled)
    await correct(settled, { takenBack: { amount: assistance, from: 'person' } })
    expect((await paidNow(settled)).assistance).toBe('0.00')
    expect(await desk.differences()).toEqual([])
  })
})
