import { beforeAll, expect, test } from 'vitest'
import { withEarlierYears } from '../../../src/application/claim/earlier-years.ts'
import { correctSettlement } from '../../../src/application/corrections/correct-settlement.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import { readStatement } from '../../../src/application/statement/statement.ts'
import type { Facts } from '../../../src/domain/adjudication/types.ts'
import type { Law } from '../../../src/domain/policies/law.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

test('whoever reads a settlement, and the year that comes after it, go by the costs as they were put right', async () => {
  const settled = await desk.settle(await desk.person({ as: 'dibao' }), { on: '2024-04-03', inScope: '10000.00' })
  const { id, personNo, hospitalCode, settlementNo } = settled
  const costs = { offCatalogue: '0.00', overLimit: '3000.00', preSelfPay: '0.00', inScope: '7000.00' }
  const asked = { hospitalCode, settlementNo: settlementNo ?? '', correctionNo: 'GZ-COSTS', reason: '经核实更正' }
  await correctSettlement(desk.service, bureau, { ...asked, changes: { costs, referral: 'proper' } })
  const shown = await getSettlement(desk.service, bureau, id ?? '', 'en')
  expect(shown.costs).toEqual({ total: '10000.00', ...costs })
  const statement = await readStatement(desk.service, bureau, id ?? '')
  expect([statement.costs, statement.visit.referral]).toEqual([shown.costs, 'proper'])
  const asks = { earlierYears: { costYears: 1, usedYears: 0, accounts: [], asksApplications: false } }
  const law = { region: '140500', tables: asks } as unknown as Law
  const later = { personNo, others: [], on: '2025-02-01' }
  const { yearBefore } = await withEarlierYears(desk.service.db.pool, law, {} as Facts, later)
  expect(yearBefore).toMatchObject([{ base: '7000.00' }])
})
