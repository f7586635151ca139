import { yuan } from '../../../domain/money.ts'
import type { WhatIfResults } from '../results.ts'
import { amountColumn, type WhatIfSheet, wordsColumn } from './columns.ts'
import { sheetHead } from './money.ts'

/** The fund by month: what came in and went out, and where it stood at the end of the month, before and under the draft. */
export function cashSheet({ cash }: WhatIfResults): WhatIfSheet {
  const { months, runsOutBefore, runsOutAfter } = cash
  return {
    ...sheetHead('cash', [
      ...[wordsColumn('月份', 'month'), amountColumn('到账', 'received'), amountColumn('其他支出', 'otherwise spent')],
      ...[amountColumn('救助（现行）', 'aid, as settled'), amountColumn('救助（草案）', 'aid, under the draft')],
      ...[
        amountColumn('月末结余（现行）', 'left, as settled'),
        amountColumn('月末结余（草案）', 'left, under the draft'),
      ],
    ]),
    rows: months.map((one) => [
      ...[one.month, yuan(one.received), yuan(one.otherwiseSpent), yuan(one.aidBefore), yuan(one.aidAfter)],
      ...[yuan(one.balanceBefore), yuan(one.balanceAfter)],
    ]),
    note: {
      zh: `到账和参保资助取基金日记账，救助按就诊日期计为支出。基金用完之日：现行 ${runsOutBefore ?? '不会用完'}，草案 ${runsOutAfter ?? '不会用完'}；没有登记到账和结余的基金不作判断。`,
      en: `Receipts and premium subsidies are the journal’s; aid counts as spent on the day of the visit. The fund runs out on: ${runsOutBefore ?? 'no day'} as settled, ${runsOutAfter ?? 'no day'} under the draft; of a fund without receipts and a balance nothing is said.`,
    },
  }
}
