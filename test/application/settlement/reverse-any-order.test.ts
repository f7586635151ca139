import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { readHistory } from '../../../src/db/ledger/history.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { payers } from '../../../src/domain/names/payers.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { anyBill, holdings, openHospitals, registered } from '../../support/claims/random-bills.ts'
import { type Bill, billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await openHospitals(desk)
})

interface Settled {
  readonly hospitalCode: string
  readonly settlementNo: string
}

/** Settles what can be; a bill on which too much was paid is refused and leaves nothing. */
async function settleAll(personNo: string, bills: readonly Bill[]): Promise<Settled[]> {
  const settled: Settled[] = []
  for (const bill of bills) {
    const body = billOf(personNo, bill)
    const refusal = await settle(desk.service, bureau, body, 'en').then(
      () => null,
      (error: unknown) => error,
    )
    if (refusal !== null) expect(refusal).toBeInstanceOf(Refusal)
    else settled.push({ hospitalCode: body.hospitalCode, settlementNo: body.settlementNo as string })
  }
  return settled
}

const total = (amounts: Readonly<Record<string, string>>) => yuan(sum(Object.values(amounts).map(decimal)))

const years = fc.record({
  as: fc.constantFrom(...holdings),
  bills: fc.array(anyBill, { minLength: 2, maxLength: 8 }),
  order: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 8, maxLength: 8 }),
})

/** The settlements in an order of the draw's own. */
function shuffled(settled: readonly Settled[], order: readonly number[]): Settled[] {
  return settled
    .map((one, at) => ({ one, place: order[at] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

test('undoing everything in any order returns to the empty year', async () => {
  const property = fc.asyncProperty(years, async ({ as, bills, order }) => {
    const personNo = await desk.person({ as, registered })
    const settled = await settleAll(personNo, bills)
    for (const one of shuffled(settled, order)) {
      const reversal = { ...one, reversalNo: `R-${one.settlementNo}`, reason: '测试', resettleLater: true }
      const answer = await reverse(desk.service, bureau, reversal)
      for (const { difference } of answer.reversal.adjustments) expect(total(difference)).toBe('0.00')
    }
    await expectEmpty(personNo)
  })
  await fc.assert(property, { numRuns: 12, seed: 2023, endOnFailure: true })
  expect(await desk.differences()).toEqual([])
})

async function expectEmpty(personNo: string): Promise<void> {
  const history = await readHistory(desk.service.db.pool, { personNo, region: '140500', year: 2023, lock: false })
  if (history.version > 0) expect(history.state).toEqual(storedYear(emptyYear))
  for (const { used } of history.accounts) expect(used).toBe('0.00')
  for (const payer of payers)
    expect(yuan(sum(history.entries.map((entry) => decimal(entry.payers[payer]))))).toBe('0.00')
  const cap = await readAnnualCap(desk.service, bureau, personNo, { year: 2023 }, 'en')
  for (const { used } of cap.limits) expect(used).toBe('0.00')
  expect(cap.accumulated).toMatchObject({
    selfPay: '0.00',
    personBurden: '0.00',
    aidDeductible: { met: '0.00' },
    criticalIllnessBase: '0.00',
  })
}
