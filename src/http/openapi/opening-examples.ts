import { demoPerson } from '../../application/demo/demo-people.ts'

/** Bodies of opening balances, by the name of the schema. */
export const openingExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  OpeningBalanceRequest: [
    'Taken over from another system in the middle of the year / 年中接管原系统',
    {
      ...{ openingNo: 'QC-2023-0001', personNo: demoPerson('140500', 'dibao'), asOf: '2023-03-31' },
      ...{ source: '原医疗救助系统 2023 年 3 月末结转', limits: [{ name: 'annual', used: '12000.00' }] },
      ...{ selfPay: '4200.00', personBurden: '6100.00', inpatientSelfPay: '16200.00', stays: 2 },
    },
  ],
  OpeningApproval: ['Nothing was settled yet / 尚无结算', {}],
  OpeningReason: ['Of another person / 录错人员', { reason: '录错人员' }],
  OpeningReversal: [
    'A wrong amount / 金额有误',
    { reversalNo: 'QC-2023-0001-C', reason: '金额有误', resettleLater: true },
  ],
  OpeningApprovals: ['One / 一条', { ids: ['0190f5fe-7c00-7a00-8000-000000000001'] }],
}
