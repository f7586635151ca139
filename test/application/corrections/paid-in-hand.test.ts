import { expect, test } from 'vitest'
import {
  correctSettlement,
  previewSettlementCorrection,
} from '../../../src/application/corrections/correct-settlement.ts'
import { bureau, openDesk } from '../../support/database/desk.ts'

test('what others paid the person in hand does not pass the hospital, by the preview and by what is posted', async () => {
  const desk = await openDesk()
  const settled = await desk.settle(await desk.person({ as: 'dibao' }), { on: '2024-04-08', inScope: '10000.00' })
  const asked = {
    ...{ hospitalCode: settled.hospitalCode, settlementNo: settled.settlementNo ?? '', correctionNo: 'HAND' },
    ...{ reason: '大病保险事后支付', changes: { paid: { criticalIllness: '5000.00' }, paidTo: 'person' as const } },
  }
  // 70% of 5,000 in place of 70% of 10,000: the person has 5,000 in hand and owes 3,500 of aid.
  const said = {
    ...{ personGetsBack: '1500.00', fundsPay: '1500.00', owedToPerson: '-3500.00' },
    hospitals: [{ personGetsBack: '0.00', fundsPay: '0.00', hospitalBears: '0.00', owedToPerson: '-3500.00' }],
  }
  expect((await previewSettlementCorrection(desk.service, bureau, asked)).resettlement).toMatchObject(said)
  expect((await correctSettlement(desk.service, bureau, asked)).resettlement).toMatchObject(said)
  expect(await desk.differences()).toEqual([])
})
