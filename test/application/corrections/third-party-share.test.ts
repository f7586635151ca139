import { beforeAll, expect, test } from 'vitest'
import {
  correctSettlement,
  type SettlementCorrectionAsked,
} from '../../../src/application/corrections/correct-settlement.ts'
import { getSettlement } from '../../../src/application/settlement/find-settlements.ts'
import type { SettlementAnswer } from '../../../src/application/settlement/settlement-answer.ts'
import { detailOf } from '../../../src/domain/refusals/refusal.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

let count = 0
const correct = (settled: SettlementAnswer, changes: SettlementCorrectionAsked['changes']) =>
  correctSettlement(desk.service, bureau, {
    ...{ hospitalCode: settled.hospitalCode, settlementNo: settled.settlementNo ?? '', correctionNo: `TP${++count}` },
    ...{ reason: '经核实更正', changes },
  })

test('of what insurance has paid already, the refusal says how much it may be, or what goes with it', async () => {
  const bill = { on: '2024-04-06', inScope: '10000.00', basic: '7000.00', criticalIllness: '0.00' } as const
  const settled = await desk.settle(await desk.person({ as: 'dibao' }), bill)
  const much = await refusalOf(correct(settled, { thirdParty: '4000.00', paidTo: 'person' }))
  // Insurance has paid 7,000 of 10,000, so 3,000 are what a third party can bear.
  expect([much.code, detailOf(much, 'en')]).toEqual([
    'paid-exceeds-in-scope',
    expect.stringMatching(
      /4000\.00 that a third party bears .* 6000\.00 together at most, or a `thirdParty` of at most 3000\.00/,
    ),
  ])
  const both = { thirdParty: '4000.00', paid: { basic: '6000.00' }, paidTo: 'person' } as const
  await correct(settled, both)
  expect((await getSettlement(desk.service, bureau, settled.id ?? '', 'en')).payers).toMatchObject({
    basic: '6000.00',
    commercial: '4000.00',
    person: '0.00',
  })
})
