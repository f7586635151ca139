import { beforeAll, expect, test } from 'vitest'
import { correctSettlement } from '../../../src/application/corrections/correct-settlement.ts'
import { readAnnualCap } from '../../../src/application/entitlements/annual-cap.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { settle } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code)

test('an injury that somebody else caused is settled and pointed at, and its share comes off afterwards with the limit', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const bill = {
    ...billOf(personNo, { on: '2024-03-02', inScope: '11593.00', settlementNo: 'TI-1' }),
    thirdPartyInjury: true,
  }
  const { settlement } = await settle(desk.service, bureau, bill, 'zh')
  expect(codes(settlement.warnings)).toContain('third-party-injury')
  // 70% of all of it (140500/J4).
  expect(settlement.payers.assistance).toBe('8115.10')
  // 8,115.90 were the other's: 70% of the 3,477.10 that are left are 2,433.97, and 5,681.13 come back.
  const asked = { hospitalCode: bill.hospitalCode, settlementNo: 'TI-1', correctionNo: 'TI-C', reason: '交警认定书' }
  const changes = { thirdParty: '8115.90', paidTo: 'person' } as const
  const done = await correctSettlement(desk.service, bureau, { ...asked, changes })
  expect(done.resettlement?.settlements[0]?.difference.assistance).toBe('-5681.13')
  const now = await getSettlement(desk.service, bureau, settlement.id ?? '', 'zh')
  expect(codes(now.warnings)).toContain('third-party')
  expect(codes(now.warnings)).not.toContain('third-party-injury')
  const cap = await readAnnualCap(desk.service, bureau, personNo, { year: 2024 }, 'zh')
  expect(cap.limits.find(({ name }) => name === 'annual')?.used).toBe('2433.97')
  expect(await desk.differences()).toEqual([])
})
