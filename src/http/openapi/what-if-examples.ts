/** Bodies of what-if runs and of budgets, by the name of the schema. */
export const whatIfExamples: Readonly<Record<string, readonly [summary: string, value: object]>> = {
  FundBudgetRequest: [
    'The year 2024 / 2024 年度',
    {
      ...{ documentNo: '晋市财社〔2024〕1号', note: '2024 年度医疗救助预算' },
      sources: { central: '20000000.00', provincial: '6000000.00', city: '4000000.00' },
      purposes: { aid: '27000000.00', 'premium-subsidy': '3000000.00' },
    },
  ],
  WhatIfRequest: [
    'The annual limit lowered to 50000 / 年度限额降为5万元',
    {
      ...{ region: '140500', year: 2023, title: '低保和监测对象年度限额降为5万元' },
      draft: { edits: [{ clause: '140500/J4', path: '/limits/1/amount', value: '50000' }] },
    },
  ],
}
