import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { flipped, libraryOf } from '../../support/claims/packs.ts'
import { anyBill, holdings, openHospitals, registered } from '../../support/claims/random-bills.ts'
import { type Bill, billOf, bureau, cityHospital, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

/** Rounding down instead of half up: the same visits would come out otherwise, so whoever asks today's packs is found out. */
const today = flipped({ rounding: 'down' })

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await openHospitals(desk)
  const people = await Promise.all(holdings.map((as) => desk.person({ as, registered })))
  const [bills = []] = fc.sample(fc.array(anyBill, { minLength: 8 * people.length, maxLength: 8 * people.length }), {
    numRuns: 1,
    seed: 5,
  })
  await Promise.all(bills.map((bill, at) => settleOrNot(people[at % people.length] as string, bill, at)))
})

/** Everything at once, so that the ledger is written in groups; every fourth is undone, with whatever depends on it. */
async function settleOrNot(personNo: string, bill: Bill, at: number): Promise<void> {
  const body = billOf(personNo, bill)
  const settled = await settle(desk.service, bureau, body, 'en').catch((error: unknown) => {
    expect(error).toBeInstanceOf(Refusal)
    return null
  })
  if (!settled || at % 4 !== 0) return
  const { hospitalCode, settlementNo = '' } = body
  await reverse(desk.service, bureau, {
    hospitalCode,
    settlementNo,
    reversalNo: `R-${at}`,
    reason: '测试',
    resettleLater: true,
  })
}

test('a busy year agrees', async () => {
  const { entries, limit_movements: movements, reversals } = await rowCounts(desk.service)
  expect([Number(entries) > 50, Number(movements) > 30, Number(reversals) > 8]).toEqual([true, true, true])
  expect(await desk.differences()).toEqual([])
})

test('it agrees under the packs of then, when others are in use', async () => {
  const before = (await desk.differences(today)).length
  const service = await desk.under(today)
  expect(service.library.pack('140500').hash).not.toBe(desk.service.library.pack('140500').hash)
  expect([before, await desk.differences(today)]).toEqual([0, []])
})

test('it agrees under the packs of then, when the region has none any more', async () => {
  const rest = libraryOf(desk.service.library.files.filter((file) => file.region !== '140500'))
  expect(await desk.differences(rest)).toEqual([])
})

test('a settlement of then is recalculated under the packs of then', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const bill = { inScope: '60000.05', basic: '0.00' }
  await desk.settle(personNo, { ...bill, settlementNo: 'THEN-1' })
  const second = await desk.settle(personNo, { ...bill, settlementNo: 'THEN-2' })
  const service = await desk.under(today)
  const reversal = { hospitalCode: cityHospital, settlementNo: 'THEN-1', reversalNo: 'R-THEN', reason: '测试' }
  expect(await refusalOf(reverse(service, bureau, reversal))).toMatchObject({ code: 'later-settlements-depend' })
  const answer = await reverse(service, bureau, { ...reversal, resettleLater: true })
  // 60000.05 x 0.70 = 42000.035, which is rounded half up as it was then.
  expect(answer.reversal.adjustments).toMatchObject([{ id: second.id, after: { assistance: '42000.04' } }])
  const now = await settle(service, bureau, billOf(await desk.person({ as: 'dibao' }), bill), 'en')
  expect(now.settlement.payers.assistance).toBe('42000.03')
  expect(await desk.differences(today)).toEqual([])
})
